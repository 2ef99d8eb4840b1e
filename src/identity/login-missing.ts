import { say, type Text } from '../platform/errors.js';
import type { Action } from '../platform/pages/page.js';
import type { LoginRow } from './login.queries.js';

/** Something that is still to be done before a login is of use. */
export interface Missing {
  readonly text: Text;
  /** Where it is done, when that is another page. */
  readonly action?: Action;
}

/** What keeps a login from being of use, in the order in which it is to be done. */
export function missingOf(row: LoginRow): readonly Missing[] {
  if (row.state === 'disabled') return [{ text: say('identity.logins.missing.disabled') }];
  if (row.kind === 'undecided') return [{ text: say('identity.logins.missing.type') }, ...portalClosed(row)];
  return row.kind === 'staff' ? staffMissing(row) : [...portalClosed(row), ...customerMissing(row)];
}

function staffMissing({ state, roleGroupIds, linkUntil, linkMailed }: LoginRow): Missing[] {
  const link = !linkUntil ? 'password' : linkMailed ? 'passwordOnItsWay' : 'passwordNotMailed';
  return [
    ...(roleGroupIds.length === 0 ? [{ text: say('identity.logins.missing.roleGroup') }] : []),
    ...(state === 'waiting' ? [{ text: say(`identity.logins.missing.${link}`) }] : []),
  ];
}

const portalClosed = ({ roleGroupIds }: LoginRow): Missing[] =>
  roleGroupIds.length === 0 ? [{ text: say('identity.logins.missing.portal') }] : [];

function customerMissing({ accesses }: LoginRow): Missing[] {
  if (accesses.length === 0) return [{ text: say('identity.logins.missing.record') }];
  return accesses
    .filter(({ active, invited }) => !active && !invited)
    .map(({ id, name }) => ({
      text: say('identity.logins.missing.invitation', { name }),
      action: { label: say('identity.logins.missing.invite', { name }), href: `/admin/portal-users/${id}` },
    }));
}
