import { may, type Viewer } from '../access/viewer.js';
import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { listed } from '../settings/portal-settings.words.js';
import type { OffState } from './people.refusals.js';
import type { Hidden } from './portal-access.forms.js';

/** The page that asks before anybody is mailed a link that would lead to a closed door. */
export interface OffModel extends PageModel {
  readonly action: string;
  readonly hidden: readonly Hidden[];
  readonly text: Text;
  readonly points: readonly Text[];
  readonly buttons: readonly { readonly label: Text; readonly value: string; readonly kind: string }[];
  readonly back: { readonly label: Text; readonly href: string } | null;
}

export interface OffInput {
  readonly off: OffState;
  readonly name: string;
  readonly viewer: Viewer;
  readonly action: string;
  readonly hidden: readonly Hidden[];
  /** Who would be mailed. */
  readonly emails: readonly string[];
  /** A filled-in form can be saved without sending, and gone back to; a single button can only be left. */
  readonly saving: boolean;
  readonly backHref: string;
}

export function offPage(input: OffInput): Page<OffModel> {
  const { off, name, viewer, emails, saving } = input;
  const which = off.portal ? (off.customer ? 'both' : 'portal') : 'customer';
  const noCustomer = off.consolidated && off.customer;
  const maySwitchOn = !noCustomer && (!off.portal || may(viewer, 'settings.write'));
  const button = (value: string, kind: string) => ({ label: say(`portal-users.off.${value}`), value, kind });
  return new Page('portal-users/off', {
    head: {
      title: say('portal-users.off.title'),
      back: { label: say('portal-users.tab'), href: input.backHref },
    },
    action: input.action,
    hidden: input.hidden,
    text: say(`portal-users.off.${noCustomer ? 'account' : which}`, { name }),
    points: [
      say(`portal-users.off.${saving ? 'nobodySaved' : 'nobody'}`, { emails: listed(emails) }),
      ...(maySwitchOn
        ? [say(`portal-users.off.opens-${which}`, { name })]
        : [say(`portal-users.off.${noCustomer ? 'accountFirst' : 'administrator'}`)]),
    ],
    buttons: [
      ...(maySwitchOn ? [button('switch-on', 'primary')] : []),
      ...(saving ? [button('later', maySwitchOn ? 'secondary' : 'primary'), button('back', 'quiet')] : []),
    ],
    back: saving ? null : { label: say('portal-users.off.notNow'), href: input.backHref },
  });
}
