/** What staff may do; role groups hold them, `*` stands for all. The API asks the same. */
export const STAFF_PERMISSIONS = [
  'customers.read',
  'customers.write',
  'records.read',
  'records.write',
  'access.write',
  'portal.view-as',
  'imports.run',
  'reports.read',
  'settings.write',
  'logins.write',
  'audit.read',
] as const;
export type StaffPermission = (typeof STAFF_PERMISSIONS)[number];

/** Whether a role group's permissions include this one. */
export const holds = (held: ReadonlySet<string>, permission: StaffPermission): boolean =>
  held.has('*') || held.has(permission);
