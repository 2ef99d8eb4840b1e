import type { PermissionCatalogue } from '../access/catalogue.js';
import { Invalid, say, type Text } from '../platform/errors.js';
import { messageFault, tidy } from './portal-settings.forms.js';
import type { PortalSettingsChange } from './portal-settings.js';

type Faults = Record<string, Text>;
type Checks = Readonly<Record<string, (value: unknown, path: string, faults: Faults) => void>>;

const yesOrNo: Checks[string] = (value, path, faults) => {
  if (typeof value !== 'boolean') faults[path] = say('settings.api.boolean');
};

const message: Checks[string] = (value, path, faults) => {
  if (value === null) return;
  const fault = typeof value === 'string' ? messageFault(tidy(value)) : say('settings.api.text');
  if (fault) faults[path] = fault;
};

/**
 * Reads a JSON Merge Patch (RFC 7396) of the portal's settings. `null` takes a member away, which only the message
 * can bear: it becomes empty.
 * @throws Invalid naming every member that is unknown or of the wrong type, by its path
 */
export function readPatch(body: unknown, catalogue: PermissionCatalogue): PortalSettingsChange {
  // Without a prototype, so that a member called __proto__ is a name like any other.
  const faults = Object.create(null) as Faults;
  const setting: Checks = { available: yesOrNo, default: yesOrNo };
  const permissions = catalogue.all.map(
    ({ key }) => [key, (value: unknown, path: string) => members(value, path, setting, faults)] as const,
  );
  members(
    body,
    '',
    {
      enabled: yesOrNo,
      sections: (value, path) => members(value, path, Object.fromEntries(permissions), faults),
      allowAutoPayDeactivation: yesOrNo,
      autoPayMessage: message,
    },
    faults,
  );
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  const patch = body as Omit<PortalSettingsChange, 'autoPayMessage'> & { autoPayMessage?: string | null };
  const { autoPayMessage, ...others } = patch;
  const change: PortalSettingsChange = others;
  return autoPayMessage === undefined ? change : { ...change, autoPayMessage: tidy(autoPayMessage ?? '') };
}

/** Checks each member of an object by its name; a name without a check is unknown. */
function members(value: unknown, path: string, checks: Checks, faults: Faults): void {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    faults[path || 'body'] = say('settings.api.object');
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const at = path ? `${path}.${name}` : name;
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check) check(inner, at, faults);
    else faults[at.slice(0, 200)] = say('settings.api.unknown');
  }
}
