import { costs } from './costs.report.js';
import { fates } from './fates.report.js';
import type { Report } from './report.js';
import { trends } from './trends.report.js';
import { types } from './types.report.js';
import { volumes } from './volumes.report.js';

/** Every dashboard, in the order of menu and tabs. One line adds a report. */
export const REPORTS: readonly Report[] = [volumes, costs, types, fates, trends];
