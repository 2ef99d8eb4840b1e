import { may } from '../access/viewer.js';
import { behindNotice } from '../audit/behind-notice.js';
import { customerHref, portalAccessHref } from '../customers/customer-pages.js';
import { say, type Text } from '../platform/errors.js';
import type { Action } from '../platform/pages/page.js';
import { PORTAL_SETTINGS } from '../settings/portal-settings.view.js';
import { listed } from '../settings/portal-settings.words.js';
import { personId } from './person-ids.js';
import type { PortalAccessInput } from './portal-access.view.js';
import type { PersonRow } from './portal-users.queries.js';

/** A sentence in a box, with what to do about it. */
export interface Notice {
  readonly text: Text;
  readonly tone: 'good' | 'attention' | 'information';
  readonly icon: string;
  readonly actions: readonly Action[];
}

/** What stands above the tab: that it met a colleague's change, what was just done, and that nobody can get in. */
export const accessNotices = (input: PortalAccessInput): readonly Notice[] => [
  ...behind(input),
  ...done(input),
  ...off(input),
];

function behind({ again, viewer }: PortalAccessInput): Notice[] {
  if (again?.status !== 409) return [];
  const { text } = behindNotice(again.by, viewer);
  return [{ text, tone: 'attention', icon: 'alert', actions: [] }];
}

/** Whom the form that was just saved added, and what to do next. */
function done(input: PortalAccessInput): Notice[] {
  const { customer } = input;
  const mine = whose(input);
  const notice = (which: keyof typeof TONES, some: readonly PersonRow[]): Notice[] =>
    some.length === 0
      ? []
      : [
          {
            text: say(`portal-users.done.${which}`, {
              count: some.length,
              emails: listed(some.map(({ email }) => email)),
            }),
            ...TONES[which],
            actions: [],
          },
        ];
  const notices = [
    ...notice(
      'mailed',
      mine.filter(({ invitationId, noMailServer }) => invitationId && !noMailServer),
    ),
    ...notice(
      'waiting',
      mine.filter(({ invitationId, noMailServer }) => invitationId && noMailServer),
    ),
    ...notice(
      'saved',
      mine.filter(({ invitationId }) => !invitationId),
    ),
  ];
  const next: Action[] = [
    {
      label: say('portal-users.done.more'),
      href: `${portalAccessHref(customer)}#people`,
      icon: 'plus',
      kind: 'secondary',
    },
    {
      label: say('portal-users.done.customer'),
      href: customerHref(customer),
      icon: 'people',
      kind: 'secondary',
    },
  ];
  return notices.map((one, index) => (index === notices.length - 1 ? { ...one, actions: next } : one));
}

const TONES = {
  mailed: { tone: 'good', icon: 'check-circle' },
  waiting: { tone: 'attention', icon: 'alert' },
  saved: { tone: 'information', icon: 'info' },
} as const;

/** Whom the form added, or who were invited together with the person whom the address names. */
function whose({ added, invited, people }: PortalAccessInput): readonly PersonRow[] {
  if (added) return people.filter(({ id, email }) => id === personId(added, email));
  const at = people.find(({ id }) => id === invited)?.invitedAt?.getTime();
  return at === undefined ? [] : people.filter(({ invitedAt }) => invitedAt?.getTime() === at);
}

/** Says that nobody of this customer can get in while the whole portal is off. */
function off({ kept, viewer }: PortalAccessInput): Notice[] {
  if (kept.portalEnabled) return [];
  const settings: Action = {
    label: say('portal-users.access.settings'),
    href: PORTAL_SETTINGS,
    kind: 'secondary',
  };
  return [
    {
      text: say('portal-users.access.portalOff'),
      tone: 'attention',
      icon: 'alert',
      actions: may(viewer, 'settings.write') ? [settings] : [],
    },
  ];
}
