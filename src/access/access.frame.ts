import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { say } from '../platform/errors.js';
import { csrfToken } from '../platform/http/csrf.js';
import { formatsFor } from '../platform/pages/formats.js';
import {
  FrameSource,
  type FrameFacts,
  type FrameOrganisation,
  type FrameViewer,
  type FrameViewing,
} from '../platform/pages/frame.js';
import { strangersFacts } from '../platform/pages/strangers-facts.js';
import type { RequestWithViewer } from './access.decorators.js';
import { decideEntry, decidePortalAccess } from './decision.js';
import { FactsQueries } from './facts.queries.js';
import { STAFF_PERMISSIONS, type StaffPermission } from './staff-permissions.js';
import { may, visitor, type OrganisationFacts, type Viewer } from './viewer.js';

/** Tells the page's frame who is asking, and answers the menu's questions by the same decision as the guard. */
@Injectable()
export class AccessFrame extends FrameSource {
  constructor(private readonly queries: FactsQueries) {
    super();
  }

  async facts(request: FastifyRequest, reply: FastifyReply, isBusy: boolean): Promise<FrameFacts> {
    const viewer = (request as RequestWithViewer).viewer ?? visitor(request.ip);
    if (isBusy && !viewer.organisation) return strangersFacts;
    const organisation = viewer.organisation ?? (await this.queries.organisation());
    return {
      room: roomOf(viewer),
      organisation: organisationOf(organisation),
      viewer: viewerOf(viewer),
      viewing: viewingOf(viewer, organisation),
      csrfToken: csrfToken(request, reply),
      can: (permission) => can(viewer, permission),
    };
  }
}

const roomOf = ({ kind }: Viewer) =>
  kind === 'staff' ? 'admin' : kind === 'customer' ? 'portal' : 'visitor';

function can(viewer: Viewer, permission: string): boolean {
  if (viewer.lacksTwoStep) return false;
  if (STAFF_PERMISSIONS.includes(permission as StaffPermission))
    return may(viewer, permission as StaffPermission);
  // What customers may see is there for staff where the organisation makes use of it.
  if (viewer.kind === 'staff') return viewer.available.has(permission);
  if (!viewer.portal) return false;
  if (permission === 'portal') return !decideEntry(viewer.portal);
  if (permission === 'people') return !decideEntry(viewer.portal) && viewer.portal.access?.manager === true;
  return decidePortalAccess(permission, viewer.portal).allowed;
}

function viewerOf(viewer: Viewer): FrameViewer | null {
  if (viewer.kind !== 'staff' && viewer.kind !== 'customer') return null;
  const room = viewer.kind === 'staff' ? '/admin' : '/portal';
  return {
    name: viewer.name,
    profileHref: `${room}/profile`,
    customer: accessName(viewer) ?? null,
    switchHref: viewer.accesses.some(({ id }) => id !== viewer.portal?.access?.id)
      ? '/portal/accesses'
      : null,
  };
}

function viewingOf({ viewing, kind }: Viewer, organisation: OrganisationFacts): FrameViewing | null {
  if (!viewing) return null;
  const { person, by, until } = viewing;
  const formats = formatsFor(organisation.locale, organisation.timeZone, organisation.currency);
  const customer = person.portal?.customers.map(({ name }) => name).join(', ');
  const values = { person: person.name, email: person.email, by: by.name, until: formats.time(until) };
  return {
    text: customer
      ? say('access.viewing.banner', { ...values, customer })
      : say('access.viewing.bannerClosed', values),
    portalHref: kind === 'staff' ? '/portal' : null,
  };
}

/** The customer or the consolidated account that is looked at. */
const accessName = ({ accesses, portal }: Viewer): string | undefined =>
  accesses.find(({ id }) => id === portal?.access?.id)?.name ?? portal?.customers[0]?.name;

function organisationOf(facts: OrganisationFacts): FrameOrganisation {
  return {
    name: facts.name || 'Portico',
    portalName: facts.portalName || facts.name || 'Portico',
    logoHref: facts.logoVersion === null ? null : `/logo?v=${facts.logoVersion}`,
    colour: facts.colour,
    phone: facts.phone || null,
    email: facts.email || null,
    locale: facts.locale,
    timeZone: facts.timeZone,
    currency: facts.currency,
  };
}
