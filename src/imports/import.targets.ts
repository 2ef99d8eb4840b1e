import { Refused, say, type Text } from '../platform/errors.js';
import { customers } from '../sections/company/company.kind.js';
import { kindTitle, type RecordKind } from '../sections/engine/section.js';
import { RECORD_KINDS } from '../sections/sections.js';

/** Something a file may be imported into. */
export interface ImportTarget {
  /** As the command line, maps and the page name it. */
  readonly name: string;
  readonly title: Text;
  readonly kind: RecordKind;
}

export const TARGETS: readonly ImportTarget[] = [
  { name: customers.collection, title: say('imports.targets.customers'), kind: customers },
  ...RECORD_KINDS.map((kind) => ({ name: kind.collection, title: kindTitle(kind), kind })),
];

/** @throws Refused, naming those that there are */
export function targetOf(name: string): ImportTarget {
  const target = TARGETS.find((one) => one.name === name);
  const known = TARGETS.map((one) => one.name).join(', ');
  if (!target) throw new Refused(say('imports.targets.unknown', { name, known }));
  return target;
}
