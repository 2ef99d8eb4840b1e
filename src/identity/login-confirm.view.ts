import { say } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import type { LoginRow } from './login.queries.js';
import { loginHref } from './logins-list.view.js';

/** Asks before a login is disabled, or enabled again. */
export function confirmLoginPage(row: LoginRow, what: 'disable' | 'enable'): Page {
  const name = row.name || row.email;
  const href = loginHref(row.id);
  const points = what === 'disable' ? ['links', 'stays'] : ['before'];
  return new Page('platform/confirm', {
    head: {
      title: say(`identity.logins.${what}.title`, { name }),
      back: { label: verbatim(name), href },
    },
    confirm: {
      text: say(`identity.logins.${what}.text`, { email: row.email }),
      points: points.map((point) => say(`identity.logins.${what}.${point}`)),
      action: `${href}/${what === 'disable' ? 'disabling' : 'enabling'}`,
      button: say(`identity.logins.${what}.button`, { name }),
      danger: what === 'disable',
      back: { label: say('platform.confirm.back'), href },
    },
  } as PageModel);
}

/** Asks before two-step sign-in is turned off for somebody who has lost phone and codes. */
export function confirmTwoStepEndPage(row: LoginRow): Page {
  const name = row.name || row.email;
  const href = loginHref(row.id);
  return new Page('platform/confirm', {
    head: {
      title: say('identity.twoStep.reset.title', { name }),
      back: { label: verbatim(name), href },
    },
    confirm: {
      text: say('identity.twoStep.reset.text', { email: row.email }),
      points: [say('identity.twoStep.reset.password')],
      action: `${href}/two-step-end`,
      button: say('identity.twoStep.reset.button', { name }),
      danger: true,
      back: { label: say('platform.confirm.back'), href },
    },
  } as PageModel);
}
