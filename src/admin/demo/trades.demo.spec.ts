import { describe, expect, it } from '@jest/globals';
import { parseBody } from '../../sections/records/record.body.js';
import type { DemoRecords } from './demo.js';
import { kindOf } from './demo-records.service.js';
import { DEMOS } from './demos.js';

// A Wednesday: the week has begun.
const TODAY = '2026-11-25';

type Body = Readonly<Record<string, unknown>>;
const bodies = (records: DemoRecords, collection: string): Body[] =>
  (records.collections[collection] ?? []).map(({ body }) => body as Body);
const each = (all: readonly Body[], name: string): unknown[] =>
  [...new Set(all.map((one) => one[name]))].sort();

const OTHERS = (['pool', 'guarding', 'orders'] as const).map((trade) => [trade, DEMOS[trade]] as const);

describe.each(OTHERS)('the demonstration of %s', (_, demo) => {
  const records = demo.records(TODAY);
  const later = demo.later?.(TODAY) ?? {};
  const all = Object.entries({
    ...records.collections,
    ...later,
    documents: records.documents.map(({ line }) => line),
  });

  it('holds only what anybody could have sent, each under a reference of its own', () => {
    for (const [collection, lines] of all) {
      const faults = lines.flatMap(({ reference, body }) => {
        const found = parseBody(kindOf(collection), body).faults;
        return Object.keys(found).length > 0 ? [[reference, found]] : [];
      });
      expect([collection, faults]).toEqual([collection, []]);
      expect([collection, new Set(lines.map(({ reference }) => reference)).size]).toEqual([
        collection,
        lines.length,
      ]);
    }
  });

  it('is the same for the same day', () => {
    expect(JSON.stringify(demo.records(TODAY))).toBe(JSON.stringify(records));
  });

  it('has a dozen customers or more, and people of theirs who may sign in', () => {
    expect(records.collections['customers']?.length).toBeGreaterThanOrEqual(12);
    const known = new Set(records.collections['customers']?.map(({ reference }) => reference));
    expect(demo.access.filter(({ customer }) => !known.has(customer))).toEqual([]);
    expect(demo.people.filter(({ invitation }) => invitation.accepted).length).toBeGreaterThanOrEqual(3);
    expect(demo.people.some(({ invitation }) => !invitation.accepted)).toBe(true);
  });

  it('calls nobody who exists', () => {
    const text = JSON.stringify([
      records.collections['customers'],
      records.collections['sites'],
      demo.organisation,
    ]);
    for (const phone of text.match(/\b0\d[\d ]{8,}/g) ?? []) expect(phone).toMatch(/^01632 960 \d{3}$/);
    for (const [, host] of text.matchAll(/[\w.-]+@([\w.-]+)/g)) expect(host).toMatch(/\.example$/);
  });

  it('has a document with files that it had before', () => {
    expect(records.documents.some(({ earlier = [] }) => earlier.length > 0)).toBe(true);
  });
});

describe('all trades together', () => {
  it('never have one reference for two things', () => {
    const records = DEMOS.everything.records(TODAY);
    const documents = records.documents.map(({ line }) => line);
    for (const [collection, lines] of Object.entries({ ...records.collections, documents }))
      expect([collection, new Set(lines.map(({ reference }) => reference)).size]).toEqual([
        collection,
        lines.length,
      ]);
    const people = DEMOS.everything.people.map(({ email }) => email);
    expect(new Set(people).size).toBe(people.length);
  });
});

describe('what each trade shows of its own', () => {
  it('pool: a year of visits with readings, and what was added where the water was not right', () => {
    const jobs = bodies(DEMOS.pool.records(TODAY), 'jobs');
    expect(jobs.length).toBeGreaterThan(1000);
    const done = jobs.filter(({ status }) => status === 'completed') as {
      readings: unknown[];
      chemicals: unknown[];
    }[];
    expect(done.every(({ readings }) => readings.length === 6)).toBe(true);
    const treated = done.filter(({ chemicals }) => chemicals.length > 0).length / done.length;
    expect(treated).toBeGreaterThan(0.2);
    expect(treated).toBeLessThan(0.9);
    expect(each(jobs, 'status')).toEqual(['cancelled', 'completed', 'in-progress', 'scheduled']);
  });

  it('guarding: somebody on site now, timesheets that wait and are approved, patrols, reports and visitors', () => {
    const records = DEMOS.guarding.records(TODAY);
    const clockIns = bodies(records, 'clock-ins');
    const here = clockIns.filter(({ outAt }) => outAt === undefined);
    expect(here.length).toBeGreaterThan(0);
    expect(here.every(({ inAt }) => String(inAt).startsWith(TODAY))).toBe(true);
    // Nobody stands at two gates at once.
    expect(new Set(here.map(({ person }) => person)).size).toBe(here.length);
    expect(each(bodies(records, 'timesheets'), 'status')).toEqual(['approved', 'draft', 'waiting']);
    expect(each(bodies(records, 'checkpoint-reports'), 'state')).toEqual(['late', 'missed', 'on-time']);
    expect(bodies(records, 'venue-counts').length).toBeGreaterThan(1000);
    const incidents = DEMOS.guarding.later?.(TODAY)['incidents'] ?? [];
    expect(
      each(
        incidents.map(({ body }) => body as Body),
        'status',
      ),
    ).toEqual(['draft', 'submitted']);
    for (const { incident } of DEMOS.guarding.shares ?? [])
      expect(incidents.find(({ reference }) => reference === incident)?.body).toMatchObject({
        status: 'submitted',
      });
  });

  it('orders: in all the ways that they stand, with files, flags and deadlines; one customer in euros', () => {
    const records = DEMOS.orders.records(TODAY);
    const orders = bodies(records, 'orders');
    expect(each(orders, 'status')).toEqual(
      ['received', 'in-progress', 'ready', 'delivered', 'cancelled', 'draft'].sort(),
    );
    expect(orders.every(({ date, deadline }) => String(deadline) > String(date))).toBe(true);
    expect(orders.some(({ flags }) => (flags as unknown[]).length > 0)).toBe(true);
    expect(records.documents.every(({ line }) => (line.body as Body)['order'])).toBe(true);
    const currencies = bodies(records, 'invoices').map(({ net }) => (net as { currency: string }).currency);
    expect([...new Set(currencies)].sort()).toEqual(['EUR', 'GBP']);
  });

  it('waste: one customer is invoiced in euros', () => {
    const invoices = bodies(DEMOS.waste.records(TODAY), 'invoices');
    const euros = invoices.filter(({ net }) => (net as { currency: string }).currency === 'EUR');
    expect(each(euros, 'customer')).toHaveLength(1);
  });
});
