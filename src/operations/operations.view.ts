import { say, type Text } from '../platform/errors.js';
import type { PageModel, Tone } from '../platform/pages/page.js';
import type { OperationState } from './operation.entity.js';
import type { OperationRow } from './operations.queries.js';

export interface OperationPage extends PageModel {
  readonly done: number;
  /** At least 1: a bar needs a length. */
  readonly total: number;
  readonly sentence: Text;
  readonly problem: Text | null;
  readonly tone: Tone;
  /** Milliseconds until the page looks again; null when there is nothing more to see. */
  readonly poll: number | null;
  readonly goOn: { readonly label: Text; readonly href: string };
}

const LOOK_AGAIN_SECONDS = 2;

const TONES: Readonly<Record<OperationState, Tone>> = {
  queued: 'information',
  running: 'information',
  done: 'good',
  failed: 'danger',
  cancelled: 'attention',
  undone: 'neutral',
};

/** How far long work is, in words and as a bar. */
export function operationPage({ title, href, state, done, total, problem }: OperationRow): OperationPage {
  const working = state === 'queued' || state === 'running';
  return {
    head: {
      title,
      ...(working ? { purpose: say('operations.purpose'), refreshSeconds: LOOK_AGAIN_SECONDS } : {}),
    },
    done: Math.min(done, Math.max(total, 1)),
    total: Math.max(total, 1),
    sentence: state === 'queued' ? say('operations.waiting') : say(`operations.${state}`, { done, total }),
    problem,
    tone: TONES[state],
    poll: working ? LOOK_AGAIN_SECONDS * 1000 : null,
    goOn: { label: say(state === 'done' ? 'operations.goOn' : 'operations.goBack'), href },
  };
}
