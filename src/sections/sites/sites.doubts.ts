import { latestToday } from '../../platform/calendar.js';
import { rowsOf } from '../engine/rows.js';
import type { ChildBody } from '../engine/section.js';

/** What cannot be right with a site that a person writes: what stands there has come already, and there is some of it. */
export const doubtfulSite = ({ containers }: ChildBody): Record<string, string> =>
  Object.fromEntries(
    rowsOf(containers).flatMap(({ count, since }, index) => [
      ...(count === 0 ? [[`containers[${index}].count`, 'sites.wrong.noContainers']] : []),
      ...(since && String(since) > latestToday()
        ? [[`containers[${index}].since`, 'sites.wrong.notThereYet']]
        : []),
    ]),
  );
