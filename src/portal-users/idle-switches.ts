import type { Permission, PersonalTick } from '../access/catalogue.js';
import { decidePortalAccess } from '../access/decision.js';
import type { CustomerFacts, PortalFacts } from '../access/facts.js';
import { say, type Text } from '../platform/errors.js';
import { listed, permissionName } from '../settings/portal-settings.words.js';
import type { PortalAccessInput } from './portal-access.view.js';
import { missingFor } from './why.sentences.js';

const EVERY_TICK: readonly PersonalTick[] = ['showLiveClockIns', 'shareAllIncidents'];

/**
 * The switches of a customer that are on and show nothing all the same, with the reason: what the one decision says of a
 * person from whom nothing is hidden.
 */
export function idleSwitches({
  kept,
  customer,
  catalogue,
  write,
}: Pick<PortalAccessInput, 'kept' | 'customer' | 'catalogue' | 'write'>): ReadonlyMap<Permission, Text> {
  const on = catalogue.all.map(({ key }) => key).filter((key) => kept.access.sections[key]);
  const one: CustomerFacts = { ...customer, portalEnabled: true, on: new Set(on), sites: 'all' };
  const facts: PortalFacts = {
    catalogue,
    portalEnabled: true,
    available: kept.available,
    login: { active: true, inCustomerRoleGroup: true },
    access: { id: '', withheld: new Set(), ticks: new Set(EVERY_TICK) },
    customers: [one],
  };
  return new Map(
    on.flatMap((key): [Permission, Text][] => {
      // A switch that hides stands off where this one is on, and promises nothing.
      if (catalogue.find(key)?.hides) return [];
      const { because } = decidePortalAccess(key, facts);
      if (because === 'available') return [[key, say('why.idle.available')]];
      if (because !== 'parent') return [];
      const needs = missingFor(key, one, facts).map((missing) => permissionName(catalogue, missing, write));
      return [[key, say('why.idle.needs', { needs: listed(needs) })]];
    }),
  );
}
