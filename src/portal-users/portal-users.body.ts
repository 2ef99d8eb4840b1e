import type { PermissionCatalogue } from '../access/catalogue.js';
import { isAddress } from '../mail/addresses.js';
import { Invalid, say } from '../platform/errors.js';
import { isText, isTexts, isYesOrNo, members, orNull, readOnly, type Check } from './json-members.js';

/** What a system says of a person's access; sites by reference. */
export interface PersonBody {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly sites?: 'all' | readonly string[];
  /** References of customers of a consolidated account of whom all sites are seen. */
  readonly everySiteOf?: readonly string[];
  readonly withheld?: readonly string[];
  readonly showLiveClockIns?: boolean;
  readonly shareAllIncidents?: boolean;
  readonly manager?: boolean;
}

export interface NewPersonBody extends PersonBody {
  readonly email: string;
  /** Whom the access is to, by reference: one of the two. */
  readonly account: { readonly kind: 'customer' | 'consolidatedAccount'; readonly reference: string };
  readonly invite: boolean;
}

const isEmail: Check = (value) =>
  typeof value === 'string' && isAddress(value.trim()) ? undefined : say('platform.fields.email');

const isSites: Check = (value) =>
  value === 'all' ? undefined : isTexts(value) && say('portal-users.api.sites');

const isName = isText(100);

function checks(catalogue: PermissionCatalogue): Readonly<Record<string, Check>> {
  const withheld: Check = (value) => {
    const fault = isTexts(value);
    if (fault) return fault;
    const unknown = (value as string[]).find((key) => !catalogue.has(key));
    return unknown === undefined
      ? undefined
      : say('portal-users.api.noSuchPermission', { permission: unknown.slice(0, 100) });
  };
  return {
    firstName: orNull(isName),
    lastName: orNull(isName),
    sites: orNull(isSites),
    everySiteOf: orNull(isTexts),
    withheld: orNull(withheld),
    showLiveClockIns: orNull(isYesOrNo),
    shareAllIncidents: orNull(isYesOrNo),
    manager: orNull(isYesOrNo),
  };
}

/** @throws Invalid at every member at fault */
export function readNewPerson(body: unknown, catalogue: PermissionCatalogue): NewPersonBody {
  const fields = {
    ...checks(catalogue),
    email: isEmail,
    customer: orNull(isText(200)),
    consolidatedAccount: orNull(isText(200)),
    invite: orNull(isYesOrNo),
  };
  const required = names(body, 'consolidatedAccount') ? ['email'] : ['email', 'customer'];
  const { email, customer, consolidatedAccount, invite, ...person } = members(body, fields, required);
  const kind = names(body, 'consolidatedAccount') ? 'consolidatedAccount' : 'customer';
  const named = kind === 'customer' ? customer : consolidatedAccount;
  if (names(body, 'customer') === names(body, 'consolidatedAccount'))
    throw new Invalid({ customer: say('portal-users.api.oneOfBoth') });
  mayManage(person, kind);
  return {
    ...known(person),
    email: (email as string).trim(),
    account: { kind, reference: reference(named as string) },
    invite: invite === true,
  };
}

/**
 * A JSON Merge Patch (RFC 7396): what is left out stays, `null` goes back to what everybody begins with. Email and
 * customer may be named as they are.
 * @throws Invalid at every member at fault
 */
export function readPersonPatch(
  body: unknown,
  catalogue: PermissionCatalogue,
  now: { readonly email: string; readonly customer?: string; readonly consolidatedAccount?: string },
): PersonBody {
  const as =
    (standing: string | null): Check =>
    (value) =>
      value === standing ? undefined : say('portal-users.api.fixed');
  const stamps = ['id', 'active', 'invitation', 'version', 'lastSignedInAt', 'createdAt', 'updatedAt'];
  const patch = members(body, {
    ...checks(catalogue),
    ...Object.fromEntries(stamps.map((name) => [name, readOnly])),
    email: as(now.email),
    customer: as(now.customer ?? null),
    consolidatedAccount: as(now.consolidatedAccount ?? null),
  });
  mayManage(patch, now.consolidatedAccount === undefined ? 'customer' : 'consolidatedAccount');
  return known(patch);
}

/** Managers look after the people of one customer. @throws Invalid at `manager` */
function mayManage(
  { manager }: Readonly<Record<string, unknown>>,
  kind: NewPersonBody['account']['kind'],
): void {
  if (manager === true && kind === 'consolidatedAccount')
    throw new Invalid({ manager: say('portal-users.api.managerOfOne') });
}

function known(body: Readonly<Record<string, unknown>>): PersonBody {
  const text = (name: 'firstName' | 'lastName') =>
    name in body
      ? {
          [name]: String(body[name] ?? '')
            .trim()
            .normalize('NFC'),
        }
      : {};
  const tick = (name: 'showLiveClockIns' | 'shareAllIncidents' | 'manager') =>
    name in body ? { [name]: body[name] === true } : {};
  const sites = (body['sites'] ?? 'all') as 'all' | string[];
  return {
    ...text('firstName'),
    ...text('lastName'),
    ...('sites' in body ? { sites: sites === 'all' ? sites : sites.map(reference) } : {}),
    ...('everySiteOf' in body
      ? { everySiteOf: ((body['everySiteOf'] ?? []) as string[]).map(reference) }
      : {}),
    ...('withheld' in body ? { withheld: (body['withheld'] ?? []) as string[] } : {}),
    ...tick('showLiveClockIns'),
    ...tick('shareAllIncidents'),
    ...tick('manager'),
  };
}

const reference = (text: string): string => text.trim().normalize('NFC');

const names = (body: unknown, account: 'customer' | 'consolidatedAccount'): boolean =>
  typeof body === 'object' && ((body as Record<string, unknown> | null)?.[account] ?? null) !== null;
