import type { Text } from '../platform/errors.js';
import { verbatim } from '../platform/pages/words.js';
import { CURRENCIES } from './organisation.forms.js';

/** A choice of a select. */
export interface Option {
  readonly value: string;
  readonly label: Text;
}

/** Every time zone this machine knows, and the one in use where it goes by another of its names. */
export function timeZoneOptions(current: string): readonly Option[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(current ? [current] : [])]);
  return [...zones].sort().map((zone) => ({ value: zone, label: verbatim(zone.replaceAll('_', ' ')) }));
}

/** Every currency by its code and name: `GBP, British Pound`. */
export function currencyOptions(): readonly Option[] {
  const names = new Intl.DisplayNames('en-GB', { type: 'currency' });
  return CURRENCIES.map((code) => ({ value: code, label: verbatim(`${code}, ${names.of(code) ?? code}`) }));
}
