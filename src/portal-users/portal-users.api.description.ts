import { RULES } from '../access/decision.js';
import type { Permission } from '../access/catalogue.js';
import { INVITATION_STATES } from '../invitations/invitation-state.js';
import {
  id,
  list,
  moment,
  object,
  oneOf,
  orNull,
  ref,
  reference,
  text,
  yesNo,
  type ApiGroup,
  type RouteDescription,
  type Schema,
} from '../platform/http/api-description.js';
import { say } from '../platform/errors.js';

const PATH = '/api/v1/portal-users';

const sites: Schema = {
  anyOf: [{ type: 'string', enum: ['all'] }, list(reference)],
  description: say('api-docs.portalUsers.sites'),
};

/** What may be said of somebody, and changed later. */
const changeable = (permissions: readonly Permission[]): Readonly<Record<string, Schema>> => ({
  firstName: text(100),
  lastName: text(100),
  sites,
  everySiteOf: { ...list(reference), description: say('api-docs.portalUsers.everySiteOf') },
  withheld: {
    ...list({ type: 'string', enum: permissions }),
    description: say('api-docs.portalUsers.withheld'),
  },
  showLiveClockIns: yesNo,
  shareAllIncidents: yesNo,
  manager: { ...yesNo, description: say('api-docs.portalUsers.manager') },
});

const email: Schema = { type: 'string', format: 'email' };

function schemas(permissions: readonly Permission[]): ApiGroup['schemas'] {
  const own = changeable(permissions);
  const optional = Object.entries(own).map(([name, schema]): [string, Schema] => [name, orNull(schema)]);
  const because = oneOf('allowed', ...RULES);
  return {
    PortalUserBody: object(
      { email, customer: reference, consolidatedAccount: reference, ...own, invite: yesNo },
      ['email'],
    ),
    PortalUserPatch: object(Object.fromEntries(optional), []),
    PortalUser: object({
      id,
      email,
      customer: orNull(reference),
      consolidatedAccount: orNull(reference),
      ...own,
      active: { ...yesNo, description: say('api-docs.portalUsers.active') },
      invitation: ref('InvitationState'),
      lastSignedInAt: orNull(moment),
      version: { type: 'integer', minimum: 1 },
      createdAt: moment,
      updatedAt: moment,
    }),
    InvitationState: object({
      state: oneOf(...INVITATION_STATES),
      sentAt: orNull(moment),
      expiresAt: orNull(moment),
      acceptedAt: orNull(moment),
      revokedAt: orNull(moment),
      askedAgainAt: orNull(moment),
      answer: { ...orNull(text()), description: say('api-docs.portalUsers.answer') },
      bouncedAt: orNull(moment),
      bounceReason: { ...orNull(text()), description: say('api-docs.portalUsers.bounceReason') },
    }),
    PortalUserAccess: object({
      permissions: list(
        object({
          permission: oneOf(...permissions),
          allowed: yesNo,
          because,
          customers: list(object({ customer: reference, allowed: yesNo, because })),
        }),
      ),
    }),
  };
}

const person = { status: 200, schema: ref('PortalUser') } as const;
const made = { status: 201, schema: ref('PortalUser') } as const;

const ROUTES: readonly RouteDescription[] = [
  {
    method: 'POST',
    path: PATH,
    says: say('api-docs.portalUsers.add'),
    body: {
      schema: ref('PortalUserBody'),
      example: {
        email: 'sam@acme.example',
        firstName: 'Sam',
        lastName: 'Reed',
        customer: 'ACME',
        sites: 'all',
        invite: true,
      },
    },
    answer: made,
    versioned: true,
    refusals: [409, 422],
  },
  {
    method: 'GET',
    path: `${PATH}/:id`,
    says: say('api-docs.portalUsers.get'),
    answer: person,
    versioned: true,
    refusals: [404],
  },
  {
    method: 'PATCH',
    path: `${PATH}/:id`,
    says: say('api-docs.portalUsers.change'),
    body: { schema: ref('PortalUserPatch'), example: { sites: ['ACME/YARD'], withheld: ['jobs'] } },
    answer: person,
    versioned: true,
    refusals: [404, 412, 422],
  },
  {
    method: 'DELETE',
    path: `${PATH}/:id`,
    says: say('api-docs.portalUsers.end'),
    answer: { status: 204 },
    refusals: [404],
  },
  {
    method: 'POST',
    path: `${PATH}/:id/invitations`,
    says: say('api-docs.portalUsers.invite'),
    body: { schema: object({}), example: {} },
    answer: made,
    versioned: true,
    refusals: [404, 409, 422],
  },
  {
    method: 'GET',
    path: `${PATH}/:id/access`,
    says: say('api-docs.portalUsers.access'),
    answer: { status: 200, schema: ref('PortalUserAccess') },
    refusals: [404],
  },
];

/** What `PortalUsersApiController` does, for the pages of the API. */
export const portalUsersDescription = (permissions: readonly Permission[]): ApiGroup => ({
  key: 'portal-users',
  title: say('api-docs.portalUsers.title'),
  intro: say('api-docs.portalUsers.intro'),
  schemas: schemas(permissions),
  routes: ROUTES,
});
