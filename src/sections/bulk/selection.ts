import { Refused, say, type Text } from '../../platform/errors.js';
import { isId } from '../../platform/ids.js';
import type { Field } from '../engine/field.js';
import type { BulkStatus, BulkStatuses } from '../engine/hand-form.js';
import { fieldOf, kindsOf, ofKind, type RecordKind, type Section } from '../engine/section.js';
import { readField, type Faults } from '../records/record.fields.js';

/** What is done to many records at once. */
export type Deed = { readonly kind: 'deletion' } | StatusDeed;

export interface StatusDeed {
  readonly kind: 'status';
  readonly status: string;
  /** What somebody fills in for all of them, where the status asks for it. */
  readonly note?: string;
}

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
    return { kind: 'status', status, ...noteIn(section, status, sent) };
  throw new Refused(say('sections.bulk.unknown'));
}

function noteIn(section: Section, status: string, { note }: Sent): Pick<StatusDeed, 'note'> {
  return askedWith(section, status) && typeof note === 'string' ? { note: note.normalize('NFC').trim() } : {};
}

function statusOf({ byHand, fields }: RecordKind): readonly string[] {
  const bulk = byHand?.statusInBulk;
  const status = fields.find(({ name, kind: what }) => name === 'status' && what === 'choice');
  return bulk ? (status?.choices ?? []).filter((one) => !bulk.without?.includes(one)) : [];
}

/** What another field becomes with a status. */
export const broughtBy = (section: Section, status: string): BulkStatus | undefined =>
  kindsOf(section)
    .map(({ byHand }) => byHand?.statusInBulk?.with?.[status])
    .find((one) => one !== undefined);

/** The field that somebody fills in with a status, for all of them. */
export function askedWith(section: Section, status: string): Field | undefined {
  const becomes = broughtBy(section, status)?.becomes;
  return becomes && 'field' in becomes ? fieldOf(section, becomes.field) : undefined;
}

/** What is the matter with what was filled in. */
export function noteFault(section: Section, { status, note = '' }: StatusDeed): Text | undefined {
  const field = askedWith(section, status);
  if (!field) return undefined;
  const faults: Faults = {};
  readField(field, note, 'note', faults);
  const doubt = section.byHand?.check?.({ status, [field.name]: note })[field.name];
  return faults['note'] ?? (doubt ? say(doubt) : undefined);
}

/** The statuses that many records of a section can be given at once. */
export const bulkStatuses = (section: Section): string[] => [...new Set(kindsOf(section).flatMap(statusOf))];

/** SQL over `r` that holds for records to which it can be done: those of other kinds are left alone. */
export const suits = (section: Section, deed: Deed): string => ofKindsThat(section, deed, unlessSql);

/** The same, or once it is done to others of `meant`, which stands in the same statement. */
export const suitsAmong = (section: Section, deed: Deed): string =>
  ofKindsThat(section, deed, (bulk, status) => {
    const unless = unlessSql(bulk, status);
    const waits = bulk.waits?.[status];
    return unless && waits ? `(${unless} or ${waits})` : unless;
  });

/** SQL over `r` that holds for records of the kinds to which it can be done at all. */
export const suitsKind = (section: Section, deed: Deed): string =>
  ofKindsThat(section, deed, () => undefined);

const unlessSql: Condition = ({ unless }, status) => unless?.[status] && `not ${unless[status]}`;

type Condition = (bulk: BulkStatuses, status: string) => string | undefined;

function ofKindsThat(section: Section, deed: Deed, conditionOf: Condition): string {
  const kinds = kindsOf(section).filter((kind) =>
    deed.kind === 'deletion' ? kind.byHand : statusOf(kind).includes(deed.status),
  );
  const conditions = kinds.map((kind) => {
    const bulk = kind.byHand?.statusInBulk;
    const condition = deed.kind === 'status' && bulk ? conditionOf(bulk, deed.status) : undefined;
    return condition ? `(${ofKind(kind)} and ${condition})` : ofKind(kind);
  });
  return `(${conditions.join(' or ')})`;
}
