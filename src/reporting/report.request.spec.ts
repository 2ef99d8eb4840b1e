import { describe, expect, it } from '@jest/globals';
import { readReportRequest } from './report.request.js';

const read = (query: Record<string, unknown>) => readReportRequest(query, '2026-03-04');

describe('the address of a report', () => {
  it('means the last twelve months when it says nothing', () => {
    expect(read({})).toMatchObject({
      range: { from: '2025-04-01', to: '2026-03-31' },
      usualRange: true,
      fault: undefined,
    });
    expect(read({ from: '', to: '', site: '' })).toMatchObject({ usualRange: true, site: undefined });
  });

  it('takes any days, also only one of the two', () => {
    expect(read({ from: '2026-01-15', to: '2026-02-03' }).range).toEqual({
      from: '2026-01-15',
      to: '2026-02-03',
    });
    expect(read({ from: '2025-12-24' }).range).toEqual({ from: '2025-12-24', to: '2026-03-31' });
    expect(read({ from: '2027-02-10' }).range).toEqual({ from: '2027-02-10', to: '2027-02-28' });
    expect(read({ to: '2025-12-24' }).range).toEqual({ from: '2025-01-01', to: '2025-12-24' });
  });

  it('says when the days lie the wrong way round or too far apart', () => {
    expect(read({ from: '2026-03-05', to: '2026-03-04' }).fault).toBe('backwards');
    expect(read({ from: '2016-03-31', to: '2026-03-01' }).fault).toBe('tooLong');
    expect(read({ from: '2016-04-30', to: '2026-03-01' }).fault).toBeUndefined();
  });

  it('asks for the year that is meant: a box for days sends 0026 for 26', () => {
    const { typed, fault, range } = read({ from: '0026-09-01', to: '2026-03-04' });
    expect([typed, fault, range.to]).toEqual([{ from: '0026-09-01' }, 'year', '2026-03-04']);
    expect(read({ from: '9999-01-01' }).fault).toBe('year');
    expect(read({ from: '0026-09-01', site: 'Depot 7' }).fault).toBe('site');
  });

  it('may name a customer or a site that nobody has found yet: it shows nothing, and keeps what was typed', () => {
    const [named, found] = [
      read({ site: ' Depot 7 ' }),
      read({ site: '01900000-0000-7000-8000-000000000001' }),
    ];
    expect([named.site, named.typed, named.fault]).toEqual([undefined, { site: 'Depot 7' }, 'site']);
    const whose = read({ customer: 'Acme', site: 'Depot 7' });
    expect([whose.customer, whose.typed, whose.fault]).toEqual([
      undefined,
      { customer: 'Acme', site: 'Depot 7' },
      'customer',
    ]);
    expect([found.typed, found.fault]).toEqual([{}, undefined]);
  });

  it('is refused where it makes no sense', () => {
    for (const query of [
      { colour: 'red' },
      { from: 'yesterday' },
      { to: '2026-02-30' },
      { chapter: '21' },
      { chapter: '2' },
      { site: ['A-1', 'A-2'] },
      { customer: ['ACME', 'OTHER'] },
      { from: ['2026-01-01', '2026-02-01'] },
    ])
      expect(() => read(query)).toThrow('sections.period.notUnderstood');
  });

  it('does not know chapters where whole jobs are added up', () => {
    expect(() => readReportRequest({ chapter: '20' }, '2026-03-04', { ofWholeJobs: true })).toThrow();
    expect(read({ chapter: '20' }).chapter).toBe('20');
  });
});
