import { createHash } from 'node:crypto';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyReply } from 'fastify';
import { Forbidden, InOtherRoom, NotFound, say, SignInNeeded, TwoStepNeeded } from '../platform/errors.js';
import { checkCsrf, SESSION_COOKIE } from '../platform/http/csrf.js';
import {
  BEFORE_TWO_STEP,
  DECLARATION,
  EVEN_WHILE_VIEWING,
  type Declaration,
  type RequestWithViewer,
} from './access.decorators.js';
import { ApiLimit } from './api-limit.js';
import type { Permission } from './catalogue.js';
import { decideEntry, decidePortalAccess, type RecordScope } from './decision.js';
import type { PortalFacts } from './facts.js';
import { FactsQueries } from './facts.queries.js';
import { may, visitor, type Viewer } from './viewer.js';
import { ViewingEnds } from './viewing.js';

type Declared<Who extends Declaration['who']> = Extract<Declaration, { who: Who }>;
const TO_OFFICE = { label: 'access.portal.toOffice', href: '/admin' };
const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** Asks at every route who may enter, before anything else happens. */
@Injectable()
export class AccessGuard extends AuthGuard('session') implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly facts: FactsQueries,
    private readonly limit: ApiLimit,
    private readonly viewings: ViewingEnds,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<RequestWithViewer>();
    const declaration = this.declaration(context);
    request.viewer = visitor(request.ip);
    if (declaration.who === 'anyone') return true;
    if (declaration.who === 'api') request.viewer = await this.apiKey(request, declaration);
    else {
      request.viewer = await this.person(context, request);
      if (request.viewer.lacksTwoStep && declaration.who !== 'visitor' && !this.beforeTwoStep(context))
        throw new TwoStepNeeded();
      const changes = !SAFE.includes(request.method);
      const signedOut = request.viewer.kind === 'visitor' && declaration.who !== 'visitor';
      if (changes) await checkCsrf(request, http.getResponse<FastifyReply>(), signedOut);
      await this.settleViewing(request, declaration);
      if (changes && request.viewer.viewing && !this.evenWhileViewing(context))
        throw new Forbidden(
          say('access.viewing.nothingChanges', { person: request.viewer.viewing.person.name }),
          { title: say('access.viewing.nothingChangesTitle') },
        );
      // An address that only means /portal, such as /%70ortal, would lead to itself.
      if (isElsewhere(request.viewer, declaration) && request.url.startsWith('/portal'))
        throw new InOtherRoom(request.url.replace(/^\/portal/, '/admin'));
      request.viewer = admit(request.viewer, declaration);
    }
    return true;
  }

  /** Passport's answer without its exception: a visitor is somebody too. */
  override handleRequest<User>(error: unknown, user: User): User {
    // A database that fails is no visitor: the page says that something went wrong.
    if (error) throw error as Error;
    return (user || undefined) as User;
  }

  private declaration(context: ExecutionContext): Declaration {
    return this.reflector.getAllAndOverride<Declaration>(DECLARATION, [
      context.getHandler(),
      context.getClass(),
    ]);
  }

  /**
   * The member of staff, or in the portal the person they look at it as. What is over ends here: time has run out, the
   * person's access or the right to look has gone.
   */
  private async settleViewing(request: RequestWithViewer, { who }: Declaration): Promise<void> {
    const { viewing, ...themselves } = request.viewer;
    if (!viewing) return;
    if (!viewing.over) {
      if (who === 'portal') request.viewer = { ...viewing.person, viewing };
      return;
    }
    request.viewer = themselves;
    await this.viewings.end(viewing.id, viewing.over);
    if (who !== 'portal') return;
    throw new Forbidden(say(`access.viewing.over-${viewing.over}`, { person: viewing.person.name }));
  }

  private evenWhileViewing(context: ExecutionContext): boolean {
    return this.reflector.get<boolean | undefined>(EVEN_WHILE_VIEWING, context.getHandler()) === true;
  }

  private beforeTwoStep(context: ExecutionContext): boolean {
    const places = [context.getHandler(), context.getClass()];
    return this.reflector.getAllAndOverride<boolean | undefined>(BEFORE_TWO_STEP, places) === true;
  }

  private async person(context: ExecutionContext, request: RequestWithViewer): Promise<Viewer> {
    if (!request.cookies[SESSION_COOKIE]) return visitor(request.ip);
    await super.canActivate(context);
    return (request as RequestWithViewer & { user?: Viewer }).user ?? visitor(request.ip);
  }

  private async apiKey(request: RequestWithViewer, { permission }: Declared<'api'>): Promise<Viewer> {
    const key = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const viewer = key && (await this.facts.ofApiKey(apiKeyHash(key), request.ip));
    if (!viewer) throw new SignInNeeded();
    await this.limit.count(viewer.id as string);
    if (!may(viewer, permission)) throw new Forbidden(say('access.api.notHeld', { permission }));
    return viewer;
  }
}

/** Rows hold the hash of a key, never the key. */
export const apiKeyHash = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Whether it is a member of staff at a customer's page that stands in the office, too. */
const isElsewhere = (viewer: Viewer, declaration: Declaration): boolean =>
  declaration.who === 'portal' &&
  declaration.elsewhere !== undefined &&
  viewer.kind === 'staff' &&
  !viewer.portal &&
  may(viewer, declaration.elsewhere);

/**
 * The person as this route sees them, with the scope of what it may read.
 * @throws SignInNeeded, Forbidden (rules 1 to 3: may be told) or NotFound (rules 4 to 8: does not exist)
 */
export function admit(viewer: Viewer, declaration: Declaration): Viewer {
  if (declaration.who === 'visitor') return viewer;
  if (viewer.kind === 'visitor') throw new SignInNeeded();
  if (declaration.who === 'staff') return admitStaff(viewer, declaration);
  if (declaration.who === 'portal') return admitCustomer(viewer, declaration);
  return viewer;
}

function admitStaff(viewer: Viewer, { permission }: Declared<'staff'>): Viewer {
  if (viewer.kind !== 'staff') throw new NotFound();
  if (permission && !may(viewer, permission)) throw new Forbidden(say('access.staff.notHeld'));
  return viewer;
}

function admitCustomer(viewer: Viewer, { permissions, closedToo, manager }: Declared<'portal'>): Viewer {
  if (!viewer.portal) throw new Forbidden(say('access.portal.staff'), { wayOn: TO_OFFICE });
  const closed = closedToo ? undefined : decideEntry(viewer.portal);
  if (closed) {
    const why = closed === 'login' && mayChangeOver(viewer) ? 'elsewhere' : closed;
    throw new Forbidden(say(`access.portal.${why}`));
  }
  if (manager && !viewer.portal.access?.manager) throw new NotFound();
  if (permissions.length === 0) return viewer;
  return { ...viewer, scope: scopeOfAll(permissions, viewer.portal) };
}

/** Whether the access they look at has ended, while another is open. */
const mayChangeOver = ({ portal, accesses }: Viewer): boolean =>
  !portal?.access && accesses.some(({ open }) => open);

/** @throws NotFound when no customer allows all of them */
function scopeOfAll(permissions: readonly Permission[], facts: PortalFacts): RecordScope {
  const [first = [], ...others] = permissions.map(
    (permission) => decidePortalAccess(permission, facts).scope,
  );
  const inAll = (customerId: string) =>
    others.every((scope) => scope.some((one) => one.customerId === customerId));
  const scope = first.filter(({ customerId }) => inAll(customerId));
  if (scope.length === 0) throw new NotFound();
  return scope;
}
