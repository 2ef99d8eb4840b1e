import { may, type Viewer } from '../access/viewer.js';
import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import type { ProfileLink } from './profile.links.js';
import type { SessionRow } from './login-sessions.queries.js';
import { sessionsView, type SessionsView } from './sessions.view.js';
import { verbatim } from '../platform/pages/words.js';

type Errors = Readonly<Record<string, Text>>;

export interface ProfileModel extends PageModel {
  readonly action: string;
  readonly passwordAction: string;
  readonly name: string;
  readonly email: string;
  /** How the address is changed. */
  readonly emailHelp: Text;
  readonly sessions: SessionsView;
  /** Further pages of their own. */
  readonly links: readonly ProfileLink[];
}

/** Somebody's own page: the name, the password, and where they are signed in. */
export function profilePage(
  viewer: Viewer,
  sessions: readonly SessionRow[],
  again: { name?: string; errors?: Errors; status?: number } = {},
  links: readonly ProfileLink[] = [],
): Page<ProfileModel> {
  const base = viewer.kind === 'staff' ? '/admin/profile' : '/portal/profile';
  const { name = viewer.name === viewer.email ? '' : viewer.name, errors = {}, status = 422 } = again;
  const head = { title: say('identity.profile.title'), purpose: say('identity.profile.purpose') };
  const model = {
    head,
    errors,
    action: base,
    passwordAction: `${base}/password`,
    name,
    email: viewer.email,
    emailHelp: say(`identity.profile.emailHelp.${whoChanges(viewer)}`),
    links,
    sessions: sessionsView(sessions, { base, own: viewer.sessionId, mayEnd: true }),
  };
  return new Page('identity/profile', model, { status: Object.keys(errors).length > 0 ? status : 200 });
}

const whoChanges = (viewer: Viewer): 'customer' | 'own' | 'staff' => {
  if (viewer.kind !== 'staff') return 'customer';
  return may(viewer, 'logins.write') ? 'own' : 'staff';
};

export interface AccessesModel extends PageModel {
  readonly accesses: readonly {
    readonly id: string;
    readonly name: Text;
    readonly current: boolean;
    /** Nobody is led to a closed door. */
    readonly open: boolean;
  }[];
}

/** Which customer or consolidated account to look at, for those who hold several accesses. */
export function accessesPage(viewer: Viewer): Page<AccessesModel> {
  const purpose = viewer.accesses.length > 1 ? 'purpose' : viewer.accesses.length > 0 ? 'one' : 'none';
  const head = { title: say('identity.accesses.title'), purpose: say(`identity.accesses.${purpose}`) };
  const accesses = viewer.accesses.map(({ id, name, open }) => ({
    id,
    name: verbatim(name),
    current: id === viewer.portal?.access?.id,
    open,
  }));
  return new Page('identity/accesses', { head, accesses });
}
