import { say, type Text } from '../../platform/errors.js';
import { cell, type Cell } from '../../platform/pages/cells.js';
import type { PageModel } from '../../platform/pages/page.js';
import type { Backlog, FailedWork } from '../../platform/queue/backlogs.js';

export const QUEUES_PAGE = '/admin/queues';
/** So many failures of a queue are shown; the button for all takes the others too. */
export const SHOWN_FAILURES = 20;

/** What is known of a queue: its rows, and how many jobs Redis holds, where it answers. */
export interface QueueFacts {
  readonly queue: string;
  readonly backlog: Backlog;
  readonly failed: readonly FailedWork[];
  readonly held: number | undefined;
}

export interface QueuesModel extends PageModel {
  /** What stands in the way of all of it. */
  readonly notice: Text | null;
  readonly queues: readonly QueueView[];
}

export interface QueueView {
  readonly title: Text;
  readonly stats: readonly { readonly label: Text; readonly cell: Cell; readonly note: Text | null }[];
  /** What stands in the way of this one. */
  readonly notice: Text | null;
  readonly inLine: Text;
  readonly failures: {
    readonly sentence: Text;
    readonly items: readonly FailureView[];
    readonly all: { readonly action: string; readonly button: Text } | null;
  } | null;
}

export interface FailureView {
  readonly what: Text;
  readonly whose: string;
  readonly why: Text;
  readonly since: Cell;
  readonly action: string;
}

interface Around {
  readonly now: Date;
  readonly sendsMail: boolean;
}

/** What waits, what runs and what failed, queue by queue. Pure. */
export function queuesView(facts: readonly QueueFacts[], around: Around): QueuesModel {
  return {
    head: { title: say('admin.queues.title'), purpose: say('admin.queues.purpose') },
    notice: facts.some(({ held }) => held === undefined) ? say('admin.queues.redisAway') : null,
    queues: facts.map((one) => queueView(one, around)),
  };
}

function queueView(facts: QueueFacts, around: Around): QueueView {
  const { queue, backlog, held } = facts;
  const stat = (key: 'waiting' | 'running' | 'failed', note: Text | null) => ({
    label: say(`admin.queues.stats.${key}`),
    cell: cell.number(backlog[key]),
    note,
  });
  return {
    title: say(`admin.queues.names.${queue}`),
    stats: [
      stat('waiting', waitingNote(backlog, around.now)),
      stat('running', backlog.left > 0 ? say('admin.queues.left', { count: backlog.left }) : null),
      stat('failed', say('admin.queues.lately')),
    ],
    notice: noticeOf(facts, around),
    inLine:
      held === undefined ? say('admin.queues.inLineUnknown') : say('admin.queues.inLine', { count: held }),
    failures: failuresOf(facts),
  };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function waitingNote({ oldest, later }: Backlog, now: Date): Text | null {
  if (oldest === null) return later > 0 ? say('admin.queues.later', { count: later }) : null;
  const waited = now.getTime() - oldest.getTime();
  if (waited < MINUTE) return say('admin.queues.oldest.now');
  return waited < 2 * HOUR
    ? say('admin.queues.oldest.minutes', { count: Math.floor(waited / MINUTE) })
    : say('admin.queues.oldest.hours', { count: Math.floor(waited / HOUR) });
}

/** A worker takes up what waits within seconds: what waits longer while nothing runs waits for a worker. */
function noticeOf({ queue, backlog, held }: QueueFacts, { now, sendsMail }: Around): Text | null {
  if (queue === 'mail' && !sendsMail && backlog.waiting > 0) return say('admin.queues.noMailServer');
  const { waiting, running, oldest } = backlog;
  const isLate = oldest !== null && now.getTime() - oldest.getTime() > 2 * MINUTE;
  return held !== undefined && waiting > 0 && running === 0 && isLate ? say('admin.queues.noWorker') : null;
}

function failuresOf({ queue, backlog, failed }: QueueFacts): QueueView['failures'] {
  if (backlog.failed === 0) return null;
  return {
    sentence:
      backlog.failed > failed.length
        ? say('admin.queues.someFailed', { shown: failed.length, count: backlog.failed })
        : say('admin.queues.allFailed', { count: backlog.failed }),
    items: failed.map(({ id, what, whose, why, since }) => ({
      what,
      whose,
      why: why ?? say('admin.queues.unknownWhy'),
      since: cell.dateTime(since),
      action: `${QUEUES_PAGE}/${queue}/${id}/attempts`,
    })),
    all:
      backlog.failed > 1
        ? {
            action: `${QUEUES_PAGE}/${queue}/attempts`,
            button: say('admin.queues.tryAll', { count: backlog.failed }),
          }
        : null,
  };
}
