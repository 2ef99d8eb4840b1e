import { say, type Text } from '../../platform/errors.js';
import { cell, type Cell } from '../../platform/pages/cells.js';
import type { Tone } from '../../platform/pages/page.js';
import { isHazardousEwcCode } from '../../platform/codes/ewc-code.js';
import type { Field } from './field.js';
import { reachCell } from './reach.cells.js';
import type { Section } from './section.js';

type Values = Readonly<Record<string, unknown>>;

/** A field of a record as a page shows it. */
export function fieldCell(words: string, field: Field, values: Values): Cell {
  const value = values[field.name] as string | null | undefined;
  if (value === null || value === undefined || value === '') return cell.text(null);
  switch (field.kind) {
    case 'choice':
      return choiceCell(choiceText(words, field, value), field.tones?.[value]);
    case 'date':
      return cell.date(value);
    case 'time':
      return cell.dateTime(value);
    case 'whole':
      return field.zero && Number(value) === 0 ? cell.words(say(field.zero)) : cell.number(Number(value));
    case 'yesNo':
      return cell.words(say(value ? 'sections.yes' : 'sections.no'));
    case 'weight':
      return cell.weight(BigInt(value), values[`${field.name}Estimated`] === true);
    case 'money':
      return cell.money(BigInt(value), String(values[`${field.name}Currency`]));
    case 'ewc':
      return cell.ewc(value, isHazardousEwcCode(value));
    default:
      return field.reaches ? reachCell(field.reaches, value) : cell.text(String(value));
  }
}

/** One of a field's choices in words. */
export const choiceText = (words: string, { name }: Pick<Field, 'name'>, choice: string): Text =>
  say(`${words}.${name}.${choice}`);

/** What says how something stands is a tag; which kind of thing it is stays a word. */
const choiceCell = (words: Text, tone: Tone | undefined): Cell =>
  tone ? cell.status(words, tone) : cell.words(words);

/** Whose a record is, where it stands among others; what is the organisation's own is for all customers. */
export const customerCell = (values: Values): Cell =>
  values['customer'] ? cell.text(values['customer'] as string) : cell.words(say('sections.everyCustomer'));

/** A field's name in words: a section's own, or one that all share. */
export const fieldLabel = (section: Pick<Section, 'key'>, field: Field): Text =>
  say(SHARED.includes(field.name) ? `sections.fields.${field.name}` : `${section.key}.fields.${field.name}`);

const SHARED = ['reference', 'customer', 'site', 'date', 'status'];
