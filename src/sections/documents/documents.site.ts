import type { EntityManager } from 'typeorm';
import type { Ask } from '../../platform/database/portal-reads.js';
import type { ChildBody, Coming, Inherited } from '../engine/section.js';

/** What documents are about, and where that stands. */
const ABOUT = [
  { name: 'job', column: 'job_id', table: 'jobs' },
  { name: 'order', column: 'order_id', table: 'orders' },
] as const;

/**
 * A document of a job or an order is of its site, so that the people of that site see it. A season ticket that names no
 * site is for all of them. The database holds the same where a job moves (`move_documents_along`).
 */
export const siteOfDocuments: Inherited = {
  field: 'site',
  from: ABOUT.map(({ name }) => name),
  hold: async (manager, records) => {
    const references = records.map(({ reference }) => reference);
    for (const { name, column, table } of ABOUT)
      await manager.query(
        `select from ${table} where id in (select id from ${table} where reference = any ($1)
           union all select ${column} from documents where reference = any ($2)) order by id for key share`,
        [records.map(({ body }) => body[name] ?? null), references],
      );
  },
  columns: async (manager, records) => {
    const open = records.filter(
      ({ columns }) => columns['site_id'] === null && columns['type'] !== 'season-ticket',
    );
    const sites = new Map<unknown, string>();
    for (const about of ABOUT)
      for (const { id, site } of await sitesOf(manager, about, open)) sites.set(id, site);
    return new Map(
      open.flatMap(({ reference, columns }) => {
        const site = ABOUT.map(({ column }) => sites.get(columns[column])).find(Boolean);
        return site ? [[reference, { site_id: site }] as const] : [];
      }),
    );
  },
};

/** Held until the documents are written, also without a site: what moves meanwhile finds them, and takes them along. */
async function sitesOf(
  manager: EntityManager,
  { column, table }: (typeof ABOUT)[number],
  records: readonly Coming[],
): Promise<{ id: string; site: string }[]> {
  const ids = [...new Set(records.map(({ columns }) => columns[column]).filter(Boolean))];
  if (ids.length === 0) return [];
  const held = await manager.query<{ id: string; site: string | null }[]>(
    `select id, site_id as site from ${table} where id = any ($1) order by id for key share`,
    [ids],
  );
  return held.flatMap(({ id, site }) => (site ? [{ id, site }] : []));
}

/** By hand a document is not given to another site than that of its job or order. */
export async function doubtfulSite(
  ask: Ask,
  _reference: string,
  { site, ...record }: ChildBody,
): Promise<Record<string, string>> {
  for (const { name, table } of ABOUT) {
    if (!site || !record[name]) continue;
    const [other] = await ask(
      `select from ${table} a join sites s on s.id = a.site_id
       where a.reference = $1 and a.deleted_at is null and s.reference <> $2`,
      [record[name], site],
    );
    if (other) return { site: `documents.wrong.otherSite.${name}` };
  }
  return {};
}
