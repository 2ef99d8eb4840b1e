import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { Action, PageModel } from '../platform/pages/page.js';
import type { TableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import { alikeTexts } from './alike.references.js';
import { firstRecords, type FirstRecordView } from './first-records.view.js';
import type { CellProblem } from './import.line.js';
import { readingTexts } from './import.report.js';
import { isIn, lookOf, moreOf } from './imported.view.js';
import { isForgotten, stateOf } from './imports-list.view.js';
import { kindsView, type KindsView } from './kinds.of.rows.view.js';
import { onPage } from './matching/match.faults.js';
import { doubtsView, problemsTable, type DoubtsView } from './problems.table.js';
import { columnsHref } from './matching/match.view.js';
import { isThrough, type ImportRow } from './imports.queries.js';
import { importHref, IMPORTS } from './imports.service.js';
import type { Outlook } from './taking-back/imports-back.queries.js';
import { wayBackOf, type WayBack } from './taking-back/way-back.view.js';
import { UNREAD_CURRENCY } from './unread.currencies.js';

export interface ImportPageModel extends PageModel {
  readonly understood: readonly Text[];
  /** What somebody may have overlooked. */
  readonly warnings: readonly Text[];
  readonly progress: { readonly done: number; readonly total: number; readonly sentence: Text } | null;
  /** Where work that goes on is stopped. */
  readonly stop: string | null;
  /** Milliseconds until the page looks again. */
  readonly poll: number | null;
  readonly problem: Text | null;
  readonly sentence: Text | null;
  /** What came of it so far; nothing before its first rows. */
  readonly figures: {
    readonly title: Text;
    readonly stats: readonly { readonly label: Text; readonly cell: Cell }[];
    readonly reading: readonly Text[];
  } | null;
  readonly refusals: { readonly sentence: Text; readonly table: TableView; readonly href: string } | null;
  /** What a form would ask about. */
  readonly doubts: DoubtsView | null;
  /** The first records as they would be kept: a wrong match gives itself away in them. */
  readonly firsts: readonly FirstRecordView[];
  /** What a column says of rows, where somebody should choose among them. */
  readonly kinds: KindsView | null;
  readonly wayBack: WayBack | null;
  readonly run: { readonly action: string; readonly button: Text; readonly help: Text } | null;
  /** To change what is what, and have the file checked again. */
  readonly columns: Action | null;
  readonly more: readonly Action[];
  /** How what was imported is found among the rest. */
  readonly lookHelp: Text | null;
  /** Of new customers: their portal is closed. */
  readonly newCustomers: Text | null;
}

/** So many refused cells are shown; the download has all. */
export const SHOWN_REFUSALS = 20;

export interface ImportPageInput {
  readonly row: ImportRow;
  readonly refusals: { readonly first: readonly CellProblem[]; readonly count: number };
  /** What customers and sites are called, by their references. */
  readonly names: ReadonlyMap<string, string>;
  /** What would come of taking it back, where that may be. */
  readonly outlook: Outlook | undefined;
}

/** One file: how it was read, what would come of it or has come of it, and the next step. */
export function importPage(input: ImportPageInput): ImportPageModel {
  const { row, refusals, names, outlook } = input;
  const busy = row.state === 'queued' || row.state === 'running';
  const [words, tone] = stateOf(row);
  return {
    head: {
      title: verbatim(row.fileName),
      purpose: say('imports.page.into', { into: row.section, by: row.askedBy }),
      back: { label: say('imports.list.title'), href: IMPORTS },
      status: { words, tone },
      ...(busy ? { refreshSeconds: 2 } : {}),
    },
    understood: row.understood.filter(({ key }) => key !== UNREAD_CURRENCY).map(onPage),
    warnings: [...row.understood.filter(({ key }) => key === UNREAD_CURRENCY), ...alikeTexts(row.alike)],
    progress: busy ? progressOf(row) : null,
    stop: busy && !row.undoing && !isThrough(row) ? `${importHref(row.id)}/cancellation` : null,
    poll: busy ? 1500 : null,
    problem: row.problem ?? (isForgotten(row) ? say('imports.page.forgotten') : null),
    sentence: sentenceOf(row),
    figures: row.step === 'match' || (busy && row.done === 0) ? null : figuresOf(row),
    firsts: busy ? [] : firstRecords(row.section, row.firstRecords, names),
    refusals: refusals.count > 0 ? refusalsOf(row, refusals) : null,
    doubts: busy ? null : doubtsView(row.doubts),
    kinds: kindsView(row),
    wayBack: wayBackOf(row, outlook),
    run: busy ? null : runOf(row),
    columns:
      busy || row.file === null
        ? null
        : { label: say('imports.page.changeColumns'), href: columnsHref(row.id) },
    more: row.file === null ? moreOf(row) : [],
    lookHelp: isIn(row) ? lookOf(row).help : null,
    newCustomers:
      row.step === 'import' && !row.undoing && row.counts.newCustomers > 0
        ? say('imports.page.newCustomers', { count: row.counts.newCustomers })
        : null,
  };
}

const progressOf = ({
  step,
  state,
  undoing,
  done,
  total,
}: ImportRow): NonNullable<ImportPageModel['progress']> => ({
  done: Math.min(done, Math.max(total, 1)),
  total: Math.max(total, 1),
  sentence:
    state === 'queued' || total === 0
      ? say('imports.page.waiting')
      : say(`imports.page.progress.${undoing ? 'undoing' : step}`, { done, total }),
});

/** Records that are, or would be, in Portico. */
const kept = ({ counts }: ImportRow): number => counts.created + counts.updated + counts.unchanged;

/** Records that an import changes. */
const changed = ({ counts }: ImportRow): number => counts.created + counts.updated;

const sentenceOf = (row: ImportRow): Text | null => {
  const { step, state, done, total } = row;
  if (state === 'cancelled' && step !== 'match')
    return done === 0
      ? say('imports.page.stoppedAtOnce')
      : say(`imports.page.stopped.${step}`, { done, total });
  if (state !== 'done') return null;
  if (row.step === 'import') return say('imports.page.imported', { count: kept(row) });
  if (kept(row) === 0) return say('imports.page.nothingToImport');
  return changed(row) === 0
    ? say('imports.page.nothingNew')
    : say('imports.page.checked', { count: kept(row) });
};

const FIGURES = [
  'created',
  'updated',
  'unchanged',
  'refused',
  'leftOut',
  'newCustomers',
  'newSites',
] as const;
const ALWAYS: readonly string[] = ['created', 'updated', 'unchanged', 'refused'];

const figuresOf = ({ step, counts }: ImportRow): ImportPageModel['figures'] => ({
  title: say(`imports.page.figuresTitle.${step}`),
  stats: FIGURES.filter((name) => counts[name] > 0 || ALWAYS.includes(name)).map((name) => ({
    label: say(`imports.page.figures.${step}.${name}`),
    cell: cell.number(counts[name]),
  })),
  reading: readingTexts(counts),
});

const refusalsOf = (
  { id }: ImportRow,
  { first, count }: ImportPageInput['refusals'],
): NonNullable<ImportPageModel['refusals']> => ({
  sentence:
    count > first.length
      ? say('imports.page.someRefused', { shown: first.length, count })
      : say('imports.page.allRefused', { count }),
  href: `${importHref(id)}/refused.csv`,
  table: problemsTable(say('imports.page.refused'), first),
});

const runOf = (row: ImportRow): ImportPageModel['run'] => {
  const isChecked = row.step === 'check' && row.state === 'done' && changed(row) > 0;
  const isStopped = row.step === 'import' && row.state !== 'done' && !row.undoing;
  if (row.file === null || !(isChecked || isStopped)) return null;
  return {
    action: `${importHref(row.id)}/runs`,
    button: isStopped ? say('imports.page.again') : say('imports.page.run', { count: kept(row) }),
    help: isStopped
      ? say('imports.page.againHelp')
      : say('imports.page.runHelp', { count: row.counts.refused }),
  };
};
