import { say, type Text } from '../../platform/errors.js';
import type { Choice } from '../../platform/lists/choice.js';
import { sharedChoices } from '../../platform/lists/list-tools.view.js';
import type { PageModel } from '../../platform/pages/page.js';
import type { KeptList } from './kept.lists.js';
import type { KeptView } from './saved-views.service.js';

type Room = 'portal' | 'admin';

export interface SavedViewModel extends PageModel {
  readonly action: string;
  readonly button: Text;
  /** Keeps the list under a name that one's own view has. */
  readonly update: Text | null;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly name: string;
  /** Whom staff may show it to; none for customers' people. */
  readonly sharing: {
    readonly value: string;
    readonly options: readonly Choice[];
  } | null;
  readonly list: { readonly label: Text; readonly href: string };
  readonly broken: boolean;
  readonly removal: { readonly action: string; readonly label: Text } | null;
}

/** A view that could not be kept so. */
export interface RefusedView {
  readonly errors: Readonly<Record<string, Text>>;
  /** Whether one of the same name is kept, and may keep this list in place of its own. */
  readonly isKept: boolean;
}

/** The form of one view: a new one that was refused, or one to be renamed or removed. */
export function savedViewPage(
  room: Room,
  view: Omit<KeptView, 'id'> & { readonly id?: string },
  { title, shared }: Pick<KeptList, 'title' | 'shared'>,
  broken: boolean,
  { errors, isKept }: RefusedView = { errors: {}, isKept: false },
): SavedViewModel {
  const { id, section, query } = view;
  const base = `/${room}/${section}`;
  const list = { label: title, href: query && !broken ? `${base}?${query}` : base };
  return {
    head: {
      title: id ? say('platform.views.titled', { name: view.name }) : say('platform.views.save'),
      back: list,
    },
    errors,
    action: `/${room}/saved-views${id ? `/${id}` : ''}`,
    button: say(id ? 'platform.views.saveChanges' : 'platform.views.save'),
    update: isKept ? say('platform.views.updateNamed', { name: view.name }) : null,
    hidden: id
      ? []
      : [
          { name: 'section', value: section },
          { name: 'query', value: query },
          // The one that its button names, whatever is typed beside it.
          ...(isKept ? [{ name: 'kept', value: view.name }] : []),
        ],
    name: view.name,
    sharing: room === 'admin' ? { value: view.shared, options: sharedChoices(shared) } : null,
    list,
    broken,
    removal: id
      ? {
          action: `/${room}/saved-views/${id}/removal`,
          label: say('platform.views.remove', { name: view.name }),
        }
      : null,
  };
}
