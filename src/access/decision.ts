import type { Permission } from './catalogue.js';
import type { CustomerFacts, PortalFacts } from './facts.js';

/** The rules in their order. The first that fails is the reason. */
export const RULES = [
  'portal',
  'login',
  'customer',
  'available',
  'on',
  'withheld',
  'tick',
  'parent',
] as const;
export type Rule = (typeof RULES)[number];

/** Which customers' and sites' records someone sees: all sites of a customer, or these. */
export type RecordScope = readonly {
  readonly customerId: string;
  readonly sites: 'all' | readonly string[];
  /** Who reads: some records are shared person by person. */
  readonly accessId?: string | undefined;
  /** What row-level security asks for beside, such as `clock-ins.live`, as far as it is open at this customer. */
  readonly open?: readonly Permission[] | undefined;
}[];

export interface CustomerDecision {
  readonly customerId: string;
  readonly allowed: boolean;
  readonly because: Rule | 'allowed';
}

export interface Decision {
  readonly permission: Permission;
  /** A section exists for a login when at least one of its customers allows it. */
  readonly allowed: boolean;
  readonly because: Rule | 'allowed';
  readonly customers: readonly CustomerDecision[];
  readonly scope: RecordScope;
}

/**
 * Who may see what. Pure; guard, menu, list, file, export worker and explanation all ask it. Each rule only narrows:
 * nothing lower shows what a higher one hides.
 */
export function decidePortalAccess(permission: Permission, facts: PortalFacts): Decision {
  const customers = facts.customers.map((customer) => {
    const failed = firstFailure(permission, facts, customer);
    return { customerId: customer.id, allowed: !failed, because: failed ?? ('allowed' as const) };
  });
  const allowed = customers.some((customer) => customer.allowed);
  return {
    permission,
    allowed,
    because: allowed ? 'allowed' : nearest(customers, facts),
    customers,
    scope: facts.customers
      .filter((_, index) => customers[index]?.allowed)
      .map((customer) => ({
        customerId: customer.id,
        sites: customer.sites,
        accessId: facts.access?.id,
        open: openBeside(facts, customer),
      })),
  };
}

const known = new WeakMap<PortalFacts, Map<string, readonly Permission[]>>();

/** What row-level security asks beside customer and sites: found out once for all that a request looks at. */
function openBeside(facts: PortalFacts, customer: CustomerFacts): readonly Permission[] {
  const ofFacts = known.get(facts) ?? new Map<string, readonly Permission[]>();
  known.set(facts, ofFacts);
  const found =
    ofFacts.get(customer.id) ?? facts.catalogue.walled.filter((one) => !firstFailure(one, facts, customer));
  ofFacts.set(customer.id, found);
  return found;
}

/** Whether the portal is open at all for this person; the reason if not. */
export function decideEntry(facts: PortalFacts): Rule | undefined {
  if (!facts.portalEnabled) return 'portal';
  if (!facts.login.active || !facts.access || !facts.login.inCustomerRoleGroup) return 'login';
  // One customer that is on opens the door; what is off stays hidden customer by customer.
  return facts.customers.some(({ portalEnabled }) => portalEnabled) ? undefined : 'customer';
}

function firstFailure(permission: Permission, facts: PortalFacts, customer: CustomerFacts): Rule | undefined {
  const definition = facts.catalogue.find(permission);
  const entry = decideEntry({ ...facts, customers: [customer] });
  if (entry) return entry;
  if (!definition || !facts.available.has(permission)) return 'available';
  if (!customer.on.has(permission)) return 'on';
  if (facts.access?.withheld.has(permission)) return 'withheld';
  if (definition.tick && !facts.access?.ticks.has(definition.tick)) return 'tick';
  const parents = definition.needs ?? [];
  return parents.some((parent) => firstFailure(parent, facts, customer)) ? 'parent' : undefined;
}

/** Of several customers' reasons the one that got furthest: mending it opens the thing soonest. */
function nearest(customers: readonly CustomerDecision[], facts: PortalFacts): Rule {
  const reasons = customers.map(({ because }) => because as Rule);
  const furthest = [...RULES].reverse().find((rule) => reasons.includes(rule));
  return furthest ?? decideEntry(facts) ?? 'customer';
}
