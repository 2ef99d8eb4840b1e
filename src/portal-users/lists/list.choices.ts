import { say, type Text } from '../../platform/errors.js';
import type { Tone } from '../../platform/pages/page.js';
import { DONE, LEFT_OUT, OFF, READY, type Verdict } from './list.verdict.js';
import type { InvitationList, ListCounts, ListSending } from './lists.queries.js';

/** One of the things that can be done with a list. */
export interface ListButton {
  readonly value: ListSending;
  readonly label: Text;
  readonly kind: 'primary' | 'secondary';
  readonly icon: string;
}

export const sum = (counts: ListCounts, of: readonly Verdict[]): number =>
  of.reduce((total, verdict) => total + (counts[verdict] ?? 0), 0);

/**
 * What can be done: mail those to whom nothing is closed, switch on what is off and mail all, or only add them. Nobody
 * who may not switch the portal on is offered to.
 */
export function listButtons(
  { portalEnabled }: InvitationList,
  counts: ListCounts,
  maySwitchPortal: boolean,
): readonly ListButton[] {
  const ready = sum(counts, READY);
  const off = sum(counts, OFF);
  const maySwitchOn = portalEnabled || maySwitchPortal;
  const button = (value: ListSending, count: number, icon: string): ListButton => ({
    value,
    label: say(`portal-users.lists.buttons.${value}`, { count }),
    kind: 'secondary',
    icon,
  });
  const buttons = [
    ...(off > 0 && maySwitchOn ? [button('switch-on', ready + off, 'mail')] : []),
    ...(ready > 0 ? [button('send', ready, 'mail')] : []),
    ...(off > 0 ? [button('later', ready + off, 'check')] : []),
  ];
  return buttons.map((one, index) => (index === 0 ? { ...one, kind: 'primary' } : one));
}

/** The counts in words, and what somebody should know before they choose. */
export function listNotices(
  list: InvitationList,
  counts: ListCounts,
): { readonly text: Text; readonly tone: Tone }[] {
  const [ready, off, left] = [sum(counts, READY), sum(counts, OFF), sum(counts, LEFT_OUT)];
  const line = (wanted: boolean, key: string, count: number, tone: Tone) =>
    wanted ? [{ text: say(`portal-users.lists.notices.${key}`, { count }), tone }] : [];
  const guessed = list.guessedEncoding
    ? [
        {
          text: say('portal-users.lists.notices.guessed', { encoding: list.guessedEncoding }),
          tone: 'attention' as const,
        },
      ]
    : [];
  if (list.sending) {
    const [sent, kept] = DONE.map((one) => counts[one] ?? 0) as [number, number];
    const failed = list.state === 'failed' || list.state === 'cancelled';
    const over = list.state === 'done';
    return [
      ...line(
        sent > 0,
        list.noMailServer ? 'waiting' : 'sent',
        sent,
        list.noMailServer ? 'attention' : 'good',
      ),
      ...line(kept > 0, 'kept', kept, 'good'),
      ...line(over && sent + kept === 0, 'nobody', 0, 'attention'),
      ...line(over && left + off > 0, 'leftOut', left + off, 'information'),
      ...line(failed, 'stopped', ready + off, 'danger'),
    ];
  }
  return [
    ...guessed,
    ...line(ready > 0, 'ready', ready, 'good'),
    ...line(off > 0, list.portalEnabled ? 'offCustomer' : 'offPortal', off, 'attention'),
    ...line(left > 0, 'willBeLeftOut', left, 'information'),
    ...line(ready + off === 0, 'nothing', 0, 'attention'),
  ];
}
