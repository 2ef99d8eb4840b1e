import type { Permission } from '../../access/catalogue.js';
import type { Ask } from '../../platform/database/portal-reads.js';
import type { Paper } from '../../platform/paper/paper.js';
import type { FullRecord, Values } from './record.queries.js';

/** A section whose records can be had as a paper: an invoice, a quote. */
export interface RecordPaper {
  /** What must be open beside the section. */
  readonly needs: readonly Permission[];
  /** Of drafts there is none, for staff either. */
  readonly offered: (record: FullRecord) => boolean;
  /** What the paper says beside the record, read under the same scope. */
  readonly read: (record: FullRecord, ask: Ask) => Promise<Values>;
  /** The id of a document whose PDF is the paper, where the system of record has sent one. */
  readonly supplied?: (record: FullRecord, ask: Ask) => Promise<string | undefined>;
  /** Pure: what the paper says. */
  readonly paper: (record: FullRecord, beside: Values, can: (permission: Permission) => boolean) => Paper;
}

/** Where it lies, below the record's own page. */
export const paperHref = (record: string): string => `${record}/pdf`;
