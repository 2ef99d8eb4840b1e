import type { RecordLine } from '../../../sections/records/record.lines.js';
import type { DemoDocument } from '../demo.js';
import { paperPdf } from './paper.pdf.js';
import type { Letterhead, Paper } from './paper.js';

/** A document with the paper that is its file, and the papers that were its file before. */
export interface DemoPaper {
  readonly line: RecordLine;
  readonly fileName: string;
  readonly paper: Paper;
  readonly earlier?: readonly Paper[];
}

/** A document of a customer; its file is called as it is referred to. */
export const demoPaper = (
  customer: { readonly reference: string },
  reference: string,
  body: object,
  paper: Paper,
  earlier: readonly Paper[] = [],
): DemoPaper => ({
  line: { reference, body: { customer: customer.reference, ...body } },
  fileName: `${reference.replaceAll('/', '-')}.pdf`,
  paper,
  earlier,
});

/** Papers as the documents that they are, drawn on the letterhead when they are kept. */
export const documentsOf = (papers: readonly DemoPaper[], letterhead: Letterhead): DemoDocument[] =>
  papers.map(({ line, fileName, paper, earlier = [] }) => ({
    line,
    fileName,
    file: () => paperPdf(paper, letterhead),
    earlier: earlier.map((one) => () => paperPdf(one, letterhead)),
  }));
