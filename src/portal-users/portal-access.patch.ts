import type { PermissionCatalogue } from '../access/catalogue.js';
import { Invalid } from '../platform/errors.js';
import { isYesOrNo, members, type Check } from './json-members.js';
import type { PortalAccessChange } from './portal-access.js';

/**
 * Reads a JSON Merge Patch (RFC 7396) of a customer's switches.
 * @throws Invalid naming every member that is unknown or no boolean, by its path
 */
export function readAccessPatch(body: unknown, catalogue: PermissionCatalogue): PortalAccessChange {
  const anything: Check = () => undefined;
  const patch = members(body, { enabled: isYesOrNo, sections: anything });
  const change = patch.enabled === undefined ? {} : { enabled: patch.enabled as boolean };
  if (patch.sections === undefined) return change;
  const checks = Object.fromEntries(catalogue.all.map(({ key }) => [key, isYesOrNo]));
  try {
    return { ...change, sections: members(patch.sections, checks) as Readonly<Record<string, boolean>> };
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const { body: whole, ...others } = error.fields;
    const inner = Object.entries(others).map(([name, fault]) => [`sections.${name}`, fault] as const);
    throw new Invalid({ ...Object.fromEntries(inner), ...(whole ? { sections: whole } : {}) });
  }
}
