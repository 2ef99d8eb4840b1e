import type { BehindNotice } from '../audit/behind-notice.js';
import type { Viewer } from '../access/viewer.js';
import { say, type Text } from '../platform/errors.js';
import { packAnswers, type Answers } from '../platform/http/behind.js';
import { Page, type Action, type PageHead, type PageModel } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import { isWithin } from './login-rights.js';
import { missingOf } from './login-missing.js';
import type { LoginAccess, LoginRow, OfferedRoleGroup } from './login.queries.js';
import type { SessionRow } from './login-sessions.queries.js';
import { loginAnswers } from './logins.forms.js';
import { LOGINS, loginHref, STATE_TONES } from './logins-list.view.js';
import { sessionsView, type SessionsView } from './sessions.view.js';

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: Text;
  readonly help: Text | null;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly error: Text | null;
}

export interface LoginModel extends PageModel {
  readonly behind: BehindNotice | null;
  readonly errors: Readonly<Record<string, Text>>;
  /** Null where the login may do more than the viewer: nothing of it can be changed. */
  readonly form: { readonly action: string; readonly shown: string } | null;
  readonly name: string;
  readonly email: string;
  readonly roleGroups: readonly Choice[];
  readonly missing: readonly { readonly text: Text; readonly action: Action | null }[];
  readonly type: {
    readonly words: Text;
    /** Null while it sees a customer's records, or may not be changed. */
    readonly form: { readonly action: string; readonly choices: readonly Choice[] } | null;
  };
  readonly accesses: {
    readonly rows: readonly { readonly label: Text; readonly href: string; readonly state: Text }[];
    readonly form: { readonly action: string; readonly customer: string } | null;
  } | null;
  readonly sessions: SessionsView;
  readonly lastSignedInAt: Date | null;
  readonly createdAt: Date;
  readonly actions: readonly Action[];
  /** Mails a new link to choose a first password. */
  readonly link: { readonly action: string } | null;
}

/** What a customer-side login sees the records of. */
export type RecordOf = 'customer' | 'consolidated-account';

export interface LoginInput {
  readonly row: LoginRow;
  readonly groups: readonly OfferedRoleGroup[];
  readonly sessions: readonly SessionRow[];
  readonly viewer: Viewer;
  /** What the record is to be that somebody's person sees; asked for until there is one. */
  readonly of?: RecordOf;
  /** Of a form that is shown again. */
  readonly again?: {
    /** Whose change it met. */
    readonly behind?: BehindNotice;
    readonly answers?: Answers;
    readonly shown?: string;
    readonly customer?: string;
    readonly errors: Readonly<Record<string, Text>>;
    readonly status: 409 | 422;
  };
}

/** The role groups that a login may have: of its own side, or of both until that is said. */
export const groupsFor = ({ kind }: LoginRow, groups: readonly OfferedRoleGroup[]): OfferedRoleGroup[] =>
  groups.filter((group) => kind === 'undecided' || group.kind === kind);

/** One login: who it is, what is missing, what it belongs to, its role groups and where it is signed in. */
export function loginPage(input: LoginInput): Page<LoginModel> {
  const { row, groups, sessions, viewer, again, of = 'customer' } = input;
  const offered = groupsFor(row, groups);
  const standing = loginAnswers(row, offered);
  const answers = again?.answers ?? standing;
  const errors = again?.errors ?? {};
  const mayChange = isWithin(row, viewer);
  const href = loginHref(row.id);
  const model: LoginModel = {
    head: head(row, mayChange),
    behind: again?.behind ?? null,
    errors,
    form: mayChange ? { action: href, shown: again?.shown ?? packAnswers(standing) } : null,
    name: String(answers['name']),
    email: String(answers['email']),
    roleGroups: offered.map((group) => {
      const id = `roleGroups.${group.id}`;
      return {
        id,
        name: 'roleGroups',
        value: group.id,
        label: verbatim(group.name),
        help: group.kind === 'customer' ? say('identity.logins.portalHelp') : null,
        checked: answers[id] === true,
        disabled: !mayChange || !isWithin(group, viewer),
        error: errors[id] ?? null,
      };
    }),
    missing: missingOf(row).map(({ text, action }) => ({ text, action: action ?? null })),
    type: {
      words: say(`identity.logins.types.${row.type}`),
      form: mayChange && row.accesses.length === 0 ? typeForm(row, errors, of) : null,
    },
    accesses: row.kind === 'staff' ? null : accesses(row, again?.customer ?? '', viewer, mayChange),
    sessions: sessionsView(sessions, { base: href, own: viewer.sessionId, mayEnd: mayChange }),
    lastSignedInAt: row.lastSignedInAt,
    createdAt: row.createdAt,
    actions: mayChange ? [heldAction(row), ...twoStepAction(row, viewer), standingAction(row)] : [],
    link: mayChange && row.kind === 'staff' && row.state === 'waiting' ? { action: `${href}/link` } : null,
  };
  return new Page('identity/login', model, { status: again?.status ?? 200 });
}

function head(row: LoginRow, mayChange: boolean): PageHead {
  return {
    title: verbatim(row.name || row.email),
    purpose: say('identity.logins.onePurpose', { email: row.email }),
    back: { label: say('identity.logins.title'), href: LOGINS },
    status: { words: say(`identity.logins.states.${row.state}`), tone: STATE_TONES[row.state] },
    ...(row.kind === 'staff' && mayChange
      ? {
          action: {
            label: say('identity.logins.copy.button'),
            href: `${loginHref(row.id)}/copy`,
            icon: 'copy',
          },
        }
      : {}),
  };
}

function typeForm(row: LoginRow, errors: LoginModel['errors'], of: RecordOf): LoginModel['type']['form'] {
  const choices = (['staff', 'customer', 'consolidated-account'] as const).map((value, index) => ({
    id: index === 0 ? 'type' : `type-${value}`,
    name: 'type',
    value,
    label: say(`identity.logins.types.${value}`),
    help: say(`identity.logins.type.${value}Help`),
    checked: row.kind === 'customer' ? value === of : row.kind === value,
    disabled: false,
    error: index === 0 ? (errors['type'] ?? null) : null,
  }));
  return { action: `${loginHref(row.id)}/type`, choices };
}

function accesses(
  row: LoginRow,
  customer: string,
  viewer: Viewer,
  mayChange: boolean,
): LoginModel['accesses'] {
  const mayGive =
    mayChange && (viewer.staffPermissions.has('*') || viewer.staffPermissions.has('access.write'));
  const state = ({ active, invited }: LoginAccess) =>
    active ? 'accepted' : invited ? 'invited' : 'notInvited';
  return {
    rows: row.accesses.map((access) => ({
      label: verbatim(access.name),
      href: `/admin/portal-users/${access.id}`,
      state: say(`identity.logins.access.${state(access)}`),
    })),
    form: mayGive ? { action: `${loginHref(row.id)}/accesses`, customer } : null,
  };
}

/** The way to all that is held of the person, and to erasing it: a page of the logs. */
const heldAction = ({ id }: LoginRow): Action => ({
  label: say('identity.logins.held'),
  href: `${loginHref(id)}/held`,
  kind: 'secondary',
});

/** Everybody turns their own off on their profile, with their password. */
const twoStepAction = ({ id, twoStep }: LoginRow, viewer: Viewer): Action[] =>
  twoStep && id !== viewer.id
    ? [
        {
          label: say('identity.twoStep.reset.label'),
          href: `${loginHref(id)}/two-step-end`,
          kind: 'secondary',
        },
      ]
    : [];

const standingAction = ({ id, state }: LoginRow): Action =>
  state === 'disabled'
    ? { label: say('identity.logins.enable.link'), href: `${loginHref(id)}/enabling`, kind: 'secondary' }
    : { label: say('identity.logins.disable.link'), href: `${loginHref(id)}/disabling`, kind: 'danger' };
