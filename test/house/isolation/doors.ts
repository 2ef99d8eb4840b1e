import type { DeclaredRoute } from '../../../src/access/declared-routes.js';
import { holds } from '../../../src/access/staff-permissions.js';
import type { Person } from '../../support/person.js';
import { filledIn } from './addresses.js';
import { NOBODYS } from './looking.js';

/** What somebody is told at a door: a status, or where they are led. Nothing where they may enter. */
type Told = number | `/${string}` | undefined;

/** Somebody at the doors, and what they must be told at each. */
export interface Caller {
  readonly name: string;
  readonly person: Person;
  /** A page with a form, whose token goes along with everything this person sends. */
  readonly formAt?: string;
  readonly mustBeTold: (route: DeclaredRoute) => Told;
}

/** Who may not enter where. What may be entered is not tried: it might do something. */
export const CALLERS = {
  customer: ({ declaration }: DeclaredRoute): Told =>
    declaration?.who === 'staff' ? 404 : declaration?.who === 'api' ? 401 : undefined,
  staff: ({ declaration }: DeclaredRoute): Told =>
    declaration?.who === 'portal'
      ? declaration.elsewhere
        ? '/admin'
        : 403
      : declaration?.who === 'api'
        ? 401
        : undefined,
  visitor: ({ declaration, method }: DeclaredRoute): Told => {
    if (declaration?.who === 'api') return 401;
    if (!declaration || ['anyone', 'visitor'].includes(declaration.who)) return undefined;
    // A form without its token is refused before anything else is asked.
    return method === 'GET' ? '/sign-in' : 403;
  },
} as const;

/** Staff who may do only this are turned away where more is needed. */
export const lacking =
  (held: ReadonlySet<string>) =>
  ({ declaration }: DeclaredRoute): number | undefined =>
    declaration?.who === 'staff' && declaration.permission && !holds(held, declaration.permission)
      ? 403
      : undefined;

/** Doors that open to somebody for whom they should be shut, or that give a reason they should not. */
export async function openDoors(routes: readonly DeclaredRoute[], caller: Caller): Promise<string[]> {
  const { name, person, formAt, mustBeTold } = caller;
  const token = formAt && (await person.open(formAt)).$('input[name=_csrf]').attr('value');
  if (formAt && !token) throw new Error(`${formAt} shows ${name} no form.`);
  const faults: string[] = [];
  for (const route of routes) {
    const expected = mustBeTold(route);
    if (expected === undefined) continue;
    const body = route.method === 'GET' ? undefined : new URLSearchParams({ _csrf: token ?? '' });
    const { status, headers } = await person.request(
      route.method,
      filledIn(route.path, NOBODYS),
      body,
      false,
    );
    const ledTo = status === 303 ? (headers.get('location') ?? '') : '';
    if (typeof expected === 'string' ? !ledTo.startsWith(expected) : status !== expected)
      faults.push(
        `${route.method} ${route.path} tells ${name} ${[status, ledTo].filter(Boolean).join(' ')}, not ${expected}`,
      );
  }
  return faults;
}

/** Pages with a place for an id or a word of a link that answer one which nobody has otherwise than by 404 or 410. */
export async function unknownOpened(routes: readonly DeclaredRoute[], caller: Caller): Promise<string[]> {
  const { name, person, formAt } = caller;
  const token = formAt && (await person.open(formAt)).$('input[name=_csrf]').attr('value');
  const faults: string[] = [];
  for (const { method, path } of routes.filter((route) => route.path.includes(':'))) {
    for (const id of [NOBODYS, 'nonsense', '../../x', `${NOBODYS}' or true--`]) {
      const body = method === 'GET' ? undefined : new URLSearchParams({ _csrf: token ?? '' });
      const { status } = await person.request(method, filledIn(path, id), body, false);
      if (![404, 410].includes(status)) faults.push(`${method} ${path} answers ${name} ${status} to ${id}`);
    }
  }
  return faults;
}

/** What belongs to a room and does not say so: every path below it must be declared for whom the room is. */
export const misdeclared = (routes: readonly DeclaredRoute[]): string[] =>
  routes
    .filter(({ path, declaration }) => {
      const room = /^\/(admin|portal|api\/v1)(\/|$)/.exec(path)?.[1];
      const who = { admin: 'staff', portal: 'portal', 'api/v1': 'api' }[room ?? ''];
      return who !== undefined && declaration?.who !== who;
    })
    .map(({ method, path, declaration }) => `${method} ${path} is for ${declaration?.who}`);
