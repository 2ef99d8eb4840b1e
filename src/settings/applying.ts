import type { PermissionDefinition } from '../access/catalogue.js';
import type { Standing } from './portal-settings.queries.js';

/** Where one permission is changed for all existing customers. */
export const applyHref = (permission: string): string =>
  `/admin/settings/customer-portal/sections/${permission}/apply`;

/** Where a default is given to all existing customers, for each of its values; null where they all have it so. */
export interface Applying {
  readonly on: string | null;
  readonly off: string | null;
  /** That of the switch as it stands. */
  readonly now: string | null;
}

export function applying(
  { key, hides }: PermissionDefinition,
  { customers, on }: Standing,
  checked: boolean,
): Applying {
  const having = on.get(key) ?? 0;
  const shown = having < customers ? `${applyHref(key)}?value=on` : null;
  const hidden = having > 0 ? `${applyHref(key)}?value=off` : null;
  const ways = hides ? { on: hidden, off: shown } : { on: shown, off: hidden };
  return { ...ways, now: checked ? ways.on : ways.off };
}
