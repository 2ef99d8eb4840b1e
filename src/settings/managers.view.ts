import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import type { KeptManagersSetting } from './managers.service.js';

export const MANAGERS_SETTING = '/admin/settings/customer-portal/managers';

export interface ManagersSettingModel extends PageModel {
  readonly action: string;
  readonly on: boolean;
  readonly count: Text;
}

/** Settings > Customer Portal: whether customers may manage their own people. */
export const managersSettingPage = ({ on, managers }: KeptManagersSetting): Page<ManagersSettingModel> =>
  new Page('settings/managers', {
    head: {
      title: say('settings.managers.title'),
      purpose: say('settings.managers.purpose'),
      back: { label: say('settings.portal.title'), href: '/admin/settings/customer-portal' },
    },
    action: MANAGERS_SETTING,
    on,
    count: say('settings.managers.count', { count: managers }),
  });
