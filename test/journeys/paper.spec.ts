import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { pdfText } from '../support/pdf.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const money = (amount: number, currency = 'GBP') => ({ amount, currency });
const line = (description: string, netAmount: number, taxAmount: number) => ({
  description,
  quantityThousandths: 2_500,
  unit: 't',
  unitAmount: 18_000,
  netAmount,
  taxAmount,
});
const invoice = (more: object = {}) => ({
  customer: 'ACME',
  date: '2026-03-04',
  dueDate: inDays(30),
  status: 'sent',
  net: money(47_000),
  tax: money(9_100),
  gross: money(56_100),
  paid: money(0),
  lines: [line('8 yd skip, exchange', 45_000, 9_000), line('Zażółć gęślą jaźń', 2_000, 100)],
  ...more,
});

describe('papers', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let ruth: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ελλάδα Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    await scene.put('invoices/INV%2F1', invoice());
    await scene.put('invoices/DRAFT', invoice({ status: 'draft' }));
    await scene.put('invoices/FOREIGN', invoice({ customer: 'STRANGER' }));
    await scene.put('payments/P-1', {
      customer: 'ACME',
      date: '2026-03-20',
      amount: money(10_000),
      allocations: [{ invoice: 'INV/1', amount: money(10_000) }],
    });
    await scene.put('credit-notes/CN-1', {
      customer: 'ACME',
      date: '2026-03-10',
      status: 'sent',
      invoice: 'INV/1',
      net: money(1_000, 'EUR'),
      tax: money(0, 'EUR'),
      gross: money(1_000, 'EUR'),
    });
    await portico.sql(
      `update customers set invoicing_address = '1 Paper Lane, Ketton', vat_number = 'GB 1' where reference = 'ACME'`,
    );
    const quote = {
      customer: 'ACME',
      date: inDays(-3),
      title: 'Skips for the new yard',
      edition: 2,
      total: money(45_000),
    };
    await scene.put('quotes/Q1', {
      ...quote,
      status: 'sent',
      expires: inDays(20),
      lines: [{ description: '8 yd skip', unitAmount: 18_000, netAmount: 45_000 }],
    });
    await scene.put('quotes/Q-DRAFT', { ...quote, status: 'draft' });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    ruth = await scene.staff('administrator');
  });
  afterAll(() => portico.close());

  const idOf = async (table: string, reference: string) =>
    (await portico.sql<{ id: string }>(`select id from ${table} where reference = $1`, [reference]))[0]?.id ??
    '';
  const withheld = (...permissions: string[]) =>
    portico.sql('update portal_users set withheld = $1', [permissions]);
  const opened = async (person: Person, path: string) => {
    const { status, headers, bytes } = await person.download(path);
    expect([path, status, headers.get('content-type')]).toEqual([path, 200, 'application/pdf']);
    return { text: pdfText(bytes), name: headers.get('content-disposition') ?? '', headers };
  };

  describe('of invoices', () => {
    it('open from the page in the browser, and say what is billed, paid and due', async () => {
      const id = await idOf('invoices', 'INV/1');
      const page = await alice.open(`/portal/invoices/${id}`);
      const href = page.$('a:contains("Open the PDF")').attr('href') as string;
      const { text, name, headers } = await opened(alice, href);
      expect(name).toMatch(/^inline; filename="Invoice INV_1.pdf"/);
      expect(headers.get('cache-control')).toBe('private, no-store');
      for (const said of [
        'Invoice INV/1',
        'Acme Ελλάδα Ltd',
        '1 Paper Lane Ketton',
        'Zażółć gęślą jaźń',
        '2.5 t',
        'Wed 4 Mar 2026',
      ])
        expect(text).toContain(said);
      for (const said of [
        '20 % £450.00 £90.00',
        '5 % £20.00 £1.00',
        '£561.00',
        'P-1',
        'Paid £100.00',
        'To pay £461.00',
      ])
        expect(text).toContain(said);
      expect(text).toContain('Please pay what is left by');
      expect(text).not.toContain('paid by itself');
      expect((await alice.download(`${href}?download=1`)).headers.get('content-disposition')).toMatch(
        /^attachment/,
      );
    });

    it('of credit notes say what is taken back, in their own currency', async () => {
      const { text } = await opened(alice, `/portal/invoices/${await idOf('invoices', 'CN-1')}/pdf`);
      for (const said of ['Credit note CN-1', 'Invoice credited', '€10.00']) expect(text).toContain(said);
      expect(text).not.toContain('To pay');
    });

    it('say so where auto-pay pays', async () => {
      await scene.put('payment-methods/PM-1', { customer: 'ACME', brand: 'Visa', lastFour: '4242' });
      await alice.open('/portal/auto-pay');
      await alice.submit('/portal/auto-pay');
      const { text } = await opened(alice, `/portal/invoices/${await idOf('invoices', 'INV/1')}/pdf`);
      expect(text).toContain('It is paid by itself with Visa ending in 4242.');
      const past = { customer: 'ACME', brand: 'Visa', lastFour: '4242', expiry: '2020-01' };
      await scene.put('payment-methods/PM-1', past);
      const again = await opened(alice, `/portal/invoices/${await idOf('invoices', 'INV/1')}/pdf`);
      expect(again.text).not.toContain('paid by itself');
    });

    it('are written down on both sides', async () => {
      const id = await idOf('invoices', 'INV/1');
      const lines = () =>
        portico.sql(`select from audit_lines where action = 'record.paper-opened' and subject_id = $1`, [id]);
      const before = (await lines()).length;
      await opened(alice, `/portal/invoices/${id}/pdf`);
      await opened(ruth, `/admin/invoices/${id}/pdf`);
      expect(await lines()).toHaveLength(before + 2);
      const seen = await portico.sql(
        `select distinct login_id from access_log where kind = 'download' and section = 'invoices' and record_id = $1`,
        [id],
      );
      expect(seen).toHaveLength(2);
    });

    it('do not exist of drafts, of others, or where financial details are closed', async () => {
      for (const reference of ['DRAFT', 'FOREIGN']) {
        const id = await idOf('invoices', reference);
        expect((await alice.download(`/portal/invoices/${id}/pdf`)).status).toBe(404);
      }
      const draft = await idOf('invoices', 'DRAFT');
      expect((await ruth.download(`/admin/invoices/${draft}/pdf`)).status).toBe(404);
      expect((await ruth.open(`/admin/invoices/${draft}`)).text).not.toContain('Open the PDF');
      const id = await idOf('invoices', 'INV/1');
      await withheld('company');
      const { text } = await opened(alice, `/portal/invoices/${id}/pdf`);
      expect([text.includes('Acme Ελλάδα Ltd'), text.includes('Paper Lane')]).toEqual([true, false]);
      for (const closed of ['money', 'invoices']) {
        await withheld(closed);
        expect((await alice.download(`/portal/invoices/${id}/pdf`)).status).toBe(404);
      }
      await withheld();
    });
  });

  describe('of the account', () => {
    const address = '/portal/statement.pdf?from=2026-03-01&to=2026-03-31';

    it('run from the opening to the closing balance in each currency', async () => {
      const page = await alice.open(address.replace('.pdf', ''));
      const href = page.$('a:contains("Open the PDF")').attr('href') as string;
      const { text, name } = await opened(alice, href);
      expect(name).toMatch(/^inline; filename="statement-2026-03-31.pdf"/);
      for (const said of [
        'From Sun 1 Mar 2026 to Tue 31 Mar 2026',
        'Account in EUR',
        'Account in GBP',
        'Opening balance',
      ])
        expect(text).toContain(said);
      expect(text).toContain('Invoice INV/1 £561.00 £561.00');
      expect(text).toContain('Payment P-1 -£100.00 £461.00');
      expect(text).toContain('Credit note CN-1 -€10.00 -€10.00');
      expect(text).toContain('Closing balance on Tue 31 Mar 2026 £461.00');
      expect(text).toMatch(/0 to 30 days.*£461\.00/);
      for (const hidden of ['DRAFT', 'FOREIGN']) expect(text).not.toContain(hidden);
    });

    it('are closed with exports, with financial details, and for people limited to sites', async () => {
      for (const closed of ['exports', 'money']) {
        await withheld(closed);
        expect((await alice.download(address)).status).toBe(404);
      }
      await withheld();
      expect((await alice.download(`${address}&nonsense=1`)).status).toBe(400);
    });
  });

  describe('of sales', () => {
    const paper = async (reference: string) => `/portal/sales/${await idOf('sales', reference)}/pdf`;

    it('open in the browser with lines, version, state and how long they hold', async () => {
      const page = await alice.open((await paper('Q1')).replace('/pdf', ''));
      const { text, name } = await opened(alice, page.$('a:contains("Open the PDF")').attr('href') as string);
      expect(name).toContain('inline; filename="Quote Q1.pdf"');
      for (const said of [
        'Quote Q1',
        'Skips for the new yard',
        'Version 2',
        'Sent',
        'Valid to',
        '8 yd skip',
        'Total £450.00',
      ])
        expect(text).toContain(said);
    });

    it('are the PDF that the system of record has sent, where there is one and documents are open', async () => {
      const own = '%PDF-1.4\n% our own quote\n%%EOF\n';
      const shown = async () => {
        const { status, headers, bytes } = await alice.download(await paper('Q1'));
        return [status, headers.get('content-type'), bytes.toString('latin1').includes('our own quote')];
      };
      // Named before it is there.
      expect((await scene.api('PATCH', 'quotes/Q1', { document: 'Q1-PDF' })).status).toBe(200);
      expect(await shown()).toEqual([200, 'application/pdf', false]);
      for (const customer of ['STRANGER', 'ACME']) {
        await scene.put('documents/Q1-PDF', {
          customer,
          name: 'Quote',
          type: 'price-list',
          date: '2026-03-04',
        });
        const headers = { 'content-type': 'application/pdf' };
        expect((await scene.api('PUT', 'documents/Q1-PDF/file', own, headers)).status).toBeLessThan(300);
        expect(await shown()).toEqual([200, 'application/pdf', customer === 'ACME']);
      }
      expect((await ruth.download((await paper('Q1')).replace('portal', 'admin'))).bytes.toString()).toBe(
        own,
      );
      await withheld('documents');
      expect(await shown()).toEqual([200, 'application/pdf', false]);
      await withheld();
      await portico.sql(`update file_types set customer_file = false where key = 'price-list'`);
      expect(await shown()).toEqual([200, 'application/pdf', false]);
      await portico.sql(`update file_types set customer_file = true where key = 'price-list'`);
    });

    it('do not exist of drafts, and are all about prices: closed with financial details', async () => {
      expect((await alice.download(await paper('Q-DRAFT'))).status).toBe(404);
      await withheld('money');
      expect((await alice.download(await paper('Q1'))).status).toBe(404);
      const page = await alice.open((await paper('Q1')).replace('/pdf', ''));
      expect([page.status, page.text.includes('Open the PDF')]).toEqual([200, false]);
      await withheld();
    });
  });

  describe('of lists', () => {
    it('hold the rows, columns and filters of the page, and how many rows there are', async () => {
      const list = await alice.open('/portal/invoices?columns=gross,date&kind=invoice');
      const href = list.$('a:contains("Download as PDF")').attr('href') as string;
      const { text, name } = await opened(alice, href);
      expect(name).toContain('attachment; filename="invoices.pdf"');
      expect(text).toContain('1 invoice or credit note');
      expect(text).toContain('Reference Total Date INV/1 £561.00 Wed 4 Mar 2026');
      expect(text).toMatch(/Kind.* Invoice/);
      for (const hidden of ['CN-1', 'DRAFT', 'FOREIGN', 'Purchase order']) expect(text).not.toContain(hidden);
      const [noted] = await portico.sql<{ after: object }>(
        `select after from audit_lines where action = 'list.downloaded' and after->>'format' = 'pdf' and subject_kind = 'invoices'`,
      );
      expect(noted?.after).toMatchObject({ section: 'invoices', rows: 1 });
      const staffs = await opened(ruth, '/admin/invoices.pdf?q=FOREIGN');
      for (const said of ['Search', 'FOREIGN', 'Stranger plc']) expect(staffs.text).toContain(said);
      expect((await alice.open('/portal/exports')).$('a[href="/portal/invoices.pdf"]')).toHaveLength(1);
    });

    it('are never cut: a list that is too long says so, and keeps its filters and other files', async () => {
      const acme = await idOf('customers', 'ACME');
      await portico.sql(
        `insert into jobs (id, reference, customer_id, date, status, changed_in)
         select gen_random_uuid(), 'J-' || n, $1, '2026-01-01', case when n > 2000 then 'scheduled' else 'completed' end, 0
         from generate_series(1, 2001) n`,
        [acme],
      );
      const page = await alice.open('/portal/jobs.pdf?from=2026-01-01');
      expect(page.path).toBe('/portal/jobs');
      expect(page.text).toContain('A PDF holds 2,000 rows at most, and this list has 2,001.');
      expect(page.$('a[href="/portal/jobs.csv?from=2026-01-01"]')).toHaveLength(1);
      const { text } = await opened(alice, '/portal/jobs.pdf?status=completed&sort=reference&columns=status');
      expect(text).toContain('2,000 jobs');
      expect(new Set(text.match(/J-\d+/g)).size).toBe(2000);
    });

    it('are closed with exports', async () => {
      await withheld('exports');
      expect((await alice.download('/portal/invoices.pdf')).status).toBe(404);
      expect((await alice.open('/portal/invoices')).html).not.toContain('invoices.pdf');
      await withheld('money');
      expect((await alice.download('/portal/invoices.pdf')).status).toBe(404);
      await withheld();
      expect((await alice.download('/portal/invoices.pdf?sort=nonsense')).status).toBe(400);
    });
  });

  it('say more of the business to those who may read that', async () => {
    await portico.sql(`update business_details set address = '1 Ferry Lane', vat_number = 'GB 987'`);
    const href = `/portal/invoices/${await idOf('invoices', 'INV/1')}/pdf`;
    const { text } = await opened(alice, href);
    for (const said of ['1 Ferry Lane', 'VAT number GB 987']) expect(text).toContain(said);
    await withheld('company.business');
    expect((await opened(alice, href)).text).not.toContain('Ferry Lane');
    await withheld();
  });
});
