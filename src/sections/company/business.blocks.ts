import { say, type Text } from '../../platform/errors.js';
import { cell, type Cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import type { Block } from '../engine/record-page.js';
import { IN_FORCE, stateCell } from '../licences/licence-state.js';
import { BUSINESS_FIELDS, isBlank, type Business } from './business.js';
import { inMinorUnits } from './business.forms.js';
import { reached } from './company.view.js';

/**
 * What customers read of the business; nothing where nobody has written anything down. Pure.
 * @param name what the business is called where it says no name of its own here
 */
export function businessBlocks(business: Business, name: string, today: string): Block[] {
  if (isBlank(business)) return [];
  const { facts, registrations, insurances } = business;
  const title = say('company.business.about', { name: facts.tradingName || facts.registeredName || name });
  const items = BUSINESS_FIELDS.filter((field) => facts[field]).map((field) => ({
    label: say(`company.business.fields.${field}`),
    cell: reached(field, facts[field]),
  }));
  return [
    ...(items.length > 0 ? [{ kind: 'facts', title, items } as const] : []),
    ...table(
      'registrations',
      ['number', 'kind', 'regulator', 'validTo', 'state'],
      registrations.map(({ kind, number, regulator, validTo }) => [
        cell.text(number),
        cell.words(say(`licences.kind.${kind}`)),
        regulator ? cell.words(say(`licences.regulator.${regulator}`)) : cell.text(null),
        cell.date(validTo || null),
        // Many a registration and permit has no end.
        validTo ? stateCell(validTo, today) : IN_FORCE,
      ]),
    ),
    ...table(
      'insurances',
      ['cover', 'insurer', 'policyNumber', 'amount', 'validTo', 'state'],
      insurances.map(({ cover, insurer, policyNumber, amount, currency, validTo }) => {
        const minor = inMinorUnits(amount, currency);
        return [
          cell.text(cover),
          cell.text(insurer),
          cell.text(policyNumber || null),
          cell.money(minor === null ? null : BigInt(minor), currency || undefined),
          cell.date(validTo || null),
          stateCell(validTo || null, today),
        ];
      }),
    ),
  ];
}

function table(
  name: 'registrations' | 'insurances',
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Block[] {
  if (rows.length === 0) return [];
  const title: Text = say(`company.business.${name}.title`);
  const view = tableView({
    caption: title,
    columns: columns.map((key) => ({
      key,
      label: say(`company.business.${name}.${key}`),
      numeric: key === 'amount',
      telling: true,
    })),
    rows: rows.map((cells) => ({ cells })),
  });
  return [{ kind: 'table', title, table: view }];
}
