import { Invalid, say, type Text } from '../platform/errors.js';

/** What is the matter with a member's value; undefined when nothing is. */
export type Check = (value: unknown) => Text | undefined;

export const isText =
  (longest: number): Check =>
  (value) => {
    if (typeof value !== 'string') return say('portal-users.api.text');
    if (/\p{Cc}/u.test(value)) return say('platform.fields.invalid');
    return value.trim().length > longest ? say('platform.fields.tooLong') : undefined;
  };

export const isYesOrNo: Check = (value) =>
  typeof value === 'boolean' ? undefined : say('portal-users.api.boolean');

export const isTexts: Check = (value) =>
  Array.isArray(value) && value.every((one) => typeof one === 'string' && !one.includes('\0'))
    ? undefined
    : say('portal-users.api.list');

/** Whatever else the check says, `null` takes the member away (RFC 7396). */
export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null ? undefined : check(value);

/** What a record says of itself and nobody sets; a record that is sent back as it was read may hold it. */
export const readOnly: Check = () => undefined;

/**
 * Checks each member of a JSON object by its name.
 * @throws Invalid naming every member that is missing, unknown or of the wrong type
 */
export function members(
  body: unknown,
  checks: Readonly<Record<string, Check>>,
  required: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    throw new Invalid({ body: say('portal-users.api.object') });
  const faults: Record<string, Text> = {};
  for (const name of required) if (!Object.hasOwn(body, name)) faults[name] = say('platform.fields.required');
  for (const [name, value] of Object.entries(body)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    const fault = check ? check(value) : say('portal-users.api.unknown');
    if (fault) faults[name.slice(0, 200)] = fault;
  }
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  return body as Readonly<Record<string, unknown>>;
}
