import { formatEwcCode, isHazardousEwcCode } from '../../platform/codes/ewc-code.js';
import { say, type Text } from '../../platform/errors.js';
import { cell, type Cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import { verbatim } from '../../platform/pages/words.js';
import { documentsOf, factsOf, moreThan } from '../engine/record.blocks.js';
import type { Block, RecordContext, RecordPage } from '../engine/record-page.js';
import type { ChildRow, FullRecord } from '../engine/record.queries.js';
import { jobFields } from './jobs.fields.js';
import { movements } from './movements.js';
import { PHOTO, photos, readPhotos } from './photos.js';
import { poolBlocks } from './pool.js';

interface JobDocument {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly type: string;
  /** How many documents the job has beside its photos; a page shows the newest. */
  readonly total: number;
}

const MOST_DOCUMENTS = 50;

/** One job: when and where, what waste it took, and what became of it. */
export const jobPage: RecordPage = {
  title: ({ values }) => say('jobs.recordTitle', { reference: String(values['reference']) }),

  read: async (row, ask) => ({
    names: Object.fromEntries(
      (
        await ask<{ code: string; name: string }>(
          'select code, name from ewc_codes where code in (select code from waste_item_codes where job_id = $1)',
          [row['id']],
        )
      ).map(({ code, name }) => [code, name]),
    ),
    documents: await ask<JobDocument>(
      `select d.id, d.reference, d.name, t.name as type, count(*) over ()::int as total
       from documents d join file_types t on t.key = d.type left join files f on f.id = d.file_id
       where d.job_id = $1 and d.deleted_at is null and not (d.type = '${PHOTO}' and coalesce(f.media_type, '') like 'image/%')
       order by d.date desc, d.id limit ${MOST_DOCUMENTS}`,
      [row['id']],
    ),
    photos: await readPhotos(row['id'], ask),
  }),

  blocks: (record, context) => {
    const facts = factsOf({ key: 'jobs', fields: jobFields }, record, context);
    const items = record.children['wasteItems'] ?? [];
    return [
      facts([
        'reference',
        'status',
        'date',
        'timeWindow',
        'site',
        'service',
        'crew',
        'vehicle',
        'cancellationReason',
        'notes',
        'price',
      ]),
      ...(items.length > 0 ? [waste(record, items)] : []),
      ...movements(record),
      ...(items.length > 0 ? [fates(record, items)] : []),
      ...poolBlocks(record),
      ...photos(record, context),
      ...documents(record, context),
    ];
  },
};

function waste(record: FullRecord, items: readonly ChildRow[]): Block {
  const names = record.extra['names'] as Readonly<Record<string, string>>;
  const codes = record.children['ewcCodes'] ?? [];
  return {
    kind: 'table',
    title: say('jobs.waste.title'),
    table: tableView({
      caption: say('jobs.waste.title'),
      columns: ['code', 'name', 'hazardous', 'weight', 'container', 'form', 'others'].map((key) => ({
        key,
        label: say(`jobs.waste.${key}`),
        numeric: key === 'weight',
        telling: true,
      })),
      rows: items.map((item) => {
        const own = codes.filter(({ parentId }) => parentId === item.id).map((one) => String(one['code']));
        const [main = ''] = own;
        return {
          cells: [
            cell.ewc(main, isHazardousEwcCode(main)),
            cell.text(String(item['description'] || names[main] || '')),
            own.some(isHazardousEwcCode)
              ? cell.status(say('jobs.waste.isHazardous'), 'danger')
              : cell.text(null),
            cell.weight(BigInt(String(item['weight'])), item['estimated'] === true),
            containers(item),
            item['physicalForm']
              ? cell.words(say(`jobs.forms.${String(item['physicalForm'])}`))
              : cell.text(null),
            cell.text(own.slice(1).map(formatEwcCode).join(', ') || null),
          ],
        };
      }),
    }),
  };
}

/** "4 wheelie bins"; how many, or of which kind, is not always known. */
function containers({ containerType: type, containerCount: count }: ChildRow): Cell {
  if (typeof count !== 'number')
    return type ? cell.words(say(`jobs.containerTypes.${String(type)}`)) : cell.text(null);
  return type ? cell.words(say(`jobs.containers.${String(type)}`, { count })) : cell.number(count);
}

/** What became of each item; what its fates leave over is not yet known. */
function fates(record: FullRecord, items: readonly ChildRow[]): Block {
  const found = record.children['fates'] ?? [];
  const rows = items.flatMap((item) => {
    const own = found.filter(({ parentId }) => parentId === item.id);
    const known = own.reduce((sum, fate) => sum + BigInt(String(fate['weight'])), 0n);
    const rest = BigInt(String(item['weight'])) - known;
    const lines = own.map((fate) =>
      row(
        fate['code'] as string | null,
        fateName(fate),
        BigInt(String(fate['weight'])),
        fate['estimated'] === true,
      ),
    );
    return rest > 0n
      ? [...lines, row(null, say('jobs.fates.unknown'), rest, item['estimated'] === true)]
      : lines;
  });
  const title = say('jobs.fates.title');
  return {
    kind: 'table',
    title,
    table: tableView({
      caption: title,
      columns: [
        { key: 'code', label: say('jobs.fates.code') },
        { key: 'name', label: say('jobs.fates.name') },
        { key: 'weight', label: say('jobs.fates.weight'), numeric: true },
      ],
      rows,
    }),
  };
}

/** What an operation is called; a text that is no R or D code stands as it was written. */
const fateName = (fate: ChildRow): Text =>
  fate['code']
    ? say(`jobs.fates.codes.${String(fate['code'])}`)
    : say('jobs.fates.written', { written: String(fate['codeWritten']) });

const row = (code: string | null, name: Text, grams: bigint, estimated: boolean) => ({
  cells: [cell.text(code), cell.words(name), cell.weight(grams, estimated)],
});

function documents({ extra, values }: FullRecord, context: RecordContext): Block[] {
  const found = extra['documents'] as readonly JobDocument[];
  if (found.length === 0 || !context.can('documents')) return [];
  const links = found.flatMap(({ id, name, type }) => {
    const href = context.hrefOf('documents', id);
    return href ? [{ label: verbatim(`${type}: ${name}`), href }] : [];
  });
  const all = context.hrefOf('documents', undefined, documentsOf('job', values));
  const more = moreThan(links.length, found[0]?.total ?? 0, 'jobs.documentsMore', all);
  return [{ kind: 'links', title: say('jobs.documents'), links, more }];
}
