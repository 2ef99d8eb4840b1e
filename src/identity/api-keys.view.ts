import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import type { ApiKeyRow, KeyRoleGroup } from './api-keys.queries.js';

export const API_KEYS = '/admin/api-keys';
const DOCS = '/api/docs';

export interface ApiKeysModel extends PageModel {
  readonly table: TableView | null;
  readonly empty: { readonly title: Text; readonly text: Text; readonly icon: string } | null;
}

const add = { label: say('identity.apiKeys.add'), href: `${API_KEYS}/new`, icon: 'plus' };
const docs = {
  label: say('identity.apiKeys.docs'),
  href: DOCS,
  icon: 'external',
  kind: 'secondary',
} as const;
const back = { label: say('identity.apiKeys.title'), href: API_KEYS };

/** Every key with what it may do, when it was last used, and a way to end it. */
export function apiKeysPage(rows: readonly ApiKeyRow[]): Page<ApiKeysModel> {
  return new Page('identity/api-keys', {
    head: {
      title: say('identity.apiKeys.title'),
      purpose: say('identity.apiKeys.purpose'),
      action: add,
      moreActions: [docs],
    },
    table: rows.length > 0 ? table(rows) : null,
    empty:
      rows.length > 0
        ? null
        : {
            title: say('identity.apiKeys.empty.title'),
            text: say('identity.apiKeys.empty.text'),
            icon: 'key',
          },
  });
}

function table(rows: readonly ApiKeyRow[]): TableView {
  return tableView({
    caption: say('identity.apiKeys.title'),
    columns: ['name', 'roleGroup', 'lastUsed', 'madeBy', 'made', 'state'].map((key) => ({
      key,
      label: say(`identity.apiKeys.columns.${key}`),
      telling: ['roleGroup', 'lastUsed', 'state'].includes(key),
    })),
    rows: rows.map((row) => ({
      cells: [
        cell.text(row.name),
        cell.text(row.roleGroup),
        row.lastUsedAt ? cell.dateTime(row.lastUsedAt) : cell.words(say('identity.apiKeys.notUsed')),
        row.madeBy ? cell.text(row.madeBy) : cell.words(say('identity.apiKeys.commandLine')),
        cell.dateTime(row.createdAt),
        state(row),
      ],
    })),
  });
}

const state = ({ id, name, endedAt }: ApiKeyRow): Cell =>
  endedAt
    ? cell.status(say('identity.apiKeys.ended'), 'neutral')
    : cell.words(say('identity.apiKeys.end.link', { name }), `${API_KEYS}/${id}/end`);

export interface ApiKeyFormModel extends PageModel {
  readonly errors: Readonly<Record<string, Text>>;
  readonly form: { readonly action: string; readonly id: string };
  readonly name: string;
  readonly roleGroup: {
    readonly value: string;
    readonly options: readonly { readonly value: string; readonly label: Text }[];
  };
}

/** The form of a new key, empty or again. */
export function apiKeyFormPage(
  id: string,
  groups: readonly KeyRoleGroup[],
  typed: { readonly name?: string; readonly roleGroup?: string } = {},
  errors: Readonly<Record<string, Text>> = {},
): Page<ApiKeyFormModel> {
  return new Page(
    'identity/api-key-form',
    {
      head: { title: say('identity.apiKeys.add'), purpose: say('identity.apiKeys.addPurpose'), back },
      errors,
      form: { action: API_KEYS, id },
      name: typed.name ?? '',
      roleGroup: {
        value: typed.roleGroup ?? '',
        options: [
          { value: '', label: say('identity.apiKeys.choose') },
          ...groups.map(({ key, name }) => ({ value: key, label: verbatim(name) })),
        ],
      },
    },
    { status: Object.keys(errors).length > 0 ? 422 : 200 },
  );
}

export interface ApiKeyMadeModel extends PageModel {
  readonly key: string;
  readonly header: string;
  readonly done: { readonly label: Text; readonly href: string };
}

/** The one page that says a key. */
export function apiKeyMadePage(name: string, key: string): Page<ApiKeyMadeModel> {
  return new Page('identity/api-key-made', {
    head: {
      title: say('identity.apiKeys.made.title', { name }),
      purpose: say('identity.apiKeys.made.purpose'),
      moreActions: [docs],
    },
    key,
    header: `Authorization: Bearer ${key}`,
    done: { label: say('identity.apiKeys.made.done'), href: API_KEYS },
  });
}

/** What ending a key does, before it does. */
export function endApiKeyPage({ id, name }: ApiKeyRow): Page {
  return new Page('platform/confirm', {
    head: { title: say('identity.apiKeys.end.title', { name }), back },
    confirm: {
      text: say('identity.apiKeys.end.text'),
      points: [say('identity.apiKeys.end.stays')],
      action: `${API_KEYS}/${id}/end`,
      button: say('identity.apiKeys.end.button', { name }),
      danger: true,
      back: { label: say('platform.confirm.back'), href: API_KEYS },
    },
  } as PageModel);
}
