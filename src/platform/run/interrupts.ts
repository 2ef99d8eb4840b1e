import { shellsParent } from '../services/processes.js';
import type { Settings } from './settings.js';

export interface Interrupts {
  /** Resolves at the first Ctrl-C, or when Portico is asked to end in another way. */
  readonly first: Promise<void>;
  happened(): boolean;
  /** Calls back at the second Ctrl-C. */
  onSecond(hurry: () => void): void;
}

/**
 * npm that is killed does not pass that on to what it started, be it us or the shell between.
 * Only a start by npm is watched: whoever starts Portico otherwise may well leave it running.
 */
function whenNpmIsGone(settings: Settings, tell: () => void): void {
  if (!settings['npm_lifecycle_event']) return;
  const ancestors = () => `${process.ppid} ${shellsParent(process.ppid)}`;
  const before = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(watch);
    tell();
  }, 500);
  watch.unref();
}

/** Listens for Ctrl-C and its relatives from now on; the process does not end by them any more. */
export function listenForInterrupts(settings: Settings): Interrupts {
  let count = 0;
  let hurry: () => void = () => undefined;
  const first = new Promise<void>((resolve) => {
    const interrupt = () => {
      count += 1;
      resolve();
      if (count > 1) hurry();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
    whenNpmIsGone(settings, interrupt);
  });
  return { first, happened: () => count > 0, onSecond: (callback) => (hurry = callback) };
}
