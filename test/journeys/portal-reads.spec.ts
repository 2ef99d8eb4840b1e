import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Config } from '../../src/platform/config.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { PortalReads } from '../../src/platform/database/portal-reads.js';
import { databaseRoles } from '../../src/platform/database/roles.js';
import { newId } from '../../src/platform/ids.js';
import { freshDatabase } from '../support/app.js';

describe('reads that travel together', () => {
  const [acme, stranger] = [newId(), newId()];
  let made: Awaited<ReturnType<typeof freshDatabase>>;
  let config: Config;
  let portal: DataSource;
  let reads: PortalReads;
  const everyName = { text: 'select name from customers', values: [], name: 'every name' };
  const scopeOf = (customerId: string) => ({ customerId, sites: 'all' as const });

  beforeAll(async () => {
    made = await freshDatabase();
    config = new Config({ DATABASE_URL: made.url, SECRET_KEY: 'a secret key that only these tests know of' });
    await migrate(config);
    const owner = await new DataSource({ type: 'postgres', url: made.url }).initialize();
    await owner.query('insert into customers (id, reference, name) values ($1, $3, $3), ($2, $4, $4)', [
      acme,
      stranger,
      'ACME',
      'STRANGER',
    ]);
    await owner.destroy();
    // One connection: whatever leaks from one read is there for the next.
    portal = await new DataSource({
      type: 'postgres',
      url: databaseRoles(config).portalUrl,
      extra: { max: 1 },
    }).initialize();
    reads = new PortalReads(portal);
  });
  afterAll(async () => {
    await portal.destroy();
    await made.drop(config);
  });

  it('answers each statement with its own rows, under the scope, again and again', async () => {
    for (const [customer, name] of [
      [acme, 'ACME'],
      [stranger, 'STRANGER'],
      [acme, 'ACME'],
    ] as const) {
      const count = { text: 'select count(*)::int as n, $1::text as said from customers', values: ["it's"] };
      const [names, counts, none] = await reads.atOnce(scopeOf(customer), [
        everyName,
        count,
        { text: 'select id from customers where false', values: [] },
      ]);
      expect(names).toEqual([{ name }]);
      expect(counts).toEqual([{ n: 1, said: "it's" }]);
      expect(none).toEqual([]);
    }
  });

  it('may ask the same thing twice at once', async () => {
    const twice = { text: 'select $1::text as said from customers', values: ['a'], name: 'twice' };
    const answers = await reads.atOnce(scopeOf(acme), [twice, { ...twice, values: ['b'] }]);
    expect(answers).toEqual([[{ said: 'a' }], [{ said: 'b' }]]);
  });

  it('leaves no scope behind for whoever uses the connection next', async () => {
    await reads.atOnce(scopeOf(acme), [everyName]);
    expect(await portal.query('select name from customers')).toEqual([]);
    expect(await reads.within(scopeOf(stranger), (ask) => ask(everyName.text, [], everyName.name))).toEqual([
      { name: 'STRANGER' },
    ]);
  });

  it('gives no rows when one of them fails, and the next read is as if nothing had been', async () => {
    const wrong = { text: 'select 1 / (select count(*)::int - 1 from customers)', values: [], name: 'wrong' };
    const unknown = { text: 'select nonsense from customers', values: [], name: 'unknown' };
    for (const bad of [wrong, unknown]) {
      await expect(reads.atOnce(scopeOf(acme), [everyName, bad, everyName])).rejects.toThrow(
        /division by zero|nonsense/,
      );
      expect(await reads.atOnce(scopeOf(stranger), [everyName])).toEqual([[{ name: 'STRANGER' }]]);
    }
  });

  it('writes nowhere, even where the role might', async () => {
    const writing = { text: 'create temporary table t ()', values: [] };
    await expect(reads.atOnce(scopeOf(acme), [writing])).rejects.toThrow(/read-only transaction/);
    await expect(reads.within(scopeOf(acme), (ask) => ask(writing.text))).rejects.toThrow(
      /read-only transaction/,
    );
  });
});
