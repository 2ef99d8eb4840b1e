import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { Importing } from '../support/importing.js';

const SAMPLES = '../shared/data/samples';
const withSamples = existsSync(SAMPLES) ? it : it.skip;

/** Amounts in other currencies and in minor units, in a file of several kinds. */
describe('money by choosing', () => {
  let portico: TestPortico;
  let ruth: Importing;

  beforeAll(async () => {
    portico = await startPortico();
    ruth = await Importing.at(portico);
  });
  afterAll(() => portico.close());

  const CHARGES = [
    'id,customer_id,created,amount,currency,status,kind',
    'ch_1,C-1,2026-02-18,3293232,usd,received,charge',
    'ch_2,C-1,2026-02-18,500,jpy,received,charge',
    'ch_3,C-1,2026-02-18,1250,,received,charge',
    'ch_4,C-1,2026-02-18,12.5,gbp,received,charge',
    'ch_5,C-1,2026-02-18,900,gbp,received,refund',
  ].join('\n');
  const payments = () =>
    portico.sql('select reference, amount::int as amount, currency from payments order by 1');

  it('stands in the currency of its own column and in minor units, in the rows that are meant', async () => {
    await ruth.send('payments', CHARGES);
    expect(ruth.chosen('amount', 'currency')).toContain('currency (usd, jpy');
    expect(ruth.chosen('amount', 'unit')).toBe('Whole units: 1250 is 1,250.00');
    const checked = await ruth.check({
      'match[date][from]': ruth.column('created'),
      'match[amount][unit]': 'minor',
      only: ruth.option('only', 'Only where kind is “charge”'),
      'unknownCustomers[what]': 'create',
    });
    expect(checked.text).toContain('2 rows can be imported.');
    expect(checked.text).toContain('Would be left out 1');
    expect(checked.text).toContain('This amount has no currency: its cell for that is blank.');
    expect(checked.text).toContain('An amount in minor units, such as pence or cents, has no decimals.');
    expect(checked.text).not.toContain('other currencies');
    expect((await ruth.run()).text).toContain('Left out 1');
    expect(await payments()).toEqual([
      { reference: 'ch_1', amount: 3_293_232, currency: 'USD' },
      { reference: 'ch_2', amount: 500, currency: 'JPY' },
    ]);
  });

  it('begins with the same choices for the next file', async () => {
    await ruth.send('payments', CHARGES.replaceAll('ch_', 'again_'));
    expect(ruth.chosen('amount', 'currency')).toContain('currency (usd, jpy');
    expect(ruth.chosen('amount', 'unit')).toBe('Minor units, such as pence or cents: 1250 is 12.50');
    expect(ruth.seen.$('#only option[selected]').text()).toBe('Only where kind is “charge”');
  });

  it('is never taken for our own in silence where another currency stands beside it', async () => {
    const checked = await ruth.check({ 'match[amount][currency]': '', only: '' });
    expect(checked.$('.notice').text()).toContain(
      '“currency” says other currencies (USD, JPY) and is not used: amounts are read as GBP.',
    );
  });

  it('of a line is in the currency of its invoice, and refused in another', async () => {
    const rows = [
      'No,Account,Issued,Due,Total,Ccy,Text,Line,Line ccy',
      'Y-1,C-1,2026-03-04,2026-04-04,5000,JPY,Skip,5000,',
      'Y-1,C-1,2026-03-04,2026-04-04,5000,JPY,Lift,¥100,JPY',
      'Y-2,C-1,2026-03-04,2026-04-04,50,GBP,Skip,50,',
      'Y-3,C-1,2026-03-04,2026-04-04,50,GBP,Skip,50,USD',
    ].join('\n');
    const total = { column: 'Total', currency: '{Ccy}' };
    const send = async (line: object) => {
      const fields = {
        reference: '{No}',
        customer: '{Account}',
        date: '{Issued}',
        dueDate: '{Due}',
        status: 'sent',
        net: total,
        tax: { column: 'Total', values: { '*': '0' }, currency: '{Ccy}' },
        gross: total,
        paid: { column: 'Total', values: { '*': '0' }, currency: '{Ccy}' },
        'lines[].description': '{Text}',
        'lines[].netAmount': { column: 'Line', unit: 'amount', ...line },
      };
      await ruth.send('invoices', rows, 'lines.csv', JSON.stringify({ groupBy: 'reference', fields }));
      return ruth.settled();
    };
    const lines = () =>
      portico.sql(`select i.reference, l.net_amount::int as net from invoice_lines l join invoices i on i.id = l.invoice_id
        where i.reference like 'Y-%' order by 1, l.position`);
    const checked = await send({ currency: '{Line ccy}' });
    expect(checked.$('tbody tr').text()).toContain('“USD” does not fit: amounts of this record are in GBP.');
    await ruth.run();
    const kept = [
      { reference: 'Y-1', net: 5000 },
      { reference: 'Y-1', net: 100 },
      { reference: 'Y-2', net: 50_00 },
    ];
    expect(await lines()).toEqual(kept);
    // Without a column of their own they are what their invoice is.
    expect((await send({})).text).toContain('Same already 2');
    expect((await send({ currency: 'GBP' })).text).toContain(
      '“GBP” does not fit: amounts of this record are in JPY.',
    );
  });

  withSamples('is right in a real file of charges', async () => {
    await ruth.send('payments', readFileSync(`${SAMPLES}/stripe_charges_export.csv`), 'stripe.csv');
    await ruth.check({
      'match[date][from]': ruth.column('created'),
      'match[customer][from]': ruth.column('customer_id'),
      'match[amount][from]': ruth.column('amount'),
      'match[amount][unit]': 'minor',

      'unknownCustomers[what]': 'create',
    });
    await ruth.run();
    expect(await payments()).toContainEqual({
      reference: 'ch_0IMDAfig6peNXzgDJYQKfT3B',
      amount: 3_293_232,
      currency: 'USD',
    });
  });

  withSamples('is right in a real file of invoices in three currencies', async () => {
    await ruth.send('invoices', readFileSync(`${SAMPLES}/xero_invoices_export.csv`), 'xero.csv');
    expect(ruth.chosen('gross', 'currency')).toContain('currency_code (CAD');
    expect(ruth.option('only', 'Only where type is “ACCREC”')).toMatch(/=ACCREC$/);
  });
});
