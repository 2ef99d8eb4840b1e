import { daysUntil } from '../../platform/calendar.js';
import { say } from '../../platform/errors.js';
import { cell, type Cell } from '../../platform/pages/cells.js';
import type { Tone } from '../../platform/pages/page.js';
import { TODAY } from '../engine/today.sql.js';

export const LICENCE_STATES = ['in-force', 'ending', 'lapsed', 'revoked', 'not-yet'] as const;
export type LicenceState = (typeof LICENCE_STATES)[number];

export const STATE_TONES: Readonly<Record<LicenceState, Tone>> = {
  'in-force': 'good',
  ending: 'attention',
  lapsed: 'danger',
  revoked: 'danger',
  'not-yet': 'neutral',
};

/** So many days before its last day somebody should see that it ends. */
export const SOON = 60;

/** How the licence `r` stands today where the organisation is. Its last day is a day on which it holds. */
export const STATE_SQL = `(case
  when r.revoked then 'revoked'
  when r.valid_to < ${TODAY} then 'lapsed'
  when r.valid_from > ${TODAY} then 'not-yet'
  when r.valid_to <= ${TODAY} + ${SOON} then 'ending'
  else 'in-force' end)`;

/**
 * What lapsed or ends soon and nothing has taken the place of: a later registration of the same holder with the same
 * regulator, or for anything else a later one of the same number. What is kept as history is no news.
 */
export const RENEWAL_DUE_SQL = `(not r.revoked and r.valid_to <= ${TODAY} + ${SOON}
  and (r.valid_from is null or r.valid_from <= ${TODAY})
  and not exists (select from licences n where n.deleted_at is null and not n.revoked and n.kind = r.kind
    and n.holder_key = r.holder_key and n.regulator = r.regulator and coalesce(n.valid_to, 'infinity') > r.valid_to
    and (n.kind = 'carrier-registration' or n.number = r.number)
    and n.customer_id is not distinct from r.customer_id and n.site_id is not distinct from r.site_id))`;

/** Of what has no end. */
export const IN_FORCE: Cell = cell.status(say('licences.state.in-force'), STATE_TONES['in-force']);

/** The same of something else that ends, such as an insurance, in a word and a colour; nothing of what has no end. */
export function stateCell(validTo: string | null, today: string): Cell {
  if (!validTo) return cell.text(null);
  const state = stateOn(validTo, today);
  return cell.status(say(`licences.state.${state}`), STATE_TONES[state]);
}

/** How something stands today that holds until this day. */
export function stateOn(validTo: string, today: string): LicenceState {
  const days = daysUntil(validTo, today);
  return days < 0 ? 'lapsed' : days <= SOON ? 'ending' : 'in-force';
}
