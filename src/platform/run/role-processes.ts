import type { Assignment } from './assignment.js';
import { RoleProcess, type Role } from './role-process.js';
import { removeNote, writeNote } from './running-note.js';
import type { Settings } from './settings.js';

/** The processes that a supervisor keeps running, and the note that tells others of them. */
export class RoleProcesses {
  private readonly each: readonly RoleProcess[];
  private settings: Settings = {};

  constructor(
    roles: readonly Role[],
    private readonly assignment: Assignment,
  ) {
    const { root, tell, interrupts } = assignment;
    this.each = roles.map((role) => new RoleProcess(role, { root, onStart: () => this.note(), tell }));
    interrupts.onSecond(() => void this.stopAll(true));
  }

  /** Lets them load the program while what they need is started. Several web processes are forked later, by one. */
  warm(given: Settings): void {
    for (const one of this.each)
      if (one.role !== 'web' || (given['WEB_CONCURRENCY'] || '1') === '1') one.warm(given);
  }

  /**
   * Starts them all.
   * @returns what they have to say to whoever started Portico
   * @throws Error when one ends before it was ever ready
   */
  async start(settings: Settings): Promise<readonly string[]> {
    this.settings = settings;
    return (await Promise.all(this.each.map((one) => one.start(settings)))).flat();
  }

  /** Asks them to end, and takes the note away when they have. */
  readonly stop = async (): Promise<void> => {
    await this.stopAll(false);
    removeNote(this.assignment.installation.home);
  };

  private async stopAll(now: boolean): Promise<void> {
    await Promise.all(this.each.map((one) => one.stop(now)));
  }

  private note(): void {
    const { BASE_URL, PORT, SMTP_URL, PORTICO_DEMO } = this.settings;
    const children = this.each.flatMap(({ pid }) => pid ?? []);
    writeNote(this.assignment.installation.home, children, { BASE_URL, PORT, SMTP_URL, PORTICO_DEMO });
  }
}
