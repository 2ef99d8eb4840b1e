import type { Permission } from '../access/catalogue.js';
import { object, ref, yesNo, type ApiGroup, type Schema } from '../platform/http/api-description.js';
import { say } from '../platform/errors.js';

const PATH = '/api/v1/customers/:reference/portal-access';

/** What `PortalAccessApiController` does, for the pages of the API. */
export function portalAccessDescription(permissions: readonly Permission[]): ApiGroup {
  const switches = Object.fromEntries(permissions.map((permission) => [permission, yesNo]));
  const access = (needed?: readonly string[]): Schema =>
    object({ enabled: yesNo, sections: object(switches, needed) }, needed);
  return {
    key: 'portal-access',
    title: say('api-docs.portalAccess.title'),
    intro: say('api-docs.portalAccess.intro'),
    schemas: { PortalAccess: access(), PortalAccessPatch: access([]) },
    routes: [
      {
        method: 'GET',
        path: PATH,
        says: say('api-docs.portalAccess.read'),
        answer: { status: 200, schema: ref('PortalAccess') },
        versioned: true,
        refusals: [404],
      },
      {
        method: 'PATCH',
        path: PATH,
        says: say('api-docs.portalAccess.change'),
        body: {
          schema: ref('PortalAccessPatch'),
          example: { enabled: true, sections: { [permissions[0] ?? 'jobs']: true } },
        },
        answer: { status: 200, schema: ref('PortalAccess') },
        versioned: true,
        refusals: [404, 412, 422],
      },
    ],
  };
}
