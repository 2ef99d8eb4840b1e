import type { Viewer } from '../../access/viewer.js';
import { NotFound } from '../../platform/errors.js';
import { kindsOf, type RecordKind, type Section } from '../engine/section.js';

/** What a form asks for of a kind: fields and lists of children that another trade has are left out, and left alone. */
export function asked(kind: RecordKind, { available }: Viewer): RecordKind {
  const children = (kind.children ?? []).filter(({ needs }) => !needs || available.has(needs));
  const fields = kind.fields.filter(({ usedWith }) => !usedWith || available.has(usedWith));
  return { ...kind, children, fields };
}

/** One of the section's kinds that people write; the first unless another is named. @throws NotFound */
export function kindNamed(section: Section, collection: unknown): RecordKind {
  const kinds = kindsOf(section).filter(({ byHand }) => byHand);
  const kind = collection === undefined ? kinds[0] : kinds.find((one) => one.collection === collection);
  if (!kind) throw new NotFound();
  return kind;
}
