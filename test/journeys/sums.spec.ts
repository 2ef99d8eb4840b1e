import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Database } from '../../src/platform/database/database.js';
import { databaseRoles } from '../../src/platform/database/roles.js';
import { newId } from '../../src/platform/ids.js';
import { SumsFolder } from '../../src/reporting/sums.folder.js';
import { jobs } from '../../src/sections/jobs/jobs.section.js';
import { RecordWriter } from '../../src/sections/records/record.writer.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { Scene } from '../support/scene.js';

const ROUNDS = 30;
const CUSTOMERS = ['ACME', 'OTHER'];
const CODES = ['200301', '150101', '160601'];
const FATES = ['R3', 'R13', 'D5', 'NS'];
const CURRENCIES = ['GBP', 'EUR'];
const STATUSES = ['completed', 'completed', 'completed', 'scheduled', 'cancelled'];

type Chance = (below: number) => number;
const seeded = (seed: number): Chance => {
  let state = seed * 7919 + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return Math.floor((state / 2147483647) * below);
  };
};
const pick = <T>(from: readonly T[], chance: Chance): T => from[chance(from.length)] as T;
const day = (chance: Chance): string => `2026-0${1 + chance(3)}-1${chance(9)}`;

/** Everything that is counted, from the jobs themselves: what the sums must be, for the whole and site by site. */
const RECOUNT = `
  with completed as (select * from jobs where deleted_at is null and status = 'completed'),
  items as (select i.*, j.date, j.customer_id as owner, j.site_id as place from waste_items i join completed j on j.id = i.job_id),
  lines (customer_id, site_id, measure, code, date, records, grams, estimated, amount) as (
    select customer_id, site_id, 'status', status, date, 1, 0, 0, 0 from jobs where deleted_at is null
    union all select customer_id, site_id, 'month', '', date, 1, 0, 0, 0 from completed
    union all select customer_id, site_id, 'cost', price_currency, date, 1, 0, 0, price_amount from completed
      where price_amount is not null
    union all select owner, place, m.measure, m.code, date, m.records, grams, case when estimated then grams else 0 end, 0
      from items, lateral (values ('month', '', 0), ('ewc', ewc_code, 1), ('fate', '', 0)) as m (measure, code, records)
    union all select i.owner, i.place, 'fate', m.code, i.date, m.records, m.sign * f.grams, 0, 0
      from items i join waste_fates f on f.waste_item_id = i.id and f.code is not null,
        lateral (values (f.code, 1, 1), ('', 0, -1)) as m (code, records, sign)
  )
  select customer_id, every_site, case when every_site then null else site_id end as site_id, measure, code,
    date_trunc('month', date)::date::text as month, sum(records)::text as records, sum(grams)::text as grams,
    sum(estimated)::text as estimated, sum(amount)::text as amount
  from lines, (values (true), (false)) as levels (every_site) where every_site or site_id is not null
  group by 1, 2, 3, 4, 5, 6 having sum(records) <> 0 or sum(grams) <> 0 or sum(estimated) <> 0 or sum(amount) <> 0
  order by 1, 2, 3, 4, 5, 6`;

const KEPT = `
  select customer_id, every_site, site_id, measure, code, month::text, sum(records)::text as records,
    sum(grams)::text as grams, sum(estimated_grams)::text as estimated, sum(amount)::text as amount
  from record_sums group by 1, 2, 3, 4, 5, 6
  having sum(records) <> 0 or sum(grams) <> 0 or sum(estimated_grams) <> 0 or sum(amount) <> 0
  order by 1, 2, 3, 4, 5, 6`;

/** Whatever is being written: what months, codes and fates weigh is the same weight. */
const TOTALS = `
  select every_site, array_agg(distinct grams) as totals
  from (select every_site, measure, sum(grams)::text as grams from record_sums where measure in ('month', 'ewc', 'fate') group by 1, 2) s
  group by 1`;

/** Jobs whose weight, customer or site is kept otherwise than they and their items say. */
const WEIGHTS_ASTRAY = `
  select job_id from job_weights w full join (
    select j.id as job_id, j.customer_id, j.site_id, sum(i.grams)::bigint as grams
    from waste_items i join jobs j on j.id = i.job_id group by j.id) i using (job_id)
  where (w.customer_id, w.grams) is distinct from (i.customer_id, i.grams) or w.site_id is distinct from i.site_id`;

describe('counts and sums', () => {
  let portico: TestPortico;
  let raw: pg.Pool;
  const sites = new Map<string, string>();
  const customers = new Map<string, string>();
  const failures: unknown[] = [];

  beforeAll(async () => {
    portico = await startPortico();
    const scene = new Scene(portico);
    for (const customer of CUSTOMERS) {
      customers.set(customer, await scene.customer(customer, `${customer} Ltd`));
      for (const number of [1, 2]) await scene.put(`sites/${customer}-${number}`, { customer, name: 'Site' });
    }
    for (const { reference, id } of await portico.sql<{ reference: string; id: string }>(
      'select reference, id from sites',
    ))
      sites.set(reference, id);
    raw = new pg.Pool({ connectionString: databaseRoles(portico.config).appUrl, max: 6 });
  });
  afterAll(async () => {
    await raw.end();
    await portico.close();
  });

  const body = (chance: Chance): object => {
    const customer = chance(4) === 0 ? 'OTHER' : 'ACME';
    return {
      customer,
      site: chance(4) === 0 ? null : `${customer}-${1 + chance(2)}`,
      date: day(chance),
      status: pick(STATUSES, chance),
      price: chance(4) === 0 ? null : { amount: chance(3) * 1250, currency: pick(CURRENCIES, chance) },
      wasteItems: Array.from({ length: chance(4) }, () => {
        const weightGrams = 1000 + chance(9000);
        return {
          ewcCodes: [pick(CODES, chance)],
          weightGrams,
          estimated: chance(2) === 0,
          fates: Array.from({ length: chance(3) }, () => ({
            code: pick(FATES, chance),
            weightGrams: chance(weightGrams / 3),
          })),
        };
      }),
    };
  };

  /** Through the one writer of records, without its second tries: a deadlock would show. */
  async function write(references: readonly string[], chance: Chance): Promise<void> {
    const lines = references.map((reference) => ({ reference, body: body(chance) }));
    const writer = portico.app.get(RecordWriter, { strict: false });
    const results = await portico.app
      .get(Database)
      .transaction((manager) => writer.writeWithin(manager, jobs, lines, SYSTEM));
    // A deleted one does not come back as another customer's; nothing else is refused.
    const refusals = results.filter(({ result }) => result === 'refused').map(({ errors }) => errors);
    expect(refusals.filter(({ customer }) => customer?.key !== 'sections.api.deletedElsewhere')).toEqual([]);
  }

  /** Past the writer: by hand, in a migration, by a system that writes tables. The job's row first, as every write does. */
  async function byHand(reference: string, chance: Chance): Promise<void> {
    const client = await raw.connect();
    const run = (text: string, values: readonly unknown[] = []) => client.query(text, [...values]);
    try {
      await run('begin');
      const { rows } = await run(
        'select id, customer_id, site_id from jobs where reference = $1 for no key update',
        [reference],
      );
      const [job] = rows as { id: string; customer_id: string; site_id: string | null }[];
      if (job) await pick(CHANGES, chance)(run, job, chance);
      await run('commit');
    } catch (error) {
      await run('rollback');
      throw error;
    } finally {
      client.release();
    }
  }

  type Run = (text: string, values?: readonly unknown[]) => Promise<pg.QueryResult>;
  type Job = { id: string; customer_id: string; site_id: string | null };
  const ITEM = '(select id from waste_items where job_id = $1 order by position limit 1)';
  const CHANGES: readonly ((run: Run, job: Job, chance: Chance) => Promise<unknown>)[] = [
    (run, { id }, chance) => run('update jobs set status = $2 where id = $1', [id, pick(STATUSES, chance)]),
    (run, { id }, chance) => run('update jobs set date = $2 where id = $1', [id, day(chance)]),
    (run, { id, customer_id }, chance) => {
      const [name = ''] = [...customers].find(([, owner]) => owner === customer_id) ?? [];
      const site = chance(3) === 0 ? null : sites.get(`${name}-${1 + chance(2)}`);
      return run('update jobs set site_id = $2 where id = $1', [id, site]);
    },
    (run, { id }, chance) =>
      run('update jobs set customer_id = $2, site_id = null where id = $1', [
        id,
        customers.get(pick(CUSTOMERS, chance)),
      ]),
    (run, { id }, chance) =>
      run('update jobs set price_amount = $2, price_currency = $3 where id = $1', [
        id,
        chance(5000),
        pick(CURRENCIES, chance),
      ]),
    (run, { id }) => run('update jobs set price_amount = null, price_currency = null where id = $1', [id]),
    (run, { id }) => run('update jobs set deleted_at = now() where id = $1', [id]),
    (run, { id }) => run('update jobs set deleted_at = null where id = $1', [id]),
    (run, { id }, chance) =>
      run('update waste_items set grams = grams + $2, estimated = not estimated where job_id = $1', [
        id,
        chance(500),
      ]),
    (run, { id }, chance) =>
      run('update waste_items set ewc_code = $2 where job_id = $1', [id, pick(CODES, chance)]),
    (run, { id }, chance) =>
      run('update waste_fates set code = $2, grams = grams / 2 where job_id = $1', [
        id,
        pick(['R1', 'D1', null], chance),
      ]),
    (run, { id }) => run(`delete from waste_fates where waste_item_id = ${ITEM}`, [id]),
    (run, { id }) => run(`delete from waste_items where id = ${ITEM}`, [id]),
    (run, job, chance) =>
      run(
        `insert into waste_items (id, job_id, customer_id, site_id, position, ewc_code, grams)
         select $2, $1, $3, $4, coalesce(max(position), 0) + 1, $5, $6 from waste_items where job_id = $1`,
        [job.id, newId(), job.customer_id, job.site_id, pick(CODES, chance), chance(5000)],
      ),
  ];

  const rounds = async (work: (round: number) => Promise<void>): Promise<void> => {
    for (let round = 0; round < ROUNDS; round++) {
      await work(round).catch((error: unknown) => failures.push(error));
    }
  };

  it('are what a recount says, after writers on one job and one customer while sums are folded', async () => {
    const folder = portico.app.get(SumsFolder, { strict: false });
    await write(['J-1', 'J-2', 'J-3'], seeded(99));
    let writing = true;
    const torn: unknown[] = [];
    const whileWriting = async (work: () => Promise<unknown>): Promise<void> => {
      while (writing) await work();
    };
    const beside = [
      whileWriting(() => folder.fold(1000)),
      whileWriting(() => folder.fold(1000)),
      whileWriting(async () => {
        const found = await portico.sql<{ totals: string[] }>(TOTALS);
        torn.push(...found.filter(({ totals }) => totals.length > 1));
      }),
    ];
    const chances = [1, 2, 3, 4, 5, 6].map(seeded) as [Chance, Chance, Chance, Chance, Chance, Chance];
    await Promise.all([
      rounds(() => write(['J-1'], chances[0])),
      rounds(() => write(['J-1', 'J-2', 'J-3'], chances[1])),
      rounds((round) => write([`J-NEW-${round}`, 'J-2'], chances[2])),
      rounds(() => byHand('J-1', chances[3])),
      rounds(() => byHand('J-1', chances[4])),
      rounds(() => byHand('J-2', chances[5])),
    ]);
    writing = false;
    await Promise.all(beside);
    expect(failures).toEqual([]);
    expect(torn).toEqual([]);
    const recount = await portico.sql(RECOUNT);
    expect(recount.length).toBeGreaterThan(20);
    expect(await portico.sql(KEPT)).toEqual(recount);
    expect(await portico.sql(WEIGHTS_ASTRAY)).toEqual([]);
    await folder.fold();
    expect(await portico.sql(KEPT)).toEqual(recount);
  });

  it('stand in one row for each key once they are folded, and in none where nothing is left', async () => {
    const [rows] = await portico.sql<{ rows: number; keys: number; fresh: number; empty: number }>(
      `select count(*)::int as rows,
         count(distinct (customer_id, every_site, site_id, section, measure, code, month))::int as keys,
         (count(*) filter (where not folded))::int as fresh,
         (count(*) filter (where records = 0 and grams = 0 and estimated_grams = 0 and amount = 0))::int as empty
       from record_sums`,
    );
    expect(rows).toEqual({ rows: rows?.keys, keys: rows?.keys, fresh: 0, empty: 0 });
  });

  it('are folded by one folder at a time: a second one goes away at once', async () => {
    await write(['J-1', 'J-2'], seeded(7));
    const client = await raw.connect();
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('record_sums'))`);
    const folder = portico.app.get(SumsFolder, { strict: false });
    const fresh = async () => {
      const [row] = await portico.sql<{ n: number }>(
        'select count(*)::int as n from record_sums where not folded',
      );
      return row?.n;
    };
    expect(await folder.fold()).toBe(0);
    expect(await fresh()).toBeGreaterThan(0);
    await client.query('commit');
    client.release();
    await folder.fold();
    expect(await fresh()).toBe(0);
  });
});
