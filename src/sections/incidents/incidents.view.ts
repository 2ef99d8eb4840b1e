import { say } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import { factsOf } from '../engine/record.blocks.js';
import type { Block, RecordContext, RecordPage } from '../engine/record-page.js';
import type { FullRecord } from '../engine/record.queries.js';
import { incidentFields } from './incidents.fields.js';
import { SHARES, type ShareChoice } from './shares.sql.js';

/** One report; for the office also with whom it is shared. */
export const incidentPage: RecordPage = {
  title: ({ values }) => verbatim(String(values['title'])),

  readForStaff: async (row, ask) => ({ people: await ask<ShareChoice>(SHARES, [row['id']]) }),

  blocks: (record, context) => {
    const facts = factsOf({ key: 'incidents', fields: incidentFields }, record, context);
    const names = 'reference submittedAt kind severity site reportedBy text'.split(' ');
    return [facts(context.room === 'admin' ? ['status', ...names] : names), ...shares(record, context)];
  },
};

function shares({ id, values, extra }: FullRecord, context: RecordContext): Block[] {
  if (context.room !== 'admin') return [];
  const title = say('incidents.shares.title');
  if (values['status'] === 'draft') return [{ kind: 'note', title, text: say('incidents.shares.draft') }];
  const people = extra['people'] as readonly ShareChoice[];
  if (people.length === 0) return [{ kind: 'note', title, text: say('incidents.shares.nobody') }];
  return [
    {
      kind: 'form',
      title,
      text: say('incidents.shares.help'),
      action: `/admin/incidents/${id}/shares`,
      // What was ticked when the page was made: nobody else's change is taken back unseen.
      hidden: people.map((one) => ({ name: one.how ? 'shown' : 'offered', value: one.id })),
      choices: people.map((one) => ({
        id: `person.${one.id}`,
        name: 'people',
        value: one.id,
        label: say(`incidents.shares.${one.how ?? 'not'}`, { name: one.name || one.email, email: one.email }),
        checked: one.how !== null,
        link: null,
      })),
      fields: [],
      button: { label: say('incidents.shares.save'), kind: 'primary' },
    },
  ];
}
