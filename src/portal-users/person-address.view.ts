import { portalUserHref } from '../invitations/invitations-list.view.js';
import { invitationStateView } from '../invitations/invitation-state.view.js';
import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import type { PersonRow } from './portal-users.queries.js';
import { wayBack } from './person-page.view.js';

export interface AddressModel extends PageModel {
  readonly form: { readonly action: string; readonly version: number };
  readonly email: string;
  readonly errors: Readonly<Record<string, Text>>;
  /** Why the mail came back, or was not taken. */
  readonly answer: Text | null;
}

export const addressHref = (id: string): string => `${portalUserHref(id)}/address`;

/** The form that corrects the address of somebody who was invited. */
export function addressPage(
  row: PersonRow,
  again?: { readonly email: string; readonly errors: Readonly<Record<string, Text>> },
): Page<AddressModel> {
  const model: AddressModel = {
    head: {
      title: say('portal-users.address.title', { email: row.email }),
      purpose: say('portal-users.address.purpose'),
      back: wayBack(row),
    },
    form: { action: addressHref(row.id), version: row.version },
    email: again?.email ?? row.email,
    errors: again?.errors ?? {},
    answer: invitationStateView(row, new Date()).answer,
  };
  return new Page('portal-users/address', model, { status: again ? 422 : 200 });
}
