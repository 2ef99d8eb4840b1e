import type { BehindNotice } from '../audit/behind-notice.js';
import { STAFF_PERMISSIONS } from '../access/staff-permissions.js';
import type { Viewer } from '../access/viewer.js';
import { say, type Text } from '../platform/errors.js';
import { packAnswers, type Answers } from '../platform/http/behind.js';
import { Page, type Action, type PageModel } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import { isWithin } from './login-rights.js';
import { cellId, editable, mayHandOut, matrixAnswers } from './role-groups.forms.js';
import { builtInWords, isAdministrators, isBuiltIn, type RoleGroupRow } from './role-groups.queries.js';

export const ROLE_GROUPS_PAGE = '/admin/role-groups';
export const roleGroupHref = (id: string): string => `${ROLE_GROUPS_PAGE}/${id}`;

type Errors = Readonly<Record<string, Text>>;

interface MatrixCell {
  /** The parameters of a switch; null where a role group may do everything. */
  readonly switch: {
    readonly id: string;
    readonly name: string;
    readonly value: string;
    readonly label: Text;
    readonly checked: boolean;
    readonly disabled: boolean;
    readonly error: Text | null;
  } | null;
  /** The column's name, for a phone. */
  readonly group: string;
}

export interface RoleGroupsModel extends PageModel {
  readonly behind: BehindNotice | null;
  readonly errors: Errors;
  readonly form: { readonly action: string; readonly shown: string };
  readonly columns: readonly { readonly name: string; readonly href: string; readonly members: Text }[];
  readonly rows: readonly {
    readonly name: Text;
    readonly help: Text;
    readonly cells: readonly MatrixCell[];
  }[];
  readonly portal: { readonly name: string; readonly members: Text } | null;
}

const members = ({ logins, apiKeys }: RoleGroupRow): Text =>
  apiKeys > 0
    ? say('identity.roleGroups.membersAndKeys', { logins, apiKeys })
    : say('identity.roleGroups.members', { count: logins });

/** What each role group may do: a line for each thing, a column for each role group. */
export function roleGroupsPage(
  groups: readonly RoleGroupRow[],
  viewer: Viewer,
  again?: { answers: Answers; errors: Errors; behind: BehindNotice },
): Page<RoleGroupsModel> {
  const answers = again?.answers ?? matrixAnswers(groups);
  const errors = again?.errors ?? {};
  const staff = groups.filter(({ kind }) => kind === 'staff');
  const portal = groups.find(({ kind }) => kind === 'customer');
  const model: RoleGroupsModel = {
    head: {
      title: say('identity.roleGroups.title'),
      purpose: say('identity.roleGroups.purpose'),
      action: { label: say('identity.roleGroups.add'), href: `${ROLE_GROUPS_PAGE}/new`, icon: 'plus' },
    },
    behind: again?.behind ?? null,
    errors,
    form: { action: ROLE_GROUPS_PAGE, shown: packAnswers(matrixAnswers(groups)) },
    columns: staff.map((group) => ({
      name: group.name,
      href: roleGroupHref(group.id),
      members: members(group),
    })),
    rows: STAFF_PERMISSIONS.map((key) => ({
      name: say(`access.may.${key}.name`),
      help: say(`access.may.${key}.help`),
      cells: staff.map((group) => {
        const id = cellId(group.id, key);
        const label = say('identity.roleGroups.cell', { group: group.name });
        const disabled = !mayHandOut(key, viewer);
        const one = { id, name: 'may', value: id, label, disabled, error: errors[id] ?? null };
        return {
          switch: isAdministrators(group) ? null : { ...one, checked: answers[id] === true },
          group: group.name,
        };
      }),
    })),
    portal: portal ? { name: portal.name, members: members(portal) } : null,
  };
  return new Page('identity/role-groups', model, { status: again ? 409 : 200 });
}

export interface RoleGroupModel extends PageModel {
  readonly errors: Errors;
  readonly members: Text | null;
  /** Null for those that every installation has. */
  readonly form: {
    readonly action: string;
    readonly id: string;
    readonly name: string;
    readonly button: Text;
    /** What a new one begins with. */
    readonly from: { readonly value: string; readonly options: readonly object[] } | null;
  } | null;
  readonly note: Text | null;
  readonly actions: readonly Action[];
}

const back = { label: say('identity.roleGroups.title'), href: ROLE_GROUPS_PAGE };

/** One role group: its name, who is in it, and the way to remove it. */
export function roleGroupPage(row: RoleGroupRow, viewer: Viewer, name = row.name, errors: Errors = {}): Page {
  const own = !isBuiltIn(row) && isWithin(row, viewer);
  const href = roleGroupHref(row.id);
  return page({
    head: { title: verbatim(row.name), back },
    errors,
    members: members(row),
    form: own
      ? { action: href, id: row.id, name, button: say('identity.roleGroups.rename'), from: null }
      : null,
    note: isBuiltIn(row) ? builtInWords(row) : null,
    actions: own
      ? [{ label: say('identity.roleGroups.remove.link'), href: `${href}/removal`, kind: 'danger' }]
      : [],
  });
}

/** A role group to be. */
export function newRoleGroupPage(
  groups: readonly RoleGroupRow[],
  viewer: Viewer,
  typed: { readonly id: string; readonly name?: string; readonly from?: string },
  errors: Errors = {},
): Page {
  const options = editable(groups)
    .filter((group) => isWithin(group, viewer))
    .map(({ id, name }) => ({ value: id, label: verbatim(name) }));
  const nothing = { value: '', label: say('identity.roleGroups.fromNothing') };
  return page({
    head: { title: say('identity.roleGroups.add'), purpose: say('identity.roleGroups.addPurpose'), back },
    errors,
    members: null,
    form: {
      action: `${ROLE_GROUPS_PAGE}/new`,
      id: typed.id,
      name: typed.name ?? '',
      button: say('identity.roleGroups.make'),
      from: { value: typed.from ?? '', options: [nothing, ...options] },
    },
    note: null,
    actions: [],
  });
}

const page = (model: RoleGroupModel): Page<RoleGroupModel> =>
  new Page('identity/role-group', model, { status: Object.keys(model.errors).length > 0 ? 422 : 200 });

/** Asks before a role group goes. */
export function removeRoleGroupPage({ id, name }: RoleGroupRow): Page {
  const href = roleGroupHref(id);
  return new Page('platform/confirm', {
    head: { title: say('identity.roleGroups.remove.title', { name }), back: { label: verbatim(name), href } },
    confirm: {
      text: say('identity.roleGroups.remove.text'),
      action: `${href}/removal`,
      button: say('identity.roleGroups.remove.button', { name }),
      danger: true,
      back: { label: say('platform.confirm.back'), href },
    },
  } as PageModel);
}
