import { createHash } from 'node:crypto';
import { emailKey } from '../identity/login.entity.js';

/**
 * The id of the access that a form gives to an address: made of the form's own id (a UUIDv7), so that the same form sent
 * twice speaks of the same access, and so that the page after it knows whom it added. It sorts as the form's id does.
 */
export function personId(formId: string, email: string): string {
  const digest = createHash('sha256')
    .update(`${formId} ${emailKey(email)}`)
    .digest('hex');
  const variant = ((parseInt(digest.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  return `${formId.slice(0, 14)}7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}
