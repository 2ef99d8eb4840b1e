import { say } from '../../platform/errors.js';
import { DUTY_OF_CARE } from '../documents/notes.js';
import { daysWords, readDays, type Days } from '../engine/days.filter.js';
import { choiceFilter, type Filter } from '../engine/filter.js';
import type { ChildBody, Section } from '../engine/section.js';
import { isLicenceNumber, REGULATORS, type LicenceKind, type Regulator } from './licence-numbers.js';
import { licenceFields, licenceKind, licenceRegulator, licenceState } from './licences.fields.js';
import { RENEWAL_DUE_SQL } from './licence-state.js';
import { licencePage } from './licences.view.js';

/**
 * Those under which waste was moved in some days, perhaps at one site: they held on one of them at least. What was
 * revoked is evidence of nothing: since when is not kept.
 */
const movements: Filter = {
  name: 'movements',
  needs: [DUTY_OF_CARE],
  quiet: true,
  read: (text) => (readDays(text) ? text : undefined),
  siteOf: (value) => readDays(value)?.site,
  written: (value, siteName) => daysWords('licences.filters.movementsOf', value, siteName),
  sql: (value, bind) => {
    const { from, to, site } = readDays(value) as Days;
    const held = `r.kind <> 'other' and not r.revoked and coalesce(r.valid_from, '-infinity') <= ${bind(to)}::date
      and coalesce(r.valid_to, 'infinity') >= ${bind(from)}::date`;
    return site ? `${held} and (r.site_id is null or r.site_id = ${bind(site)}::uuid)` : held;
  },
};

/** What somebody should renew, or ask for the next one of: the summary of either room leads here. */
const renewal: Filter = {
  name: 'renewal',
  label: say('licences.filters.renewal'),
  choices: ['due'],
  words: 'renewal',
  read: (text) => (text === 'due' ? text : undefined),
  sql: () => RENEWAL_DUE_SQL,
};

/** Registrations, permits and licences of the business and its subcontractors; those of no customer are for all. */
export const licences: Section = {
  key: 'licences',
  collection: 'licences',
  table: 'licences',
  siteColumn: 'site_id',
  // What ends first stands first.
  sorting: { field: 'validTo', descending: false },
  fields: licenceFields,
  check: ({ kind, regulator, number, customer, site, document, validFrom, validTo }: ChildBody) => {
    const wrong = (field: string, key: string) => ({ field, key: `licences.wrong.${key}` });
    const [whose, what] = [(regulator ?? '') as Regulator, kind as LicenceKind];
    if (kind && number && !isLicenceNumber(what, whose, String(number)))
      return wrong('number', `number.${what}`);
    if (site && !customer) return wrong('site', 'siteOfNobody');
    if (document && !customer) return wrong('document', 'documentOfNobody');
    return validFrom && validTo && validTo < validFrom ? wrong('validTo', 'endsBefore') : undefined;
  },
  filters: [
    choiceFilter(licenceState),
    choiceFilter(licenceKind),
    { ...choiceFilter(licenceRegulator), choices: REGULATORS.filter(Boolean) },
    renewal,
    movements,
  ],
  byHand: {
    check: ({ validFrom, validTo }): Record<string, string> =>
      validFrom && validTo && String(validTo) < String(validFrom)
        ? { validTo: 'licences.wrong.endsBefore' }
        : {},
    groups: {
      details: ['holder', 'kind', 'number', 'regulator', 'site'],
      validity: ['validFrom', 'validTo', 'revoked', 'note'],
    },
  },
  page: licencePage,
};
