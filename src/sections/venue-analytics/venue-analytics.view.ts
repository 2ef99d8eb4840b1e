import { say } from '../../platform/errors.js';
import { factsOf } from '../engine/record.blocks.js';
import type { RecordPage } from '../engine/record-page.js';
import { venueFields } from './venue-analytics.fields.js';

/** One count of a venue. */
export const venuePage: RecordPage = {
  title: ({ values }) => say('venue-analytics.recordTitle', { reference: String(values['reference']) }),
  blocks: (record, context) => {
    const facts = factsOf({ key: 'venue-analytics', fields: venueFields }, record, context);
    return [facts('reference date hourOfDay site visitors occupancy incidents'.split(' '))];
  },
};
