import { say, type Text } from '../../platform/errors.js';
import { Page, type PageModel } from '../../platform/pages/page.js';
import { declaredLists } from '../declared.fields.js';
import { declaredPath, type ImportField, scopeOf } from '../import.fields.js';
import { mapFaults, type MapFault } from '../import-form.view.js';
import { isObject } from '../import.map-faults.js';
import { targetOf } from '../import.targets.js';
import { titleOf } from '../imports-list.view.js';
import type { ImportRow } from '../imports.queries.js';
import { importHref, IMPORTS } from '../imports.service.js';
import { columnsTable } from './match.columns.view.js';
import { columnOptionsOf, type MatchAround, matchField, type MatchFieldView } from './match.field.view.js';
import { fieldAt, listPaths } from './match.names.js';
import { habitsView } from './match.habits.view.js';
import { placesView, type PlacesView } from './match.places.view.js';
import { readingView, type ReadingView } from './match.reading.view.js';
import type { MatchInput } from './match.input.js';
import type { Looked, WrittenMap } from './matching.service.js';
import type { TableView } from '../../platform/pages/table.view.js';

/** The fields of the record, or of one list of its children. */
export interface MatchGroup {
  readonly title: Text;
  /** Which of several side by side, the first being 1. */
  readonly nth: number | null;
  /** Whether nothing in it was chosen: few files have everything. */
  readonly isFolded: boolean;
  readonly shown: readonly MatchFieldView[];
  readonly more: { readonly words: Text; readonly fields: readonly MatchFieldView[] } | null;
  /** Another one beside it, in the same row. */
  readonly add: { readonly value: string; readonly words: Text } | null;
}

export interface MatchPageModel extends PageModel {
  readonly errors: Readonly<Record<string, Text>>;
  readonly action: string;
  readonly groups: readonly MatchGroup[];
  readonly habits: readonly MatchInput[];
  readonly places: readonly PlacesView[];
  readonly grouping: MatchInput | null;
  readonly reading: ReadingView;
  readonly columns: { readonly words: Text; readonly table: TableView };
  readonly mapForm: {
    readonly action: string;
    readonly href: string;
    readonly map: string;
    readonly error: Text | null;
    readonly faults: readonly MapFault[];
    readonly open: boolean;
  };
}

export interface MatchPageInput {
  readonly row: ImportRow;
  /** Which permissions the organisation makes available: what belongs to other trades is asked only where the map has it. */
  readonly available: ReadonlySet<string>;
  /** What columns may fill, with what people call the choices. */
  readonly fields: readonly ImportField[];
  readonly looked: Looked;
  readonly map: WrittenMap;
  readonly errors?: Readonly<Record<string, Text>>;
  /** Lists of children that were asked for and hold nothing yet. */
  readonly added?: readonly string[];
  /** A map that was typed and does not fit, with its faults at their keys. */
  readonly typed?: string;
  readonly places?: Readonly<Record<string, Text>>;
}

export const columnsHref = (id: string): string => `${importHref(id)}/columns`;

/** Match the columns: for each field of the record a column, something that is the same for every row, or nothing. */
export function matchPage(input: MatchPageInput): Page<MatchPageModel> {
  const { row, looked, map, errors = {}, typed, places = {} } = input;
  const around: MatchAround = {
    columns: looked.columns,
    columnOptions: columnOptionsOf(looked.columns),
    map,
    errors,
  };
  const groups = groupsOf(input, around);
  const model: MatchPageModel = {
    head: {
      title: say('imports.match.title'),
      purpose: say('imports.match.purpose', { name: row.fileName }),
      back: { label: say('imports.list.title'), href: IMPORTS },
    },
    errors,
    action: columnsHref(row.id),
    groups,
    habits: habitsView(row, around),
    places: placesView(row, around),
    grouping: groups.length > 1 ? groupingInput(map, errors) : null,
    reading: readingView(row, looked, map, errors),
    columns: {
      words: say('imports.match.columns', { count: looked.columns.length }),
      table: columnsTable(looked.columns),
    },
    mapForm: {
      action: `${importHref(row.id)}/checks`,
      href: `${importHref(row.id)}/map.json`,
      map: typed ?? JSON.stringify(map, null, 2),
      error: errors['map'] ?? null,
      faults: mapFaults(places),
      open: typed !== undefined || 'map' in errors,
    },
  };
  return new Page('imports/match', model, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}

function groupsOf(
  { row, available, fields, map, added = [] }: MatchPageInput,
  around: MatchAround,
): MatchGroup[] {
  const isOthers = (of: { readonly usedWith?: string } | undefined) =>
    of?.usedWith !== undefined && !available.has(of.usedWith);
  const { kind } = targetOf(row.section);
  const lists = declaredLists(kind);
  const written = isObject(map['fields']) ? Object.keys(map['fields']) : [];
  const paths = listPaths(
    lists.map(({ path }) => path),
    [...written, ...added.map((list) => `${list}.`)],
  );
  return ['', ...paths].flatMap((scope): MatchGroup[] => {
    const declared = declaredPath(scope);
    const list = lists.find(({ path }) => path === declared);
    const own = fields
      .filter(({ path }) => scopeOf(path) === declared)
      .map((field) => {
        const path = scope === '' ? field.path : scope + field.path.slice(declared.length);
        return { field, view: matchField(path, fieldAt(path, fields) ?? field, around) };
      })
      .filter(({ field, view }) => view.isChosen || !isOthers(field))
      .map(({ view }) => view);
    const isUsed = scope === '' || added.includes(scope) || own.some(({ isChosen }) => isChosen);
    const isShown = ({ isChosen, from }: MatchFieldView) =>
      isChosen || Boolean(from.error) || (isUsed && from.required === true) || ALWAYS.has(from.id);
    const folded = own.filter((field) => !isShown(field));
    const isFolded = !isUsed && folded.length === own.length;
    const number = /\[(\d+)\]$/.exec(scope)?.[1];
    if (isFolded && isOthers(list)) return [];
    const group: MatchGroup = {
      title: list?.title ?? titleOf(row),
      nth: number === undefined ? null : Number(number) + 1,
      isFolded,
      shown: own.filter(isShown),
      more:
        folded.length > 0
          ? { words: say('imports.match.more', { count: folded.length }), fields: folded }
          : null,
      add: isUsed && isLast(scope, paths) ? { value: scope, words: say('imports.match.another') } : null,
    };
    return [group];
  });
}

/** What every kind of record is understood by, where it has it. */
const ALWAYS: ReadonlySet<string> = new Set(['site', 'status']);

/** Whether it is the last of its list, and the list stands in the record itself. */
const isLast = (scope: string, paths: readonly string[]): boolean =>
  scope !== '' &&
  !scope.includes('.') &&
  paths.filter((path) => declaredPath(path) === declaredPath(scope)).at(-1) === scope;

const groupingInput = (map: WrittenMap, errors: Readonly<Record<string, Text>>): MatchInput => ({
  id: 'grouping',
  name: 'grouping',
  label: say('imports.match.grouping.label'),
  type: 'select',
  value: map['groupBy'] === 'reference' ? 'reference' : 'none',
  error: errors['groupBy'] ?? null,
  options: ['none', 'reference'].map((value) => ({ value, label: say(`imports.match.grouping.${value}`) })),
});
