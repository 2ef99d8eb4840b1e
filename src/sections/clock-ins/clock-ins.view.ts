import { say } from '../../platform/errors.js';
import { factsOf } from '../engine/record.blocks.js';
import type { RecordPage } from '../engine/record-page.js';
import { clockInFields } from './clock-ins.fields.js';

/** One clock-in. */
export const clockInPage: RecordPage = {
  title: ({ values }) => say('clock-ins.recordTitle', { reference: String(values['reference']) }),
  blocks: (record, context) => {
    const facts = factsOf({ key: 'clock-ins', fields: clockInFields }, record, context);
    const here: readonly ReturnType<typeof facts>[] = [
      facts(['reference', 'person', 'role', 'site', 'inAt', 'outAt']),
    ];
    return record.values['outAt'] === null
      ? [...here, { kind: 'note', title: say('clock-ins.now.title'), text: say('clock-ins.now.still') }]
      : here;
  },
};
