import type { RecordLine } from '../../../sections/records/record.lines.js';
import type { Paper } from '../paper/paper.js';
import type { DemoJob } from './jobs.js';
import type { DemoCustomer } from './places.js';

/** A document with the paper that is its file. */
export interface DemoPaper {
  readonly line: RecordLine;
  readonly fileName: string;
  readonly paper: Paper;
}

/** A document of a customer; its file is called as it is referred to. */
export const demoPaper = (
  customer: DemoCustomer,
  reference: string,
  body: object,
  paper: Paper,
): DemoPaper => ({
  line: { reference, body: { customer: customer.reference, ...body } },
  fileName: `${reference.replaceAll('/', '-')}.pdf`,
  paper,
});

/** Whether a job took anything that needs a consignment note. */
export const isHazardous = ({ items }: DemoJob): boolean =>
  items.some(({ consignmentCode }) => consignmentCode);
