import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { answers, eventually, killHard, processesOf, RunningPortico } from './running-portico.js';

let folder = '';
beforeEach(() => {
  mkdirSync('.portico', { recursive: true });
  const outer = mkdtempSync(join(process.cwd(), '.portico', 'faults-'));
  // When root runs the tests, Postgres enters as nobody.
  chmodSync(outer, 0o755);
  folder = join(outer, '.portico');
});
afterEach(() => {
  killHard(processesOf(folder));
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const start = (...words: string[]) => new RunningPortico(folder, words.length > 0 ? words : ['start']);

describe('Portico as a whole', () => {
  it('leaves no process after Ctrl-C', async () => {
    const portico = start();
    expect(await answers(await portico.ready())).toBe(true);
    expect(processesOf(folder).length).toBeGreaterThan(4);
    portico.signal('SIGINT');
    expect(await portico.ended).toBe(0);
    expect(processesOf(folder)).toEqual([]);
  });

  it('answers with several web processes, mends one that dies, and leaves none behind', async () => {
    const portico = new RunningPortico(folder, ['start'], { WEB_CONCURRENCY: '2' });
    const address = await portico.ready();
    const webs = () => processesOf(folder, /(dist|bundle)\/main\.js\0web/);
    expect(webs()).toHaveLength(3);
    killHard([Math.max(...webs())]);
    await eventually(() => webs().length === 2);
    await eventually(() => answers(address));
    await eventually(() => webs().length === 3);
    expect(await answers(address)).toBe(true);
    portico.signal('SIGINT');
    expect(await portico.ended).toBe(0);
    expect(processesOf(folder)).toEqual([]);
  });

  it('leaves no process when it is interrupted while it starts', async () => {
    const portico = start();
    await eventually(() => processesOf(folder, /postgres/).length > 0, 60_000);
    portico.signal('SIGINT');
    expect(await portico.ended).toBe(0);
    expect(processesOf(folder)).toEqual([]);
  });

  it('takes its processes along when it is killed, and starts again on the same data', async () => {
    const first = start();
    await first.ready();
    const createAdmin = () => {
      const words = ['create-admin', '--email', 'ann@yard.example', '--name', 'Ann Yard'];
      return new RunningPortico(folder, words, {}, 'a long quiet password\n');
    };
    expect(await createAdmin().ended).toBe(0);
    first.signal('SIGKILL');
    await first.ended;
    await eventually(() => processesOf(folder, /dist\/main/).length === 0);

    const second = start();
    await second.ready();
    const again = createAdmin();
    expect(await again.ended).toBe(1);
    expect(again.output).toContain('ann@yard.example');
    second.signal('SIGINT');
    expect(await second.ended).toBe(0);
    expect(processesOf(folder)).toEqual([]);
  });

  it('recovers when everything at once is killed', async () => {
    const first = start();
    await first.ready();
    first.signal('SIGKILL');
    killHard(processesOf(folder));
    const second = start();
    expect(await answers(await second.ready())).toBe(true);
    second.signal('SIGINT');
    expect(await second.ended).toBe(0);
  });

  it.each([
    ['web and worker', /dist\/main/],
    ['Postgres and Redis', /postgres|redis/],
  ])('heals itself when %s are killed', async (_what, like) => {
    const portico = start();
    const address = await portico.ready();
    killHard(processesOf(folder, like));
    await eventually(() => answers(address), 60_000);
    portico.signal('SIGINT');
    expect(await portico.ended).toBe(0);
    expect(processesOf(folder)).toEqual([]);
  });

  it('shares its services between a web and a worker that were started apart, and the last one ends them', async () => {
    const [web, worker] = [start('web'), start('worker')];
    await Promise.all([web.ready(), eventually(() => worker.output.includes('Ctrl-C'), 60_000)]);
    web.signal('SIGINT');
    expect(await web.ended).toBe(0);
    expect(processesOf(folder, /postgres/).length).toBeGreaterThan(0);
    worker.signal('SIGINT');
    expect(await worker.ended).toBe(0);
    expect(processesOf(folder)).toEqual([]);
  });

  it('says which port is taken, and starts nothing', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await eventually(() => other.listening);
    const { port } = other.address() as { port: number };
    const portico = new RunningPortico(folder, ['start'], { PORT: String(port) });
    expect(await portico.ended).toBe(1);
    expect(portico.output).toContain(`Port ${port} is taken`);
    expect(processesOf(folder)).toEqual([]);
    other.close();
  });

  it('names what production lacks, and makes nothing up', async () => {
    const portico = new RunningPortico(folder, ['start'], {
      NODE_ENV: 'production',
      REDIS_URL: 'redis://127.0.0.1',
    });
    expect(await portico.ended).toBe(1);
    expect(portico.output).toContain('Not set: DATABASE_URL, SECRET_KEY, BASE_URL.');
    expect(processesOf(folder)).toEqual([]);
  });
});
