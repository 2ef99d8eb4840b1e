import { say } from '../../platform/errors.js';
import { factsOf } from '../engine/record.blocks.js';
import type { RecordPage } from '../engine/record-page.js';
import { checkpointFields } from './checkpoint-reports.fields.js';

/** One checkpoint of a patrol. */
export const checkpointPage: RecordPage = {
  title: ({ values }) => say('checkpoint-reports.recordTitle', { checkpoint: String(values['checkpoint']) }),
  blocks: (record, context) => {
    const facts = factsOf({ key: 'checkpoint-reports', fields: checkpointFields }, record, context);
    const names = 'reference state date scannedAt site checkpoint patrol officer note'.split(' ');
    return [facts(names)];
  },
};
