import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Database } from '../../src/platform/database/database.js';
import { PortalReads } from '../../src/platform/database/portal-reads.js';
import { Login } from '../../src/identity/login.entity.js';
import { newId } from '../../src/platform/ids.js';
import { startPortico, type TestPortico } from '../support/app.js';

/** As many at once as the pool has connections would wait for each other for ever: every journey is watched for it. */
describe('whoever holds a connection', () => {
  let portico: TestPortico;
  let database: Database;
  let reads: PortalReads;

  beforeAll(async () => {
    portico = await startPortico();
    database = portico.app.get(Database);
    reads = portico.app.get(PortalReads);
  });
  afterAll(() => portico.close());

  it.each<[string, () => Promise<unknown>]>([
    ['asks for rows', () => database.rows('select 1')],
    ['asks a repository', () => portico.app.get(DataSource).getRepository(Login).count()],
    ['begins another transaction', () => database.transaction(() => Promise.resolve())],
    [
      'reads as the portal',
      () => reads.within({ customerId: newId(), sites: 'all' }, () => Promise.resolve()),
    ],
  ])('and %s without it is refused by the tests', async (_what, second) => {
    await expect(database.transaction(second)).rejects.toThrow('never waits for a second one');
    await expect(second()).resolves.not.toThrow();
  });
});
