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
    pool = poolOf(getDataSourceToken('portal'));
    pool.options.connectionTimeoutMillis = 100;
  });
  afterAll(() => portico.close());

  const poolOf = (source: ReturnType<typeof getDataSourceToken>): pg.Pool => {
    const { driver } = portico.app.get<DataSource>(source, { strict: false });
    return (driver as unknown as { master: pg.Pool }).master;
  };
  const holdAll = (from: pg.Pool) =>
    Promise.all(Array.from({ length: from.options.max }, () => from.connect()));

  it('a page says so after a while, and is there again once one is free', async () => {
    const held = await holdAll(pool);
    const seen = await alice.open('/portal/sites').finally(() => held.forEach((client) => client.release()));
    expect([seen.status, seen.$('h1').text()]).toEqual([503, 'This takes too long just now']);
    expect(seen.text).toContain('Try again in a minute.');
    expect((await alice.open('/portal/sites')).status).toBe(200);
  });

  it('nobody waits for ever', async () => {
    const maya = await new Scene(portico).staff();
    const held = await holdAll(poolOf(getDataSourceToken()));
    const asked = Date.now();
    const seen = await maya.open('/admin/sites').finally(() => held.forEach((client) => client.release()));
    expect([seen.status, seen.$('h1').text()]).toEqual([503, 'This takes too long just now']);
    expect(Date.now() - asked).toBeLessThan(20_000);
  });
});
