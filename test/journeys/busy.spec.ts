import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

describe('when all connections to the database are in use', () => {
  let portico: TestPortico;
  let alice: Person;
  let pool: pg.Pool;

  beforeAll(async () => {
    portico = await startPortico();
    const scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    const { driver } = portico.app.get<DataSource>(getDataSourceToken('portal'), { strict: false });
    pool = (driver as unknown as { master: pg.Pool }).master;
    pool.options.connectionTimeoutMillis = 100;
  });
  afterAll(() => portico.close());

  it('a page says so after a while, and is there again once one is free', async () => {
    const held = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    const seen = await alice.open('/portal/sites').finally(() => held.forEach((client) => client.release()));
    expect([seen.status, seen.$('h1').text()]).toEqual([503, 'This takes too long just now']);
    expect(seen.text).toContain('Try again in a minute.');
    expect((await alice.open('/portal/sites')).status).toBe(200);
  });

  it('nobody waits for ever', () => {
    expect(portico.app.get<DataSource>(getDataSourceToken(), { strict: false }).options).toMatchObject({
      connectTimeoutMS: 15_000,
    });
  });
});
