import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordChangeSteps } from '../../src/sections/bulk/record-changes.steps.js';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const pounds = (amount: number, currency = 'GBP') => ({ amount, currency });
const billed = (net: number, tax = 0, currency = 'GBP') => ({
  net: pounds(net, currency),
  tax: pounds(tax, currency),
  gross: pounds(net + tax, currency),
});

/** A credit note takes off the invoice that it names: every page says the same of what is left to pay. */
describe('credit notes', () => {
  let portico: TestPortico;
  let scene: Scene;
  let acme: string;
  let alice: Person;
  let office: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    const invoice = { date: '2026-03-01', dueDate: '2026-03-31', status: 'sent', paid: pounds(0) };
    await scene.put('invoices/I-1', { customer: 'ACME', ...invoice, ...billed(100_00, 20_00) });
    await scene.put('invoices/I-2', { customer: 'ACME', ...invoice, ...billed(50_00) });
    await scene.put('invoices/S-1', { customer: 'STRANGER', ...invoice, ...billed(70_00) });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    office = await scene.staff();
  });
  afterAll(() => portico.close());

  const note = (reference: string, amount: number, more: object = {}) =>
    scene.put(`credit-notes/${reference}`, {
      customer: 'ACME',
      date: '2026-03-05',
      status: 'sent',
      invoice: 'I-1',
      ...billed(amount),
      ...more,
    });
  const stands = async (reference = 'I-1') => {
    const { body } = await scene.api('GET', `invoices/${reference}`);
    return [
      body['status'],
      (body['credited'] as { amount: number }).amount,
      (body['open'] as { amount: number }).amount,
    ];
  };
  const idOf = async (reference: string) =>
    (await scene.api('GET', `invoices/${reference}`)).body['id'] as string;

  it('take off the invoice that they name, on its page, at home and on the statement alike', async () => {
    expect((await note('C-1', 30_00)).status).toBe(201);
    expect(await stands()).toEqual(['sent', 30_00, 90_00]);
    const page = await alice.open(`/portal/invoices/${await idOf('I-1')}`);
    expect(page.text).toMatch(/Credited\s*£30\.00.*To pay\s*£90\.00/);
    await alice.open(page.$('a:contains("C-1")').attr('href') as string);
    expect(alice.seen.text).toContain('Credit note C-1');
    expect((await alice.open('/portal')).text).toContain('£140.00');
    const statement = await alice.open('/portal/statement?from=2026-03-01&to=2026-03-10');
    expect(statement.text).toMatch(/Closing balance\s*£140\.00/);
    expect(statement.text).not.toContain('Not set against an invoice');
    const pdf = await alice.download(`/portal/invoices/${await idOf('I-1')}/pdf`);
    expect(pdf.status).toBe(200);
  });

  it('leave other invoices, other customers and other currencies alone, and count while they are sent', async () => {
    await note('C-DRAFT', 10_00, { status: 'draft' });
    await note('C-VOID', 10_00, { status: 'void' });
    await note('C-EUR', 10_00, billed(10_00, 0, 'EUR'));
    await note('C-LOOSE', 5_00, { invoice: null });
    expect((await note('C-FAR', 10_00, { customer: 'STRANGER' })).status).toBe(422);
    expect([await stands(), await stands('I-2'), await stands('S-1')]).toEqual([
      ['sent', 30_00, 90_00],
      ['sent', 0, 50_00],
      ['sent', 0, 70_00],
    ]);
    await scene.api('PATCH', 'credit-notes/C-DRAFT', { status: 'sent' });
    expect(await stands()).toEqual(['sent', 40_00, 80_00]);
    await scene.api('PATCH', 'credit-notes/C-DRAFT', { invoice: 'I-2' });
    expect([await stands(), await stands('I-2')]).toEqual([
      ['sent', 30_00, 90_00],
      ['sent', 10_00, 40_00],
    ]);
    await scene.api('DELETE', 'credit-notes/C-DRAFT');
    expect(await stands('I-2')).toEqual(['sent', 0, 50_00]);
    for (const reference of ['C-VOID', 'C-EUR', 'C-LOOSE'])
      await scene.api('DELETE', `credit-notes/${reference}`);
  });

  it('settle an invoice with its payments: what is left is paid, and no more of it', async () => {
    const payment = (amount: number) => ({
      customer: 'ACME',
      date: '2026-03-08',
      amount: pounds(amount),
      allocations: [{ invoice: 'I-1', amount: pounds(amount) }],
    });
    await office.open(`/admin/payments/new?customer=${acme}`);
    await office.submit('/admin/payments', {
      reference: 'P-HAND',
      date: '2026-03-08',
      amount: '90.01',
      'allocations[0][invoice]': 'I-1',
      'allocations[0][amount]': '90.01',
    });
    expect(office.seen.$('.error-summary').text()).toContain('more than is left after its credit notes');
    expect((await scene.put('payments/P-1', payment(90_00))).status).toBe(201);
    expect(await stands()).toEqual(['paid', 30_00, 0]);
    await scene.api('DELETE', 'payments/P-1');
    expect(await stands()).toEqual(['sent', 30_00, 90_00]);
    await note('C-REST', 90_00);
    expect(await stands()).toEqual(['credited', 120_00, 0]);
    await scene.api('DELETE', 'credit-notes/C-REST');
    expect(await stands()).toEqual(['sent', 30_00, 90_00]);
  });

  it('of more than is left say so where a person writes them; what a system brings stays in the customer’s favour', async () => {
    const add = async (fields: Record<string, string>) => {
      await office.open(`/admin/invoices/new?customer=${acme}&collection=credit-notes`);
      await office.submit('/admin/invoices', {
        reference: 'C-HAND',
        date: '2026-03-06',
        status: 'sent',
        invoice: 'I-1',
        net: '90.01',
        tax: '0',
        gross: '90.01',
        ...fields,
      });
      return office.seen.$('.error-summary').text();
    };
    expect(await add({})).toContain('more than is left of the invoice');
    expect(await add({ date: '2026-02-28' })).toContain('older than the invoice');
    expect(await add({ reference: 'I-1', net: '90', gross: '90' })).toContain(
      'An invoice of this customer has this reference.',
    );
    expect(await add({ net: '90', gross: '90' })).toBe('');
    expect(await stands()).toEqual(['credited', 120_00, 0]);
    await scene.api('DELETE', 'credit-notes/C-HAND');
    await note('C-MUCH', 200_00);
    expect(await stands()).toEqual(['credited', 230_00, 0]);
    const statement = await alice.open('/portal/statement?from=2026-03-01&to=2026-03-10');
    expect(statement.text).toMatch(/Closing balance\s*-£60\.00/);
    expect(statement.text).toMatch(/Not set against an invoice\s*-£110\.00/);
    await scene.api('DELETE', 'credit-notes/C-MUCH');
  });

  it('are not sent by hand when a draft of more becomes one, nor many at once', async () => {
    await note('C-BIG', 500_00, { status: 'draft' });
    const { id } = (await scene.api('GET', 'credit-notes/C-BIG')).body as { id: string };
    await office.open(`/admin/invoices/${id}/edit`);
    await office.submit(`/admin/invoices/${id}`, { status: 'sent' });
    expect(office.seen.$('#gross-error').text()).toContain('more than is left of the invoice');
    const search = new URLSearchParams({ ids: id, list: '', deed: 'status', status: 'sent' });
    expect((await office.open(`/admin/invoices/selection?${search}`)).text).toContain('Nothing would change');
    await scene.api('DELETE', 'credit-notes/C-BIG');
  });

  it('and invoices that have nothing on them are not sent many at once', async () => {
    await note('C-NIL', 0, { status: 'draft', invoice: null });
    const draft = { customer: 'ACME', date: '2026-03-01', status: 'draft', paid: pounds(0) };
    await scene.put('invoices/I-NIL', { ...draft, ...billed(0) });
    const { body } = await scene.api('GET', 'credit-notes/C-NIL');
    for (const [id, status] of [
      [body['id'] as string, 'sent'],
      [await idOf('I-NIL'), 'sent'],
      [await idOf('I-NIL'), 'paid'],
    ] as const) {
      const search = new URLSearchParams({ ids: id, list: '', deed: 'status', status });
      expect((await office.open(`/admin/invoices/selection?${search}`)).text).toContain(
        'Nothing would change',
      );
    }
  });

  it('go with their invoice, and come back with it', async () => {
    const ids = await Promise.all([
      idOf('I-1'),
      scene.api('GET', 'credit-notes/C-1').then(({ body }) => body['id'] as string),
    ]);
    const search = new URLSearchParams({ list: '', deed: 'deletion' });
    for (const id of ids) search.append('ids', id);
    await office.open(`/admin/invoices/selection?${search}`);
    await office.submit('/admin/invoices/selection');
    expect(office.seen.text).toContain('2 records are deleted.');
    const page = office.seen.path;
    await office.open(`${page}/undo`);
    await office.submit(`${page}/undo`);
    expect(office.seen.text).toContain('2 records are back, as they were.');
    expect(await stands()).toEqual(['sent', 30_00, 90_00]);
  });

  const chosen = async (deed: object, ids: readonly string[]) => {
    const search = new URLSearchParams({ list: '', ...deed });
    for (const id of ids) search.append('ids', id);
    await office.open(`/admin/invoices/selection?${search}`);
    await office.submit('/admin/invoices/selection');
    return office.seen.path;
  };
  const takenBack = async (page: string) => {
    await office.open(`${page}/undo`);
    await office.submit(`${page}/undo`);
    return office.seen.text;
  };
  const noteId = async (reference: string) =>
    (await scene.api('GET', `credit-notes/${reference}`)).body['id'] as string;

  it('come back with it also where many steps lie between them, and what was done before can still be taken back', async () => {
    const steps = portico.app.get(RecordChangeSteps);
    const inOne = steps.recordsAtATime;
    steps.recordsAtATime = 1;
    const ids = [await idOf('I-1'), await noteId('C-1')];
    const paid = await chosen({ deed: 'status', status: 'paid' }, [ids[0] as string]);
    const deleted = await chosen({ deed: 'deletion' }, ids);
    expect(office.seen.text).toContain('2 records are deleted.');
    expect(await takenBack(deleted)).toContain('2 records are back, as they were.');
    expect(await stands()).toEqual(['paid', 30_00, 0]);
    expect(await takenBack(paid)).toContain('1 record has its old status again.');
    expect(await stands()).toEqual(['sent', 30_00, 90_00]);
    steps.recordsAtATime = inOne;
  });

  it('that are brought back say first what they contradict since, and come back all the same where that is meant', async () => {
    await scene.put('invoices/I-4', {
      customer: 'ACME',
      date: '2026-03-01',
      dueDate: '2026-03-31',
      status: 'sent',
      paid: pounds(0),
      ...billed(10_00),
    });
    await note('C-OLD', 6_00, { invoice: 'I-4' });
    const [invoice, id] = [await idOf('I-4'), await noteId('C-OLD')];
    await office.open(`/admin/invoices/${invoice}/deletion`);
    expect(office.seen.text).toContain('1 credit note that names it stays, and takes nothing off any more.');
    await office.open(`/admin/invoices/${id}/deletion`);
    await office.submit(`/admin/invoices/${id}/deletion`);
    await note('C-NEW', 7_00, { invoice: 'I-4' });
    await office.open(`/admin/invoices/${id}/restoration`);
    await office.submit(`/admin/invoices/${id}/restoration`);
    expect(office.seen.status).toBe(409);
    expect(office.seen.text).toContain('more than is left of the invoice');
    expect(await stands('I-4')).toEqual(['sent', 7_00, 3_00]);
    await office.submit(`/admin/invoices/${id}/restoration`);
    expect(office.seen.text).toContain('C-OLD is back, as it was.');
    expect(await stands('I-4')).toEqual(['credited', 13_00, 0]);
    for (const reference of ['C-OLD', 'C-NEW']) await scene.api('DELETE', `credit-notes/${reference}`);
  });

  it('hold their invoice where it is, also against a change that is taken back before theirs', async () => {
    const draft = { customer: 'ACME', date: '2026-03-01', dueDate: '2026-03-31', paid: pounds(0) };
    await scene.put('invoices/I-5', { ...draft, status: 'draft', ...billed(10_00) });
    await note('C-5', 3_00, { invoice: 'I-5', status: 'draft' });
    const sent = await chosen({ deed: 'status', status: 'sent' }, [await idOf('I-5')]);
    const noteSent = await chosen({ deed: 'status', status: 'sent' }, [await noteId('C-5')]);
    expect(await takenBack(sent)).toContain('1 record stays as it is');
    expect(await stands('I-5')).toEqual(['sent', 3_00, 7_00]);
    expect(await takenBack(noteSent)).toContain('1 record has its old status again.');
    for (const one of ['credit-notes/C-5', 'invoices/I-5']) await scene.api('DELETE', one);
  });

  it('of which each would fit and not all together are left as they are', async () => {
    await scene.put('invoices/I-3', {
      customer: 'ACME',
      date: '2026-03-01',
      dueDate: '2026-03-31',
      status: 'sent',
      paid: pounds(0),
      ...billed(10_00),
    });
    const ids = [];
    for (const [reference, amount] of [
      ['C-A', 6_00],
      ['C-B', 6_00],
    ] as const) {
      await note(reference, amount, { invoice: 'I-3', status: 'draft' });
      ids.push(await noteId(reference));
    }
    await note('C-C', 4_00, { invoice: 'I-2', status: 'draft' });
    await chosen({ deed: 'status', status: 'sent' }, [...ids, await noteId('C-C')]);
    expect(office.seen.text).toMatch(/1 record .*2 records were left as they are.*contradict/s);
    const left = office.seen
      .$('.left-alone a')
      .map((_, one) => office.seen.$(one).text())
      .get();
    expect(left).toEqual(['C-A', 'C-B']);
    expect(await stands('I-3')).toEqual(['sent', 0, 10_00]);
    for (const reference of ['C-A', 'C-B', 'C-C']) await scene.api('DELETE', `credit-notes/${reference}`);
  });

  describe.each([1, 500])('%i at a time', (atATime) => {
    const plain = { customer: 'ACME', date: '2026-03-01', dueDate: '2026-03-31', paid: pounds(0) };
    const names = { bill: `I-T${atATime}`, notes: [1, 2, 3].map((n) => `C-T${atATime}-${n}`) };
    const [first, second, since] = names.notes as [string, string, string];
    let steps: RecordChangeSteps;
    let inOne: number;

    beforeEach(() => {
      steps = portico.app.get(RecordChangeSteps);
      inOne = steps.recordsAtATime;
      steps.recordsAtATime = atATime;
    });
    afterEach(async () => {
      steps.recordsAtATime = inOne;
      for (const reference of names.notes) await scene.api('DELETE', `credit-notes/${reference}`);
      await scene.api('DELETE', `invoices/${names.bill}`);
    });

    it('come back of what was voided only as far as all of them together still fit', async () => {
      await scene.put(`invoices/${names.bill}`, { ...plain, status: 'sent', ...billed(10_00) });
      for (const reference of [first, second]) await note(reference, 4_00, { invoice: names.bill });
      const ids = [await noteId(first), await noteId(second)];
      const voided = await chosen({ deed: 'status', status: 'void' }, ids);
      await note(since, 6_00, { invoice: names.bill });
      expect(await takenBack(voided)).toMatch(/stay/);
      const [, credited] = await stands(names.bill);
      expect(credited).toBe(6_00);
    });

    it('come back of what was deleted only as far as all of them together still fit', async () => {
      await scene.put(`invoices/${names.bill}`, { ...plain, status: 'sent', ...billed(10_00) });
      for (const reference of [first, second]) await note(reference, 4_00, { invoice: names.bill });
      const ids = [await noteId(first), await noteId(second)];
      const deleted = await chosen({ deed: 'deletion' }, ids);
      await note(since, 6_00, { invoice: names.bill });
      expect(await takenBack(deleted)).toMatch(/stay/);
      // What did not fit is not offered again, as long as nothing has become of it.
      expect(office.seen.$('a[href$="/undo"]')).toHaveLength(0);
      const [, credited] = await stands(names.bill);
      expect(credited).toBe(6_00);
    });

    it('that contradicted their invoice before come back as they were', async () => {
      await scene.put(`invoices/${names.bill}`, { ...plain, status: 'sent', ...billed(10_00) });
      await note(first, 20_00, { invoice: names.bill });
      const ids = [await noteId(first)];
      for (const deed of [{ deed: 'deletion' }, { deed: 'status', status: 'void' }]) {
        const page = await chosen(deed, ids);
        expect(await takenBack(page)).toMatch(/1 record (is back|has its old status)/);
        expect(await stands(names.bill)).toEqual(['credited', 20_00, 0]);
      }
    });

    it('leave their invoice where another note holds it, which goes back once that has', async () => {
      await scene.put(`invoices/${names.bill}`, { ...plain, status: 'draft', ...billed(10_00) });
      for (const reference of [first, second])
        await note(reference, 4_00, { invoice: names.bill, status: 'draft' });
      const both = await chosen({ deed: 'status', status: 'sent' }, [
        await idOf(names.bill),
        await noteId(first),
      ]);
      const other = await chosen({ deed: 'status', status: 'sent' }, [await noteId(second)]);
      expect(await takenBack(both)).toMatch(/1 record has its old status again.*1 record stays/s);
      expect(await stands(names.bill)).toEqual(['sent', 4_00, 6_00]);
      expect(office.seen.$('a[href$="/undo"]')).toHaveLength(0);
      expect(await takenBack(other)).toContain('1 record has its old status again.');
      expect(await takenBack(both)).toContain('2 records have their old status again.');
      expect((await stands(names.bill))[0]).toBe('draft');
    });

    it('are void with their invoice, and count again with it', async () => {
      await scene.put(`invoices/${names.bill}`, { ...plain, status: 'sent', ...billed(10_00) });
      for (const reference of [first, second]) await note(reference, 4_00, { invoice: names.bill });
      const [bill, one, other] = [await idOf(names.bill), await noteId(first), await noteId(second)];
      await chosen({ deed: 'status', status: 'void' }, [bill, one]);
      // The other one would be set against nothing.
      expect((await stands(names.bill)).slice(0, 2)).toEqual(['sent', 4_00]);
      const voided = await chosen({ deed: 'status', status: 'void' }, [bill, other]);
      expect((await stands(names.bill)).slice(0, 2)).toEqual(['void', 0]);
      expect(await takenBack(voided)).toContain('2 records have their old status again.');
      expect(await stands(names.bill)).toEqual(['sent', 4_00, 6_00]);
      const whole = await chosen({ deed: 'status', status: 'draft' }, [other, bill]);
      expect((await stands(names.bill)).slice(0, 2)).toEqual(['draft', 0]);
      expect(await takenBack(whole)).toContain('2 records have their old status again.');
      expect(await stands(names.bill)).toEqual(['sent', 4_00, 6_00]);
    });

    it('are sent with their invoice, and become drafts with it again', async () => {
      await scene.put(`invoices/${names.bill}`, { ...plain, status: 'draft', ...billed(10_00) });
      await note(first, 4_00, { invoice: names.bill, status: 'draft' });
      const ids = [await idOf(names.bill), await noteId(first)];
      const sent = await chosen({ deed: 'status', status: 'sent' }, ids);
      expect(await stands(names.bill)).toEqual(['sent', 4_00, 6_00]);
      expect(await takenBack(sent)).toContain('2 records have their old status again.');
      const { body } = await scene.api('GET', `credit-notes/${first}`);
      expect([(await stands(names.bill))[0], body['status']]).toEqual(['draft', 'draft']);
    });
  });

  it('given after an invoice was paid keep no payment of it from coming back', async () => {
    await scene.put('invoices/I-REF', {
      customer: 'ACME',
      date: '2026-03-01',
      status: 'sent',
      paid: pounds(0),
      ...billed(120_00),
    });
    await scene.put('payments/P-REF', {
      customer: 'ACME',
      date: '2026-03-08',
      amount: pounds(120_00),
      allocations: [{ invoice: 'I-REF', amount: pounds(120_00) }],
    });
    await note('C-REF', 20_00, { invoice: 'I-REF' });
    const { id } = (await scene.api('GET', 'payments/P-REF')).body as { id: string };
    const search = new URLSearchParams({ ids: id, list: '', deed: 'deletion' });
    await office.open(`/admin/payments/selection?${search}`);
    await office.submit('/admin/payments/selection');
    expect(await takenBack(office.seen.path)).toContain('1 record is back, as it was.');
    expect((await stands('I-REF'))[0]).toBe('paid');
    for (const one of ['payments/P-REF', 'credit-notes/C-REF', 'invoices/I-REF'])
      await scene.api('DELETE', one);
  });

  it('leave of an invoice that is marked paid what was not credited', async () => {
    const search = new URLSearchParams({ ids: await idOf('I-1'), list: '', deed: 'status', status: 'paid' });
    await office.open(`/admin/invoices/selection?${search}`);
    await office.submit('/admin/invoices/selection');
    const { body } = await scene.api('GET', 'invoices/I-1');
    expect([body['status'], body['paid'], body['open']]).toEqual(['paid', pounds(90_00), pounds(0)]);
    const page = office.seen.path;
    await office.open(`${page}/undo`);
    await office.submit(`${page}/undo`);
    expect(await stands()).toEqual(['sent', 30_00, 90_00]);
  });

  it('hold an invoice where it is, and a note that goes leaves it as it was, whoever wrote to it meanwhile', async () => {
    const id = await idOf('I-1');
    await office.open(`/admin/invoices/${id}/edit`);
    await office.submit(`/admin/invoices/${id}`, { status: 'void' });
    expect(office.seen.$('#status-error').text()).toContain('credit notes are set against this invoice');
    await office.open(`/admin/invoices/${id}/edit`);
    await office.submit(`/admin/invoices/${id}`, { net: '20', tax: '0', gross: '20' });
    expect(office.seen.$('#gross-error').text()).toContain('Credit notes of more than this');
    await note('C-REST', 90_00);
    expect(await stands()).toEqual(['credited', 120_00, 0]);
    // What is answered is how it stands; written back with something else, it is not taken for what the system says.
    await scene.api('PATCH', 'invoices/I-1', { purchaseOrder: 'PO-9' });
    await scene.api('DELETE', 'credit-notes/C-REST');
    expect(await stands()).toEqual(['sent', 30_00, 90_00]);
  });

  it('leave less to be paid: that is what an invoice is paid by', async () => {
    const id = await idOf('I-1');
    const save = async (fields: Record<string, string>) => {
      await office.open(`/admin/invoices/${id}/edit`);
      await office.submit(`/admin/invoices/${id}`, fields);
      return office.seen.$('#status-error').text().trim();
    };
    expect(await save({ status: 'paid', paid: '89.99' })).toContain('Not all of what is owed');
    expect(await save({ status: 'part-paid', paid: '90' })).toContain('some is left');
    expect(await save({ status: 'paid', paid: '90' })).toBe('');
    expect(await stands()).toEqual(['paid', 30_00, 0]);
    expect(await save({ status: 'sent', paid: '0' })).toBe('');
  });

  it('say by hand what is left to pay after them, and what is then in the customer’s favour', async () => {
    const invoice = {
      customer: 'ACME',
      date: '2026-03-01',
      status: 'sent',
      paid: pounds(0),
      ...billed(100_00),
    };
    await scene.put('invoices/I-HALF', invoice);
    await scene.put('invoices/I-PAID', { ...invoice, status: 'paid', paid: pounds(100_00) });
    const add = async (reference: string, of: string, amount: string, status = 'sent') => {
      await office.open(`/admin/invoices/new?customer=${acme}&collection=credit-notes`);
      expect(office.seen.$('#gross-help').text()).toContain('in the customer’s favour');
      const sums = { net: amount, tax: '0', gross: amount };
      await office.submit('/admin/invoices', { reference, date: '2026-03-06', status, invoice: of, ...sums });
      return office.seen.$('.flash').text();
    };
    expect(await add('C-H1', 'I-HALF', '40', 'draft')).not.toContain('left to pay');
    expect(await add('C-H2', 'I-HALF', '30')).toContain('C-H2 is added. £70.00 is left to pay of I-HALF.');
    expect(await add('C-H3', 'I-HALF', '70')).toContain('C-H3 is added. Nothing is left to pay of I-HALF.');
    expect(await add('C-P1', 'I-PAID', '30')).toContain(
      'C-P1 is added. Nothing is left to pay of I-PAID, and £30.00 is in the customer’s favour.',
    );
    const { id } = (await scene.api('GET', 'credit-notes/C-P1')).body as { id: string };
    await office.open(`/admin/invoices/${id}/edit`);
    await office.submit(`/admin/invoices/${id}`, { net: '20', gross: '20' });
    expect(office.seen.$('.flash').text()).toContain(
      'C-P1 is saved. Nothing is left to pay of I-PAID, and £20.00 is in the customer’s favour.',
    );
    for (const path of ['credit-notes/C-H1', 'credit-notes/C-H2', 'credit-notes/C-H3', 'credit-notes/C-P1'])
      await scene.api('DELETE', path);
    for (const path of ['invoices/I-HALF', 'invoices/I-PAID']) await scene.api('DELETE', path);
  });

  it('name by hand what was billed, in its currency', async () => {
    await scene.put('invoices/I-DRAFT', {
      customer: 'ACME',
      date: '2026-03-01',
      status: 'draft',
      paid: pounds(0),
      ...billed(10_00),
    });
    const add = async (fields: Record<string, string>) => {
      await office.open(`/admin/invoices/new?customer=${acme}&collection=credit-notes`);
      await office.submit('/admin/invoices', {
        reference: 'C-ODD',
        date: '2026-03-06',
        status: 'sent',
        tax: '0',
        ...fields,
      });
      return office.seen.$('.error-summary').text();
    };
    expect(await add({ invoice: 'I-DRAFT', net: '5', gross: '5' })).toContain('nothing to credit');
    expect(await add({ invoice: 'I-1', net: '5 EUR', tax: '0 EUR', gross: '5 EUR' })).toContain(
      'The invoice is in another currency.',
    );
  });

  it('that change in nothing that counts leave their invoice as it is', async () => {
    const version = async () => (await scene.api('GET', 'invoices/I-1')).body['version'];
    const before = await version();
    await scene.api('PATCH', 'credit-notes/C-1', { purchaseOrder: 'PO-7' });
    expect(await version()).toBe(before);
  });

  it('and payments hold an invoice where it is: nobody voids it by hand while they are set against it', async () => {
    await scene.put('payments/P-2', {
      customer: 'ACME',
      date: '2026-03-08',
      amount: pounds(50_00),
      allocations: [{ invoice: 'I-2', amount: pounds(50_00) }],
    });
    const id = await idOf('I-2');
    await office.open(`/admin/invoices/${id}/edit`);
    await office.submit(`/admin/invoices/${id}`, { status: 'void' });
    expect([office.seen.status, office.seen.$('#status-error').text()]).toEqual([
      422,
      expect.stringContaining('Payments or credit notes are set against this invoice'),
    ]);
    const search = new URLSearchParams({ ids: id, list: '', deed: 'status', status: 'void' });
    await office.open(`/admin/invoices/selection?${search}`);
    expect(office.seen.text).toContain('Nothing would change');
    expect(await stands('I-2')).toEqual(['paid', 0, 0]);
  });
});
