import { Refused, say } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { Cursors } from '../platform/lists/cursors.js';
import type { Field } from '../sections/engine/field.js';
import { readListRequest, type ListRequest } from '../sections/engine/list.request.js';
import { documents } from '../sections/documents/documents.section.js';

/** Which documents a ZIP is to hold: those of a list as it is filtered, or of these only those that are ticked. */
export interface ZipRequest {
  readonly list: ListRequest;
  readonly ids: readonly string[] | undefined;
}

type Query = Readonly<Record<string, unknown>>;

/** As many rows as a page has, and a few more. */
const MOST_TICKED = 200;

/** What the query holds beyond that of the list. */
const OWN = ['ids', 'ticked', 'all', 'list'];

/**
 * Reads the query of a ZIP: that of the list, and `ids` for each row that is ticked.
 * @throws Refused for what the list does not know, and for an id that is none
 */
export function readZipRequest(
  query: Query,
  cursors: Cursors,
  hidden: (field: Field) => boolean,
): ZipRequest {
  const { ids: ticked, all, list } = query;
  // All that the list holds, as its form names it.
  if (all !== undefined && typeof list === 'string')
    return { list: readListRequest(documents, fromAddress(list), cursors, hidden), ids: undefined };
  const filters = Object.fromEntries(Object.entries(query).filter(([name]) => !OWN.includes(name)));
  const ids = ticked === undefined ? undefined : [ticked].flat();
  if (ids && (ids.length > MOST_TICKED || !ids.every((one) => typeof one === 'string' && isId(one))))
    throw new Refused(say('sections.list.notUnderstood', { name: 'ids' }));
  return { list: readListRequest(documents, filters, cursors, hidden), ids: ids as string[] | undefined };
}

/** Whether somebody asked for the rows that are ticked, and ticked none. */
export const nothingTicked = ({ ids, all, ticked }: Query): boolean =>
  ticked !== undefined && ids === undefined && all === undefined;

const fromAddress = (list: string): Query => Object.fromEntries(new URLSearchParams(list));
