import { say, type Text } from '../../platform/errors.js';
import { Page, type PageModel } from '../../platform/pages/page.js';
import type { RecordKind, Section } from '../engine/section.js';
import { mayBeEverybodys } from '../engine/whose.sql.js';
import { addWords, newHref } from './form.view.js';
import type { HandCustomer } from './record-forms.queries.js';

export interface ChooseCustomerModel extends PageModel {
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly q: string;
  readonly found: Text;
  readonly customers: readonly { readonly label: Text; readonly href: string }[];
}

/** Whose record it is going to be: asked first, where nothing says so. */
export function chooseCustomer(
  section: Section,
  kind: RecordKind,
  q: string,
  { some, count }: { readonly some: readonly HandCustomer[]; readonly count: number },
  title = addWords(kind),
): Page<ChooseCustomerModel> {
  const list = `/admin/${section.key}`;
  const { collection } = kind;
  return new Page('sections/choose-customer', {
    head: {
      title,
      purpose: say('sections.form.customer.purpose'),
      back: { label: say(`${section.key}.title`), href: list },
    },
    action: `${list}/new`,
    hidden: [{ name: 'collection', value: collection }],
    q,
    found:
      count > some.length
        ? say('sections.form.customer.some', { shown: some.length, count })
        : say('sections.form.customer.found', { count }),
    customers: [
      ...(mayBeEverybodys(kind)
        ? [{ label: say('sections.form.customer.own'), href: newHref(section, null, kind) }]
        : []),
      ...some.map((customer) => ({
        label: say('sections.form.customer.one', { name: customer.name, reference: customer.reference }),
        href: newHref(section, customer, kind),
      })),
    ],
  });
}
