import type { Viewer } from '../access/viewer.js';
import { Forbidden, say } from '../platform/errors.js';

interface Holding {
  readonly permissions: readonly string[];
}

/** Whether somebody may do all that this holds. Nobody hands on, or takes away, more than they may do themselves. */
export const isWithin = ({ permissions }: Holding, { staffPermissions }: Viewer): boolean =>
  permissions.every((permission) => staffPermissions.has('*') || staffPermissions.has(permission));

/** @throws Forbidden when a login, or a key, may do more than the person who wants to change it */
export function mustBeWithin(holding: Holding, viewer: Viewer): void {
  if (!isWithin(holding, viewer)) throw new Forbidden(say('identity.logins.holdsMore'));
}

type Ask = (text: string, values: unknown[]) => Promise<{ readonly permission: string }[]>;

/** All that a login may do, by its role groups. */
export async function permissionsOf(loginId: string, ask: Ask): Promise<string[]> {
  const held = await ask(
    `select distinct unnest(g.permissions) as permission
     from login_role_groups h join role_groups g on g.id = h.role_group_id where h.login_id = $1`,
    [loginId],
  );
  return held.map(({ permission }) => permission);
}
