import type { BulkStatus } from '../engine/hand-form.js';
import type { Section } from '../engine/section.js';
import { TODAY } from '../engine/today.sql.js';
import { doubtfulJob } from './jobs.doubts.js';
import { jobFields, wasteItems } from './jobs.fields.js';
import { jobFilters } from './jobs.filters.js';
import { nextJobs } from './jobs.next.js';
import { jobPrices } from './jobs.prices.js';
import { jobWeights, matchingWeight } from './jobs.sums.js';
import { jobTabs } from './jobs.tabs.js';
import { jobPage } from './jobs.view.js';
import { chemicals, readings } from './pool.js';

const reason = (becomes: BulkStatus['becomes']): BulkStatus => ({
  column: 'cancellation_reason',
  type: 'text',
  becomes,
});

/** Jobs, collections and route stops, with their waste and its fates. */
export const jobs: Section = {
  key: 'jobs',
  collection: 'jobs',
  table: 'jobs',
  siteColumn: 'site_id',
  sorting: { field: 'date', descending: true },
  dateField: 'date',
  countedAs: 'status',
  fields: jobFields,
  parts: [
    { key: 'jobs.readings', needs: ['jobs'], words: 'jobs.readings', hides: true },
    { key: 'jobs.chemicals', needs: ['jobs'], words: 'jobs.chemicals', hides: true },
  ],
  children: [wasteItems, readings, chemicals],
  filters: jobFilters,
  extra: matchingWeight,
  sums: [jobWeights, jobPrices],
  tabs: jobTabs,
  above: [nextJobs],
  byHand: {
    statusInBulk: {
      with: {
        cancelled: reason({ field: 'cancellationReason' }),
        scheduled: reason({ sql: `''` }),
        'in-progress': reason({ sql: `''` }),
        completed: reason({ sql: `''` }),
      },
      // Nothing is done yet on a day to come, wherever that is.
      unless: { completed: `r.date > ${TODAY} + 1` },
    },
    groups: {
      details: ['date', 'site', 'service', 'status', 'cancellationReason'],
      doing: ['timeWindow', 'crew', 'vehicle'],
      billing: ['price', 'notes'],
    },
    // A waste item is long: one at a time, with a place or two for what became of it.
    emptyRows: { wasteItems: 1, fates: 2 },
    check: doubtfulJob,
    stays: { documents: 'select count(*) from documents where job_id = $1 and deleted_at is null' },
  },
  page: jobPage,
};
