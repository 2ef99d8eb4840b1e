import type { ChildBody, Section } from '../engine/section.js';
import { visitorsChart } from './visitors.chart.js';
import { venueFields } from './venue-analytics.fields.js';
import { venueSums } from './venue-analytics.sums.js';
import { venuePage } from './venue-analytics.view.js';

/** Visitors, occupancy and incidents of venues, by the hour or by the day. A venue is a site. Counters count, nobody by hand. */
export const venueAnalytics: Section = {
  key: 'venue-analytics',
  collection: 'venue-counts',
  table: 'venue_counts',
  siteColumn: 'site_id',
  sorting: { field: 'date', descending: true },
  dateField: 'date',
  fields: venueFields,
  check: ({ hour }: ChildBody) =>
    Number(hour ?? 0) > 23 ? { field: 'hour', key: 'venue-analytics.wrong.hour' } : undefined,
  above: [visitorsChart],
  sums: [venueSums],
  page: venuePage,
};
