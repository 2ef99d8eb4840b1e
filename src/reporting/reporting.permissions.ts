import type { Permission, PermissionDefinition } from '../access/catalogue.js';
import type { Report } from './report.js';
import { REPORTS } from './reports.js';

/** The switch of one report; it needs the switch of all of them. */
export const permissionOf = ({ key }: Pick<Report, 'key'>): Permission => `reporting.${key}`;

/** Dashboards over completed jobs. */
export const REPORTING_PERMISSIONS: readonly PermissionDefinition[] = [
  { key: 'reporting', words: 'reporting.permission' },
  ...REPORTS.map((report) => ({
    key: permissionOf(report),
    needs: ['reporting', ...(report.jobsNeed ? [report.jobsNeed] : [])],
    words: `reporting.${report.key}.permission`,
  })),
];
