import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import { verbatim } from '../platform/pages/words.js';
import { declaredFields } from './declared.fields.js';
import { type ImportField, propertyOf } from './import.fields.js';
import { targetOf } from './import.targets.js';
import type { Money } from '../platform/money.js';

/** A record in the shape of the API's body, as a check would have kept it. */
export type FirstRecord = Readonly<Record<string, unknown>>;

/** A record field by field; its title is its reference. */
export interface FirstRecordView {
  readonly title: Text;
  readonly items: readonly { readonly label: Text; readonly cell: Cell }[];
}

/**
 * The first records of a file as they would be kept.
 * @param names what the customers and sites in them are called, by their references
 */
export function firstRecords(
  section: string,
  records: readonly FirstRecord[],
  names: ReadonlyMap<string, string>,
): FirstRecordView[] {
  const fields = declaredFields(targetOf(section).kind).filter(({ path }) => path !== 'reference');
  return records.map((record) => ({
    title: verbatim(shownText(record['reference'])),
    items: fields.flatMap((field) =>
      valuesOf(record, field).map((value) => ({
        label: field.label ?? verbatim(field.path),
        cell: cellOf(field, value, currencyIn(record), names),
      })),
    ),
  }));
}

/** What stands at a field's path: one value, or one of each child. */
function valuesOf(record: FirstRecord, field: ImportField): unknown[] {
  const lists = field.path.split('.').slice(0, -1);
  let bodies: FirstRecord[] = [record];
  for (const list of lists)
    bodies = bodies.flatMap((body) => (body[list.replace('[]', '')] ?? []) as FirstRecord[]);
  return bodies.flatMap((body) => body[propertyOf(field)] ?? []);
}

function cellOf(
  field: ImportField,
  value: unknown,
  currency: string | undefined,
  names: ReadonlyMap<string, string>,
): Cell {
  const { kind, typed, choiceLabels = {} } = field;
  const text = shownText(value);
  if (kind === 'money') return cell.money((value as Money).amount, (value as Money).currency);
  if (typed === 'amount') return cell.money(Number(value), currency);
  if (typed === 'hours') return cell.number(Number(value) / 60);
  if (typed === 'thousandths') return cell.number(Number(value) / 1000);
  if (kind === 'weight') return cell.weight(Number(value));
  if (kind === 'integer') return cell.number(Number(value));
  if (kind === 'date') return cell.date(text);
  if (kind === 'time') return cell.dateTime(text);
  if (kind === 'boolean') return cell.words(say(`imports.match.truth.${value === true ? 'yes' : 'no'}`));
  if (kind === 'ewc') return cell.ewc(text);
  const label = choiceLabels[text];
  if (kind === 'choice' && label) return cell.words(label);
  const name = names.get(`${field.path}:${text}`);
  return cell.text(name === undefined || name === text ? text : `${name} (${text})`);
}

const shownText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? '');

/** What minor units that stand without a currency are in. */
const currencyIn = (record: FirstRecord): string | undefined =>
  Object.values(record)
    .map((value) => (value as Partial<Money> | null)?.currency)
    .find((currency) => typeof currency === 'string');
