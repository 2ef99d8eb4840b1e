import { parse } from 'csv-parse/sync';
import { emailKey } from '../../identity/login.entity.js';
import { isAddress } from '../../mail/addresses.js';
import { Invalid, say } from '../../platform/errors.js';
import { readTypedPeople } from '../typed-people.js';
import { columnsOf, type ListColumns } from './list.columns.js';

export const MOST_LINES = 10_000;
const LONGEST_NAME = 100;
const LONGEST_TYPED = 300;

/** What can be seen of a line alone. */
export const LINE_FAULTS = ['bad-address', 'no-customer', 'twice'] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

/** One person of a list, with the number of the line they stand in. */
export interface ListLine {
  readonly line: number;
  readonly typed: string;
  /** Of the customer; empty where the whole list is one customer's. */
  readonly reference: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly fault: LineFault | null;
}

/**
 * Reads a list. Of one customer it may be written as people write: `Ann Lee <ann@x.test>; bob@x.test`. With columns, or
 * when each line names its customer, it is a table: customer reference, email, first name, last name, parted by commas,
 * semicolons or tabs, with or without a line of headings.
 * @param oneCustomer whether the whole list is one customer's
 * @throws Invalid at `people` when there is nobody in it, or too many
 */
export function readList(text: string, oneCustomer: boolean): readonly ListLine[] {
  const plain = text.normalize('NFC').replaceAll('\0', ' ');
  const rows = tableOf(plain, oneCustomer);
  const columns = columnsOf(rows, oneCustomer);
  const lines = columns ? fromTable(rows, columns, oneCustomer) : fromText(plain);
  if (lines.length === 0) throw new Invalid({ people: say('portal-users.lists.nobody') });
  if (lines.length > MOST_LINES)
    throw new Invalid({
      people: say('portal-users.lists.tooMany', { count: lines.length, most: MOST_LINES }),
    });
  return withoutTwins(lines);
}

type Row = { readonly line: number; readonly typed: string; readonly cells: readonly string[] };

/** @throws Invalid at `people` when it must be a table and is none */
function tableOf(text: string, oneCustomer: boolean): Row[] {
  try {
    return parsed(text);
  } catch (error) {
    // What is no table may still be text, where one customer's people stand in it.
    if (oneCustomer) return [];
    const { lines = 1 } = error as { lines?: number };
    throw new Invalid({ people: say('portal-users.lists.broken', { line: lines }) });
  }
}

function parsed(text: string): Row[] {
  const first = text.split(/\r?\n/).find((one) => one.trim() !== '') ?? '';
  const delimiter = ['\t', ';', ','].find((sign) => first.includes(sign)) ?? ',';
  const rows = parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
    trim: true,
  }) as unknown as { info: { lines: number }; record: string[] }[];
  return rows
    .map(({ info, record }) => ({
      line: info.lines,
      typed: record.join(`${delimiter} `).slice(0, LONGEST_TYPED),
      cells: record,
    }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

function fromTable(rows: readonly Row[], columns: ListColumns, oneCustomer: boolean): ListLine[] {
  return rows.slice(columns.headings ? 1 : 0).map(({ line, typed, cells }) => {
    const cell = (at: number | undefined) => (at === undefined ? '' : (cells[at] ?? '')).trim();
    const email = cell(columns.email).replace(/^mailto:/i, '');
    const reference = oneCustomer ? '' : cell(columns.customer).slice(0, 200);
    const [first = '', ...others] = cell(columns.name).split(/\s+/);
    const fault = !isAddress(email) ? 'bad-address' : !oneCustomer && !reference ? 'no-customer' : null;
    return {
      line,
      typed,
      reference,
      email: email.slice(0, 320),
      firstName: nameOf(cell(columns.firstName) || first),
      lastName: nameOf(cell(columns.lastName) || others.join(' ')),
      fault,
    };
  });
}

/** Line by line, so that each person knows where they stand. */
function fromText(text: string): ListLine[] {
  return text.split(/\r?\n/).flatMap((written, index) => {
    const line = index + 1;
    const { people, faults } = readTypedPeople(written, MOST_LINES);
    return [
      ...people.map(({ email, firstName, lastName }): ListLine => ({
        line,
        typed: written.slice(0, LONGEST_TYPED),
        reference: '',
        email,
        firstName: nameOf(firstName),
        lastName: nameOf(lastName),
        fault: null,
      })),
      ...faults.map(({ typed, twice }): ListLine => ({
        line,
        typed: typed.slice(0, LONGEST_TYPED),
        reference: '',
        email: twice ? typed : '',
        firstName: '',
        lastName: '',
        fault: twice ? 'twice' : 'bad-address',
      })),
    ];
  });
}

const nameOf = (name: string): string =>
  name
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME);

/** The same person of the same customer counts once: where they stand first. */
function withoutTwins(lines: readonly ListLine[]): ListLine[] {
  const seen = new Set<string>();
  return lines.map((line) => {
    if (line.fault) return line;
    const who = `${line.reference}\n${emailKey(line.email)}`;
    if (seen.has(who)) return { ...line, fault: 'twice' };
    seen.add(who);
    return line;
  });
}

export type TypedLine = Omit<ListLine, 'line'>;

/** The list as it may be typed again: read anew, it is the same. */
export function writtenList(lines: readonly TypedLine[], oneCustomer: boolean): string {
  if (oneCustomer)
    return lines
      .map(({ typed, email, firstName, lastName, fault }) => {
        const name = `${firstName} ${lastName}`.trim();
        return fault === 'bad-address' ? typed : name ? `"${name.replaceAll('"', '')}" <${email}>` : email;
      })
      .join('\n');
  const rows = lines.map(({ reference, email, firstName, lastName }) => [
    reference,
    email,
    firstName,
    lastName,
  ]);
  return [HEADINGS_WRITTEN, ...rows.map((cells) => cells.map(quoted).join(', '))].join('\n');
}

const HEADINGS_WRITTEN = 'customer reference, email, first name, last name';
const quoted = (cell: string): string => (/[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
