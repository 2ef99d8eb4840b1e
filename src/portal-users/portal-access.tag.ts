import { createHash } from 'node:crypto';
import type { PortalAccess } from './portal-access.js';

/** The `ETag` of a customer's switches: they lie in several rows, so it is made of what they say. */
export const accessTag = (access: PortalAccess): string =>
  createHash('sha256').update(JSON.stringify(access)).digest('base64url').slice(0, 16);
