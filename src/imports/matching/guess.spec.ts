import { describe, expect, it } from '@jest/globals';
import { readMessages, Words } from '../../platform/pages/words.js';
import { declaredFields } from '../declared.fields.js';
import { targetOf } from '../import.targets.js';
import { openTable } from '../table.reader.js';
import { glimpse } from './glimpse.js';
import { guessedMap } from './guess.js';

const words = new Words(readMessages('messages/en'));
const guess = async (section: string, ...rows: string[]) => {
  const { kind } = targetOf(section);
  const columns = await glimpse(await openTable(Buffer.from(rows.join('\n'))));
  return guessedMap(columns, {
    fields: declaredFields(kind),
    collection: section,
    words: (text) => words.say(text),
  })['fields'];
};

describe('columns are guessed by their headings', () => {
  it('of a weighbridge', async () => {
    const fields = await guess(
      'jobs',
      'Ticket No,Account,Site ref,Date,EWC,Net weight (kg),R/D code,Driver,Waste tracking ID',
      'T-1,ACME,A-1,31/12/2025,20 03 01,1240,R3,Sam,ABC',
    );
    const weight = { column: 'Net weight (kg)', unit: 'kg' };
    expect(fields).toEqual({
      reference: '{Ticket No}',
      customer: '{Account}',
      site: '{Site ref}',
      date: '{Date}',
      crew: '{Driver}',
      'wasteItems[].ewcCodes': '{EWC}',
      'wasteItems[].weight': weight,
      'wasteItems[].fates[].code': '{R/D code}',
      'wasteItems[].fates[].weight': weight,
      'wasteItems[].trackingId': '{Waste tracking ID}',
    });
  });

  it('named like the fields of the API', async () => {
    expect(await guess('sites', 'reference;customer;name;kind', 'S-1;C-1;Yard;static')).toEqual({
      reference: '{reference}',
      customer: '{customer}',
      name: '{name}',
      kind: '{kind}',
    });
    expect(await guess('jobs', 'reference,wasteItems[].weightGrams', 'J-1,1200')).toMatchObject({
      'wasteItems[].weight': { column: 'wasteItems[].weightGrams', unit: 'g' },
    });
  });

  it('only where their values agree', async () => {
    const fields = await guess(
      'jobs',
      'Job number,Date,Waste code,Fate,Weight',
      'J-1,soon,mixed,Recovery,much',
    );
    expect(fields).toEqual({ reference: '{Job number}' });
  });

  it('not by what brackets explain, nor twice for a weight', async () => {
    expect(
      await guess(
        'jobs',
        'Job no,Authorisation type (permit or licence),Waste quantity (tonnes),Waste quantity (tonnes) (2)',
        'J-1,Licence,1.1,2.1',
      ),
    ).toEqual({
      reference: '{Job no}',
      'wasteItems[].weight': { column: 'Waste quantity (tonnes)', unit: 't' },
    });
  });

  it('with the unit that the cells carry', async () => {
    expect(await guess('jobs', 'Job no,Weight', 'J-1,1.2 t', 'J-2,900 kg')).toMatchObject({
      'wasteItems[].weight': { column: 'Weight', unit: 'cell' },
    });
    expect(await guess('jobs', 'Job no,Weight', 'J-1,1.2')).toMatchObject({
      'wasteItems[].weight': { column: 'Weight' },
    });
  });

  it('of invoices, with month first dates', async () => {
    expect(
      await guess(
        'invoices',
        'Invoice No,Customer,Invoice Date,Due Date,Net,VAT,Total',
        'I-1,C-1,12/31/2025,01/30/2026,100,20,120',
      ),
    ).toMatchObject({
      reference: '{Invoice No}',
      customer: '{Customer}',
      date: '{Invoice Date}',
      dueDate: '{Due Date}',
      net: '{Net}',
      tax: '{VAT}',
      gross: '{Total}',
    });
  });
});

it('the reference is guessed by what is filled, also where rows of one record share it', async () => {
  const rows = Array.from({ length: 12 }, (_, n) => `${n === 3 ? 'PO 7' : ''},I-${n},u-${n}`);
  expect(await guess('invoices', 'reference,invoice_number,invoice_id', ...rows)).toMatchObject({
    reference: '{invoice_number}',
  });
  expect(await guess('invoices', 'reference,total', 'A,1', 'A,2')).toMatchObject({
    reference: '{reference}',
  });
  const lines = ['I-1,9001,Skip', 'I-1,9002,Lift', 'I-2,9003,Skip'];
  expect(await guess('invoices', 'Invoice No,ID,Description', ...lines)).toMatchObject({
    reference: '{Invoice No}',
  });
  expect(await guess('jobs', 'Ticket No,ID,Waste', ...lines)).toMatchObject({ reference: '{Ticket No}' });
});

describe('the currency of amounts is guessed', () => {
  const of = async (heading: string, ...codes: string[]) =>
    guess('payments', `Payment no,Amount,${heading}`, ...codes.map((code, n) => `P-${n},5,${code}`));
  it.each(['currency', 'Currency Code', 'CCY', 'Invoice currency'])('by its heading: %s', async (heading) => {
    expect(await of(heading, 'usd', 'GBP')).toMatchObject({
      amount: { column: 'Amount', currency: `{${heading}}` },
    });
  });
  it.each([
    ['currency_rate', ['1.25']],
    ['Currency', ['Pounds', 'GBP']],
    ['Currency', ['']],
  ])('not by %s with %j', async (heading, codes) => {
    expect(await of(heading, ...codes)).toMatchObject({ amount: '{Amount}' });
  });
});

describe('a glimpse', () => {
  it('shows the first different values, and words where they are few', async () => {
    const rows = Array.from({ length: 40 }, (_, n) => `${n},${n % 2 ? 'Done' : 'Open'},`);
    const [numbers, states, blank] = await glimpse(
      await openTable(Buffer.from(['N,State,Blank', ...rows].join('\n'))),
    );
    expect(numbers).toMatchObject({ name: 'N', firsts: ['0', '1', '2'], words: undefined });
    expect(states).toMatchObject({ firsts: ['Open', 'Done'], words: ['Open', 'Done'] });
    expect(blank).toMatchObject({ firsts: [], words: [] });
  });
});
