import { operationHref } from '../../operations/operations.service.js';
import { say, type Text } from '../../platform/errors.js';
import type { Action } from '../../platform/pages/page.js';
import type { ImportRow } from '../imports.queries.js';

/** What is said of taking an import back, and where that is done or told. */
export interface WayBack {
  readonly text: Text;
  readonly link: Action;
}

/** Nothing where nothing was written, while somebody works on it, and once what stood before is forgotten. */
export function wayBackOf({
  step,
  state,
  undoing,
  operationId,
  keptUntil,
  counts,
}: ImportRow): WayBack | null {
  if (step !== 'import' || operationId === null || state === 'queued' || state === 'running') return null;
  const href = operationHref(operationId);
  if (undoing)
    return {
      text: say(`imports.back.${state === 'undone' ? 'done' : 'stopped'}`),
      link: { label: say('imports.back.look'), href, kind: 'secondary' },
    };
  const { created, updated, newCustomers, newSites } = counts;
  if (keptUntil === null || created + updated + newCustomers + newSites === 0) return null;
  return {
    text: say('imports.back.until', { day: keptUntil }),
    link: { label: say('imports.back.link'), href: `${href}/undo`, kind: 'secondary', icon: 'undo' },
  };
}
