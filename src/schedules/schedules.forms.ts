import { IsIn, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { emailKey } from '../identity/login.entity.js';
import { Invalid, say, type Text } from '../platform/errors.js';
import { parseForm } from '../platform/http/forms.js';
import { readTypedPeople } from '../portal-users/typed-people.js';
import type { ReportKey } from '../reporting/report.js';
import { REPORTS } from '../reporting/reports.js';
import { FREQUENCIES, PERIODS, type Frequency, type Period } from './schedule.calendar.js';
import type { PersonChoice } from './schedules.queries.js';

export const REPORT_KEYS = REPORTS.map(({ key }) => key);
/** As many as one schedule is sent to. */
const MOST_RECIPIENTS = 50;

class ScheduleForm {
  @IsNotEmpty()
  @IsString()
  @MaxLength(200)
  @Matches(/^\P{Cc}*$/u)
  name: string = '';

  @IsIn(REPORT_KEYS, { message: 'schedules.form.choose' })
  report: string = '';

  @IsString()
  site: string = '';

  @IsIn(PERIODS, { message: 'schedules.form.choose' })
  period: string = '';

  @IsIn(FREQUENCIES, { message: 'schedules.form.choose' })
  frequency: string = '';

  @Matches(/^[1-7]$/, { message: 'schedules.form.choose' })
  weekday: string = '1';

  @Matches(/^([1-9]|[12]\d|3[01])$/, { message: 'schedules.form.choose' })
  monthDay: string = '1';

  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'schedules.form.timeWrong' })
  time: string = '';

  @IsString()
  @MaxLength(10_000)
  addresses: string = '';
}

/** What a schedule is made of, checked. */
export interface ScheduleFields {
  readonly name: string;
  readonly report: ReportKey;
  readonly siteId: string | null;
  readonly period: Period;
  readonly frequency: Frequency;
  readonly weekday: number;
  readonly monthDay: number;
  readonly time: string;
  /** Portal users, by id. */
  readonly people: readonly string[];
  /** Addresses without a login. */
  readonly addresses: readonly string[];
}

/** As the form holds it while it is not right yet. */
export interface TypedSchedule extends Readonly<Record<keyof ScheduleForm, string>> {
  readonly people: readonly string[];
}

type Sent = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const several = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );

/** What was typed, for the form that is shown again. */
export const typedSchedule = (sent: Sent): TypedSchedule => ({
  ...(Object.fromEntries(Object.keys(new ScheduleForm()).map((name) => [name, text(sent[name])])) as Record<
    keyof ScheduleForm,
    string
  >),
  people: several(sent['people']),
});

/**
 * Reads what was sent.
 * @param offered the people who may be ticked, the sites that may be chosen, and the addresses that stand there already
 * @throws Invalid with what stands at which field
 */
export async function readSchedule(
  sent: Sent,
  offered: {
    readonly people: readonly PersonChoice[];
    readonly sites: readonly string[];
    readonly addresses: readonly string[];
  },
): Promise<ScheduleFields> {
  const people = several(sent['people']).filter((id) => offered.people.some((person) => person.id === id));
  const { people: typed, faults } = readTypedPeople(text(sent['addresses']), MOST_RECIPIENTS);
  const addresses = typed.map(({ email }) => email);
  const [fault] = faults.filter(({ twice }) => !twice);
  const errors = {
    ...whom(people, addresses, offered),
    ...(fault ? { addresses: fault.fault } : {}),
    ...([...offered.sites, ''].includes(text(sent['site'])) ? {} : { site: say('schedules.form.choose') }),
  };
  const form = await parseForm(ScheduleForm, sent).catch((error: unknown) => {
    throw error instanceof Invalid ? new Invalid({ ...error.fields, ...errors }) : error;
  });
  if (Object.keys(errors).length > 0) throw new Invalid(errors);
  return {
    name: form.name,
    report: form.report as ReportKey,
    siteId: form.site || null,
    period: form.period as Period,
    frequency: form.frequency as Frequency,
    weekday: Number(form.weekday),
    monthDay: Number(form.monthDay),
    time: form.time,
    people,
    addresses,
  };
}

/** What is the matter with those who are to get it. */
function whom(
  people: readonly string[],
  addresses: readonly string[],
  offered: { readonly people: readonly PersonChoice[]; readonly addresses: readonly string[] },
): Record<string, Text> {
  // Whoever was given access since stays, and is decided as that person, unless they are ticked as well.
  const standing = offered.addresses.map(emailKey);
  const known = addresses.find((address) =>
    offered.people.some(
      ({ id, email }) =>
        emailKey(email) === emailKey(address) &&
        (people.includes(id) || !standing.includes(emailKey(address))),
    ),
  );
  const count = people.length + addresses.length;
  if (known) return { addresses: say('schedules.form.hasAccess', { email: known }) };
  if (count === 0) return { addresses: say('schedules.form.nobody') };
  return count > MOST_RECIPIENTS
    ? { addresses: say('schedules.form.tooMany', { most: MOST_RECIPIENTS }) }
    : {};
}
