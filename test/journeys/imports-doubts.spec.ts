import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { Importing } from '../support/importing.js';
import { ImportingOffice } from '../support/imports.js';
import { Scene } from '../support/scene.js';

describe('what a file may mean otherwise than it is read', () => {
  let portico: TestPortico;
  let scene: Scene;
  let office: Importing;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('A-1', 'Acme Ltd');
    await scene.customer('A-2', 'ACME Ltd');
    await scene.customer('SF1001', 'Salesforce Customer');
    for (const reference of ['Y-1', 'Y-2'])
      await scene.put(`sites/${reference}`, { customer: 'A-1', name: 'Yard', kind: 'static' });
    office = await Importing.at(portico);
  });
  afterAll(() => portico.close());

  const check = async (section: string, csv: string, map: object) => {
    await office.send(section, csv, 'file.csv', JSON.stringify(map));
    return office.settled();
  };

  it('two customers and two sites of one name: a download says which, and is read again', async () => {
    const job = { date: '2026-03-01', status: 'completed' };
    await scene.put('jobs/J-1', { customer: 'A-1', site: 'Y-2', ...job });
    await scene.put('jobs/J-2', { customer: 'A-2', ...job });
    await scene.put('jobs/J-3', { customer: 'SF1001', ...job });
    await office.person.open('/admin/jobs.csv');
    const csv = office.seen.html;
    expect(csv).toContain('Acme Ltd (A-1)');
    expect(csv).toContain('Yard (Y-2)');
    expect(csv).toContain('Salesforce Customer,');
    // Customers' people read names, not our numbers.
    const alice = await scene.portalUser('A-1', 'alice@acme.test');
    expect((await alice.open('/portal/jobs.csv')).html).not.toContain('(Y-2)');

    await office.send('jobs', csv.replaceAll('2026-03-01', '2026-03-02'), 'jobs.csv');
    await office.check({});
    expect(office.seen.text).toContain('Would be updated 3');
    await office.run();
    expect((await scene.api('GET', 'jobs/J-1')).body).toMatchObject({
      customer: 'A-1',
      site: 'Y-2',
      date: '2026-03-02',
    });
    expect((await scene.api('GET', 'jobs/J-2')).body).toMatchObject({ customer: 'A-2' });
  });

  it('a name that several have: the row says how to write which', async () => {
    const fields = { reference: '{No}', customer: '{Who}', date: '2026-03-01', status: 'completed' };
    const refused = await check('jobs', 'No,Who\nK-1,acme ltd', { fields });
    expect(refused.text).toMatch(/or name and reference: acme ltd \(A-[12]\)\./);
    await check('jobs', 'No,Who\nK-1,acme ltd (A-2)', { fields });
    await office.run();
    expect((await scene.api('GET', 'jobs/K-1')).body).toMatchObject({ customer: 'A-2' });
  });

  it('a reference in another letter case: the check says that it would be a second customer', async () => {
    const fields = { reference: '{No}', customer: '{Who}', date: '2026-03-01', status: 'completed' };
    const map = { unknownCustomers: 'create', fields };
    const doubted = await check('jobs', 'No,Who\nL-1,sf1001\nL-2,sf1001\nL-3,SF1001', map);
    expect(doubted.text).toContain('“sf1001” would be a new customer beside “SF1001”');
    const two = await check('customers', 'No,Name\nsf1001,One\na-1,Two\nOTHER,Three', {
      fields: { reference: '{No}', name: '{Name}' },
    });
    expect(two.text).toContain('2 new customers would differ from others in letter case only');
    expect(two.text).toContain('sf1001 (SF1001)');
    // It is no mistake for everybody: whoever means it imports it.
    await office.run();
    expect((await scene.api('GET', 'customers/sf1001')).status).toBe(200);
    expect(office.seen.text).not.toContain('letter case');

    const shell = await ImportingOffice.open(portico);
    const file = await shell.file('customers.csv', 'reference,name\nSf1001,One');
    expect((await shell.import('customers', file, '--dry-run')).said).toContain('beside “SF1001”');
    await shell.close();
  });

  const CHARGES = [
    'id,Customer,Created,Amount,Status',
    'ch_1,A-1,2026-03-01,10.00,Paid',
    'ch_2,A-1,2026-03-01,20.00,Failed',
    'ch_3,A-1,2026-03-01,30.00,Refunded',
    'ch_4,A-1,2026-03-01,40.00,Paid',
  ].join('\n');
  const PAYMENTS = {
    fields: { reference: '{id}', customer: '{Customer}', date: '{Created}', amount: '{Amount}' },
  };

  it('payments that failed among those that came in: the check counts them, and one press leaves them out', async () => {
    const doubted = await check('payments', CHARGES, PAYMENTS);
    expect(doubted.text).toContain('“Status” says how things stand: Paid (2), Failed (1), Refunded (1).');
    const action = doubted.$('form[action$="/kinds"]');
    expect(action.text().trim()).toBe('Only where Status is “Paid”');
    await office.person.submit(action.attr('action') as string);
    const checked = await office.settled();
    expect(checked.text).toContain('2 rows can be imported.');
    expect(checked.text).toContain('Would be left out 2');
    expect(checked.text).not.toContain('says how things stand');
    await office.run();
    const references = await portico.sql('select reference from payments order by 1');
    expect(references).toEqual([{ reference: 'ch_1' }, { reference: 'ch_4' }]);
  });

  it('what a form would ask about goes in as the file says it, once somebody has seen that', async () => {
    const head = 'No,Customer,Date,Due,Net,Tax,Gross,Paid';
    const rows = [
      'D-1,A-1,2026-03-04,2026-04-04,100,20,120,500',
      'D-2,A-1,2026-03-04,2026-02-04,100,20,120,0',
      'D-3,A-1,2026-03-04,2026-04-04,100,20,120,0',
    ];
    const names = ['reference', 'customer', 'date', 'dueDate', 'net', 'tax', 'gross', 'paid'];
    const fields = Object.fromEntries(names.map((name, at) => [name, `{${head.split(',')[at]}}`]));
    const checked = await check('invoices', [head, ...rows].join('\n'), {
      fields: { ...fields, status: 'sent' },
    });
    const section = checked.$('h2:contains("Is this right?")').parent();
    expect(section.text()).toContain('These 2 go in as the file says them.');
    expect(
      section
        .find('tbody tr')
        .toArray()
        .map((row) => checked.$(row).text().replace(/\s+/g, ' ').trim()),
    ).toEqual([
      expect.stringMatching(/^2Paid500More would be paid than the total/),
      expect.stringMatching(/^3Due2026-02-04It would be due before its date/),
    ]);
    await office.run();
    expect((await scene.api('GET', 'invoices/D-1')).body).toMatchObject({ paid: { amount: 50_000 } });
    // Of what stands so already nothing is asked again.
    const again = await check('invoices', [head, ...rows].join('\n'), {
      fields: { ...fields, status: 'sent' },
    });
    expect(again.text).not.toContain('Is this right?');
    const paid = 'id,Customer,Created,Amount\nlate,A-1,2126-03-01,10.00';
    expect((await check('payments', paid, PAYMENTS)).text).toContain('This day is still to come.');
    const shell = await ImportingOffice.open(portico);
    const [file, map] = [await shell.file('p.csv', paid), await shell.file('p.json', PAYMENTS)];
    const { said } = await shell.import('payments', file, '--map', map, '--dry-run');
    expect(said).toContain('1 thing goes in as the file says it');
    await shell.close();
  });

  it('a column of such words shows no number of a card', async () => {
    const rows = ['ch_7,A-1,2026-03-01,1,Refunded to 4111 1111 1111 1111'];
    const checked = await check(
      'payments',
      ['id,Customer,Created,Amount,Status', ...rows].join('\n'),
      PAYMENTS,
    );
    expect(checked.text).not.toContain('4111 1111');
    expect(checked.text).toContain('1 row can be imported.');
  });

  it('a payment on account is set against no invoice, though others of the file are', async () => {
    await scene.put('invoices/D-9', {
      customer: 'A-1',
      date: '2026-03-04',
      dueDate: '2026-04-04',
      status: 'sent',
      ...Object.fromEntries(['net', 'gross'].map((name) => [name, { amount: 5_000, currency: 'GBP' }])),
      ...Object.fromEntries(['tax', 'paid'].map((name) => [name, { amount: 0, currency: 'GBP' }])),
    });
    const fields = {
      ...PAYMENTS.fields,
      'allocations[].invoice': '{Invoice}',
      'allocations[].amount': '{Amount}',
    };
    const csv =
      'id,Customer,Created,Amount,Invoice\nset,A-1,2026-03-05,50.00,D-9\naccount,A-1,2026-03-05,7.00,';
    expect((await check('payments', csv, { fields })).text).toContain('2 rows can be imported.');
    await office.run();
    expect((await scene.api('GET', 'payments/account')).body).toMatchObject({ allocations: [] });
    expect((await scene.api('GET', 'invoices/D-9')).body).toMatchObject({ status: 'paid' });
  });

  it('a column with a single value may be what rows are chosen by', async () => {
    await office.send(
      'payments',
      'id,Customer,Created,Amount,Kind\nx,A-1,2026-03-01,1,charge\ny,A-1,2026-03-01,2,charge',
    );
    expect(office.option('only', 'Only where Kind is “charge”')).toMatch(/=charge$/);
  });
});
