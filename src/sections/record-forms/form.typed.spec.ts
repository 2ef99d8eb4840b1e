import { describe, expect, it } from '@jest/globals';
import { field } from '../engine/field.js';
import { readTyped, typedText } from './form.typed.js';

const around = { timeZone: 'Europe/London', currency: 'GBP' };
const weight = field.weight('weight');
const price = field.money('price');
const amount = field.whole('netAmount', { typed: 'amount' });
const quantity = field.whole('quantity', { typed: 'thousandths' });
const hours = field.whole('minutes', { typed: 'hours' });
const at = field.time('inAt');
const day = field.date('date');
const phone = field.text('contactPhone', { reaches: 'phone' });
const postcode = field.text('postcode', { looksLike: 'postcode' });
const fate = field.fate('code');
const mail = field.text('contactEmail', { reaches: 'email' });

describe('what somebody types into a form', () => {
  it.each([
    [weight, '380', 380_000],
    [weight, '1.24 t', 1_240_000],
    [weight, '1,24 T', 1_240_000],
    [weight, '0.5kg', 500],
    [weight, '', null],
    [price, '1234.50', { amount: 123_450, currency: 'GBP' }],
    [price, '-3', { amount: -300, currency: 'GBP' }],
    [price, '100 eur', { amount: 10_000, currency: 'EUR' }],
    [price, '100 JPY', { amount: 100, currency: 'JPY' }],
    [price, '£1250.50', { amount: 125_050, currency: 'GBP' }],
    [price, '1,250.50', { amount: 125_050, currency: 'GBP' }],
    [price, '1,250', { amount: 125_000, currency: 'GBP' }],
    [price, '£ 1,234,567.00', { amount: 123_456_700, currency: 'GBP' }],
    [price, 'GBP 1 250.50', { amount: 125_050, currency: 'GBP' }],
    [price, '-£5.00', { amount: -500, currency: 'GBP' }],
    [price, '(5.00)', { amount: -500, currency: 'GBP' }],
    [price, 'USD 1,000', { amount: 100_000, currency: 'USD' }],
    [price, '1,000 jpy', { amount: 1_000, currency: 'JPY' }],
    [amount, '12.5', 1250],
    [amount, '£1,250.50', 125_050],
    [amount, '12,500', 1_250_000],
    [quantity, '2.5', 2500],
    [hours, '7:30', 450],
    [hours, '8', 480],
    [at, '2026-07-01T08:00', '2026-07-01T07:00:00.000Z'],
    [day, '2026-02-03', '2026-02-03'],
    [mail, 'ann@acme.test', 'ann@acme.test'],
    [phone, '+44 (0)1628 555-0142 ext. 3', '+44 (0)1628 555-0142 ext. 3'],
    [phone, '0800 FLOWERS / 999', '0800 FLOWERS / 999'],
    [phone, '٠١٦٢٨ ٥٥٥', '٠١٦٢٨ ٥٥٥'],
    [postcode, 'SL7 1AA', 'SL7 1AA'],
    [postcode, '110-0001', '110-0001'],
    [postcode, 'D02 AF30', 'D02 AF30'],
    [fate, 'R03.01.03', 'R03.01.03'],
    [fate, 'd 9', 'd 9'],
    [field.yesNo('estimated'), 'on', true],
    [field.yesNo('estimated'), '', false],
  ])('%# is read', (one, text, value) => {
    expect(readTyped(one, text, around)).toEqual({ value });
  });

  it.each([
    [weight, 'heavy', 'weight'],
    [weight, '0.1234 kg', 'weight'],
    [weight, '-1', 'weight'],
    [price, '12,50', 'decimalComma'],
    [price, '€12,50', 'decimalComma'],
    [price, '1.250,50', 'decimalComma'],
    [price, '12£34', 'money'],
    [price, '5€50', 'money'],
    [price, '1EUR50', 'money'],
    [price, '1,25,000', 'money'],
    [price, '12.500', 'money'],
    [price, '$5', 'otherCurrency'],
    [price, '€1,250.00', 'otherCurrency'],
    [price, '99999999999999999', 'tooMuch'],
    [weight, '1,240', 'weight'],
    [quantity, '1,000', 'quantity'],
    [amount, '12,50', 'decimalComma'],
    [amount, '€5', 'currencyOfRow'],
    [amount, '5 EUR', 'currencyOfRow'],
    [amount, '-5', 'amount'],
    [price, '1.005', 'money'],
    [price, '5 pounds', 'money'],
    [price, '5 xyz', 'money'],
    [price, 'much', 'money'],
    [amount, '1.005', 'amount'],
    [quantity, '1.0005', 'quantity'],
    [hours, '7:75', 'hours'],
    [hours, '7.5', 'hours'],
    [at, 'tomorrow', 'time'],
    [at, '2026-02-31T08:00', 'time'],
    [at, '2026-07-01T25:00', 'time'],
    [day, '9999-12-31', 'year'],
    [day, '0202-06-01', 'year'],
    [at, '9999-07-01T08:00', 'year'],
    [day, '0026-06-01', 'year'],
    [at, '0026-06-01T08:00', 'year'],
    [mail, 'bad', 'email'],
    [phone, 'abc', 'phone'],
    [phone, '12', 'phone'],
    [phone, '<b>01628</b>', 'phone'],
    [postcode, '!!', 'postcode'],
    [postcode, '- -', 'postcode'],
    [postcode, '<SL7>', 'postcode'],
    [fate, 'Z9', 'fate'],
    [fate, 'R14', 'fate'],
    [fate, 'D0', 'fate'],
    [field.whole('count'), '1.5', 'whole'],
  ])('%# is refused with a sentence of its own', (one, text, wrong) => {
    expect(readTyped(one, text, around)).toEqual({ wrong });
  });

  it('is refused where clocks never show it, in the night in which they go forward', () => {
    const skipped = { wrong: 'skipped', values: { day: '2026-03-29', time: '01:30' } };
    expect(readTyped(at, '2026-03-29T01:30', around)).toEqual(skipped);
    expect(readTyped(at, '2026-03-29T00:59:59', around)).toEqual({ value: '2026-03-29T00:59:59.000Z' });
    expect(readTyped(at, '2026-03-29T02:00', around)).toEqual({ value: '2026-03-29T01:00:00.000Z' });
    // In autumn they show an hour twice.
    expect(readTyped(at, '2026-10-25T01:30', around)).toEqual({ value: '2026-10-25T00:30:00.000Z' });
  });

  it.each([
    [weight, '1240000', '1240'],
    [weight, 380_500, '380.5'],
    [price, { amount: 5, currency: 'GBP' }, '0.05'],
    [price, { amount: -10_000, currency: 'EUR' }, '-100.00 EUR'],
    [quantity, 2500, '2.5'],
    [hours, 450, '7:30'],
    [at, '2026-07-01T07:00:30.250Z', '2026-07-01T08:00:30.250'],
    [at, '2026-01-01T07:00:00.000Z', '2026-01-01T07:00'],
    [field.ewc('code'), '200301', '20 03 01'],
  ])('%# stands in the form so that it is read back as it was', (one, value, text) => {
    expect(typedText(one, value, around)).toBe(text);
    const read = readTyped(one, text, around);
    const again = 'value' in read ? typedText(one, read.value, around) : read.wrong;
    expect(again).toBe(text);
  });
});
