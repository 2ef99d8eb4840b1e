import type { PermissionCatalogue } from '../../../src/access/catalogue.js';
import type { Text } from '../../../src/platform/errors.js';
import type { PersonRow } from '../../../src/portal-users/portal-users.queries.js';
import { whyPage, type NamedSite } from '../../../src/portal-users/why.view.js';
import { sampleWords } from '../../support/sample-frame.js';
import { sampleCustomer } from './customers.js';

interface Cast {
  readonly person: PersonRow;
  readonly invited: PersonRow;
  readonly sites: readonly NamedSite[];
  readonly catalogue: PermissionCatalogue;
}

/** Somebody who gets in, and somebody of two customers whom everything keeps out. */
export function whySamples({ person, invited, sites, catalogue }: Cast): object[] {
  const customer = {
    id: sampleCustomer.id,
    reference: sampleCustomer.reference,
    name: sampleCustomer.name,
    portalEnabled: true,
    on: new Set(['company', 'sites', 'jobs.readings']),
    sites: 'all' as const,
  };
  const input = {
    row: person,
    facts: {
      catalogue,
      portalEnabled: true,
      available: new Set(['company', 'sites', 'jobs', 'jobs.readings']),
      login: { active: true, inCustomerRoleGroup: true },
      access: {
        id: person.id,
        withheld: new Set(['company']),
        ticks: new Set(['showLiveClockIns'] as const),
      },
      customers: [customer],
    },
    sites,
    signedIn: true,
    organisation: 'Marlow Waste & Recycling Ltd',
    now: new Date('2026-03-04T14:05:00Z'),
    write: (text: Text | string) => sampleWords.say(text),
    maySettings: true,
    mayLogins: true,
  };
  const closed = {
    ...input.facts,
    portalEnabled: false,
    login: { active: false, inCustomerRoleGroup: false },
    customers: ['Thames Valley Hotels Group Ltd', 'Severn Inns'].map((name, index) => ({
      ...customer,
      id: `c${index}`,
      name,
      portalEnabled: false,
      sites: index === 0 ? ['s1', 's3'] : [],
    })),
  };
  return [
    whyPage(input).model,
    whyPage({
      ...input,
      row: { ...invited, disabled: true },
      facts: closed,
      signedIn: false,
      maySettings: false,
    }).model,
  ];
}
