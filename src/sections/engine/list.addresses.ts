import { Injectable } from '@nestjs/common';
import { decidePortalAccess } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer } from '../../access/viewer.js';
import { Cursors } from '../../platform/lists/cursors.js';
import { hiddenFromStaff, hiddenInList } from './hidden-fields.js';
import { readListRequest, type ListRequest } from './list.request.js';
import { permissionOf, type Section } from './section.js';

/** Addresses of lists, read and written for whoever looks. */
@Injectable()
export class ListAddresses {
  constructor(private readonly cursors: Cursors) {}

  /** @throws Refused for what the list does not know, or not for them */
  read(
    section: Section,
    query: Readonly<Record<string, unknown>>,
    viewer: Viewer,
    remembered?: readonly string[] | null,
  ): ListRequest {
    const hidden =
      viewer.kind === 'staff'
        ? hiddenFromStaff(viewer)
        : hiddenTo(viewer.portal as PortalFacts, section, query);
    return readListRequest(section, query, this.cursors, hidden, {
      remembered: remembered ?? undefined,
      currency: viewer.organisation?.currency,
    });
  }
}

const hiddenTo = (facts: PortalFacts, section: Section, query: Readonly<Record<string, unknown>>) =>
  hiddenInList(facts, decidePortalAccess(permissionOf(section), facts).scope, query);
