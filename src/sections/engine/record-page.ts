import type { Ask } from '../../platform/database/portal-reads.js';
import type { Text } from '../../platform/errors.js';
import type { Cell } from '../../platform/pages/cells.js';
import type { Action } from '../../platform/pages/page.js';
import type { BarChartView } from '../../platform/pages/bar-chart.view.js';
import type { TableView } from '../../platform/pages/table.view.js';
import type { FullRecord, Values } from './record.queries.js';

/** Who looks at a record, and where its links lead. */
export interface RecordContext {
  readonly room: 'portal' | 'admin';
  /** `/portal/sites` or `/admin/sites`, when whoever looks may open it. */
  readonly hrefOf: (section: string, id?: string | null, query?: string) => string | undefined;
  /** Whether whoever looks may change it. */
  readonly mayWrite?: boolean;
  /** Whether this permission is open to whoever looks, at this record's customer. */
  readonly can: (permission: string) => boolean;
}

/** A way somewhere; out of the portal it opens without a way back to it. */
export interface PageLink {
  readonly label: Text;
  readonly href: string;
  readonly outside?: boolean;
}

/** How many there are where a page shows only some, and the list of all of them where it is open. */
export interface More {
  readonly label: Text;
  readonly href: string | null;
}

/** What a record is, field by field. */
export type FactsBlock = Extract<Block, { readonly kind: 'facts' }>;

/** A part of a record's page. */
export type Block =
  | {
      readonly kind: 'facts';
      readonly title: Text | null;
      readonly items: readonly { label: Text; cell: Cell }[];
    }
  | { readonly kind: 'table'; readonly title: Text; readonly table: TableView }
  | {
      readonly kind: 'links';
      readonly title: Text;
      readonly links: readonly PageLink[];
      readonly more?: More | null;
    }
  | {
      readonly kind: 'note';
      readonly title: Text;
      readonly text: Text;
      /** Of what must not be overlooked: that something ends soon, or has ended. */
      readonly tone?: 'attention' | 'danger';
    }
  | { readonly kind: 'chart'; readonly title: Text; readonly chart: BarChartView }
  | { readonly kind: 'stats'; readonly title: Text; readonly stats: readonly Stat[] }
  | PhotosBlock
  | AskBlock
  | FormBlock;

/** A figure with the list that it counts. */
export interface Stat {
  readonly label: Text;
  readonly cell: Cell;
  readonly note: Text | null;
  readonly href: string;
}

/** Images, each small on the page and whole behind its link. */
export interface PhotosBlock {
  readonly kind: 'photos';
  readonly title: Text;
  readonly photos: readonly { readonly href: string; readonly name: string; readonly day: string }[];
  readonly more?: More | null;
}

/** Whom to ask about a record. */
export interface AskBlock {
  readonly kind: 'ask';
  readonly title: Text;
  readonly text: Text;
  readonly name: Text | null;
  readonly phone: { readonly label: string; readonly href: string } | null;
  readonly email: { readonly label: string; readonly href: string } | null;
}

/** Something that may be done about a record, or about several. */
export interface FormBlock {
  readonly kind: 'form';
  readonly title: Text;
  readonly text: Text | null;
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  /** Boxes to tick, each with a link to what it stands for. */
  readonly choices: readonly FormChoice[];
  readonly fields: readonly FormField[];
  readonly button: { readonly label: Text; readonly kind: 'primary' | 'secondary' | 'danger' };
}

export interface FormChoice {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: Text;
  readonly checked: boolean;
  readonly link: { readonly label: Text; readonly href: string } | null;
}

export interface FormField {
  readonly name: string;
  readonly label: Text;
  readonly type: 'text' | 'textarea';
  readonly value: string;
  readonly error: Text | null;
}

/** How a section shows one record: written by hand, pure. */
export interface RecordPage {
  /** The page's title; the reference unless it says otherwise. */
  readonly title: (record: FullRecord) => Text;
  readonly blocks: (record: FullRecord, context: RecordContext) => readonly Block[];
  /** What stands at the top, where a thumb finds it: the way to its paper. */
  readonly actions?: (record: FullRecord, context: RecordContext) => readonly Action[];
  /**
   * What the page shows beside the record, read in the same transaction and under the same scope.
   * `today` is the day in the organisation's time zone.
   */
  readonly read?: (row: Values, ask: Ask, today: string) => Promise<Values>;
  /** More that only customers' people are shown, under the same scope. */
  readonly readForPortal?: (row: Values, ask: Ask) => Promise<Values>;
  /** More that only the office is shown. */
  readonly readForStaff?: (row: Values, ask: Ask) => Promise<Values>;
}
