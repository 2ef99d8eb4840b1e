/** What the audit log calls the rows that there is one of each. Ids of their own, so that it finds their lines. */
export const SUBJECTS = {
  portalSettings: { kind: 'portal-settings', id: '01900000-0000-7000-8000-000000000011' },
  organisation: { kind: 'organisation', id: '01900000-0000-7000-8000-000000000012' },
  business: { kind: 'business', id: '01900000-0000-7000-8000-000000000014' },
  invitations: { kind: 'invitation-settings', id: '01900000-0000-7000-8000-000000000013' },
} as const;
