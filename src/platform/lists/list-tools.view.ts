import { Refused, say, type Text } from '../errors.js';
import { verbatim } from '../pages/words.js';
import type { Choice } from './choice.js';
import type { Remembered, SavedView } from './list-memory.js';
import type { SortLink } from './sorts.js';

/** Whom a saved view is shown to beside its maker. */
export const SHARED = ['nobody', 'staff', 'customers'] as const;
export type Shared = (typeof SHARED)[number];

/** Whom staff may show a view to, in words. */
export const sharedChoices = (shared: readonly Shared[]): readonly Choice[] =>
  shared.map((value) => ({ value, label: say(`platform.views.shared.${value}`) }));

/**
 * What is kept of an address, for whoever looks.
 * @throws Refused for what the list does not know, or not for them
 */
export type Keeping = (sent: Readonly<Record<string, string>>) => string;

/** What a kept address comes to now; undefined where the list no longer knows what it asks for. */
export function meaningOf(query: string, kept: Keeping): string | undefined {
  try {
    return kept(Object.fromEntries(new URLSearchParams(query)));
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** What stands between the filters of a list and its rows: saved views, and a choice of columns. */
export interface ListTools {
  readonly section: string;
  /** The list as it is now, to be sent along. */
  readonly query: string;
  readonly views: readonly ViewLink[];
  readonly sorts: readonly SortLink[];
  readonly save: {
    readonly action: string;
    /** Whom it may be shown to; nobody has a choice of one. */
    readonly sharing: readonly (Choice & { readonly id: string; readonly checked: boolean })[];
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
  /** Where its maker renames, shares or removes it. */
  readonly edit: { readonly label: Text; readonly href: string } | null;
  /** Whether the list no longer knows what it asks for. */
  readonly broken: boolean;
}

/** A list as its tools see it. */
export interface ToolsInput {
  readonly room: 'portal' | 'admin';
  readonly key: string;
  /** What a view would keep of it. */
  readonly query: string;
  readonly sorts: readonly SortLink[];
  /** What may stand beside the first column. */
  readonly offered: readonly { readonly name: string; readonly label: Text }[];
  readonly chosen: boolean;
  /** The names of the columns that are asked for, in their order. */
  readonly shown: readonly string[];
  /** Those that the page shows; none is said to be missing where it has no rows. */
  readonly standing: readonly string[];
  readonly files: Text | null;
  readonly remembered: Remembered;
  readonly kept: Keeping;
  readonly shared: readonly Shared[];
}

export function listTools(list: ToolsInput): ListTools {
  const { room, key, query, shown, standing, shared } = list;
  const place = (name: string) => (shown.includes(name) ? shown.indexOf(name) : shown.length);
  const links = list.remembered.views.flatMap((view): ViewLink[] => {
    const meaning = meaningOf(view.query, list.kept);
    // What somebody else shares and this person may not ask does not exist for them.
    if (meaning === undefined && !view.mine) return [];
    return [link(view, meaning, list)];
  });
  return {
    section: key,
    query,
    views: links,
    sorts: list.sorts,
    save: links.some(({ current }) => current)
      ? null
      : {
          action: `/${room}/saved-views`,
          sharing: (shared.length > 1 ? sharedChoices(shared) : []).map((choice, index) => ({
            ...choice,
            id: `shared-${choice.value}`,
            checked: index === 0,
          })),
          mine: list.remembered.views
            .filter(({ mine }) => mine)
            .map(({ name }) => ({ value: name, label: verbatim(name) })),
        },
    columns: {
      action: `/${room}/list-columns`,
      offered: list.offered
        .toSorted((a, b) => place(a.name) - place(b.name))
        .map(({ name, label }) => ({
          id: `column-${name}`,
          name,
          label,
          checked: shown.includes(name),
          help: shown.includes(name) && !standing.includes(name) ? say('platform.columns.empty') : null,
        })),
      chosen: list.chosen,
      help: list.files,
    },
  };
}

function link(view: SavedView, meaning: string | undefined, { room, key, query }: ToolsInput): ViewLink {
  const base = `/${room}/${key}`;
  const broken = meaning === undefined;
  const edit = view.mine ? `/${room}/saved-views/${view.id}` : null;
  return {
    label: broken ? say('platform.views.broken', { name: view.name }) : verbatim(view.name),
    href: broken && edit ? edit : view.query ? `${base}?${view.query}` : base,
    // Somebody may not see all columns of a view: without them it is that view all the same.
    current: meaning === query,
    edit: edit ? { label: say(`platform.views.edit.${room}`), href: edit } : null,
    broken,
  };
}
