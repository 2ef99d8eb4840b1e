import type { BehindNotice } from '../audit/behind-notice.js';
import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import type { Choice } from '../platform/lists/choice.js';
import { FREQUENCIES, PERIODS } from './schedule.calendar.js';
import { REPORT_KEYS, type TypedSchedule } from './schedules.forms.js';
import type { AccountChoice, PersonChoice, Schedule } from './schedules.queries.js';

export const SCHEDULES = '/admin/schedules';

/** A form that nobody has filled in yet. */
export const NEW: TypedSchedule = {
  name: '',
  report: 'volumes',
  site: '',
  period: 'last-month',
  frequency: 'monthly',
  weekday: '1',
  monthDay: '1',
  time: '07:00',
  addresses: '',
  people: [],
};

/** What the form is about, and what it offers. */
export interface FormState {
  readonly id: string;
  readonly account: AccountChoice;
  readonly people: readonly PersonChoice[];
  readonly sites: readonly Choice[];
  /** Of one that is there already: the addresses it is sent to. */
  readonly addresses?: readonly string[];
  readonly typed: TypedSchedule;
  /** Of one that is there already: how it is called, and as which version it was read. */
  readonly name?: string;
  readonly version?: number;
  readonly errors?: Readonly<Record<string, Text>>;
  /** Whose change it met. */
  readonly behind?: BehindNotice;
}

interface Select {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: Text }[];
}

export interface ScheduleFormModel extends PageModel {
  readonly errors: Readonly<Record<string, Text>>;
  readonly behind: BehindNotice | null;
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly name: string;
  readonly report: Select;
  readonly site: Select | null;
  readonly period: Select;
  readonly frequency: Select;
  readonly weekday: Select;
  readonly monthDay: Select;
  readonly time: string;
  readonly addresses: string;
  readonly people: readonly {
    readonly id: string;
    readonly field: string;
    readonly label: Text;
    /** Why they cannot get it just now. */
    readonly help: Text | null;
    readonly checked: boolean;
  }[];
  readonly button: Text;
  readonly cancel: { readonly label: Text; readonly href: string };
}

const select = (value: string, values: readonly string[], label: (value: string) => Text): Select => ({
  value,
  options: values.map((one) => ({ value: one, label: label(one) })),
});
const range = (most: number): string[] => Array.from({ length: most }, (_, index) => String(index + 1));

/** The form of a new schedule, or of one that is changed; empty or again. */
export function scheduleFormPage(state: FormState): Page<ScheduleFormModel> {
  const { id, account, people, sites, typed, version, errors = {}, behind } = state;
  const href = version === undefined ? SCHEDULES : `${SCHEDULES}/${id}`;
  const model: ScheduleFormModel = {
    head: {
      title:
        version === undefined ? say('schedules.add') : say('schedules.form.edit', { name: state.name ?? '' }),
      purpose: say('schedules.form.for', { account: account.name }),
      back:
        version === undefined
          ? { label: say('schedules.title'), href: SCHEDULES }
          : { label: verbatim(state.name ?? ''), href },
    },
    errors,
    behind: behind ?? null,
    action: href,
    hidden:
      version === undefined
        ? [
            { name: 'id', value: id },
            { name: 'account', value: account.id },
          ]
        : [{ name: 'version', value: String(version) }],
    name: typed.name,
    report: select(typed.report, REPORT_KEYS, (key) => say(`reporting.${key}.title`)),
    site:
      sites.length > 0
        ? {
            value: typed.site,
            options: [{ value: '', label: say('schedules.form.allSites') }, ...sites],
          }
        : null,
    period: select(typed.period, PERIODS, (key) => say(`schedules.periods.${key}`)),
    frequency: select(typed.frequency, FREQUENCIES, (key) => say(`schedules.frequencies.${key}`)),
    weekday: select(typed.weekday, range(7), (day) => say(`schedules.weekdays.${day}`)),
    monthDay: select(typed.monthDay, range(31), (day) =>
      day === '31' ? say('schedules.form.lastDay') : verbatim(day),
    ),
    time: typed.time,
    addresses: typed.addresses,
    people: people.map((person) => ({
      id: person.id,
      field: `people.${person.id}`,
      label: person.name
        ? say('schedules.form.person', { name: person.name, email: person.email })
        : verbatim(person.email),
      help: person.closed ? say(`schedules.form.cannot.${person.closed}`) : null,
      checked: typed.people.includes(person.id),
    })),
    button: say(version === undefined ? 'schedules.form.add' : 'sections.form.save'),
    cancel: { label: say('platform.confirm.back'), href },
  };
  return new Page('schedules/form', model, { status: statusOf(state) });
}

const statusOf = ({ behind, errors = {} }: FormState): 200 | 409 | 422 => {
  if (behind) return 409;
  return Object.keys(errors).length > 0 ? 422 : 200;
};

/** Whose figures a new schedule tells. */
export function chooseAccountPage(
  q: string,
  { some, count }: { readonly some: readonly AccountChoice[]; readonly count: number },
): Page {
  return new Page('sections/choose-customer', {
    head: {
      title: say('schedules.add'),
      purpose: say('schedules.form.whose'),
      back: { label: say('schedules.title'), href: SCHEDULES },
    },
    action: `${SCHEDULES}/new`,
    hidden: [],
    q,
    found:
      count > some.length
        ? say('schedules.form.some', { shown: some.length, count })
        : say('schedules.form.found', { count }),
    customers: some.map(({ id, name, reference, consolidated }) => ({
      label: say(consolidated ? 'schedules.form.anAccount' : 'sections.form.customer.one', {
        name,
        reference,
      }),
      href: `${SCHEDULES}/new?account=${id}`,
    })),
  } as PageModel);
}

/** What ending a schedule does, before it does. */
export function endSchedulePage({ id, name }: Schedule): Page {
  const href = `${SCHEDULES}/${id}`;
  return new Page('platform/confirm', {
    head: {
      title: say('schedules.end.title', { name }),
      back: { label: verbatim(name), href },
    },
    confirm: {
      text: say('schedules.end.text'),
      points: [say('schedules.end.stays')],
      action: `${href}/end`,
      button: say('schedules.end.button', { name }),
      danger: true,
      back: { label: say('platform.confirm.back'), href },
    },
  } as PageModel);
}
