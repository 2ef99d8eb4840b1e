import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import type { Choices } from './notification.choices.js';
import { HOW, type How } from './news.js';

export const NOTIFICATIONS = '/portal/notifications';

interface Ask {
  readonly name: string;
  readonly label: Text;
  readonly value: How;
  readonly options: readonly { readonly value: How; readonly label: Text }[];
}

export interface NotificationsModel extends PageModel {
  readonly action: string;
  readonly email: string;
  /** One question for each section that is open; none where none is. */
  readonly asks: readonly Ask[];
}

/** Of what somebody wants to hear by mail, and how soon. Pure. */
export function notificationsPage(
  email: string,
  sections: readonly string[],
  choices: Choices,
): Page<NotificationsModel> {
  return new Page('notifications/choices', {
    head: {
      title: say('notifications.title'),
      purpose: say('notifications.purpose'),
      back: { label: say('identity.profile.title'), href: '/portal/profile' },
    },
    action: NOTIFICATIONS,
    email,
    asks: sections.map((key) => ({
      name: key,
      label: say(`${key}.title`),
      value: choices[key] ?? 'off',
      options: HOW.map((value) => ({ value, label: say(`notifications.how.${value}`) })),
    })),
  });
}
