import { loginHref } from '../identity/logins-list.view.js';
import { say, type Text } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { spelledOut } from './audit.wording.js';
import type { HeldLogin, HeldPart, HeldRow } from './held.queries.js';
import type { NamedThings } from './named-things.queries.js';

export const heldHref = (loginId: string): string => `${loginHref(loginId)}/held`;
export const erasureHref = (loginId: string): string => `${loginHref(loginId)}/erasure`;

export interface HeldModel extends PageModel {
  readonly parts: readonly {
    readonly title: Text;
    readonly rows: readonly { readonly items: readonly { readonly label: Text; readonly cell: Cell }[] }[];
    readonly cut: boolean;
  }[];
  readonly nothing: readonly Text[];
}

/**
 * Everything that is held of a person, readable; the whole of it is in the file.
 * @param things what the ids among it stand for
 */
export function heldPage(login: HeldLogin, parts: readonly HeldPart[], things: NamedThings): Page<HeldModel> {
  const name = login.name || login.email;
  return new Page('logs/held', {
    head: {
      title: say('logs.held-page.title', { name }),
      purpose: say('logs.held-page.purpose'),
      back: { label: say('logs.held-page.back'), href: loginHref(login.id) },
      action: { label: say('logs.held-page.download'), href: `${heldHref(login.id)}.json`, icon: 'download' },
      moreActions: [
        { label: say('logs.erase.link'), href: erasureHref(login.id), icon: 'trash', kind: 'danger' },
      ],
    },
    parts: parts
      .filter(({ rows }) => rows.length > 0)
      .map(({ name: table, rows, cut }) => ({
        title: title(table),
        rows: rows
          .map((row) => ({ items: heldItems(row, login, things) }))
          .filter(({ items }) => items.length > 0),
        cut,
      })),
    nothing: parts.filter(({ rows }) => rows.length === 0).map(({ name: table }) => title(table)),
  });
}

/** Whoever an id stands for is called by name; the person's own, and what has no name, is for the file. */
function heldItems(row: HeldRow, { id }: HeldLogin, things: NamedThings) {
  return Object.entries(row)
    .filter(([key, value]) => value !== null && value !== '' && !FOR_THE_FILE.has(key))
    .filter(([, value]) => !isKey(value) || (value !== id && things.has(value)))
    .map(([key, value]) => ({
      label: say(`logs.held-page.columns.${key}`),
      cell: isKey(value) ? thingCell(things, value) : valueCell(key, value),
    }));
}

const isKey = (value: unknown): value is string => typeof value === 'string' && isId(value);

function thingCell(things: NamedThings, id: string): Cell {
  const thing = things.get(id);
  return cell.text(thing?.name || null, thing?.href);
}

/** What only the database needs stands in the file alone. */
const FOR_THE_FILE = new Set([
  'id',
  'version',
  'email_key',
  'name_key',
  'epoch',
  'login_epoch',
  'lease_until',
  'message_id',
  'changed_in',
  'token_version',
  'attempt',
]);

/** Every table and column that is held of somebody has words: a test asks the database which there are. */
const title = (table: string): Text => say(`logs.held-page.parts.${table}`);
const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function valueCell(key: string, value: unknown): Cell {
  if (key === 'action') return cell.words(say(`audit.actions.${String(value)}`));
  if (typeof value === 'boolean') return cell.words(say(value ? 'sections.yes' : 'sections.no'));
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return cell.dateTime(value);
  if (typeof value === 'string') return cell.text(value);
  if (Array.isArray(value))
    return cell.text(value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join(', '));
  return cell.text(typeof value === 'object' ? pairs(value as object) : String(value));
}

const pairs = (value: object): string =>
  Object.entries(value)
    .map(
      ([key, inner]) =>
        `${spelledOut(camel(key))}: ${typeof inner === 'string' ? inner : JSON.stringify(inner)}`,
    )
    .join(', ');

/** Asks before somebody is erased, and says exactly what that does. */
export function erasurePage({ id, name, email }: HeldLogin, accesses: number): Page {
  const who = name ? `${name} (${email})` : email;
  return new Page('platform/confirm', {
    head: {
      title: say('logs.erase.title', { who }),
      back: { label: say('logs.erase.back'), href: heldHref(id) },
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
