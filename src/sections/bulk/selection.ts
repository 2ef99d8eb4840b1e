import { Refused, say } from '../../platform/errors.js';
import { isId } from '../../platform/ids.js';
import { kindsOf, ofKind, type Section } from '../engine/section.js';

/** What is done to many records at once. */
export type Deed = { readonly kind: 'deletion' } | { readonly kind: 'status'; readonly status: string };

/** Which records of a list are meant: those that were ticked, or all that it holds. */
export interface Selection {
  /** The list's address behind its question mark. */
  readonly list: string;
  readonly ids: readonly string[] | 'all';
}

/** Tells one set of ids from another, in SQL over `id`. */
export const DIGEST = `md5(string_agg(id::text, ',' order by id))`;

/** Which records somebody was shown: how many, and their digest. */
export interface Shown {
  readonly count: number;
  readonly digest: string;
}

type Sent = Readonly<Record<string, unknown>>;

/** A page has fewer boxes. */
const MOST_TICKED = 200;
const LONGEST_LIST = 16_000;

/** Reads what was ticked. Nothing ticked is an empty selection. */
export function readSelection(sent: Sent): Selection {
  const text = typeof sent['list'] === 'string' ? sent['list'] : '';
  // Cut off, it would mean more records than the list shows.
  if (text.length > LONGEST_LIST) throw new Refused(say('sections.bulk.unknown'));
  const list = new URLSearchParams(text).toString();
  if (sent['all'] === 'on') return { list, ids: 'all' };
  const ids = [sent['ids'] ?? []].flat().filter((id): id is string => typeof id === 'string' && isId(id));
  return { list, ids: [...new Set(ids)].slice(0, MOST_TICKED) };
}

/** @throws Refused for what cannot be done to records of this section */
export function readDeed(section: Section, sent: Sent): Deed {
  if (sent['deed'] === 'deletion') return { kind: 'deletion' };
  const status = sent['status'];
  if (sent['deed'] === 'status' && typeof status === 'string' && bulkStatuses(section).includes(status))
    return { kind: 'status', status };
  throw new Refused(say('sections.bulk.unknown'));
}

const statusOf = (kind: ReturnType<typeof kindsOf>[number]): readonly string[] =>
  kind.byHand?.statusInBulk
    ? (kind.fields.find(({ name, kind: what }) => name === 'status' && what === 'choice')?.choices ?? [])
    : [];

/** The statuses that many records of a section can be given at once. */
export const bulkStatuses = (section: Section): string[] => [...new Set(kindsOf(section).flatMap(statusOf))];

/** SQL over `r` that holds for records to which it can be done: those of other kinds are left alone. */
export function suits(section: Section, deed: Deed): string {
  const kinds = kindsOf(section).filter((kind) =>
    deed.kind === 'deletion' ? kind.byHand : statusOf(kind).includes(deed.status),
  );
  return `(${kinds.map((kind) => ofKind(kind)).join(' or ')})`;
}
