import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import { verbatim } from '../../platform/pages/words.js';
import { contactsTable, type Contact } from '../company/company.view.js';
import { factsOf } from '../engine/record.blocks.js';
import type { Block, RecordContext, RecordPage } from '../engine/record-page.js';
import { containersTable } from './containers.block.js';
import { mapHref } from './map.link.js';
import { siteFields } from './sites.fields.js';
import { readBeside, type SiteDocument, type SiteJob } from './sites.beside.js';

/** One site: where it is, whom to meet there, what stands there, and what happens there. */
export const sitePage: RecordPage = {
  title: ({ values }) => verbatim(String(values['name'])),

  read: readBeside,

  blocks: (record, context) => {
    const { id, values, extra, children } = record;
    const named = factsOf({ key: 'sites', fields: siteFields }, record, context);
    const map = mapHref(values);
    const links = (['jobs', 'invoices', 'documents'] as const).flatMap((key) => {
      const href = context.hrefOf(key, undefined, `?site=${id}`);
      return href ? [{ label: say(`sites.links.${key}`), href }] : [];
    });
    const blocks: readonly Block[] = [
      named([
        'reference',
        'status',
        // Of sites without patrols it says nothing.
        ...(values['kind'] === 'static' && !context.can('checkpoint-reports') ? [] : ['kind']),
        'accountNumber',
        'address',
        'postcode',
        'sicCode',
      ]),
      {
        kind: 'links',
        title: say('sites.map'),
        links: map ? [{ label: say('sites.openMap'), href: map, outside: true }] : [],
      },
      named(['contactName', 'contactPhone', 'contactEmail'], say('sites.contact')),
      ...contactsTable((children['contacts'] ?? []) as unknown as Contact[], 'sites.contacts'),
      named(['invoicing', 'invoicingAddress'], say('sites.invoicingTitle')),
      ...containersTable(children['containers'] ?? [], String(extra['today'])),
      ...jobs('sites.upcoming', extra['upcoming'] as readonly SiteJob[], context),
      ...jobs('sites.recent', extra['recent'] as readonly SiteJob[], context),
      ...documents(extra['documents'] as readonly SiteDocument[], context),
      { kind: 'links', title: say('sites.more'), links },
    ];
    return blocks.filter(
      (block) =>
        (block.kind !== 'links' || block.links.length > 0) &&
        (block.kind !== 'facts' || block.items.length > 0),
    );
  },
};

function jobs(title: string, rows: readonly SiteJob[], context: RecordContext): Block[] {
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
}

function documents(rows: readonly SiteDocument[], context: RecordContext): Block[] {
  if (rows.length === 0 || !context.can('documents')) return [];
  const title = say('sites.documents.title');
  return [
    {
      kind: 'table',
      title,
      table: tableView({
        caption: title,
        columns: ['reference', 'name', 'type', 'date'].map((key) => ({
          key,
          label: say(`sites.documents.${key}`),
          telling: key !== 'reference',
        })),
        rows: rows.map(({ id, reference, name, type, date }) => ({
          href: context.hrefOf('documents', id) ?? '',
          cells: [cell.text(reference), cell.text(name), cell.text(type), cell.date(date)],
        })),
      }),
    },
  ];
}
