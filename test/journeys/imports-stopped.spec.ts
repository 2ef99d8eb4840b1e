import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OperationsJobs } from '../../src/operations/operations.jobs.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { Importing } from '../support/importing.js';
import { until } from '../support/mail-server.js';
import { startS3Server, type S3Server } from '../support/s3-server.js';

/** Work on a file that is stopped while its bucket keeps the worker waiting. */
describe('an import that is stopped', () => {
  let bucket: S3Server;
  let portico: TestPortico;
  let ruth: Importing;

  beforeAll(async () => {
    bucket = await startS3Server();
    portico = await startPortico({ STORAGE_URL: bucket.url });
    ruth = await Importing.at(portico);
  });
  afterAll(async () => {
    await portico.close();
    await bucket.close();
  });

  /** Keeps a worker waiting at its next request of this kind. */
  function slow(method: string): { reached: Promise<void>; goOn: () => void } {
    let reach: () => void = () => undefined;
    let release: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    bucket.waits = async (request) => {
      const working = await portico.sql(`select from operations where state = 'running'`);
      if (request.method !== method || working.length === 0) return;
      bucket.waits = undefined;
      reach();
      await released;
    };
    return { reached, goOn: release };
  }
  const refused = () => [
    /Would be refused (\d+)/.exec(ruth.seen.text)?.[1],
    ruth.seen.$('main tbody tr').length,
  ];

  it('takes nothing from the next check, though it was still counting rows', async () => {
    await ruth.send('customers', 'reference,name\nX-1,Ex Ltd\nX-2,');
    const columns = ruth.seen.$('form[action$="/columns"]').attr('action') as string;
    const page = columns.replace(/\/columns$/, '');
    const { reached, goOn } = slow('GET');
    await ruth.person.submit(columns, {});
    await reached;
    await ruth.person.open(page);
    await ruth.person.submit(`${page}/cancellation`);
    await ruth.person.open(columns);
    await ruth.person.submit(columns, {});
    await ruth.settled(page);
    expect(refused()).toEqual(['1', 1]);
    goOn();
    await ruth.left(page);
    expect(refused()).toEqual(['1', 1]);
  });

  it('cannot be stopped any more when everything is in', async () => {
    await ruth.send('customers', 'reference,name\nZ-1,Zed Ltd');
    await ruth.check({});
    const { path } = ruth.seen;
    const { reached, goOn } = slow('DELETE');
    await ruth.person.submit(ruth.seen.$('form[action$="/runs"]').attr('action') as string);
    await reached;
    await ruth.person.open(path);
    expect(ruth.seen.text).toContain('The work goes on.');
    expect(ruth.seen.text).not.toContain('Stop here');
    // It was asked for on a page that is a moment older.
    const token = String(ruth.seen.$('[name="_csrf"]').first().val());
    await ruth.person.request('POST', `${path}/cancellation`, new URLSearchParams({ _csrf: token }));
    goOn();
    await ruth.settled(path);
    expect(ruth.seen.text).toContain('1 row is in Portico now.');
    expect(ruth.seen.$('a:contains("Look at what was imported")')).toHaveLength(1);
    expect(await portico.sql(`select from audit_lines where action = 'import.stopped'`)).toHaveLength(1);
  });

  it('loses its file at last, though its worker broke off when everything was in', async () => {
    await ruth.send('customers', 'reference,name\nY-1,Why Ltd');
    await ruth.check({});
    const { path } = ruth.seen;
    const [kept] = await portico.sql<{ file: string }>('select file from imports order by id desc limit 1');
    const isKept = () => [...bucket.objects.keys()].some((key) => key.endsWith(String(kept?.file)));
    expect(isKept()).toBe(true);
    bucket.fails = ({ method }) => (method === 'DELETE' ? 500 : undefined);
    await ruth.person.submit(ruth.seen.$('form[action$="/runs"]').attr('action') as string);
    await until('the worker to break off', async () => {
      const waiting = `state = 'running' and lease_until < now() + interval '1 minute'`;
      const rows = await portico.sql(
        `update operations set lease_until = now() where ${waiting} returning id`,
      );
      return rows.length > 0 || undefined;
    });
    bucket.fails = undefined;
    await portico.app.get(OperationsJobs).feedDue();
    expect((await ruth.settled(path)).text).toContain('1 row is in Portico now.');
    expect(isKept()).toBe(false);
  });
});
