import { describe, expect, it } from '@jest/globals';
import { isHazardousEwcCode } from '../../../platform/codes/ewc-code.js';
import { parseBody } from '../../../sections/records/record.body.js';
import type { RecordLine } from '../../../sections/records/record.lines.js';
import { kindOf } from '../demo-records.service.js';
import { daysBetween } from '../days.js';
import { STREAMS, type Stream } from './streams.data.js';
import type { DemoDocument } from '../demo.js';
import { wasteDemo, wasteRecords } from './waste.demo.js';

interface JobBody {
  readonly customer: string;
  readonly site: string;
  readonly date: string;
  readonly status: string;
  readonly cancellationReason: string;
  readonly wasteItems: readonly {
    readonly ewcCodes: readonly string[];
    readonly weightGrams: number;
    readonly estimated: boolean;
    readonly consignmentCode: string;
    readonly fates: readonly { readonly code: string; readonly weightGrams: number }[];
  }[];
}

const TODAY = '2026-11-23';
const records = wasteRecords(TODAY);
const isPhoto = ({ line }: DemoDocument) => (line.body as { type: string }).type === 'photo';
const papers = records.documents.filter((document) => !isPhoto(document));
const linesOf = (collection: string): readonly RecordLine[] => records.collections[collection] ?? [];
const all = Object.entries({
  ...records.collections,
  documents: records.documents.map(({ line }) => line),
}).map(([collection, lines]) => [kindOf(collection), lines] as const);

const jobBodies = linesOf('jobs').map(({ body }) => body as JobBody);

describe('the waste operator of the demonstration', () => {
  it('has 30 customers, 90 sites, and two years of jobs up to some weeks ahead', () => {
    expect([linesOf('customers').length, linesOf('sites').length]).toEqual([30, 90]);
    expect(linesOf('jobs').length).toBeGreaterThan(10_000);
    expect(linesOf('jobs').length).toBeLessThan(16_000);
    const days = jobBodies.map(({ date }) => date).sort();
    expect(daysBetween(days[0] as string, TODAY)).toBeGreaterThan(725);
    expect(daysBetween(TODAY, days.at(-1) as string)).toBeGreaterThan(20);
    expect(papers.length).toBeGreaterThan(300);
  });

  it.each(all.map(([kind, lines]) => [kind.collection, kind, lines] as const))(
    'keeps %s that anybody could have sent, each under a reference of its own',
    (_, kind, lines) => {
      const faults = lines.flatMap(({ reference, body }) => {
        const found = parseBody(kind, body).faults;
        return Object.keys(found).length > 0 ? [[reference, found]] : [];
      });
      expect(faults).toEqual([]);
      expect(new Set(lines.map(({ reference }) => reference)).size).toBe(lines.length);
    },
  );

  it('is the same for the same day', () => {
    expect(JSON.stringify(wasteRecords(TODAY))).toBe(JSON.stringify(records));
  });

  it.each(['2026-11-22', TODAY, '2028-02-29'])(
    'has done what lies behind, works today, and plans ahead on %s',
    (today) => {
      const bodies =
        today === TODAY
          ? jobBodies
          : (wasteRecords(today).collections['jobs'] ?? []).map(({ body }) => body as JobBody);
      const on = (wanted: (date: string) => boolean) =>
        [...new Set(bodies.filter(({ date }) => wanted(date)).map(({ status }) => status))].sort();
      expect(on((date) => date < today)).toEqual(['cancelled', 'completed']);
      expect(on((date) => date === today)).toContain('in-progress');
      expect(on((date) => date > today)).toEqual(expect.arrayContaining(['scheduled']));
      expect(on((date) => date > today)).not.toContain('completed');
    },
  );

  it('weighs only what was collected, and says why a job was cancelled', () => {
    const wrong = jobBodies.filter(
      ({ status, wasteItems, cancellationReason }) =>
        wasteItems.length > 0 !== (status === 'completed') ||
        wasteItems.length > 3 ||
        (cancellationReason !== '') !== (status === 'cancelled'),
    );
    expect(wrong).toEqual([]);
  });

  it('knows where waste went after some time, and then all of it', () => {
    const items = jobBodies.flatMap(({ date, wasteItems }) =>
      wasteItems.map((item) => {
        const sum = item.fates.reduce((grams, fate) => grams + fate.weightGrams, 0);
        return { age: daysBetween(date, TODAY), sum, weightGrams: item.weightGrams };
      }),
    );
    expect(items.filter(({ sum, weightGrams }) => sum !== 0 && sum !== weightGrams)).toEqual([]);
    expect(items.filter(({ age, sum }) => age < 9 && sum > 0)).toEqual([]);
    const known = (least: number, most: number) => {
      const within = items.filter(({ age }) => age >= least && age <= most);
      return within.filter(({ sum }) => sum > 0).length / within.length;
    };
    expect(known(120, 730)).toBeGreaterThan(0.95);
    expect(known(0, 30)).toBeLessThan(0.4);
  });

  it('gives hazardous waste a consignment code, and nothing else', () => {
    const items = jobBodies.flatMap(({ wasteItems }) => wasteItems);
    const wrong = items.filter(
      ({ ewcCodes, consignmentCode }) => (consignmentCode !== '') !== ewcCodes.some(isHazardousEwcCode),
    );
    expect(wrong).toEqual([]);
    const streams: readonly Stream[] = Object.values(STREAMS);
    for (const { codes, properties } of streams)
      expect([codes, Boolean(properties)]).toEqual([codes, codes.some(isHazardousEwcCode)]);
    expect(items.some(({ estimated }) => estimated)).toBe(true);
  });

  it('has seasons', () => {
    const tonnes = (month: string, code: string) =>
      jobBodies
        .filter(({ date }) => date.startsWith(month))
        .flatMap(({ wasteItems }) => wasteItems)
        .filter(({ ewcCodes }) => ewcCodes[0] === code)
        .reduce((grams, { weightGrams }) => grams + weightGrams, 0);
    expect(tonnes('2026-06', '200201')).toBeGreaterThan(2 * tonnes('2026-01', '200201'));
  });

  it('bills by the month, in all the ways that invoices stand', () => {
    const bodies = linesOf('invoices').map(
      ({ body }) => body as { status: string; lines: { netAmount: number }[]; net: { amount: number } },
    );
    for (const { lines, net } of bodies)
      expect(lines.reduce((sum, { netAmount }) => sum + netAmount, 0)).toBe(net.amount);
    expect([...new Set(bodies.map(({ status }) => status))].sort()).toEqual(
      ['credited', 'draft', 'paid', 'part-paid', 'sent', 'void'].sort(),
    );
  });

  it('calls nobody who exists', () => {
    const text = JSON.stringify([linesOf('customers'), linesOf('sites'), wasteDemo.organisation]);
    for (const phone of text.match(/\b0\d[\d ]{8,}/g) ?? []) expect(phone).toMatch(/^01632 960 \d{3}$/);
    for (const [, host] of text.matchAll(/[\w.-]+@([\w.-]+)/g)) expect(host).toMatch(/\.example$/);
    for (const code of text.match(/\b[A-Z]{2}\d{2} \d[A-Z]{2}\b/g) ?? [])
      expect(code).toMatch(/^(NR|PE|IP|CB)4\d \d[ABDEFGHJLNPQRSTUWXYZ]{2}$/);
  });

  it('has papers that are PDFs, the same each time and each its own', async () => {
    const some = papers.filter((_, index) => index % 40 === 0);
    const bytes = await Promise.all(some.map(({ file }) => file()));
    for (const file of bytes) {
      expect(file.subarray(0, 5).toString()).toBe('%PDF-');
      expect(file.length).toBeLessThan(12_000);
    }
    expect(new Set(bytes.map((file) => file.toString('base64'))).size).toBe(some.length);
    const again = await papers[0]?.file();
    expect(again?.equals(bytes[0] as Buffer)).toBe(true);
    expect(new Set(papers.map(({ line }) => (line.body as { type: string }).type))).toEqual(
      new Set([
        'season-ticket',
        'waste-transfer-note',
        'consignment-note',
        'consignee-return',
        'certificate',
        'licence',
        'price-list',
        'other',
      ]),
    );
  });

  it('has photos of jobs, each a PNG of its own', async () => {
    const photos = records.documents.filter(isPhoto);
    expect(photos.length).toBeGreaterThan(10);
    const [one, other] = await Promise.all(photos.slice(0, 2).map(({ file }) => file()));
    expect(one?.subarray(1, 4).toString()).toBe('PNG');
    expect(one?.equals(other as Buffer)).toBe(false);
  });

  it('knows how each load travelled', () => {
    for (const { wasteItems } of jobBodies)
      for (const item of wasteItems)
        expect(item).toMatchObject({
          receivingPermit: 'EPR/ZZ0417XX',
          trackingId: expect.stringMatching(/^\d{2}\w{6}$/),
        });
  });
});
