import { operationHref } from '../../operations/operations.service.js';
import { say, type Text } from '../../platform/errors.js';
import type { Action } from '../../platform/pages/page.js';
import type { ImportRow } from '../imports.queries.js';
import type { Outlook } from './imports-back.queries.js';
import { stuckTexts } from './imports-back.story.js';

/** What is said of taking an import back, and where that is done or told; nowhere where nothing can be. */
export interface WayBack {
  readonly texts: readonly Text[];
  readonly link: Action | null;
}

/** Whether it was imported, is still remembered, and was not taken back. */
export const mayGoBack = ({ step, state, undoing, keptUntil, counts }: ImportRow): boolean => {
  const { created, updated, newCustomers, newSites } = counts;
  const isWritten = created + updated + newCustomers + newSites > 0;
  return step === 'import' && !isAtWork(state) && !undoing && keptUntil !== null && isWritten;
};

/**
 * Nothing where nothing was written, while somebody works on it, and once what stood before is forgotten.
 * @param outlook of one that may go back
 */
export function wayBackOf(
  { step, state, undoing, operationId, keptUntil }: ImportRow,
  outlook?: Outlook,
): WayBack | null {
  if (step !== 'import' || operationId === null || isAtWork(state)) return null;
  const href = operationHref(operationId);
  if (undoing)
    return {
      texts: [say(`imports.back.${state === 'undone' ? 'done' : 'stopped'}`)],
      link: { label: say('imports.back.look'), href, kind: 'secondary' },
    };
  if (!outlook || keptUntil === null) return null;
  const stuck = stuckTexts(outlook);
  if (stuck.length > 0) return { texts: stuck, link: null };
  return {
    texts: [say('imports.back.until', { day: keptUntil })],
    link: { label: say('imports.back.link'), href: `${href}/undo`, kind: 'secondary', icon: 'undo' },
  };
}

const isAtWork = (state: ImportRow['state']): boolean => state === 'queued' || state === 'running';
