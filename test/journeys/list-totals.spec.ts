import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { pdfText } from '../support/pdf.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const money = (amount: number, currency = 'GBP') => ({ amount, currency });
const sent = (amount: number, currency = 'GBP') => ({
  customer: 'ACME',
  date: '2026-03-04',
  status: 'sent',
  net: money(amount, currency),
  tax: money(0, currency),
  gross: money(amount, currency),
});
const bill = (amount: number, more: object = {}, currency = 'GBP') => ({
  ...sent(amount, currency),
  dueDate: '2026-04-03',
  paid: money(0, currency),
  ...more,
});

describe('the total of a list', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let office: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    await scene.put('sites/A-1', { customer: 'ACME', name: 'Depot', kind: 'static' });
    for (const [path, body] of [
      ['invoices/I-1', bill(100_000)],
      ['invoices/I-2', bill(20_050, { site: 'A-1', purchaseOrder: 'PO 7' })],
      ['invoices/I-3', bill(7_000, {}, 'EUR')],
      ['invoices/I-4', bill(5_000, { status: 'void' })],
      ['invoices/I-5', bill(99_900, { status: 'draft' })],
      ['invoices/I-9', bill(1_000_000, { customer: 'STRANGER' })],
      ['credit-notes/C-1', { ...sent(10_000), invoice: 'I-1' }],
      ['payments/P-1', { customer: 'ACME', date: '2026-03-10', amount: money(12_345) }],
      ['payments/P-2', { customer: 'ACME', date: '2026-03-11', amount: money(655) }],
    ] as const)
      expect([path, (await scene.put(path, body)).status]).toEqual([path, 201]);
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    office = await scene.staff('office');
  });
  afterAll(() => portico.close());

  const totals = async (person: Person, path: string): Promise<string[]> => {
    const { $ } = await person.open(path);
    return $('.list-total')
      .toArray()
      .map((one) => $(one).text().trim());
  };

  it('is exact in each currency, without what nobody is asked to pay', async () => {
    expect(await totals(alice, '/portal/invoices')).toEqual([
      '€70.00 in all.',
      '€70.00 is still to pay.',
      '£1,100.50 in all, credit notes taken off, without £50.00 that nobody is asked to pay.',
      '£1,100.50 is still to pay.',
    ]);
    expect(await totals(alice, '/portal/payments')).toEqual(['£130.00 in all.']);
    // The office reads drafts, too, and all customers together.
    expect(await totals(office, '/admin/invoices')).toContain(
      '£11,100.50 in all, credit notes taken off, without £1,049.00 that nobody is asked to pay.',
    );
  });

  it('is that of everything the filters leave, on whichever page', async () => {
    expect(await totals(alice, '/portal/invoices?kind=invoice&grossFrom=£150')).toEqual([
      '£1,200.50 in all.',
      '£1,100.50 is still to pay.',
    ]);
    expect(await totals(alice, '/portal/invoices?purchaseOrder=PO 7')).toEqual([]);
    await portico.sql(
      `insert into payments (id, reference, customer_id, date, currency, amount, changed_in)
       select gen_random_uuid(), 'MANY-' || n, c.id, '2026-01-01', 'GBP', 1, 0
       from customers c, generate_series(1, 120) n where c.reference = 'ACME'`,
    );
    const first = await totals(alice, '/portal/payments?to=2026-01-31');
    expect(first).toEqual(['£1.20 in all.']);
    const next = alice.seen.$('.pagination a').last().attr('href') as string;
    expect(await totals(alice, next)).toEqual(first);
  });

  it('stands on the paper of the list', async () => {
    const { bytes } = await alice.download('/portal/invoices.pdf?kind=invoice');
    expect(await pdfText(bytes)).toContain('£1,200.50 in all, without £50.00 that nobody is asked to pay.');
  });

  it('holds only the sites that somebody sees, and nothing where financial details are off', async () => {
    const dan = await scene.portalUser('ACME', 'dan@acme.test', ['A-1']);
    await scene.put('invoices/I-6', bill(1_000, { site: 'A-1' }));
    expect(await totals(dan, '/portal/invoices')).toEqual(['£210.50 in all.', '£210.50 is still to pay.']);
    await portico.sql(`update portal_users set withheld = '{money}'`);
    expect((await alice.open('/portal/invoices')).status).toBe(404);
    await portico.sql(`update portal_users set withheld = '{}'`);
  });

  it('sets nothing off that is no record’s own, and says nothing of what comes to nothing', async () => {
    await scene.customer('OVER', 'Over Ltd');
    const olga = await scene.portalUser('OVER', 'olga@over.test');
    const of = { customer: 'OVER' };
    await scene.put('invoices/O-1', bill(50_000, of));
    await scene.put('invoices/O-2', bill(2_000, { ...of, status: 'paid', paid: money(5_000) }));
    expect(await totals(olga, '/portal/invoices')).toEqual(['£520.00 in all.', '£500.00 is still to pay.']);
    expect(await totals(olga, '/portal/invoices?status=paid')).toEqual([]);
    await scene.put('invoices/O-3', bill(8_000, { ...of, status: 'credited' }));
    await scene.put('credit-notes/O-4', { ...sent(8_000), ...of, invoice: 'O-3' });
    await scene.put('credit-notes/O-5', { ...sent(4_000), ...of });
    expect(await totals(olga, '/portal/invoices')).toEqual([
      '£480.00 in all, credit notes taken off.',
      '£500.00 is still to pay.',
    ]);
    expect(await totals(olga, '/portal/invoices?kind=credit-note')).toEqual([
      '-£40.00 in all, without -£80.00 that nobody is asked to pay.',
    ]);
  });
});
