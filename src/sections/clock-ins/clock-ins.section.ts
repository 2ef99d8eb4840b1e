import { field } from '../engine/field.js';
import type { Filter } from '../engine/filter.js';
import { momentsAhead } from '../engine/moments.doubts.js';
import type { ChildBody, Section } from '../engine/section.js';
import { clockInFields } from './clock-ins.fields.js';
import { onSiteNow } from './on-site.view.js';
import { clockInPage } from './clock-ins.view.js';

/** Who is on site now; there only for people who may know that. */
const now: Filter = {
  name: 'now',
  field: field.time('outAt', { needs: 'clock-ins.live' }),
  choices: ['on-site'],
  words: 'now',
  read: (text) => (text === 'on-site' ? text : undefined),
  sql: () => 'r.out_at is null',
};

/** Who worked where, from when to when. Who is there now is a part of its own: a row without a clock-out. */
export const clockIns: Section = {
  key: 'clock-ins',
  collection: 'clock-ins',
  table: 'clock_ins',
  siteColumn: 'site_id',
  sorting: { field: 'inAt', descending: true },
  dateField: 'inAt',
  shown: `(r.out_at is not null or portal_may('clock-ins.live'))`,
  parts: [{ key: 'clock-ins.live', needs: ['clock-ins'], tick: 'showLiveClockIns', words: 'clock-ins.live' }],
  fields: clockInFields,
  check: outAfterIn,
  filters: [now],
  above: [onSiteNow],
  byHand: { check: (one) => momentsAhead(one, ['inAt', 'outAt'], 'clock-ins.wrong.stillToCome') },
  page: clockInPage,
};

function outAfterIn({ inAt, outAt }: ChildBody): { field: string; key: string } | undefined {
  return outAt && new Date(String(outAt)) < new Date(String(inAt))
    ? { field: 'outAt', key: 'clock-ins.wrong.outBeforeIn' }
    : undefined;
}
