import type { LongRunning } from './command-line.js';
import type { Installation } from './installation.js';
import type { Interrupts } from './interrupts.js';
import type { Settings } from './settings.js';

/** What a supervisor has been asked to run, and with what. */
export interface Assignment {
  readonly command: LongRunning;
  readonly installation: Installation;
  /** The project's folder. */
  readonly root: string;
  readonly settings: Settings;
  readonly interrupts: Interrupts;
  /** What is to be done at the end, last first. */
  readonly endings: (() => Promise<void>)[];
  readonly tell: (line: string) => void;
}
