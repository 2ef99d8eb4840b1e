import type { Ask } from '../../platform/database/portal-reads.js';
import type { Text } from '../../platform/errors.js';
import type { Cell } from '../../platform/pages/cells.js';
import type { TableView } from '../../platform/pages/table.view.js';
import type { FullRecord, Values } from './record.queries.js';

/** Who looks at a record, and where its links lead. */
export interface RecordContext {
  readonly room: 'portal' | 'admin';
  /** `/portal/sites` or `/admin/sites`, when whoever looks may open it. */
  readonly hrefOf: (section: string, id?: string | null, query?: string) => string | undefined;
  /** Whether this permission is open to whoever looks, at this record's customer. */
  readonly can: (permission: string) => boolean;
}

/** A part of a record's page. */
export type Block =
  | {
      readonly kind: 'facts';
      readonly title: Text | null;
      readonly items: readonly { label: Text; cell: Cell }[];
    }
  | { readonly kind: 'table'; readonly title: Text; readonly table: TableView }
  | { readonly kind: 'links'; readonly title: Text; readonly links: readonly { label: Text; href: string }[] }
  | { readonly kind: 'note'; readonly title: Text; readonly text: Text };

/** How a section shows one record: written by hand, pure. */
export interface RecordPage {
  /** The page's title; the reference unless it says otherwise. */
  readonly title: (record: FullRecord) => Text;
  readonly blocks: (record: FullRecord, context: RecordContext) => readonly Block[];
  /**
   * What the page shows beside the record, read in the same transaction and under the same scope.
   * `today` is the day in the organisation's time zone.
   */
  readonly read?: (row: Values, ask: Ask, today: string) => Promise<Values>;
}
