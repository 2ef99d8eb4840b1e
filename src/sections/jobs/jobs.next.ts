import { say, type Text } from '../../platform/errors.js';
import { countOfAll, type ListAbove, type Rows } from '../engine/list.above.js';
import type { ListRequest } from '../engine/list.request.js';
import { moreThan } from '../engine/record.blocks.js';
import { TODAY } from '../engine/today.sql.js';
import { UPCOMING_HREF } from './jobs.tabs.js';

/** So many of them stand above the list. */
const MOST = 3;

/** Still to come: planned or under way, from today on. */
export const IS_UPCOMING = `r.status in ('scheduled', 'in-progress') and r.date >= ${TODAY}`;

/** What comes next for the customer: the list itself begins with the day that is farthest ahead. */
export const nextJobs: ListAbove = {
  room: 'portal',
  when: isWhole,
  // In the order of the index, read backwards.
  sql: (conditions) =>
    `select r.id, r.date::text as date, r.service, s.name as site, count(*) over ()::int as total
     from jobs r left join sites s on s.id = r.site_id and s.customer_id = r.customer_id
     where ${conditions.join(' and ')} and ${IS_UPCOMING}
     order by r.date nulls first, r.id limit ${MOST}`,
  block: (rows, base, request) => {
    const next = [...rows].sort((a, b) => String(a['date']).localeCompare(String(b['date']))).slice(0, MOST);
    if (next.length === 0) return undefined;
    const links = next.map((row) => ({ label: lineOf(row), href: `${base}/${String(row['id'])}` }));
    // A phone shows the first alone.
    const more = moreThan(1, countOfAll(rows, 'total'), 'jobs.next', hrefOf(base, request));
    return { kind: 'links', title: say('jobs.next.title'), links, more };
  },
};

/** Nobody looks for something else, or has turned the page. */
function isWhole({ q, from, to, only, after, before, filters }: ListRequest): boolean {
  return !q && !from && !to && !only && !after && !before && Object.keys(filters).length === 0;
}

function lineOf(row: Rows[number]): Text {
  const [date, service, site] = ['date', 'service', 'site'].map((name) => row[name] as string | null);
  const known = service ? (site ? 'both' : 'service') : site ? 'site' : 'day';
  return say(`jobs.next.line.${known}`, { date: date ?? '', service: service ?? '', site: site ?? '' });
}

const hrefOf = (base: string, { customer, site }: ListRequest): string => {
  const place = new URLSearchParams({ ...(customer ? { customer } : {}), ...(site ? { site } : {}) });
  return `${base}${UPCOMING_HREF}${place.size > 0 ? `&${place}` : ''}`;
};
