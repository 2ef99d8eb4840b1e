import type { BehindNotice } from '../../audit/behind-notice.js';
import { say, type Text } from '../../platform/errors.js';
import {
  rowsSummary,
  shownRows,
  type ShownField,
  type ShownList,
  type ShownRow,
} from '../../platform/http/form-rows.js';
import type { Answers } from '../../platform/http/behind.js';
import type { SummaryLine } from '../../platform/pages/form-summary.js';
import { Page, type PageModel } from '../../platform/pages/page.js';
import { BUSINESS, companyTabs } from '../../settings/company.tabs.js';
import { formBasis, sentBasis, type FormBasis } from '../../settings/settings.page.js';
import { REGULATORS } from '../licences/licence-numbers.js';
import {
  businessAnswers,
  INSURANCES,
  REGISTRATION_KINDS,
  REGISTRATIONS,
  type BusinessField,
} from './business.js';
import type { KeptBusiness } from './business.queries.js';

type Errors = Readonly<Record<string, Text>>;

export interface BusinessFormModel extends PageModel {
  readonly summary: readonly SummaryLine[];
  readonly behind: BehindNotice | null;
  readonly form: FormBasis;
  readonly groups: readonly { readonly title: Text; readonly fields: readonly ShownField[] }[];
  readonly lists: readonly ShownList[];
}

export interface BusinessInput {
  readonly kept: KeptBusiness;
  /** In which the cover of an insurance is where no other is named. */
  readonly currency: string;
  /** What the form shows, where that differs from what stands. */
  readonly answers?: Answers;
  readonly errors?: Errors;
  readonly sent?: Readonly<Record<string, unknown>>;
  readonly behind?: BehindNotice;
}

/** The page: 200, 422 with faults at their fields, or 409 with what somebody else changed. */
export function businessPage({
  kept,
  currency,
  errors = {},
  ...more
}: BusinessInput): Page<BusinessFormModel> {
  const now = businessAnswers(kept.business, currency);
  const answers = more.answers ?? now;
  const basis = formBasis(BUSINESS, kept.version, now);
  const behind = more.behind ?? null;
  const groups = GROUPS.map(([group, fields]) => ({
    title: say(`company.business.${group}`),
    fields: fields.map((name) => ({
      label: say(`company.business.fields.${name}`),
      name,
      value: answers[name],
      error: errors[name],
      ...FIELDS[name],
    })),
  }));
  const lists = [
    list('registrations', shownRows(REGISTRATIONS, answers, errors, registrationField)),
    list('insurances', shownRows(INSURANCES, answers, errors, insuranceField), { currency }),
  ];
  const fields = groups.flatMap((group): readonly ShownField[] => group.fields);
  const model: BusinessFormModel = {
    head: {
      title: say('company.business.title'),
      purpose: say('company.business.purpose'),
      tabs: companyTabs(BUSINESS),
    },
    summary: rowsSummary(errors, fields, lists),
    behind,
    form: more.sent ? sentBasis(basis, more.sent) : basis,
    groups,
    lists,
  };
  return new Page('sections/business', model, {
    status: behind ? 409 : Object.keys(errors).length > 0 ? 422 : 200,
  });
}

const GROUPS: readonly (readonly [string, readonly BusinessField[]])[] = [
  ['names', ['registeredName', 'tradingName', 'companyNumber', 'vatNumber']],
  ['reach', ['address', 'postcode', 'contactName', 'phone', 'email']],
];

const FIELDS: Readonly<Partial<Record<BusinessField, object>>> = {
  companyNumber: { width: 'medium' },
  vatNumber: { width: 'medium' },
  address: { type: 'textarea', rows: 3 },
  postcode: { width: 'short' },
  phone: { type: 'tel', width: 'medium' },
  email: { type: 'email', inputmode: 'email' },
};

type Labelled = Pick<ShownField, 'label'> & Readonly<Record<string, unknown>>;

const list = (
  name: 'registrations' | 'insurances',
  rows: readonly ShownRow[],
  helped: Readonly<Record<string, string>> = {},
) => ({
  title: say(`company.business.${name}.title`),
  help: say(`company.business.${name}.help`, helped),
  label: say(`company.business.${name}.row`),
  rows,
});

function registrationField(name: (typeof REGISTRATIONS.fields)[number]): Labelled {
  const label = say(`company.business.registrations.${name}`);
  if (name === 'kind') {
    const kinds = REGISTRATION_KINDS.map((value) => ({ value, label: say(`licences.kind.${value}`) }));
    const none = { value: '', label: say('company.business.registrations.choose') };
    return { label, type: 'select', options: [none, ...kinds] };
  }
  if (name === 'regulator') {
    const options = REGULATORS.map((value) => ({
      value,
      label: say(value ? `licences.regulator.${value}` : 'company.business.registrations.anyRegulator'),
    }));
    return { label, type: 'select', options };
  }
  return { label, ...(name === 'validTo' ? { type: 'date' } : {}) };
}

function insuranceField(name: (typeof INSURANCES.fields)[number]): Labelled {
  const label = say(`company.business.insurances.${name}`);
  return { label, ...(name === 'validTo' ? { type: 'date' } : {}) };
}
