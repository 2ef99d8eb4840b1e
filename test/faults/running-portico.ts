import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

type Variables = Readonly<Record<string, string>>;

const BARE = { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1' };

/** Portico started as a person starts it, and what it says. */
export class RunningPortico {
  output = '';
  /** Resolves with the exit code; undefined after a signal. */
  readonly ended: Promise<number | undefined>;
  private readonly child: ChildProcess;

  constructor(
    readonly folder: string,
    words: readonly string[],
    variables: Variables = {},
    input = '',
  ) {
    const env = { ...BARE, PORT: '0', PORTICO_FOLDER: folder, ...variables };
    this.child = spawn(process.execPath, [resolve('bin/portico.mjs'), ...words], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child.stdin?.end(input);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (part: Buffer) => (this.output += part.toString()));
    }
    this.ended = new Promise((done) => this.child.once('exit', (code) => done(code ?? undefined)));
  }

  /** The address of web, once everything is ready. */
  async ready(): Promise<string> {
    await eventually(() => this.output.includes('Ctrl-C stops it') || this.child.exitCode !== null, 100_000);
    const address = /Address +(\S+)/.exec(this.output)?.[1];
    if (!address) throw new Error(`Portico did not start:\n${this.output}`);
    return address;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

/** Asks until the answer is true. @throws Error when it is not in time */
export async function eventually(
  answer: () => boolean | Promise<boolean>,
  milliseconds = 20_000,
): Promise<void> {
  for (const end = Date.now() + milliseconds; !(await answer()); await sleep(50)) {
    if (Date.now() > end) throw new Error(`Not within ${milliseconds} ms: ${answer}`);
  }
}

function read(pid: string, file: string): string {
  try {
    return readFileSync(join('/proc', pid, file), 'utf8');
  } catch {
    return '';
  }
}

/** The living processes that have to do with a folder, by what they were started with. */
export function processesOf(folder: string, like = /./): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  const ours = pids.filter((pid) => {
    const command = read(pid, 'cmdline');
    const started = `${command}\0${read(pid, 'environ')}`;
    return (
      command !== '' &&
      like.test(command) &&
      (started.includes(`${folder}/`) || started.includes(`=${folder}\0`))
    );
  });
  return ours.map(Number);
}

/** Ends processes as a power cut would. */
export function killHard(pids: readonly number[]): void {
  for (const pid of pids) process.kill(pid, 'SIGKILL');
}

/** Whether an address answers as it should, and soon: what was handed to a process that died is never answered. */
export async function answers(address: string): Promise<boolean> {
  const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5000) }).catch(
    () => undefined,
  );
  return response?.status === 200 && (await response.text()).includes('"queue":"ok"');
}
