import type { Permission } from '../access/catalogue.js';
import { Refused, say, type Text } from '../platform/errors.js';
import { customers } from '../sections/company/company.kind.js';
import { kindsOf, kindTitle, type RecordKind } from '../sections/engine/section.js';
import { SECTIONS } from '../sections/sections.js';

/** Something a file may be imported into. */
export interface ImportTarget {
  /** As the command line, maps and the page name it. */
  readonly name: string;
  readonly title: Text;
  readonly kind: RecordKind;
  /** The page on which staff find what was imported. */
  readonly href: string;
  /** What must be available to the organisation for it; customers always are. */
  readonly permission?: Permission;
  /** Whether that page can be narrowed to days. */
  readonly hasDays?: boolean;
}

export const CUSTOMERS: ImportTarget = {
  name: customers.collection,
  title: say('imports.targets.customers'),
  kind: customers,
  href: '/admin/customers',
};

export const TARGETS: readonly ImportTarget[] = [
  CUSTOMERS,
  ...SECTIONS.flatMap((section) =>
    kindsOf(section).map((kind) => ({
      name: kind.collection,
      title: kindTitle(kind),
      kind,
      href: `/admin/${section.key}`,
      permission: section.permission ?? section.key,
      hasDays: section.dateField === 'date',
    })),
  ),
];

/** @throws Refused, naming those that there are */
export function targetOf(name: string): ImportTarget {
  const target = TARGETS.find((one) => one.name === name);
  const known = TARGETS.map((one) => one.name).join(', ');
  if (!target) throw new Refused(say('imports.targets.unknown', { name, known }));
  return target;
}
