import { say, type Text } from '../../platform/errors.js';
import type { PageModel } from '../../platform/pages/page.js';
import { SHARED, type KeptView } from './saved-views.service.js';

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
    readonly options: readonly { readonly value: string; readonly label: Text }[];
  } | null;
  readonly list: { readonly label: Text; readonly href: string };
  readonly broken: boolean;
  readonly removal: { readonly action: string; readonly label: Text } | null;
}

/**
 * The form of one view: a new one that was refused, or one to be renamed or removed.
 * @param isKept whether one of the same name is kept, and may keep this list in place of its own
 */
export function savedViewPage(
  room: Room,
  view: Omit<KeptView, 'id'> & { readonly id?: string },
  broken: boolean,
  errors: Readonly<Record<string, Text>> = {},
  isKept = false,
): SavedViewModel {
  const { id, section, query } = view;
  const base = `/${room}/${section}`;
  const list = { label: say(`${section}.title`), href: query && !broken ? `${base}?${query}` : base };
  return {
    head: {
      title: id ? say('sections.views.titled', { name: view.name }) : say('sections.views.save'),
      back: list,
    },
    errors,
    action: `/${room}/saved-views${id ? `/${id}` : ''}`,
    button: say(id ? 'sections.views.saveChanges' : 'sections.views.save'),
    update: isKept ? say('sections.views.updateNamed', { name: view.name }) : null,
    hidden: id
      ? []
      : [
          { name: 'section', value: section },
          { name: 'query', value: query },
        ],
    name: view.name,
    sharing:
      room === 'admin'
        ? {
            value: view.shared,
            options: SHARED.map((value) => ({ value, label: say(`sections.views.shared.${value}`) })),
          }
        : null,
    list,
    broken,
    removal: id
      ? {
          action: `/${room}/saved-views/${id}/removal`,
          label: say('sections.views.remove', { name: view.name }),
        }
      : null,
  };
}
