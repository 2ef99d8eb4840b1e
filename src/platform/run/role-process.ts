import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { restartPause } from './restart-pause.js';
import type { Settings } from './settings.js';

export type Role = 'web' | 'worker';

/** What a process of Portico sends to its supervisor, once. */
export interface ReadyMessage {
  readonly ready: true;
  /** Lines for whoever started Portico: the one-time code of the set-up page, for example. */
  readonly notices?: readonly string[];
}

/** The word that makes a process wait for its settings; it loads the program meanwhile. */
export const WAITS = 'waits-for-settings';

export interface RoleProcessOptions {
  readonly root: string;
  /** Hears of every start, the first one and those after a death. */
  readonly onStart: () => void;
  readonly tell: (line: string) => void;
}

/** How long a process may take to finish its requests or jobs when it is asked to end. */
const PATIENCE = 10_000;
/** Deaths further apart than this are not one trouble. */
const CALM = 60_000;

/** The program in few files, where the build made it; the one in many does the same. */
function programIn(dist: string): string {
  const bundled = join(dist, 'platform', 'bundle', 'main.js');
  return existsSync(bundled) ? bundled : join(dist, 'main.js');
}

/** A web or worker process that is started again when it dies. */
export class RoleProcess {
  private child: ChildProcess | undefined;
  private restart: NodeJS.Timeout | undefined;
  private settings: Settings = {};
  private stopping = false;
  private deaths = 0;
  private dead: string | undefined;
  /** What the next death means. */
  private died = (how: string): void => void (this.dead = how);

  constructor(
    readonly role: Role,
    private readonly options: RoleProcessOptions,
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Lets it load the program while the services start; it does nothing before `start` tells it its settings. */
  warm(settings: Settings): void {
    this.settings = settings;
    this.launch(WAITS);
  }

  /**
   * Starts it; resolves with its notices once it is ready. From then on it is kept running.
   * @throws Error when it ends before it was ever ready: what is wrong then will not mend itself
   */
  start(settings: Settings): Promise<readonly string[]> {
    this.settings = settings;
    const warm = this.child;
    return new Promise((resolve, reject) => {
      let ready = false;
      this.died = (how) => {
        if (ready) this.restartLater(how);
        else reject(new Error(`${this.role} ${how} before it was ready.`));
      };
      if (this.dead) return this.died(this.dead);
      const child = warm ?? this.launch();
      child.on('message', (message: ReadyMessage) => {
        ready ||= message.ready;
        resolve(message.notices ?? []);
      });
      warm?.send({ settings });
      if (warm) this.options.onStart();
    });
  }

  /** Asks it to end; with `now` it is not asked. Resolves when it is gone. */
  async stop(now: boolean): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restart);
    const child = this.child;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(now ? 'SIGKILL' : 'SIGTERM');
    const hurry = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    await gone;
    clearTimeout(hurry);
  }

  /** A process group of its own: Ctrl-C in the terminal reaches the supervisor only, which ends things in order. */
  private launch(...words: string[]): ChildProcess {
    const born = Date.now();
    const { root } = this.options;
    const child = fork(programIn(join(root, 'dist')), [this.role, ...words], {
      cwd: root,
      env: this.settings,
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.once('exit', (code, signal) => {
      if (this.stopping) return;
      this.deaths = Date.now() - born > CALM ? 1 : this.deaths + 1;
      this.died(`ended with ${signal ?? code}`);
    });
    this.child = child;
    this.options.onStart();
    return child;
  }

  private restartLater(how: string): void {
    const pause = restartPause(this.deaths);
    this.options.tell(`${this.role} ${how}; starting it again in ${pause / 1000} s.`);
    this.restart = setTimeout(() => this.launch(), pause);
  }
}
