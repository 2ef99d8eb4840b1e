import { say, type Text } from '../../platform/errors.js';
import type { SortLink } from '../../platform/lists/sorts.js';
import { verbatim } from '../../platform/pages/words.js';
import type { Field } from './field.js';
import { fieldLabel } from './field.cells.js';
import { keptQuery } from './list.href.js';
import type { Remembered, SavedView } from './list.memory.js';
import { columnsToChoose, type ListRequest } from './list.request.js';
import { sortLinks } from './list.sorts.js';
import type { Choice, ListContext } from './list.view.js';
import type { Section } from './section.js';

/** What stands between the filters of a list and its rows: saved views, and a choice of columns. */
export interface ListTools {
  readonly section: string;
  /** The list as it is now, to be sent along. */
  readonly query: string;
  readonly views: readonly ViewLink[];
  readonly sorts: readonly SortLink[];
  readonly save: {
    readonly action: string;
    readonly sharing: boolean;
    /** Views of one's own that may keep this list from now on; by their names. */
    readonly mine: readonly Choice[];
  } | null;
  readonly columns: {
    readonly action: string;
    readonly offered: readonly {
      readonly id: string;
      readonly name: string;
      readonly label: Text;
      readonly checked: boolean;
      /** Why it does not stand there although it is ticked. */
      readonly help: Text | null;
    }[];
    /** Whether others than the usual ones stand there. */
    readonly chosen: boolean;
    /** Which files hold the chosen columns, where there are files. */
    readonly help: Text | null;
  };
}

interface ViewLink {
  readonly label: Text;
  readonly href: string;
  readonly current: boolean;
  /** Where its maker renames or removes it. */
  readonly editHref: string | null;
  /** Whether the list no longer knows what it asks for. */
  readonly broken: boolean;
}

/** @param standing the columns that the page shows; none is said to be missing where it has no rows */
export function listTools(
  section: Section,
  request: ListRequest,
  context: ListContext,
  remembered: Remembered,
  standing: readonly Field[],
): ListTools {
  const { room, hidden } = context;
  const query = keptQuery(section, request);
  const base = `/${room}/${section.key}`;
  const shown = request.chosen ?? request.columns.map(({ name }) => name);
  const place = (name: string) => (shown.includes(name) ? shown.indexOf(name) : shown.length);
  const offered = columnsToChoose(section, hidden)
    .map((field) => ({ field, at: place(field.name) }))
    .sort((a, b) => a.at - b.at)
    .map(({ field: { name }, field }) => ({
      id: `column-${name}`,
      name,
      label: fieldLabel(section, field),
      checked: shown.includes(name),
      help: shown.includes(name) && !standing.includes(field) ? say('sections.columns.empty') : null,
    }));
  const links = remembered.views.flatMap((view): ViewLink[] => {
    const broken = !context.understands(view.query);
    // What somebody else shares and this person may not ask does not exist for them.
    if (broken && !view.mine) return [];
    return [link(view, broken, base, query, room)];
  });
  return {
    section: section.key,
    query,
    views: links,
    sorts: sortLinks(section, request, hidden, base),
    save: links.some(({ current }) => current)
      ? null
      : {
          action: `/${room}/saved-views`,
          sharing: room === 'admin',
          mine: remembered.views
            .filter(({ mine }) => mine)
            .map(({ name }) => ({ value: name, label: verbatim(name) })),
        },
    columns: {
      action: `/${room}/list-columns`,
      offered,
      chosen: request.chosen !== undefined,
      help: context.canExport ? say('sections.columns.files') : null,
    },
  };
}

function link(view: SavedView, broken: boolean, base: string, query: string, room: string): ViewLink {
  const edit = view.mine ? `/${room}/saved-views/${view.id}` : null;
  return {
    label: broken ? say('sections.views.broken', { name: view.name }) : verbatim(view.name),
    href: broken && edit ? edit : view.query ? `${base}?${view.query}` : base,
    current: !broken && view.query === query,
    editHref: edit,
    broken,
  };
}
