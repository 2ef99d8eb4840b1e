import type { Viewer } from '../access/viewer.js';
import { newId } from '../platform/ids.js';

/** What the access log knows of. */
export const ACCESS_KINDS = ['sign-in', 'sign-in-failed', 'view', 'download', 'export'] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

/** A record that somebody looks at or takes away. */
export interface SeenRecord {
  /** None where staff look at what is the organisation's own. */
  readonly customerId: string | null;
  readonly siteId?: string | null;
  readonly recordId: string;
  readonly reference: string;
  /** Of a document, where it is an older version of its file. */
  readonly fileVersion?: number | null;
}

/** What somebody did: in which section or page, and with which record. */
export interface Happening {
  readonly kind: AccessKind;
  readonly section: string;
  readonly record?: SeenRecord;
}

/** A row to be. */
export interface AccessEntry {
  readonly id: string;
  readonly at: Date;
  readonly kind: AccessKind;
  readonly login_id: string;
  readonly portal_user_id: string | null;
  readonly customer_id: string | null;
  readonly site_id: string | null;
  readonly address: string;
  readonly section: string;
  readonly record_id: string | null;
  readonly reference: string;
  readonly file_version: number | null;
}

/** Who did it; of somebody who signs in only the access is known. */
export type Visitor = Pick<Viewer, 'id' | 'address'> &
  Partial<Pick<Viewer, 'portal' | 'scope' | 'viewing'>> & { readonly portalUserId?: string | null };

/** The rows of what somebody did: one for each customer whose records it was about. */
export function accessEntries(viewer: Visitor, { kind, section, record }: Happening): AccessEntry[] {
  if (!viewer.id) return [];
  const row = {
    at: new Date(),
    kind,
    login_id: viewer.id,
    portal_user_id: viewer.portal?.access?.id ?? viewer.portalUserId ?? null,
    site_id: record?.siteId ?? null,
    address: viewer.address,
    section,
    record_id: record?.recordId ?? null,
    reference: record?.reference ?? '',
    file_version: record?.fileVersion ?? null,
  };
  return customersOf(viewer, record).map((customer_id) => ({ id: newId(), customer_id, ...row }));
}

function customersOf({ portal, scope }: Visitor, record: SeenRecord | undefined): (string | null)[] {
  if (record) return [record.customerId];
  const customers = scope?.length
    ? scope.map(({ customerId }) => customerId)
    : portal?.customers.map(({ id }) => id);
  return customers?.length ? customers : [null];
}
