import { daysUntil } from '../../platform/calendar.js';
import { say, type Text } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import type { Action } from '../../platform/pages/page.js';
import { endingText } from '../engine/ending.js';
import { factsOf, moreThan } from '../engine/record.blocks.js';
import type { Block, RecordContext, RecordPage } from '../engine/record-page.js';
import type { FullRecord } from '../engine/record.queries.js';
import { documentFields } from './documents.fields.js';

interface DocumentFile {
  readonly name: string;
  readonly showsPrices: boolean;
}

interface OlderFile extends DocumentFile {
  readonly number: number;
  readonly until: string;
  /** How many older versions there are; a page shows the newest. */
  readonly total: number;
}

const MOST_VERSIONS = 100;

/** The office would take it for delivered. */
const NOT_SHOWN: Block = {
  kind: 'note',
  title: say('documents.notShown.title'),
  text: say('documents.notShown.text'),
  tone: 'attention',
};

/** So many days before its end it is said that a document ends. */
const SOON = 90;

/** One document, with its file to open or to download, and the files that were replaced. */
export const documentPage: RecordPage = {
  title: ({ values }) => verbatim(String(values['name'])),

  read: async (row, ask, today) => ({
    today,
    files: await ask<DocumentFile>(
      `select f.name, t.shows_prices as "showsPrices" from documents d join files f on f.id = d.file_id
       join file_types t on t.key = d.type where d.id = $1`,
      [row['id']],
    ),
    // Customers read them only where the type of the document lets them: the wall holds that.
    older: await ask<OlderFile>(
      `select v.number, f.name, t.shows_prices as "showsPrices",
         (v.replaced_at at time zone (select time_zone from organisation))::date::text as until,
         count(*) over ()::int as total
       from document_versions v join documents d on d.id = v.document_id join files f on f.id = v.file_id
         join file_types t on t.key = d.type
       where v.document_id = $1 order by v.number desc limit ${MOST_VERSIONS}`,
      [row['id']],
    ),
  }),

  readForStaff: async (row, ask) => ({
    shown: await ask<{ shown: boolean }>(
      'select t.customer_file as shown from documents d join file_types t on t.key = d.type where d.id = $1',
      [row['id']],
    ),
  }),

  actions: (record, context) => {
    const [file] = record.extra['files'] as readonly DocumentFile[];
    return file && mayOpen(file, context) ? fileActions(addressOf(record, context)) : [];
  },

  blocks: (record, context) => {
    const facts = factsOf({ key: 'documents', fields: documentFields }, record, context);
    const ending = ends(record);
    const [type] = (record.extra['shown'] ?? []) as readonly { readonly shown: boolean }[];
    return [
      ...(type?.shown === false ? [NOT_SHOWN] : []),
      ...(ending
        ? [
            {
              kind: 'note',
              title: say('documents.ending.title'),
              text: ending,
              tone: 'attention',
            } satisfies Block,
          ]
        : []),
      facts(['reference', 'type', 'date', 'validTo', 'site', 'job', 'order', 'signed', 'fileVersion']),
      newest(record, context),
      ...older(record, context),
    ];
  },
};

const addressOf = ({ id }: FullRecord, { hrefOf }: RecordContext): string =>
  hrefOf('documents', `${id}/file`) ?? '';

/** The address of a file that is saved, not opened. */
const toKeep = (address: string): string => `${address}?download=1`;

/** Opens the file that lies at an address, or saves it. */
export const fileActions = (address: string): Action[] => [
  { label: say('documents.file.openIt'), href: address, icon: 'documents' },
  { label: say('documents.file.downloadIt'), href: toKeep(address), icon: 'download' },
];

function newest(record: FullRecord, context: RecordContext): Block {
  const [file] = record.extra['files'] as readonly DocumentFile[];
  const title = say('documents.file.title');
  const open = file !== undefined && mayOpen(file, context);
  const href = context.hrefOf('documents', `${record.id}/replacement`) ?? '';
  const links = [
    ...(open
      ? [
          { label: say('documents.file.open', { name: file.name }), href: addressOf(record, context) },
          {
            label: say('documents.file.download', { name: file.name }),
            href: toKeep(addressOf(record, context)),
          },
        ]
      : []),
    ...(context.mayWrite ? [{ label: say(`documents.upload.${file ? 'replace' : 'add'}`), href }] : []),
  ];
  return links.length > 0
    ? { kind: 'links', title, links }
    : { kind: 'note', title, text: say(`documents.file.${file ? 'withheld' : 'none'}`) };
}

function older(record: FullRecord, context: RecordContext): Block[] {
  const found = (record.extra['older'] as readonly OlderFile[]).filter((file) => mayOpen(file, context));
  const links = found.flatMap(({ number, name, until }) => {
    const href = context.hrefOf('documents', `${record.id}/versions/${number}`);
    if (!href) return [];
    const words = { number: String(number), day: until, name };
    const open = { label: say('documents.older.open', words), href };
    const removal = { label: say('documents.older.remove', words), href: `${href}/deletion` };
    return context.mayWrite ? [open, removal] : [open];
  });
  const more = moreThan(found.length, found[0]?.total ?? 0, 'documents.older.more');
  return links.length > 0 ? [{ kind: 'links', title: say('documents.older.title'), links, more }] : [];
}

const mayOpen = ({ showsPrices }: DocumentFile, { can }: RecordContext): boolean =>
  !showsPrices || can('money');

/** How long a season ticket or a licence still holds, as soon as that matters. */
function ends({ values, extra }: FullRecord): Text | undefined {
  const day = values['validTo'] as string | null;
  if (!day) return undefined;
  const today = String(extra['today']);
  return daysUntil(day, today) <= SOON ? endingText(day, today) : undefined;
}
