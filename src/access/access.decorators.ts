import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Permission } from './catalogue.js';
import type { StaffPermission } from './staff-permissions.js';
import type { Viewer as ViewerFacts } from './viewer.js';

/** Who may enter a route. */
export type Declaration =
  | { readonly who: 'anyone' }
  | { readonly who: 'visitor' }
  | { readonly who: 'signed-in' }
  | { readonly who: 'staff'; readonly permission: StaffPermission | undefined }
  | {
      readonly who: 'portal';
      readonly permissions: readonly Permission[];
      readonly closedToo?: true;
      readonly manager?: true;
      /** What staff hold who are led to the same page of their own room. */
      readonly elsewhere?: StaffPermission;
    }
  | { readonly who: 'api'; readonly permission: StaffPermission };

export const DECLARATION = 'portico:who-may-enter';
const declare = (declaration: Declaration) => SetMetadata(DECLARATION, declaration);

/** Machines and the world: health, assets. No session is read. */
export const Anyone = () => declare({ who: 'anyone' });
/** A page for everybody, signed in or not. */
export const Visitor = () => declare({ who: 'visitor' });
/** Staff and customers' people alike. */
export const SignedIn = () => declare({ who: 'signed-in' });
/** Staff whose role groups hold the permission; without one, any staff. */
export const Staff = (permission?: StaffPermission) => declare({ who: 'staff', permission });
/**
 * Customers' people for whom the decision allows all of these; without any, all for whom the portal is open. The scope
 * of the request is what all of them allow.
 */
export const Portal = (...permissions: readonly Permission[]) => declare({ who: 'portal', permissions });
/** The same of records: staff who open a customer's address of one are led to it in their own room. */
export const PortalRecords = (permission: Permission) =>
  declare({ who: 'portal', permissions: [permission], elsewhere: 'records.read' });
/** Customers' people, even where the access they look at is closed: the way to another of their accesses. */
export const PortalDoor = () => declare({ who: 'portal', permissions: [], closedToo: true });
/** Customers' people who look after their colleagues, with all of these; for everybody else it does not exist. */
export const PortalManager = (...permissions: readonly Permission[]) =>
  declare({ who: 'portal', permissions, manager: true });
/** Systems with an API key whose role group holds the permission. */
export const Api = (permission: StaffPermission) => declare({ who: 'api', permission });

export const EVEN_WHILE_VIEWING = 'portico:even-while-viewing';
/** One of the few things that staff may do while they look at the portal as somebody else: stop, and sign out. */
export const EvenWhileViewing = () => SetMetadata(EVEN_WHILE_VIEWING, true);

export const BEFORE_TWO_STEP = 'portico:before-two-step';
/** Open to staff who need two-step sign-in and have none yet: its set-up, and signing out. */
export const BeforeTwoStep = () => SetMetadata(BEFORE_TWO_STEP, true);

/** Who is asking, as the guard found it. */
export const Viewer = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<RequestWithViewer>().viewer,
);

export type RequestWithViewer = FastifyRequest & { viewer: ViewerFacts };
