import type { Text } from '../platform/errors.js';
import type { BarChartView, BarListView } from '../platform/pages/bar-chart.view.js';
import type { Cell } from '../platform/pages/cells.js';
import type { TableView } from '../platform/pages/table.view.js';
import type { SumLine } from './figures.js';
import type { WasteName } from './report.queries.js';
import type { ReportRequest } from './report.request.js';
import type { Figure } from '../sections/jobs/figures.sql.js';

export type ReportKey = 'volumes' | 'types' | 'fates';

/** What a report is made of. */
export interface ReportInput {
  readonly request: ReportRequest;
  /** A calendar day where the organisation is. */
  readonly today: string;
  /** The lines of each of its figures, in their order. */
  readonly lines: readonly (readonly SumLine[])[];
  /** Of the waste codes that occur, where the report asks for names. */
  readonly names: ReadonlyMap<string, WasteName>;
  /** The jobs behind a figure, when whoever looks may open them. */
  readonly jobsHref: (jobs: JobsBehind) => string | undefined;
  /** A sentence, where it becomes a part of another. */
  readonly write: (text: Text) => string;
}

/** Which of the completed jobs of a report: those of a month, of a waste code, of a fate. */
export interface JobsBehind {
  readonly from?: string;
  readonly to?: string;
  readonly ewc?: string;
  readonly chapter?: string;
  readonly fate?: string;
}

/** One figure above the charts. */
export interface Stat {
  readonly label: Text;
  readonly cell: Cell;
  readonly note: Text | null;
  readonly href: string | null;
}

/** What a report shows. */
export interface ReportBody {
  readonly stats: readonly Stat[];
  readonly chart?: BarChartView;
  readonly list?: BarListView;
  /** Something to know about the figures. */
  readonly note?: Text;
  readonly tables: readonly { readonly title: Text; readonly table: TableView }[];
  /** How rates are worked out. */
  readonly formulas?: readonly { readonly label: Text; readonly cell: Cell }[];
}

/** A cell of a download: words, text as it is, or an exact weight in grams. */
export type CsvCell = Text | string | number | bigint;

/** A dashboard over completed jobs: one object here, one line in `reports.ts`. */
export interface Report {
  /** Its path below `/portal/reporting` and `/admin/reporting`; its permission is `reporting.<key>`. */
  readonly key: ReportKey;
  readonly icon: string;
  /** What it adds up. The first is what the report is about: without it, there is no data. */
  readonly figures: (request: ReportRequest) => readonly Figure[];
  /** Whether the keys of the first figure are waste codes whose names are shown. */
  readonly named?: boolean;
  readonly body: (input: ReportInput) => ReportBody;
  readonly csv: (input: ReportInput) => {
    readonly columns: readonly Text[];
    readonly rows: readonly (readonly CsvCell[])[];
  };
}
