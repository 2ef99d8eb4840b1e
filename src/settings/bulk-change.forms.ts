import { Invalid, Refused, say, type Text } from '../platform/errors.js';
import type { BulkChange } from './bulk-change.js';

type Choice = Omit<BulkChange, 'permission'>;

/** What a switch was moved to; undefined when nothing says so. */
export const readValue = (sent: unknown): boolean | undefined =>
  sent === 'on' || sent === 'off' ? sent === 'on' : undefined;

/**
 * The form of the preview. What was set by hand is kept unless the person chose otherwise.
 * @throws Refused when it was never on the page
 */
export function readBulkForm(sent: unknown): Choice {
  const { value: typed, byHand = 'keep' } = (sent ?? {}) as Readonly<Record<string, unknown>>;
  const value = readValue(typed);
  if (value === undefined || (byHand !== 'keep' && byHand !== 'overwrite'))
    throw new Refused(say('settings.behind.noVersion'));
  return { value, overwrite: byHand === 'overwrite' };
}

/**
 * The body that a system sent: `{value, overwrite}`, the latter false unless said.
 * @throws Invalid naming every member that is missing, unknown or of the wrong type
 */
export function readBulkBody(sent: unknown): Choice {
  if (sent === null || typeof sent !== 'object' || Array.isArray(sent))
    throw new Invalid({ body: say('settings.api.object') });
  const { value, overwrite = false, ...unknown } = sent as Readonly<Record<string, unknown>>;
  const faults: Record<string, Text> = Object.fromEntries(
    Object.keys(unknown).map((name) => [name.slice(0, 200), say('settings.api.unknown')]),
  );
  if (typeof value !== 'boolean') faults['value'] = say('settings.api.boolean');
  if (typeof overwrite !== 'boolean') faults['overwrite'] = say('settings.api.boolean');
  if (typeof value === 'boolean' && typeof overwrite === 'boolean' && Object.keys(unknown).length === 0)
    return { value, overwrite };
  throw new Invalid(faults);
}
