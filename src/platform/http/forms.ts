import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { Invalid, say, type Text } from '../errors.js';
import { isId, newId } from '../ids.js';
import { isUnseen } from './typed-text.js';

type FormClass<Form> = new () => Form;

/**
 * Reads what was sent into a form's class and checks it. Text is trimmed and composed (NFC); what the class does not
 * name is left out.
 * @throws Invalid with a sentence for each field at fault
 */
export async function parseForm<Form extends object>(form: FormClass<Form>, sent: unknown): Promise<Form> {
  const instance = plainToInstance(form, trimmed(sent ?? {}), { exposeDefaultValues: true });
  const errors = await validate(instance, { whitelist: true });
  if (errors.length > 0) throw new Invalid(Object.fromEntries(errors.flatMap((error) => faults(error, ''))));
  return instance;
}

/** The id that a form carries, so that sent twice it makes one thing. */
export const formIdOf = ({ id }: Readonly<Record<string, unknown>>): string =>
  typeof id === 'string' && isId(id) ? id : newId();

/** Shows a form again when its input was at fault; any other error goes on its way. */
export function again<Answer>(
  error: unknown,
  show: (fields: Readonly<Record<string, Text>>) => Answer,
): Answer {
  if (error instanceof Invalid) return show(error.fields);
  throw error;
}

function trimmed(value: unknown): unknown {
  if (typeof value === 'string') {
    const text = value.replaceAll('\0', '').trim().normalize('NFC');
    return isUnseen(text) ? '' : text;
  }
  if (Array.isArray(value)) return value.map(trimmed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, trimmed(inner)]));
}

/** Sentences for the checks that need none of their own; a field may name another by `message`. */
const USUAL: Readonly<Record<string, string>> = {
  isNotEmpty: 'platform.fields.required',
  isDefined: 'platform.fields.required',
  isString: 'platform.fields.required',
  isEmail: 'platform.fields.email',
  maxLength: 'platform.fields.tooLong',
  minLength: 'platform.fields.tooShort',
};

function faults(error: ValidationError, path: string): [string, Text][] {
  const field = path ? `${path}.${error.property}` : error.property;
  // Decorators are run from the last to the first: what is written first is said first, so that a value that is
  // missing is asked for, and not called too long.
  const own = Object.entries(error.constraints ?? {}).at(-1);
  const children = (error.children ?? []).flatMap((child) => faults(child, field));
  if (!own) return children;
  const [check, message] = own;
  return [
    [
      field,
      say(/^[a-z-]+(\.[\w-]+)+$/i.test(message) ? message : (USUAL[check] ?? 'platform.fields.invalid')),
    ],
  ];
}
