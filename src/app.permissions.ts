import type { PermissionDefinition } from './access/catalogue.js';
import { REPORTING_PERMISSIONS } from './reporting/reporting.permissions.js';
import { permissionsOf } from './sections/engine/section.js';
import { SECTIONS } from './sections/sections.js';

/** Every permission there is, in the order of the settings: the sections' own, and those that lie across them. */
export const PERMISSIONS: readonly PermissionDefinition[] = [
  { key: 'company', words: 'company.permission' },
  { key: 'company.business', needs: ['company'], words: 'company.businessPermission' },
  ...SECTIONS.flatMap(permissionsOf),
  ...REPORTING_PERMISSIONS,
  { key: 'exports', words: 'sections.exports' },
  { key: 'money', words: 'sections.money', walled: true },
];
