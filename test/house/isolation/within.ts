import type { PermissionDefinition } from '../../../src/access/catalogue.js';
import { PERMISSIONS } from '../../../src/app.permissions.js';
import { customers } from '../../../src/sections/company/company.kind.js';
import { permissionOf, type Section } from '../../../src/sections/engine/section.js';
import type { Looker, Marked } from './world.js';

/** Whether a record is within somebody's customer and sites, and no draft. */
export const within = ({ customerId, siteId, shown, kind }: Marked, looker: Looker): boolean =>
  customerId === looker.customerId &&
  shown &&
  (kind === customers || looker.sites === 'all' || (siteId !== null && looker.sites.includes(siteId)));

/** Whether its section, or the part of it that shows it, is closed. */
export const isClosed = ({ kind, part }: Marked, closed: ReadonlySet<string>): boolean =>
  closed.has(permissionOf(kind)) || (part !== null && closed.has(part));

/** What a section shows where its parts are open. Nobody here has a tick of their own. */
export const shownSql = (section: Section | undefined): string =>
  (section?.shown ?? 'true').replace(/portal_may\('([^']*)'\)/g, (_, part: string) =>
    String(!section?.parts?.find(({ key }) => key === part)?.tick),
  );

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
