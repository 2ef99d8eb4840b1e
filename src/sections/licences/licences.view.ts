import { say } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import { fileActions } from '../documents/documents.view.js';
import { endingText } from '../engine/ending.js';
import { factsOf } from '../engine/record.blocks.js';
import type { Block, RecordContext, RecordPage } from '../engine/record-page.js';
import type { FullRecord } from '../engine/record.queries.js';
import { licenceFields } from './licences.fields.js';

/** One licence: what it allows, whose it is, and above it what is the matter with it. */
export const licencePage: RecordPage = {
  title: ({ values }) =>
    say('licences.recordTitle', { holder: String(values['holder']), number: String(values['number']) }),
  read: async (row, ask, today) => ({
    today,
    files: await ask<{ name: string }>(
      'select f.name from licences l join files f on f.id = l.file_id where l.id = $1',
      [row['id']],
    ),
  }),
  actions: ({ id, extra }, { hrefOf }) =>
    (extra['files'] as readonly unknown[]).length > 0
      ? fileActions(`${hrefOf('licences', id) ?? ''}/file`)
      : [],
  blocks: (record, context) => {
    const { room } = context;
    const facts = factsOf({ key: 'licences', fields: licenceFields }, record, context);
    const whose = room === 'admin' ? ['customer'] : [];
    const note = String(record.values['note'] ?? '');
    return [
      ...matter(record),
      facts([
        ...['reference', 'state', 'holder', 'kind', 'number', 'regulator', 'validFrom', 'validTo'],
        ...whose,
        'site',
      ]),
      ...links(record, context),
      ...(note
        ? [{ kind: 'note', title: say('licences.fields.note'), text: verbatim(note) } satisfies Block]
        : []),
    ];
  },
};

/** That it ends soon, has lapsed or was taken away. */
function matter({ values, extra }: FullRecord): Block[] {
  const [state, day] = [String(values['state']), values['validTo'] as string | null];
  if (!['ending', 'lapsed', 'revoked', 'not-yet'].includes(state)) return [];
  const title = say(`licences.state.${state}`);
  if (state === 'revoked')
    return [{ kind: 'note', title, text: say('licences.matter.revoked'), tone: 'danger' }];
  if (state === 'not-yet') {
    const from = String(values['validFrom']);
    return [{ kind: 'note', title, text: say('licences.matter.notYet', { day: from }) }];
  }
  const text = endingText(String(day), String(extra['today']));
  return [{ kind: 'note', title, text, tone: state === 'lapsed' ? 'danger' : 'attention' }];
}

/** Its paper, or the document it names where documents are open, and where everybody may look it up. */
function links({ id, values, extra }: FullRecord, { hrefOf, mayWrite }: RecordContext): Block[] {
  const documentHref = hrefOf('documents', (values['documentId'] as string | null) ?? null);
  const [file] = extra['files'] as readonly { name: string }[];
  const own = hrefOf('licences', id) ?? '';
  const link = String(values['link'] ?? '');
  const found = [
    ...(file ? [{ label: say('documents.file.open', { name: file.name }), href: `${own}/file` }] : []),
    ...(documentHref ? [{ label: verbatim(String(values['documentName'])), href: documentHref }] : []),
    ...(mayWrite
      ? [{ label: say(`documents.upload.${file ? 'replace' : 'add'}`), href: `${own}/replacement` }]
      : []),
    ...(link ? [{ label: say('licences.lookUp'), href: link, outside: true }] : []),
  ];
  return found.length > 0 ? [{ kind: 'links', title: say('licences.papers'), links: found }] : [];
}
