import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import { verbatim } from '../../platform/pages/words.js';
import { siteFields } from './sites.fields.js';
import { factsOf } from '../engine/record.blocks.js';
import type { Block, RecordPage } from '../engine/record-page.js';

interface SiteJob {
  readonly id: string;
  readonly reference: string;
  readonly date: string;
  readonly service: string;
  readonly status: string;
}

/** One site: where it is, whom to meet there, and what happens there. */
export const sitePage: RecordPage = {
  title: ({ values }) => verbatim(String(values['name'])),

  read: async (row, ask, today) => {
    const jobs = (past: boolean) =>
      ask<SiteJob>(
        `select id, reference, date, service, status from jobs r
         where site_id = $1 and deleted_at is null and date ${past ? '<' : '>='} $2
         order by date ${past ? 'desc' : 'asc'}, id limit 5`,
        [row['id'], today],
      );
    return { upcoming: await jobs(false), recent: await jobs(true) };
  },

  blocks: (record, context) => {
    const { id, values, extra } = record;
    const named = factsOf({ key: 'sites', fields: siteFields }, record);
    const map = `https://www.openstreetmap.org/search?query=${encodeURIComponent([values['address'], values['postcode']].filter(Boolean).join(', '))}`;
    const jobs = (title: string, found: unknown): Block[] => {
      const rows = found as readonly SiteJob[];
      if (rows.length === 0 || !context.can('jobs')) return [];
      return [
        {
          kind: 'table',
          title: say(title),
          table: tableView({
            caption: say(title),
            columns: ['reference', 'date', 'service', 'status'].map((key) => ({
              key,
              label: say(`sites.jobs.${key}`),
            })),
            rows: rows.map((job) => ({
              href: context.hrefOf('jobs', job.id) ?? '',
              cells: [
                cell.text(job.reference),
                cell.date(job.date),
                cell.text(job.service || null),
                cell.words(say(`jobs.status.${job.status}`)),
              ],
            })),
          }),
        },
      ];
    };
    const links = (['jobs', 'invoices', 'documents'] as const).flatMap((key) => {
      const href = context.hrefOf(key, undefined, `?site=${id}`);
      return href ? [{ label: say(`sites.links.${key}`), href }] : [];
    });
    return [
      named(['reference', 'status', 'kind', 'accountNumber', 'address', 'postcode', 'sicCode']),
      {
        kind: 'links',
        title: say('sites.map'),
        links: values['postcode'] ? [{ label: say('sites.openMap'), href: map }] : [],
      },
      named(['contactName', 'contactPhone', 'contactEmail'], say('sites.contact')),
      ...jobs('sites.upcoming', extra['upcoming']),
      ...jobs('sites.recent', extra['recent']),
      { kind: 'links', title: say('sites.more'), links },
    ].filter((block) => block.kind !== 'links' || block.links.length > 0) as Block[];
  },
};
