import type { Tone } from '../../platform/pages/page.js';
import { field } from '../engine/field.js';
import { TODAY } from '../engine/today.sql.js';

/** In SQL, whether the payment method of this alias has expired: it holds until the end of its month; without one, for ever. */
export const expiredSql = (alias: string): string =>
  `(${alias}.expiry <> '' and ${alias}.expiry < to_char(${TODAY}, 'YYYY-MM'))`;

/** In SQL, how it writes until when it holds: as on the card. */
export const expirySql = (alias: string): string =>
  `(substr(${alias}.expiry, 6, 2) || left('/', length(${alias}.expiry)) || left(${alias}.expiry, 4))`;

const TONES: Readonly<Record<string, Tone>> = { valid: 'good', expired: 'danger' };

/** How it stands today: nobody writes it. */
export const methodStatus = field.choice('status', ['valid', 'expired'], {
  list: 'telling',
  filter: true,
  tones: TONES,
  derived: `(case when ${expiredSql('r')} then 'expired' else 'valid' end)`,
});
