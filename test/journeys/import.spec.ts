import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { ImportingOffice } from '../support/imports.js';
import { Scene } from '../support/scene.js';

const RETURNS = '../shared/data/samples/ea_waste_received_2019_essex_extract.csv';
/** 2,500 rows, on a machine that is busy with other things. */
const A_WHILE = 120_000;
const MAP = 'docs/imports/ea-waste-received.json';
const withReturns = existsSync(RETURNS) ? describe : describe.skip;
if (!existsSync(RETURNS)) console.warn(`Skipped: the returns of a regulator are looked for in ${RETURNS}.`);

withReturns('the returns that a regulator published', () => {
  let portico: TestPortico;
  let office: ImportingOffice;

  beforeAll(async () => {
    portico = await startPortico();
    office = await ImportingOffice.open(portico);
    await new Scene(portico).openPortal();
  });
  afterAll(async () => {
    await office.close();
    await portico.close();
  });

  const count = async (table: string) =>
    Number((await portico.sql<{ count: string }>(`select count(*) from ${table}`))[0]?.count);

  it(
    'are tried first: the dry run says what would come of it and changes nothing',
    async () => {
      const { code, said, refused } = await office.import('jobs', RETURNS, '--map', MAP, '--dry-run');
      expect(said).toContain('Read as utf-8, cells parted by ",".');
      expect(said).toContain('152 customers would be created.');
      expect(said).toContain('187 sites would be created.');
      expect(said).toContain('2,500 records would be created.');
      expect(said).toContain('nothing was changed');
      expect([code, refused]).toEqual([0, []]);
      expect([await count('jobs'), await count('customers'), await count('record_sums')]).toEqual([0, 0, 0]);
    },
    A_WHILE,
  );

  it(
    'go in whole',
    async () => {
      const { code, said, refused } = await office.import('jobs', RETURNS, '--map', MAP);
      expect(said).toContain('152 customers created.');
      expect(said).toContain('187 sites created.');
      expect(said).toContain('2,500 records created.');
      expect(said).not.toContain('rounded');
      expect([code, refused]).toEqual([0, []]);
      expect([await count('jobs'), await count('waste_items'), await count('waste_fates')]).toEqual([
        2500, 2500, 2500,
      ]);
    },
    A_WHILE,
  );

  it('weigh in reporting what the file weighs, to the gram', async () => {
    const [sum] = await portico.sql(
      `select sum(grams)::text as grams, min(month)::text as first, max(month)::text as last,
         sum(records)::int as records
       from record_sums where every_site and measure = 'month'`,
    );
    // 3,697,482.716990 tonnes, added exactly elsewhere.
    expect(sum).toEqual({
      grams: '3697482716990',
      first: '2019-12-01',
      last: '2019-12-01',
      records: 2500,
    });
  });

  it(
    'are all the same already when the file comes again',
    async () => {
      const sums = `select sum(records)::text, sum(grams)::text from record_sums`;
      const before = await portico.sql(sums);
      const { code, said } = await office.import('jobs', RETURNS, '--map', MAP);
      expect(said).toContain('0 records created.');
      expect(said).toContain('0 records updated.');
      expect(said).toContain('2,500 records were the same already.');
      expect(said).not.toContain('customer');
      expect([code, await portico.sql(sums)]).toEqual([0, before]);
      const [versions] = await portico.sql(`select max(version) as most from jobs`);
      expect(versions).toEqual({ most: 1 });
    },
    A_WHILE,
  );

  it('show an operator’s own people that operator’s jobs and no others', async () => {
    const operator = 'Tilbury Green Power Limited';
    const [own] = await portico.sql<{ jobs: string; grams: string }>(
      `select count(*) as jobs, sum(w.grams) as grams from jobs j join customers c on c.id = j.customer_id
       join waste_items w on w.job_id = j.id where c.reference = $1`,
      [operator],
    );
    expect(Number(own?.jobs)).toBeGreaterThan(1);
    await portico.sql('update customers set portal_enabled = true where reference = $1', [operator]);
    const tess = await new Scene(portico).portalUser(operator, 'tess@tilbury.test');
    await tess.open('/portal/jobs');
    expect(tess.seen.text).toContain(`${own?.jobs} jobs`);
    expect(tess.seen.text).toContain('EA-KP3936ZB-');
    const csv = await tess.open('/portal/jobs.csv');
    const references = csv.text.match(/EA-[A-Z0-9]+-\d+/g) ?? [];
    expect(new Set(references).size).toBe(Number(own?.jobs));
    const [foreign] = await portico.sql<{ id: string }>(
      `select j.id from jobs j join customers c on c.id = j.customer_id where c.reference <> $1 limit 1`,
      [operator],
    );
    expect((await tess.open(`/portal/jobs/${foreign?.id}`)).status).toBe(404);
  });
});
