import type { Permission, PermissionDefinition } from '../../../src/access/catalogue.js';
import { PERMISSIONS } from '../../../src/app.permissions.js';
import { customers } from '../../../src/sections/company/company.kind.js';
import type { Section } from '../../../src/sections/engine/section.js';
import type { Looker, Marked } from './marked.js';

type Whose = Pick<Marked, 'customerId'>;
type Closed = ReadonlySet<Permission>;

const scopeAt = ({ customerId }: Whose, { scope }: Looker) =>
  scope.find((one) => one.customerId === customerId);

/** Whether a record is within somebody's customers and sites, shared with them where that is asked, and no draft. */
export function within(one: Marked, looker: Looker): boolean {
  const scope = scopeAt(one, looker);
  if (!scope || !one.shown || (one.sharedWith && !one.sharedWith.includes(looker.accessId))) return false;
  if (one.kind === customers || scope.sites === 'all') return true;
  return one.siteId !== null && scope.sites.includes(one.siteId);
}

/** Whether a permission is closed to somebody at a record's customer. */
export const isClosedAt = (one: Whose, looker: Looker, closed: Closed, permission: Permission): boolean =>
  closed.has(permission) || scopeAt(one, looker)?.closed.has(permission) === true;

/** Whether its section, or the part of it that shows it, is closed. */
export const isClosed = (one: Marked, looker: Looker, closed: Closed): boolean =>
  one.needs.some((permission) => isClosedAt(one, looker, closed, permission));

/** What a section shows where its parts are open and it is shared with anybody. Nobody here has a tick of their own. */
export const shownSql = (section: Section | undefined): string =>
  (section?.shown ?? 'true')
    .replace(/portal_may\('([^']*)'\)/g, (_, part: string) =>
      String(!section?.parts?.find(({ key }) => key === part)?.tick),
    )
    .replaceAll('portal_access()', 's.portal_user_id');

/** What is closed when these permissions are: themselves, and what needs them. */
export function closedBy(
  off: readonly string[],
  all: readonly PermissionDefinition[] = PERMISSIONS,
): Set<string> {
  const closed = new Set(off);
  for (;;) {
    const more = all.filter(
      ({ key, needs = [] }) => !closed.has(key) && needs.some((one) => closed.has(one)),
    );
    if (more.length === 0) return closed;
    for (const { key } of more) closed.add(key);
  }
}
