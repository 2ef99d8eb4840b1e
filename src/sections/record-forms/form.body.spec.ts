import { describe, expect, it } from '@jest/globals';
import { invoices } from '../invoices/invoices.section.js';
import { kindsOf, type RecordKind } from '../engine/section.js';
import { jobs } from '../jobs/jobs.section.js';
import { timesheets } from '../timesheets/timesheets.section.js';
import { bodyOfForm, placeOf } from './form.body.js';
import { readSent, withMore } from './form.sent.js';
import { isTooLong, writtenValues } from './form.values.js';

const invoice = kindsOf(invoices)[0] as RecordKind;
const around = { timeZone: 'Europe/London', currency: 'GBP' };
const item = { weight: '1.24 t', ewcCodes: '20 03 01, 150102', physicalForm: '', containerType: '' };
const sent = {
  date: '2026-03-04',
  status: 'completed',
  price: '185',
  end: 'end',
  wasteItems: [
    {
      ...item,
      fates: [
        { code: '', weight: '' },
        { code: 'R3', weight: '900', estimated: 'on' },
      ],
    },
    { weight: '', ewcCodes: '', physicalForm: '', containerType: '' },
    { ...item, remove: 'on' },
  ],
};

describe('the body that a form asks for', () => {
  it('leaves out rows that are empty or taken away, on both levels', () => {
    const { body, faults } = bodyOfForm(jobs, readSent(jobs, sent), around, true);
    expect(faults).toEqual({});
    expect(body).toMatchObject({
      date: '2026-03-04',
      site: null,
      price: { amount: 18_500, currency: 'GBP' },
      wasteItems: [
        {
          weightGrams: 1_240_000,
          ewcCodes: ['20 03 01', '150102'],
          fates: [{ code: 'R3', weightGrams: 900_000, estimated: true }],
        },
      ],
    });
    expect(body['wasteItems']).toHaveLength(1);
  });

  it('takes nothing without a currency for nothing in the currency of the rest', () => {
    const amounts = (more: object) => {
      const typed = {
        date: '2026-03-04',
        net: '100 EUR',
        tax: '20 EUR',
        gross: '120 EUR',
        end: 'end',
        ...more,
      };
      return bodyOfForm(invoice, readSent(invoice, typed), around, true).body;
    };
    expect(amounts({ paid: '0.00', tax: '0' })).toMatchObject({
      tax: { amount: 0, currency: 'EUR' },
      paid: { amount: 0, currency: 'EUR' },
    });
    expect(amounts({ paid: '5.00' })).toMatchObject({ paid: { amount: 500, currency: 'GBP' } });
    expect(amounts({ paid: '0 GBP' })).toMatchObject({ paid: { amount: 0, currency: 'GBP' } });
  });

  it('says what cannot be read, where the form shows it', () => {
    const wrong = { ...sent, price: 'much', wasteItems: [{ ...item, weight: 'heavy' }] };
    const { faults } = bodyOfForm(jobs, readSent(jobs, wrong), around, true);
    expect(Object.keys(faults).map(placeOf)).toEqual(['price', 'wasteItems.0.weight']);
    expect(['wasteItems[0].ewcCodes[1]', 'wasteItems[2].fates[1].code', ''].map(placeOf)).toEqual([
      'wasteItems.0.ewcCodes',
      'wasteItems.2.fates.1.code',
      'record',
    ]);
  });

  it('is never made of a form whose end did not arrive', () => {
    expect(() => readSent(jobs, { ...sent, end: undefined })).toThrow('sections.form.cutOff');
  });

  it('keeps exactly what nobody touched', () => {
    const body = { date: '2026-03-04', notes: 'two\r\nlines', price: null, wasteItems: [] };
    const values = writtenValues(jobs, body, around);
    const read = bodyOfForm(jobs, values, around, true, { body, values });
    expect(read.body['notes']).toBe('two\r\nlines');
  });

  it('keeps the moments of rows that read as they did, also in the hour that clocks show twice', () => {
    const shift = { date: '2026-10-25', startAt: '2026-10-25T00:30:00.000Z', minutes: 60, note: '' };
    const later = { ...shift, startAt: '2026-10-25T01:30:00.000Z', endAt: '2026-10-25T01:45:00.000Z' };
    const body = { person: 'Ada', date: '2026-10-25', minutes: 120, shifts: [shift, later] };
    const values = writtenValues(timesheets, body, around);
    const rows = (values.rows['shifts'] ?? []).map((row) => ({
      ...row,
      fields: { ...row.fields, note: 'x' },
    }));
    const read = (shifts: typeof rows) =>
      bodyOfForm(timesheets, { ...values, rows: { shifts } }, around, true, { body, values }).body['shifts'];
    expect(read(rows)).toMatchObject([shift, later].map((one) => ({ ...one, note: 'x' })));
    expect(read(rows.slice(1))).toMatchObject([{ endAt: later.endAt }]);
    const typed = rows.map((row) => ({ ...row, fields: { ...row.fields, startAt: '2026-10-25T06:00' } }));
    expect(read(typed)).toMatchObject([{ startAt: '2026-10-25T06:00:00.000Z' }, { endAt: later.endAt }]);
  });

  it('believes what stands so in a row already, also in the rows of a row', () => {
    const fate = { code: 'NS', weightGrams: 5, estimated: false };
    const waste = { ewcCodes: ['200301'], weightGrams: 10, receivedAt: '9999-03-04T08:00:00.000Z' };
    const body = { date: '2026-03-04', wasteItems: [{ ...waste, fates: [fate] }] };
    const values = writtenValues(jobs, body, around);
    const again = bodyOfForm(jobs, values, around, true, { body, values });
    expect(again.faults).toEqual({});
    expect(again.body['wasteItems']).toMatchObject([{ receivedAt: waste.receivedAt, fates: [fate] }]);
    const anew = bodyOfForm(jobs, values, around, true);
    expect(Object.keys(anew.faults)).toEqual(['wasteItems[0].receivedAt', 'wasteItems[0].fates[0].code']);
  });

  it('offers no more rows than a form can handle', () => {
    const row = { fields: { description: 'Oil' }, rows: {} };
    const of = (length: number) => ({ fields: {}, rows: { wasteItems: Array.from({ length }, () => row) } });
    for (const [before, after] of [
      [198, 200],
      [200, 200],
      [230, 230],
    ] as const)
      expect(withMore(jobs, of(before), 'wasteItems').rows['wasteItems']).toHaveLength(after);
  });

  it('offers three more rows where they are asked for, and keeps the empty ones', () => {
    const values = withMore(jobs, readSent(jobs, sent, true), 'wasteItems.0.fates');
    expect(values.rows['wasteItems']).toHaveLength(2);
    expect(values.rows['wasteItems']?.[0]?.rows['fates']).toHaveLength(5);
    expect(withMore(jobs, values, 'nothing')).toBe(values);
  });

  it('is too long where a form could not be handled', () => {
    const row = { fields: {}, rows: {} };
    const many = { fields: {}, rows: { wasteItems: Array.from({ length: 201 }, () => row) } };
    expect([isTooLong(many), isTooLong(readSent(jobs, sent))]).toEqual([true, false]);
  });
});
