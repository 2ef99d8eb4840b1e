import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import type { KeptSecurity } from './security.service.js';

export const SECURITY = '/admin/settings/security';

export interface SecurityModel extends PageModel {
  readonly action: string;
  readonly staffNeedTwoStep: boolean;
  readonly count: Text;
}

/** Settings > Security: whether staff need two-step sign-in. */
export const securityPage = ({ staffNeedTwoStep, staff, having }: KeptSecurity): Page<SecurityModel> =>
  new Page('settings/security', {
    head: { title: say('settings.security.title'), purpose: say('settings.security.purpose') },
    action: SECURITY,
    staffNeedTwoStep,
    count:
      having === 0
        ? say('settings.security.nobody')
        : say('settings.security.count', { count: staff, having }),
  });
