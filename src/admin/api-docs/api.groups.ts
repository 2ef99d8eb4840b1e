import type { Permission } from '../../access/catalogue.js';
import { OPERATIONS_DESCRIPTION } from '../../operations/operations.api.description.js';
import type { ApiGroup } from '../../platform/http/api-description.js';
import { say } from '../../platform/errors.js';
import { portalAccessDescription } from '../../portal-users/portal-access.api.description.js';
import { BOUNCES_DESCRIPTION } from '../../invitations/bounces.api.description.js';
import { portalUsersDescription } from '../../portal-users/portal-users.api.description.js';
import { consolidatedAccounts } from '../../sections/company/accounts.kind.js';
import { customers } from '../../sections/company/company.kind.js';
import { DOCUMENT_FILES_DESCRIPTION } from '../../sections/documents/document-files.api.description.js';
import { kindTitle, type RecordKind } from '../../sections/engine/section.js';
import { AUTO_PAY_DESCRIPTION } from '../../sections/payment-methods/auto-pay.api.description.js';
import { RECORD_KINDS as SECTION_KINDS } from '../../sections/sections.js';
import { portalSettingsDescription } from '../../settings/portal-settings.api.description.js';
import { recordGroup } from './record.group.js';

/** Every kind of record that the API knows. */
export const RECORD_KINDS: readonly RecordKind[] = [customers, consolidatedAccounts, ...SECTION_KINDS];

/**
 * All that the API does, in the order of its page: the records from their declarations, the rest as it is described
 * beside its controllers.
 */
export function apiGroups(
  permissions: readonly Permission[],
  hasWords: (key: string) => boolean,
): ApiGroup[] {
  const records = RECORD_KINDS.map((kind) => {
    const title = kind === customers ? say('customers.list.title') : kindTitle(kind);
    return recordGroup(kind, title, hasWords);
  });
  return [
    ...records,
    DOCUMENT_FILES_DESCRIPTION,
    AUTO_PAY_DESCRIPTION,
    portalSettingsDescription(permissions),
    portalAccessDescription(permissions),
    portalUsersDescription(permissions),
    BOUNCES_DESCRIPTION,
    OPERATIONS_DESCRIPTION,
  ];
}
