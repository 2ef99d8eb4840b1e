import { field, type Field } from '../engine/field.js';
import { LICENCE_KINDS, REGULATORS } from './licence-numbers.js';
import { LICENCE_STATES, STATE_SQL, STATE_TONES } from './licence-state.js';

export const licenceKind = field.choice('kind', LICENCE_KINDS, {
  required: true,
  list: 'telling',
  examples: ['carrier-registration'],
});

export const licenceRegulator = field.choice('regulator', REGULATORS, { list: 'offered' });

/** How it stands today: nobody writes it. */
export const licenceState = field.choice('state', LICENCE_STATES, {
  list: 'telling',
  derived: STATE_SQL,
  tones: STATE_TONES,
});

export const licenceFields: readonly Field[] = [
  field.reference(),
  field.customer({ required: false }),
  field.text('holder', { required: true, list: 'telling', longest: 200, sort: { column: 'holder_key' } }),
  licenceKind,
  field.text('number', {
    required: true,
    list: 'shown',
    longest: 100,
    examples: ['CBDU123456', 'SCO/123456', 'ROC UT 1234', 'EPR/AB1234CD', 'PPC/A/1234567', 'P0001/12A'],
  }),
  licenceRegulator,
  licenceState,
  field.date('validFrom', { list: 'offered' }),
  field.date('validTo', { list: 'telling', filter: true, sort: { column: 'valid_to', nullable: true } }),
  field.site({ list: 'offered' }),
  // Of a licence that is for one customer: a document is always somebody's.
  field.document('document'),
  // Where everybody may look it up, such as the regulator's public register.
  field.text('link', {
    longest: 500,
    shape: {
      pattern: /^https:\/\/[\w-]+(\.[\w-]+)+(:\d{1,5})?([/?#][^\s<>"]*)?$/,
      example: 'https://register.example/licence/1',
      wrong: 'licences.wrong.link',
    },
  }),
  field.yesNo('revoked'),
  field.text('note', { longest: 2000 }),
];
