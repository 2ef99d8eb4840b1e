import { checkpointReports } from './checkpoint-reports/checkpoint-reports.section.js';
import { clockIns } from './clock-ins/clock-ins.section.js';
import { documents } from './documents/documents.section.js';
import { kindsOf, type RecordKind, type Section } from './engine/section.js';
import { incidents } from './incidents/incidents.section.js';
import { invoices } from './invoices/invoices.section.js';
import { jobs } from './jobs/jobs.section.js';
import { licences } from './licences/licences.section.js';
import { orders } from './orders/orders.section.js';
import { paymentMethods } from './payment-methods/payment-methods.section.js';
import { payments } from './payments/payments.section.js';
import { sales } from './sales/sales.section.js';
import { sites } from './sites/sites.section.js';
import { timesheets } from './timesheets/timesheets.section.js';
import { venueAnalytics } from './venue-analytics/venue-analytics.section.js';

/** Everything that customers may see as lists of records, in the order of the menu. One line adds a section. */
export const SECTIONS: readonly Section[] = [
  sites,
  sales,
  jobs,
  orders,
  invoices,
  payments,
  paymentMethods,
  documents,
  licences,
  incidents,
  clockIns,
  timesheets,
  checkpointReports,
  venueAnalytics,
];

/** Every kind of record that systems write into sections. */
export const RECORD_KINDS: readonly RecordKind[] = SECTIONS.flatMap(kindsOf);
