import { say } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import { factsOf } from '../engine/record.blocks.js';
import type { Block, RecordPage } from '../engine/record-page.js';
import { documentFields } from './documents.fields.js';

interface DocumentFile {
  readonly id: string;
  readonly name: string;
  readonly shows_prices: boolean;
}

/** One document, with its file to open or to download. */
export const documentPage: RecordPage = {
  title: ({ values }) => verbatim(String(values['name'])),

  read: async (row, ask) => ({
    files: await ask<DocumentFile>(
      `select f.id, f.name, t.shows_prices from documents d join files f on f.id = d.file_id
       join file_types t on t.key = d.type where d.id = $1`,
      [row['id']],
    ),
  }),

  blocks: (record, context) => {
    const facts = factsOf({ key: 'documents', fields: documentFields }, record);
    const [file] = record.extra['files'] as readonly DocumentFile[];
    const served = file && (!file.shows_prices || context.can('money'));
    const address = context.hrefOf('documents', `${record.id}/file`) ?? '';
    const block: Block = served
      ? {
          kind: 'links',
          title: say('documents.file.title'),
          links: [
            { label: say('documents.file.open', { name: file.name }), href: address },
            { label: say('documents.file.download', { name: file.name }), href: `${address}?download=1` },
          ],
        }
      : { kind: 'note', title: say('documents.file.title'), text: say('documents.file.none') };
    return [facts(['reference', 'type', 'date', 'validTo', 'site', 'job', 'order', 'signed']), block];
  },
};
