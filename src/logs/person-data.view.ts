import { loginHref } from '../identity/logins-list.view.js';
import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import type { HeldItem, ReadablePart } from './held.presenter.js';
import type { HeldLogin } from './held.queries.js';

export const heldHref = (loginId: string): string => `${loginHref(loginId)}/held`;
export const erasureHref = (loginId: string): string => `${loginHref(loginId)}/erasure`;

export interface HeldModel extends PageModel {
  readonly parts: readonly {
    readonly title: Text;
    readonly rows: readonly { readonly items: readonly HeldItem[] }[];
    readonly cut: boolean;
  }[];
  readonly nothing: readonly Text[];
}

/** Everything that is held of a person, readable; the whole of it is in the file. */
export function heldPage(login: HeldLogin, parts: readonly ReadablePart[]): Page<HeldModel> {
  const name = login.name || login.email;
  return new Page('logs/held', {
    head: {
      title: say('logs.held-page.title', { name }),
      purpose: say('logs.held-page.purpose'),
      back: { label: verbatim(name), href: loginHref(login.id) },
      action: { label: say('logs.held-page.download'), href: `${heldHref(login.id)}.json`, icon: 'download' },
      moreActions: [
        { label: say('logs.erase.link'), href: erasureHref(login.id), icon: 'trash', kind: 'danger' },
      ],
    },
    parts: parts
      .filter(({ rows }) => rows.length > 0)
      .map(({ name: table, rows, cut }) => ({
        title: title(table),
        rows: rows.map((items) => ({ items })),
        cut,
      })),
    nothing: parts.filter(({ rows }) => rows.length === 0).map(({ name: table }) => title(table)),
  });
}

/** Every table and column that is held of somebody has words: a test asks the database which there are. */
const title = (table: string): Text => say(`logs.held-page.parts.${table}`);

/** Asks before somebody is erased, and says exactly what that does. */
export function erasurePage({ id, name, email }: HeldLogin, accesses: number): Page {
  const who = name ? `${name} (${email})` : email;
  return new Page('platform/confirm', {
    head: {
      title: say('logs.erase.title', { who }),
      back: { label: say('logs.held-page.title', { name: name || email }), href: heldHref(id) },
    },
    confirm: {
      text: say('logs.erase.text', { email }),
      points: [
        say('logs.erase.accesses', { count: accesses }),
        ...['names', 'mails', 'log', 'stays', 'contacts', 'again', 'forever'].map((key) =>
          say(`logs.erase.points.${key}`),
        ),
      ],
      action: erasureHref(id),
      button: say('logs.erase.button', { email }),
      danger: true,
      back: { label: say('platform.confirm.back'), href: heldHref(id) },
    },
  } as PageModel & { confirm: object });
}
