/**
 * Everything that leaves a line in the audit log: a thing, and what was done to it. Each has its sentence under
 * `audit.actions.<thing>.<done>` in `messages/`, and each thing its name under `audit.kinds`.
 */
export const AUDIT_ACTIONS = [
  'api-key.ended',
  'api-key.made',
  'bulk-change.ended',
  'bulk-change.stopped',
  'bulk-change.taken-back',
  'consolidated-account.added',
  'consolidated-account.changed',
  'consolidated-account.customer-added',
  'consolidated-account.customer-removed',
  'consolidated-account.deleted',
  'consolidated-account.restored',
  'customer.added',
  'customer.changed',
  'customer.restored',
  'document.file-kept',
  'document.file-opened',
  'export.asked',
  'export.downloaded',
  'file-type.added',
  'file-type.changed',
  'flag.added',
  'flag.changed',
  'import.checked',
  'import.run',
  'invitation-list.sent',
  'invitation.accepted',
  'invitation.asked-again',
  'invitation.bounced',
  'invitation.revoked',
  'invitation.sent',
  'invitation.sent-again',
  'list.downloaded',
  'log.downloaded',
  'log.keeping-changed',
  'login.added',
  'login.changed',
  'login.data-handed-out',
  'login.disabled',
  'login.enabled',
  'login.erased',
  'login.link-sent',
  'login.password-changed',
  'login.password-reset',
  'login.renamed',
  'login.sessions-ended',
  'login.signed-in',
  'login.type-changed',
  'organisation.changed',
  'organisation.set-up',
  'portal-access.changed',
  'portal-settings.changed',
  'portal-user.added',
  'portal-user.address-corrected',
  'portal-user.changed',
  'portal-user.ended',
  'portal-user.viewing-ended',
  'portal-user.viewing-started',
  'record.changed',
  'record.created',
  'record.removed',
  'records.written',
  'report.downloaded',
  'test-mail.asked',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** The things, in alphabetical order. */
export const AUDIT_KINDS: readonly string[] = [...new Set(AUDIT_ACTIONS.map(kindOf))];

/** What an action is done to: `customer` of `customer.changed`. */
export function kindOf(action: string): string {
  return action.split('.')[0] as string;
}
