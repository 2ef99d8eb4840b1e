import { stateOn } from '../licences/licence-state.js';
import type { Business } from './business.js';

/** How many registrations and insurances of the business have lapsed, and how many end soon. */
export interface BusinessEnds {
  readonly lapsed: number;
  readonly ending: number;
}

/** Counts what the business says of itself that holds no longer, or not for long. Pure. */
export function businessEnds(
  { registrations, insurances }: Pick<Business, 'registrations' | 'insurances'>,
  today: string,
): BusinessEnds {
  const states = [...registrations, ...insurances]
    .filter(({ validTo }) => validTo)
    .map(({ validTo }) => stateOn(validTo, today));
  const of = (state: string) => states.filter((one) => one === state).length;
  return { lapsed: of('lapsed'), ending: of('ending') };
}
