import { describe, expect, it } from '@jest/globals';
import { PermissionCatalogue } from '../../access/catalogue.js';
import type { CustomerFacts, PortalFacts } from '../../access/facts.js';
import { field } from './field.js';
import { choiceFilter } from './filter.js';
import { hiddenFrom, hiddenInList } from './hidden-fields.js';
import { reachOf, sharedWith } from './list.reach.js';
import type { ListRequest } from './list.request.js';
import { listSql } from './list.sql.js';
import type { Section } from './section.js';

const band = field.choice('band', ['low', 'high'], {
  needs: 'money',
  sort: { column: 'band' },
  list: 'shown',
});
const section = {
  key: 'quotes',
  table: 'quotes',
  siteColumn: 'site_id',
  sorting: { field: 'band', descending: false },
  fields: [field.reference(), band],
  filters: [choiceFilter(band)],
} as unknown as Section;
const request = (filters: Record<string, string> = {}): ListRequest => ({
  q: '',
  from: undefined,
  to: undefined,
  customer: undefined,
  site: undefined,
  filters,
  sorting: section.sorting,
  after: undefined,
  before: undefined,
  columns: section.fields,
  chosen: undefined,
  leftOut: false,
});

const customer = (id: string, on: readonly string[]): CustomerFacts => ({
  id,
  reference: id,
  name: id,
  portalEnabled: true,
  on: new Set(on),
  sites: 'all',
});
const facts: PortalFacts = {
  catalogue: new PermissionCatalogue([
    { key: 'money', words: 'money' },
    { key: 'quotes', words: 'quotes' },
  ]),
  portalEnabled: true,
  available: new Set(['money', 'quotes']),
  login: { active: true, inCustomerRoleGroup: true },
  access: { id: 'priya', withheld: new Set(), ticks: new Set() },
  customers: [
    customer('shows', ['money', 'quotes']),
    customer('hides', ['quotes']),
    customer('other', ['money']),
  ],
};
const scope = ['shows', 'hides'].map((customerId) => ({ customerId, sites: 'all' as const }));

describe('a field that some of the customers of a list hide', () => {
  it('is a column unless every customer that the list holds hides it', () => {
    expect(hiddenInList(facts, scope, {})(band)).toBe(false);
    expect(hiddenInList(facts, scope, { customer: 'shows' })(band)).toBe(false);
    expect(hiddenInList(facts, scope, { customer: 'hides' })(band)).toBe(true);
    // That another customer shows it, none of whose records stand here, is nothing to this list.
    expect(hiddenInList(facts, scope.slice(1), {})(band)).toBe(true);
    expect(hiddenInList(facts, scope, { customer: 'nobody' })(band)).toBe(false);
  });

  it('is not read of those who hide it, not even to sort by', () => {
    const reach = { customerId: 'hides', sites: 'all', portal: true } as const;
    const { text } = listSql(section, request(), reach, hiddenFrom(facts, 'hides'));
    expect(text).toContain('null as "band"');
    expect(text.replaceAll('case when false then r.band end', '')).not.toContain('r.band');
    expect(listSql(section, request(), reach, hiddenFrom(facts, 'shows')).text).toContain('order by r.band');
  });

  it('leaves those who hide it out when it is filtered by', () => {
    expect(reachOf(section, request(), scope, facts)).toEqual(scope);
    expect(reachOf(section, request({ band: 'high' }), scope, facts)).toEqual(scope.slice(0, 1));
  });

  it('is told from what else is open: only customers that show both count', () => {
    expect(sharedWith(scope, facts, 'money')).toEqual(scope.slice(0, 1));
  });
});
