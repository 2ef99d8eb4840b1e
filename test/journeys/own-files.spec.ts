import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTrade } from '../../src/admin/demo/demos.js';
import { Demonstration } from '../../src/admin/demo/demonstration.service.js';
import { TARGETS } from '../../src/imports/import.targets.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { until } from '../support/mail-server.js';
import type { Person, Seen } from '../support/person.js';
import { Scene } from '../support/scene.js';

/** What the office downloads from a list goes in again as it is: names, words, amounts and derived columns and all. */
describe('a file that Portico wrote', () => {
  let portico: TestPortico;
  let office: Person;
  let scene: Scene;

  beforeAll(async () => {
    portico = await startPortico();
    await portico.app.get(Demonstration, { strict: false }).load(readTrade(['everything']), () => undefined);
    scene = new Scene(portico);
    office = await scene.staff();
  }, 180_000);
  afterAll(() => portico.close());

  const send = async (section: string, content: string): Promise<void> => {
    await office.open('/admin/imports/new');
    const body = new FormData();
    body.append('section', section);
    body.append('map', '');
    body.append('file', new File([content], `${section}.csv`, { type: 'text/csv' }));
    await office.request('POST', office.seen.$('form[enctype]').attr('action') as string, body);
  };
  /** Has it checked as the columns were matched without anybody's help. */
  async function checked(section: string, content: string): Promise<Seen> {
    await send(section, content);
    await office.submit(office.seen.$('form[action$="/columns"]').attr('action') as string, {});
    expect(office.seen.$('.error-summary').text()).toBe('');
    const page = office.seen.path;
    return until(
      'the end of the check',
      async () => {
        await office.open(page);
        return office.seen.$('[data-poll]').length === 0 ? office.seen : undefined;
      },
      60,
    );
  }
  const counts = ({ text }: Seen): number[] => {
    const found =
      /Would be created (\d[\d,]*) Would be updated (\d[\d,]*) Same already (\d[\d,]*) Would be refused (\d[\d,]*)/.exec(
        text,
      );
    return (found ?? []).slice(1).map((one) => Number(one.replaceAll(',', '')));
  };
  const download = async (href: string): Promise<string> => (await office.download(href)).bytes.toString();

  it.each(
    TARGETS.filter(({ name }) => name !== 'customers').map(
      ({ name, href, kind }) => [name, href, kind] as const,
    ),
  )(
    'goes in again as it is: %s',
    async (name, href, kind) => {
      // Of long lists what is read at once.
      const narrow = { jobs: '?from=2026-10-01' }[name] ?? '';
      const content = await download(`${href}.csv${narrow}`);
      const [{ count }] = (await portico.sql(
        `select count(*)::int as count from ${kind.table} r where deleted_at is null
       ${kind.only ? `and ${kind.only.column} = '${kind.only.value}'` : ''} ${narrow ? "and date >= '2026-10-01'" : ''}`,
      )) as [{ count: number }];
      const seen = await checked(name, content);
      const [created, updated, same, refused] = counts(seen);
      if (!kind.only) expect(refused).toBe(0);
      expect([created, updated, same]).toEqual([0, 0, count]);
    },
    60_000,
  );

  it('changes what was changed in it, and nothing else', async () => {
    const content = await download('/admin/sites.csv');
    const changed = content.replace('Aldersea Junior School', 'Aldersea Primary School');
    const seen = await checked('sites', changed);
    expect(counts(seen)).toEqual([0, 1, 144, 0]);
    expect(seen.text).toContain('145 records had names where references are looked for');
  });

  it('says of rows of another kind that they are', async () => {
    const content = await download('/admin/sales.csv');
    const seen = await checked('quotes', content);
    const [created, updated, same = 0, refused = 0] = counts(seen);
    expect([created, updated, refused > 0, same > 0]).toEqual([0, 0, true, true]);
    expect(seen.text).toContain('This row is of another kind: Price list. Import the file as that, too.');
  });

  it('goes in again from a customer, whose words are their own: an invoice to pay was sent', async () => {
    const [most] = await portico.sql<{ reference: string; count: number }>(
      `select c.reference, count(*)::int as count from invoices i join customers c on c.id = i.customer_id
       where i.kind = 'invoice' and i.state = 'sent' and i.due_date >= current_date and c.portal_enabled
       group by 1 order by 2 desc limit 1`,
    );
    const alice = await scene.portalUser(String(most?.reference), 'alice@own-files.test');
    const content = (await alice.download('/portal/invoices.csv?kind=invoice')).bytes.toString();
    expect(content.match(/,To pay,/g)?.length).toBeGreaterThanOrEqual(most?.count ?? 1);
    const [created, updated, same, refused] = counts(await checked('invoices', content));
    expect([created, updated, same, refused]).toEqual([0, 0, content.trim().split('\n').length - 1, 0]);
  });

  it('with some of its columns leaves the rest as it is, such as the job and the order of a document', async () => {
    const lines = (await download('/admin/documents.csv')).trim().split(/\r?\n/);
    const some = lines.map((line) => {
      const cells = line.match(/("[^"]*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? [];
      return cells.slice(0, 5).join(',');
    });
    expect(some[0]).toContain('Reference,Customer,Name,Kind,Date');
    const [row] = await portico.sql<{ count: number }>(
      `select count(*)::int as count from documents where order_id is not null`,
    );
    expect(row?.count).toBeGreaterThan(0);
    expect(counts(await checked('documents', some.join('\r\n')))).toEqual([0, 0, some.length - 1, 0]);
  });

  describe('of a customer of its own', () => {
    const JOBS = 'jobs.csv?from=2026-03-04&to=2026-03-04';
    let scene: Scene;
    /** Of the rows of a list those that hold this, as a file. */
    const rowsWith = async (list: string, text: string): Promise<string> => {
      const [heading, ...rows] = (await download(`/admin/${list}`)).split(/\r?\n/);
      return [heading, ...rows.filter((row) => row.includes(text))].join('\r\n');
    };
    const done = async (): Promise<void> => {
      await office.submit(office.seen.$('form[action$="/runs"]').attr('action') as string, {});
      const page = office.seen.path;
      await until(
        'the end of the import',
        async () => ((await office.open(page)).$('[data-poll]').length === 0 ? true : undefined),
        60,
      );
    };

    beforeAll(async () => {
      scene = new Scene(portico);
      await scene.customer('Quill Ltd', 'Quill Holdings');
      await scene.customer('QUILL-2', 'Quill Ltd');
      await scene.customer('QUILL-3', '-Quill & Sons');
      await scene.put('sites/Quill Yard', { customer: 'QUILL-2', name: 'Their yard', kind: 'static' });
      await scene.put('sites/QS-1', { customer: 'QUILL-3', name: 'Quill Yard', kind: 'static' });
    });

    it('a name means who is called so, though it is the reference of another', async () => {
      const job = { date: '2026-03-04', status: 'completed', wasteItems: [] };
      await scene.put('jobs/QJ-1', { ...job, customer: 'QUILL-2' });
      await scene.put('jobs/QJ-2', { ...job, customer: 'QUILL-3', site: 'QS-1' });
      const content = await rowsWith(JOBS, 'QJ-');
      expect(counts(await checked('jobs', content))).toEqual([0, 0, 2, 0]);
      const changed = content.replace(/^(QJ-1.*)Completed/m, '$1Scheduled');
      expect(counts(await checked('jobs', changed))).toEqual([0, 1, 1, 0]);
      await done();
      expect((await scene.api('GET', 'jobs/QJ-1')).body).toMatchObject({
        customer: 'QUILL-2',
        status: 'scheduled',
      });
    });

    it('what a spreadsheet would take for a formula comes back without its apostrophe', async () => {
      const job = { customer: 'QUILL-3', date: '2026-03-04', status: 'completed', wasteItems: [] };
      const notes = {
        'QF-1': '- gate code 1234',
        'QF-2': "'-30 in winter",
        '-QF-3': '+44 ring first',
        'QF-4': "'t Hof",
      };
      for (const [reference, text] of Object.entries(notes))
        await scene.put(`jobs/${reference}`, { ...job, notes: text });
      const content = await rowsWith(JOBS, 'QF-');
      expect(content).toContain("'- gate code 1234");
      expect(counts(await checked('jobs', content))).toEqual([0, 0, 4, 0]);
    });

    it('what payments make of an invoice is none of what was written of it', async () => {
      const pounds = (amount: number) => ({ amount, currency: 'GBP' });
      const bill = { net: pounds(500_00), tax: pounds(0), gross: pounds(500_00), lines: [] };
      const dates = { customer: 'QUILL-3', date: '2026-03-04', dueDate: '2026-04-04' };
      await scene.put('invoices/QI-1', { ...dates, ...bill, status: 'sent', paid: pounds(100_00) });
      const paid = await scene.put('payments/QP-1', {
        customer: 'QUILL-3',
        date: '2026-03-10',
        method: 'Transfer',
        amount: pounds(250_50),
        allocations: [{ invoice: 'QI-1', amount: pounds(250_50) }],
      });
      expect(paid.status).toBe(201);
      const content = await rowsWith('invoices.csv', 'QI-');
      expect(counts(await checked('invoices', content))).toEqual([0, 0, 1, 0]);
      expect(
        await portico.sql(`select paid_amount::int as paid from invoices where reference = 'QI-1'`),
      ).toEqual([{ paid: 100_00 }]);
    });

    it('moments keep their seconds, and the hour that clocks show twice', async () => {
      const shift = { customer: 'QUILL-3', person: 'Quill Bob' };
      const moments = { inAt: '2026-10-25T01:30:15.500Z', outAt: '2026-10-25T05:30:00.000Z' };
      await scene.put('clock-ins/QC-1', { ...shift, ...moments });
      const content = await rowsWith('clock-ins.csv', 'QC-');
      expect(counts(await checked('clock-ins', content))).toEqual([0, 0, 1, 0]);
      const later = content.replace('05:30', '06:45');
      expect(counts(await checked('clock-ins', later))).toEqual([0, 1, 0, 0]);
      await done();
      expect((await scene.api('GET', 'clock-ins/QC-1')).body).toMatchObject({
        inAt: moments.inAt,
        outAt: '2026-10-25T06:45:00.000Z',
      });
      const blank = later.replace(/,[^,]*06:45/, ',');
      expect(counts(await checked('clock-ins', blank))).toEqual([0, 1, 0, 0]);
      await done();
      expect(counts(await checked('clock-ins', later))).toEqual([0, 1, 0, 0]);
    });
  });
});
