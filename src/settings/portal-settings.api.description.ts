import type { Permission } from '../access/catalogue.js';
import { object, ref, text, yesNo, type ApiGroup, type Schema } from '../platform/http/api-description.js';
import { say } from '../platform/errors.js';

const PATH = '/api/v1/portal-settings';
const LONGEST_MESSAGE = 500;

/** What `PortalSettingsApiController` does, for the pages of the API. */
export function portalSettingsDescription(permissions: readonly Permission[]): ApiGroup {
  const each = (schema: Schema) => Object.fromEntries(permissions.map((permission) => [permission, schema]));
  const switches = { available: yesNo, default: yesNo };
  const settings = (needed?: readonly string[]): Schema =>
    object(
      {
        enabled: yesNo,
        sections: object(each(object(switches, needed)), needed ?? permissions),
        allowAutoPayDeactivation: yesNo,
        autoPayMessage: text(LONGEST_MESSAGE),
      },
      needed,
    );
  return {
    key: 'portal-settings',
    title: say('api-docs.portalSettings.title'),
    intro: say('api-docs.portalSettings.intro'),
    schemas: {
      PortalSettings: settings(),
      PortalSettingsPatch: settings([]),
      ApplyToAll: object({ value: yesNo, overwrite: yesNo }, ['value']),
    },
    routes: [
      {
        method: 'GET',
        path: PATH,
        says: say('api-docs.portalSettings.read'),
        answer: { status: 200, schema: ref('PortalSettings') },
        versioned: true,
      },
      {
        method: 'PATCH',
        path: PATH,
        says: say('api-docs.portalSettings.change'),
        body: {
          schema: ref('PortalSettingsPatch'),
          example: {
            enabled: true,
            sections: { [permissions[0] ?? 'jobs']: { available: true, default: true } },
          },
        },
        answer: { status: 200, schema: ref('PortalSettings') },
        versioned: true,
        refusals: [412, 422],
      },
      {
        method: 'POST',
        path: `${PATH}/sections/:permission/apply`,
        says: say('api-docs.portalSettings.apply'),
        body: { schema: ref('ApplyToAll'), example: { value: true, overwrite: false } },
        answer: { status: 202, schema: ref('Operation') },
        refusals: [404, 409, 422],
      },
    ],
  };
}
