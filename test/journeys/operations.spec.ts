import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { ApiKeys } from '../../src/identity/api-keys.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { OperationsJobs } from '../../src/operations/operations.jobs.js';
import { OperationsModule } from '../../src/operations/operations.module.js';
import { Operations } from '../../src/operations/operations.service.js';
import { Runs, type Progress, type RunningOperation } from '../../src/operations/runs.js';
import { Config } from '../../src/platform/config.js';
import { ConfigModule } from '../../src/platform/config.module.js';
import { Database } from '../../src/platform/database/database.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { Refused, say } from '../../src/platform/errors.js';
import { newId } from '../../src/platform/ids.js';
import { QueueModule } from '../../src/platform/queue/queue.module.js';
import { freshDatabase, startPortico, type TestPortico } from '../support/app.js';
import { Person } from '../support/person.js';

/** Long work of this test: counts to its total, and does on the way what a test asks for. */
@Injectable()
class Counting {
  readonly began: number[] = [];
  onTheWay: (done: number) => Promise<void> | void = () => undefined;

  @Runs('sample.counting')
  async count(operation: RunningOperation, progress: Progress): Promise<void> {
    this.began.push(operation.done);
    for (let done = operation.done + 1; done <= operation.total; done++) {
      await this.onTheWay(done);
      await progress(done);
    }
  }
}

interface OperationFacts {
  readonly state: string;
  readonly done: string;
  readonly attempt: number;
  readonly problem: object | null;
  readonly lease: number;
}

describe('long work', () => {
  let made: Awaited<ReturnType<typeof freshDatabase>>;
  let config: Config;
  let worker: INestApplicationContext;

  beforeAll(async () => {
    made = await freshDatabase();
    config = new Config({
      DATABASE_URL: made.url,
      REDIS_URL: process.env['PORTICO_TEST_REDIS_URL'],
      SECRET_KEY: 'a secret key that only these tests know of',
    });
    await migrate(config);
    @Module({
      imports: [ConfigModule.with(config), DatabaseModule, QueueModule, OperationsModule],
      providers: [Counting],
    })
    class Worker {}
    worker = await NestFactory.createApplicationContext(Worker, { logger: false });
  });
  afterAll(async () => {
    await worker.close();
    await made.drop(config);
  });

  const sql = <Row>(text: string, values: unknown[]) => worker.get(Database).rows<Row>(text, values);
  const run = (id: string) => worker.get(OperationsJobs).run({ id, attempt: 0 });
  const facts = async (id: string): Promise<OperationFacts> => {
    const lease = 'extract(epoch from lease_until - now())::float as lease';
    const [row] = await sql<OperationFacts>(`select *, ${lease} from operations where id = $1`, [id]);
    return row as OperationFacts;
  };
  /** Three things to count; what else happens on the way is the test's. */
  async function begin(onTheWay: Counting['onTheWay'] = () => undefined): Promise<string> {
    const counting = worker.get(Counting);
    counting.began.length = 0;
    counting.onTheWay = onTheWay;
    const work = { kind: 'sample.counting', title: say('operations.waiting'), href: '/admin', total: 3 };
    return worker.get(Database).transaction((manager) => worker.get(Operations).begin(manager, work));
  }

  it('is done once, however many workers look', async () => {
    const id = await begin();
    await Promise.all([run(id), run(id), run(id)]);
    await run(id);
    expect(await facts(id)).toMatchObject({ state: 'done', done: '3', attempt: 1 });
    expect(worker.get(Counting).began).toEqual([0]);
  });

  it('goes on where a worker that died had come to', async () => {
    const id = await begin();
    await sql(
      `update operations set state = 'running', done = 2, attempt = 1, lease_until = now() + interval '1 minute'
       where id = $1`,
      [id],
    );
    await run(id);
    expect((await facts(id)).state).toBe('running');
    await sql(`update operations set lease_until = now() - interval '1 second' where id = $1`, [id]);
    await run(id);
    expect(await facts(id)).toMatchObject({ state: 'done', done: '3', attempt: 2 });
    expect(worker.get(Counting).began).toEqual([2]);
  });

  it('stops before its next part when somebody cancels it', async () => {
    const id = await begin(async (done) => {
      if (done !== 2) return;
      await worker.get(Database).transaction((manager) => worker.get(Operations).cancel(manager, id));
    });
    await run(id);
    expect(await facts(id)).toMatchObject({ state: 'cancelled', done: '1' });
  });

  it('is left to the worker that has taken over', async () => {
    const id = await begin(async (done) => {
      if (done === 2) await sql('update operations set attempt = attempt + 1 where id = $1', [id]);
    });
    await run(id);
    expect(await facts(id)).toMatchObject({ state: 'running', done: '1', attempt: 2 });
  });

  it('fails with a sentence when it cannot be done', async () => {
    const problem = say('operations.waiting');
    const id = await begin(() => Promise.reject(new Refused(problem)));
    await run(id);
    expect(await facts(id)).toMatchObject({ state: 'failed', problem });
  });

  it('is tried again after an accident, waiting longer each time, and in the end says so', async () => {
    const id = await begin(() => Promise.reject(new Error('The database went away.')));
    const waits: number[] = [];
    for (let attempt = 1; attempt < 5; attempt++) {
      await run(id);
      const { state, lease } = await facts(id);
      expect(state).toBe('running');
      waits.push(Math.round(lease));
      await sql(`update operations set lease_until = now() - interval '1 second' where id = $1`, [id]);
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    await run(id);
    expect(await facts(id)).toMatchObject({
      state: 'failed',
      problem: say('operations.problems.unexpected'),
    });
  });
});

describe('looking at long work', () => {
  let portico: TestPortico;
  let id: string;

  beforeAll(async () => {
    portico = await startPortico();
    id = newId();
    await portico.sql(
      `insert into operations (id, kind, title, href, state, done, total, lease_until, attempt)
       values ($1, 'sample', '{"key": "platform.verbatim", "values": {"text": "Switching Jobs on"}}', '/admin/customers',
         'running', 12, 30, now() + interval '1 hour', 1)`,
      [id],
    );
  });
  afterAll(() => portico.close());

  it('shows staff how far it is, and looks again by itself until it is over', async () => {
    const [email, password] = ['ada@example.test', 'three words that rhyme'];
    await portico.app.get(Logins).addStaff(SYSTEM, { email, password, name: 'Ada', roleGroup: 'office' });
    const ada = new Person(portico.url);
    await ada.open(`/admin/operations/${id}`);
    expect(ada.seen.path).toBe('/sign-in');
    await ada.signIn(email, password);
    await ada.open(`/admin/operations/${id}`);
    expect(ada.seen.$('h1').text()).toBe('Switching Jobs on');
    expect(ada.seen.text).toContain('12 of 30 done');
    expect(ada.seen.$('progress').attr()).toMatchObject({ max: '30', value: '12' });
    expect(ada.seen.$('[data-poll]').length + ada.seen.$('noscript').length).toBe(2);

    await portico.sql(`update operations set state = 'done', done = 30 where id = $1`, [id]);
    await ada.open(`/admin/operations/${id}`);
    expect(ada.seen.text).toContain('Finished: 30 of 30 done.');
    expect(ada.seen.$('#progress a').attr('href')).toBe('/admin/customers');
    expect(ada.seen.$('[data-poll], noscript')).toHaveLength(0);
    expect((await ada.open(`/admin/operations/${newId()}`)).status).toBe(404);
    expect((await ada.open('/admin/operations/nonsense')).status).toBe(404);
  });

  it('tells systems the same', async () => {
    const key = await portico.app.get(ApiKeys).make(SYSTEM, 'a system', 'office');
    const ask = (path: string, headers = {}) =>
      fetch(`${portico.url}/api/v1/operations/${path}`, { headers });
    const answer = await ask(id, { authorization: `Bearer ${key}` });
    expect(await answer.json()).toEqual({ id, state: 'done', done: 30, total: 30 });
    expect((await ask(id)).status).toBe(401);
    expect((await ask(newId(), { authorization: `Bearer ${key}` })).status).toBe(404);
  });
});
