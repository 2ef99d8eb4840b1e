import { documents } from './documents/documents.section.js';
import { kindsOf, type RecordKind, type Section } from './engine/section.js';
import { invoices } from './invoices/invoices.section.js';
import { jobs } from './jobs/jobs.section.js';
import { orders } from './orders/orders.section.js';
import { sales } from './sales/sales.section.js';
import { sites } from './sites/sites.section.js';

/** Everything that customers may see as lists of records, in the order of the menu. One line adds a section. */
export const SECTIONS: readonly Section[] = [sites, sales, jobs, orders, invoices, documents];

/** Every kind of record that systems write into sections. */
export const RECORD_KINDS: readonly RecordKind[] = SECTIONS.flatMap(kindsOf);
