import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel, type Tone } from '../platform/pages/page.js';
import type { OperationState } from './operation.entity.js';
import type { LeftAlone, OperationStory } from './operation.kinds.js';
import { isAtWork, type OperationRow } from './operations.queries.js';
import { CHANGES_FOR_MANY, operationHref } from './operations.service.js';

export interface OperationPage extends PageModel {
  readonly done: number;
  /** At least 1: a bar needs a length. */
  readonly total: number;
  readonly sentence: Text;
  readonly problem: Text | null;
  readonly tone: Tone;
  /** Milliseconds until the page looks again; null when there is nothing more to see. */
  readonly poll: number | null;
  readonly points: readonly Text[];
  readonly left: readonly LeftAlone[];
  readonly stop: { readonly action: string; readonly label: Text } | null;
  readonly undo: { readonly href: string; readonly label: Text } | null;
  readonly goOn: { readonly label: Text; readonly href: string };
}

const LOOK_AGAIN_SECONDS = 2;
const NO_STORY: OperationStory = { points: [], left: [] };

export const TONES: Readonly<Record<OperationState, Tone>> = {
  queued: 'information',
  running: 'information',
  done: 'good',
  failed: 'danger',
  cancelled: 'attention',
  undone: 'neutral',
};

/**
 * How far long work is, in words and as a bar.
 * @param maySteer whether the person may stop it and take it back
 */
export function operationPage(
  row: OperationRow,
  { points, left, undo, stop } = NO_STORY,
  maySteer = false,
): OperationPage {
  const { id, title, href, state, done, total, problem } = row;
  const working = isAtWork(row);
  return {
    head: {
      title,
      ...(maySteer ? { back: { label: say('operations.many.title'), href: CHANGES_FOR_MANY } } : {}),
      ...(working ? { purpose: say('operations.purpose'), refreshSeconds: LOOK_AGAIN_SECONDS } : {}),
    },
    done: Math.min(done, Math.max(total, 1)),
    total: Math.max(total, 1),
    sentence: sentence(row),
    problem,
    tone: TONES[state],
    poll: working ? LOOK_AGAIN_SECONDS * 1000 : null,
    points,
    left,
    stop: stop && maySteer ? { action: `${operationHref(id)}/cancellation`, label: stop } : null,
    undo: undo && maySteer ? { href: `${operationHref(id)}/undo`, label: say('operations.undo') } : null,
    goOn: { label: say(state === 'done' ? 'operations.goOn' : 'operations.goBack'), href },
  };
}

function sentence({ state, undoing, done, total }: OperationRow): Text {
  if (state === 'queued') return say('operations.waiting');
  return say(`operations.${state === 'running' && undoing ? 'undoing' : state}`, { done, total });
}

/** Asks before it is taken back. */
export function undoPage(
  { id, title }: OperationRow,
  { text, points, button }: NonNullable<OperationStory['undo']>,
): Page {
  const href = operationHref(id);
  const confirm = {
    text,
    points,
    action: `${href}/undo`,
    button,
    back: { label: say('platform.confirm.back'), href },
  };
  const head = { title: say('operations.undoTitle'), back: { label: title, href } };
  return new Page('platform/confirm', { head, confirm });
}
