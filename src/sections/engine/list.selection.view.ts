import { say, type Text } from '../../platform/errors.js';
import type { RowChoice } from '../../platform/pages/table.view.js';
import { bulkStatuses } from '../bulk/selection.js';
import { listHref } from './list.href.js';
import type { ListPage, Row } from './list.queries.js';
import type { ListRequest } from './list.request.js';
import type { Choice } from '../../platform/lists/choice.js';
import type { Section } from './section.js';

/** The form that the boxes of a list belong to, and what may be done to their records. */
export interface SelectionForm {
  readonly action: string;
  /** The list as it is now, to be sent along. */
  readonly list: string;
  /** All that the list holds, on whichever of its pages. */
  readonly all: Text | null;
  /** The statuses that they may be given. */
  readonly statuses: readonly Choice[] | null;
}

export function selectionForm(
  section: Section,
  request: ListRequest,
  { total, more }: ListPage,
  base: string,
): SelectionForm {
  const statuses = bulkStatuses(section);
  return {
    action: `${base}/selection`,
    list: listHref('', section, request).replace(/^\?/, ''),
    all: total > 1 ? say(more ? 'sections.bulk.allOfMore' : 'sections.bulk.all', { count: total }) : null,
    statuses:
      statuses.length > 0
        ? [
            { value: '', label: say('sections.bulk.chooseStatus') },
            ...statuses.map((value) => ({ value, label: say(`${section.key}.status.${value}`) })),
          ]
        : null,
  };
}

/** The box of a row. */
export const choiceOf = (row: Row): RowChoice => ({
  name: 'ids',
  value: row.id,
  form: 'selection',
  label: say('sections.bulk.choose', { reference: String(row['reference'] ?? '') }),
});

/** Ticks every row of a page at once. It needs JavaScript; all that match, on every page, have a box of their own. */
export interface TickAll {
  readonly label: Text;
  /** How many are ticked, with a sign where the number stands. */
  readonly ticked: Text;
}

export const tickAll = (rows: number): TickAll | null =>
  rows > 1
    ? {
        label: say('sections.bulk.tickAll', { count: rows }),
        ticked: say('sections.bulk.tickedOf', { ticked: '#', count: rows }),
      }
    : null;
