import type { Permission } from '../access/catalogue.js';
import type { Text } from '../platform/errors.js';
import type { Range } from '../platform/months.js';
import type { BarChartView, BarListView } from '../platform/pages/bar-chart.view.js';
import type { Cell } from '../platform/pages/cells.js';
import type { TableView } from '../platform/pages/table.view.js';
import type { SumLine } from './figures.js';
import type { ReportRoom } from './report.links.js';
import type { WasteName } from './report.queries.js';
import type { ReportRequest } from './report.request.js';
import type { Figure } from '../sections/jobs/figures.sql.js';

export type ReportKey = 'volumes' | 'costs' | 'types' | 'fates' | 'trends';

/** Where a report is asked for, and when. */
export interface ReportPlace {
  readonly room: ReportRoom;
  /** A calendar day where the organisation is. */
  readonly today: string;
  /** The reports that are open at every customer it speaks of. */
  readonly open: readonly ReportKey[];
}

/** What a report is made of. */
export interface ReportInput extends ReportPlace {
  readonly request: ReportRequest;
  /** The lines of each of its figures, in their order. */
  readonly lines: readonly (readonly SumLine[])[];
  /** Of the waste codes that occur, where the report asks for names. */
  readonly names: ReadonlyMap<string, WasteName>;
  /** The names of the customers and sites that it asks for, by id. */
  readonly places: ReadonlyMap<string, string>;
  /** Whether it speaks of several customers: each of their sites is named with its customer then. */
  readonly several: boolean;
  /** The jobs behind a figure, when whoever looks may open them. */
  readonly jobsHref: (jobs: JobsBehind) => string | undefined;
  /** The same days in another report, when that is open as well. */
  readonly reportHref: (key: ReportKey, days: Range) => string | undefined;
  /** A sentence, where it becomes a part of another. */
  readonly write: (text: Text) => string;
}

/** Which of the completed jobs of a report: those of a month, of a waste code, of a fate, at a price, of a place. */
export interface JobsBehind {
  readonly from?: string;
  readonly to?: string;
  readonly mainEwc?: string;
  readonly chapter?: string;
  readonly fate?: string;
  /** Those with a price in this currency, or with none. */
  readonly currency?: string;
  readonly customer?: string;
  readonly site?: string;
  readonly noSite?: 'yes';
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
  /** Charts, each with its own table below. */
  readonly parts?: readonly ReportPart[];
  readonly tables: readonly { readonly title: Text; readonly table: TableView }[];
  /** How rates are worked out. */
  readonly formulas?: readonly { readonly label: Text; readonly cell: Cell }[];
}

/** One chart, and the table below it. */
export interface ReportPart {
  readonly title: Text;
  readonly chart?: BarChartView;
  readonly list?: BarListView;
  /** What the table leaves out. */
  readonly note?: Text;
  readonly table: TableView;
}

/** A cell of a download: words, text as it is, an exact weight in grams, or an exact amount in minor units. */
export type CsvCell =
  Text | string | number | bigint | { readonly currency: string; readonly amount: bigint };

/** A dashboard over completed jobs: one object here, one line in `reports.ts`. */
export interface Report {
  /** Its path below `/portal/reporting` and `/admin/reporting`; its permission is `reporting.<key>`. */
  readonly key: ReportKey;
  readonly icon: string;
  /** What it adds up. The first is what the report is about: without it, there is no data. */
  readonly figures: (request: ReportRequest, place: ReportPlace) => readonly Figure[];
  /** What its download adds up, where that is more. */
  readonly csvFigures?: (request: ReportRequest, place: ReportPlace) => readonly Figure[];
  /** It speaks of whole jobs: it cannot be narrowed to a chapter of the list of waste. */
  readonly ofWholeJobs?: true;
  /** Its days are widened to whole months. */
  readonly wholeMonths?: true;
  /** What else must be open, for the list of jobs to hold those behind its figures. */
  readonly jobsNeed?: Permission;
  /** Where its words for a page without data stand, if not with the others. */
  readonly emptyWords?: string;
  /** The waste codes whose names, and those of their chapters, are shown. */
  readonly codesOf?: (lines: readonly (readonly SumLine[])[]) => readonly string[];
  /** The ids of customers and sites whose names are shown. */
  readonly placesOf?: (lines: readonly (readonly SumLine[])[]) => readonly string[];
  readonly body: (input: ReportInput) => ReportBody;
  readonly csv: (input: ReportInput) => {
    readonly columns: readonly Text[];
    readonly rows: readonly (readonly CsvCell[])[];
  };
}
