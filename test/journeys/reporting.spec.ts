import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SumsFolder } from '../../src/reporting/sums.folder.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { asWeight, collect, collections, weighed, type Meant } from '../support/collections.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const SITES = ['A-1', 'A-2', 'A-3'];
const JOBS = collections('J', 90, SITES);
const FOREIGN = collections('S', 20, ['S-1']);
const DAYS = { from: '2025-09-01', to: '2026-05-31' };
const REPORTS = ['volumes', 'types', 'fates'];

describe('reporting', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let dan: Person;
  const siteIds = new Map<string, string>();

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    for (const [reference, name, sites] of [
      ['ACME', 'Acme Ltd', SITES],
      ['STRANGER', 'Stranger plc', ['S-1']],
    ] as const) {
      await scene.customer(reference, name);
      for (const site of sites)
        await scene.put(`sites/${site}`, { customer: reference, name: `Site ${site}` });
    }
    await collect(scene, 'ACME', JOBS);
    await collect(scene, 'STRANGER', FOREIGN);
    const sites = await portico.sql<{ reference: string; id: string }>('select reference, id from sites');
    for (const { reference, id } of sites) siteIds.set(reference, id);
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    dan = await scene.portalUser('ACME', 'dan@acme.test', ['A-1', 'A-3']);
  });
  afterAll(() => portico.close());

  const address = (report: string, query: Record<string, string> = DAYS) =>
    `/portal/reporting/${report}?${new URLSearchParams(query)}`;

  /** The rows of the nth table of the page that is open: cells as text, and where the row leads. */
  const rows = (person: Person, table = 0) => {
    const { $ } = person.seen;
    return $('table')
      .eq(table)
      .find('tbody tr')
      .toArray()
      .map((row) => ({
        cells: $(row)
          .find('th, td')
          .toArray()
          .map((cell) => $(cell).text().replace(/\s+/g, ' ').trim()),
        href: $(row).find('a.row-link').attr('href'),
      }));
  };

  /** The figure labelled so above the charts. */
  const stat = (person: Person, label: string) => {
    const { $ } = person.seen;
    const found = $('.stat').filter((_, it) => $(it).find('.stat-label').text().trim() === label);
    return found.find('.stat-value').text().trim();
  };

  /** Opens the jobs behind a figure: what the line on the list says, and what its download adds up to. */
  async function behind(person: Person, href: string): Promise<{ line: string; grams: number }> {
    await person.open(href);
    const line = person.seen.$('.list-sums').text();
    const { html } = await person.open(href.replace('/jobs?', '/jobs.csv?'));
    const [head = '', ...lines] = html.replace('\uFEFF', '').trim().split('\n');
    const names = head.split(',');
    const matching = names.indexOf('Matching weight (kg)');
    const column = matching === -1 ? names.indexOf('Weight (kg)') : matching;
    const grams = lines.reduce((sum, row) => sum + Math.round(Number(row.split(',')[column] || 0) * 1000), 0);
    return { line, grams };
  }

  it('counts what was collected month by month, as counted by hand', async () => {
    await alice.open(address('volumes'));
    expect(alice.seen.status).toBe(200);
    const months = rows(alice);
    expect(months).toHaveLength(9);
    expect(months[0]?.cells[0]).toBe('May 2026');
    for (const [index, { cells }] of [...months].reverse().entries()) {
      const month = new Date(Date.UTC(2025, 8 + index, 1)).toISOString().slice(0, 7);
      const jobs = JOBS.filter(({ date, status }) => status === 'completed' && date.startsWith(month));
      const grams = weighed(JOBS, { from: month, to: `${month}-31` });
      expect([month, cells[1], cells[2]]).toEqual([month, String(jobs.length), asWeight(grams)]);
    }
    expect(stat(alice, 'Total weight')).toBe(asWeight(weighed(JOBS)));
    expect(alice.seen.$('figcaption').text()).toMatch(
      / t in \w+ 20\d\d\. It cannot be compared with a year earlier/,
    );
  });

  it('opens the jobs behind every figure, and list and download add up to the same', async () => {
    const figures: [string, number, string, Meant][] = [
      ['volumes', 0, 'Dec 2025', { from: '2025-12-01', to: '2025-12-31' }],
      ['types', 0, '20 03 01', { ewc: '200301' }],
      ['types', 0, '16 06 01*', { ewc: '160601' }],
      ['types', 1, '20', { chapter: '20' }],
      ['fates', 0, 'Recycling', { fate: 'recycling' }],
      ['fates', 0, 'Disposal', { fate: 'disposal' }],
      ['fates', 0, 'Not yet known', { fate: 'unknown' }],
      ['fates', 1, 'R13', { fate: 'R13' }],
      ['fates', 1, 'None', { fate: 'unknown' }],
    ];
    for (const [report, table, name, meant] of figures) {
      await alice.open(address(report));
      const row = rows(alice, table).find(({ cells }) => cells[0] === name);
      const grams = weighed(JOBS, meant);
      expect(grams).toBeGreaterThan(0);
      expect([name, row?.cells]).toEqual([name, expect.arrayContaining([asWeight(grams)])]);
      const found = await behind(alice, row?.href ?? '');
      expect([name, found.grams]).toEqual([name, grams]);
      expect(found.line).toContain(asWeight(grams));
    }
  });

  it('opens the same jobs from a bar as from the row below it', async () => {
    for (const [report, table] of [
      ['volumes', 0],
      ['types', 0],
      ['fates', 1],
    ] as const) {
      await alice.open(address(report));
      const bars = alice.seen.$('figure a[href]').toArray();
      const links = bars.map((bar) => alice.seen.$(bar).attr('href'));
      expect(links.length).toBeGreaterThan(3);
      const inRows = rows(alice, table).map(({ href }) => href);
      expect(links.every((href) => inRows.includes(href))).toBe(true);
    }
  });

  it('stays exact where the days cut a month, a site or a chapter is chosen, or all of it', async () => {
    const cut = { from: '2025-11-08', to: '2026-03-17' };
    const inOneMonth = { from: '2026-02-04', to: '2026-02-24' };
    const choices: [Record<string, string>, Meant][] = [
      [cut, cut],
      [inOneMonth, inOneMonth],
      [
        { ...DAYS, site: siteIds.get('A-2') as string },
        { ...DAYS, sites: ['A-2'] },
      ],
      [
        { ...DAYS, chapter: '20' },
        { ...DAYS, chapter: '20' },
      ],
      [
        { ...cut, chapter: '20', site: siteIds.get('A-1') as string },
        { ...cut, chapter: '20', sites: ['A-1'] },
      ],
    ];
    for (const [query, meant] of choices) {
      for (const report of REPORTS) {
        await alice.open(address(report, query));
        expect([query, report, stat(alice, 'Total weight')]).toEqual([
          query,
          report,
          asWeight(weighed(JOBS, meant)),
        ]);
      }
      const fates = rows(alice, 1).map(({ cells, href }) => {
        const fate = cells[0] === 'None' ? 'unknown' : (cells[0] ?? '');
        return { fate, shown: cells[3], href: href ?? '', grams: weighed(JOBS, { ...meant, fate }) };
      });
      for (const { fate, shown, grams } of fates)
        expect([query, fate, shown]).toEqual([query, fate, asWeight(grams)]);
      for (const { href, grams } of fates.slice(-2)) expect((await behind(alice, href)).grams).toBe(grams);
    }
  });

  it('counts only their own sites for somebody limited to some', async () => {
    const own = { sites: ['A-1', 'A-3'] };
    for (const report of REPORTS) {
      await dan.open(address(report));
      expect(stat(dan, 'Total weight')).toBe(asWeight(weighed(JOBS, own)));
      await dan.open(address(report, { ...DAYS, site: siteIds.get('A-3') as string }));
      expect(stat(dan, 'Total weight')).toBe(asWeight(weighed(JOBS, { sites: ['A-3'] })));
      await dan.open(address(report, { ...DAYS, site: siteIds.get('A-2') as string }));
      expect(dan.seen.text).toContain('No data for these days');
    }
    await dan.open(address('types'));
    const [first] = rows(dan);
    const code = (first?.cells[0] ?? '').replace(/\D/g, '');
    expect((await behind(dan, first?.href ?? '')).grams).toBe(weighed(JOBS, { ...own, ewc: code }));
  });

  it('adds up a list of jobs that no kept sum covers, and says so on each of its pages', async () => {
    const choices: [string, Meant][] = [
      ['ewc=200301', { ewc: '200301', anyStatus: true }],
      ['fate=unknown&chapter=20', { fate: 'unknown', chapter: '20', anyStatus: true }],
      ['q=J', { anyStatus: true }],
      ['to=2026-01-15', { to: '2026-01-15', anyStatus: true }],
    ];
    for (const [query, meant] of choices) {
      const found = await behind(alice, `/portal/jobs?${query}`);
      expect([query, found.grams]).toEqual([query, weighed(JOBS, meant)]);
      expect(found.line).toContain(asWeight(found.grams));
    }
    await alice.open('/portal/jobs?q=J');
    const line = alice.seen.$('.list-sums').text();
    await alice.open(alice.seen.$('a[rel=next]').attr('href') as string);
    expect(alice.seen.$('.list-sums').text()).toBe(line);
    expect((await alice.open('/portal/jobs')).$('.list-sums')).toHaveLength(0);
  });

  it('says the same before and after the sums are folded', async () => {
    const texts = async () => {
      const seen: string[] = [];
      for (const report of REPORTS) seen.push((await alice.open(address(report))).text);
      return seen;
    };
    const before = await texts();
    await portico.app.get(SumsFolder, { strict: false }).fold();
    const [{ fresh } = { fresh: -1 }] = await portico.sql<{ fresh: number }>(
      'select count(*)::int as fresh from record_sums where not folded',
    );
    expect(fresh).toBe(0);
    expect(await texts()).toEqual(before);
  });

  it('marks hazardous waste in words, and says how much was estimated', async () => {
    await alice.open(address('types'));
    const batteries = rows(alice).find(({ cells }) => cells[0] === '16 06 01*');
    expect(batteries?.cells).toContain('hazardous');
    expect(stat(alice, 'Hazardous waste')).toBe(asWeight(weighed(JOBS, { ewc: '160601' })));
    expect(stat(alice, 'Estimated')).toMatch(/^\d+(\.\d)?\u00a0%$/);
  });

  it('keeps interim and not yet known waste apart, with the formulas on the page', async () => {
    await alice.open(address('fates'));
    const total = weighed(JOBS);
    const percent = (part: number) => `${Math.round((part / total) * 1000) / 10}\u00a0%`;
    expect(stat(alice, 'Recycling rate')).toBe(percent(weighed(JOBS, { fate: 'recycling' })));
    const [landfill, unknown] = ['D5', 'unknown'].map((fate) => weighed(JOBS, { fate }));
    expect(unknown).toBeGreaterThan(0);
    expect(stat(alice, 'Kept out of landfill')).toBe(percent(total - Number(landfill)));
    const share = percent(Number(unknown)).replace('\u00a0', ' ');
    expect(alice.seen.text).toContain(`${share} of the total is not yet known, and counts here as kept out`);
    for (const words of ['Interim treatment or storage', 'Not yet known', '(R2 to R9 + R11) ÷ total'])
      expect(alice.seen.text).toContain(words);
  });

  it('names twelve months by their last one: the period goes on, trends speak of months that are over', async () => {
    const month = (shift: number) => {
      const now = new Date();
      const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + shift, 1));
      return day.toLocaleDateString('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
    };
    for (const report of ['volumes', 'trends']) {
      const { $ } = await alice.open(`/portal/reporting/${report}`);
      expect($('nav a[aria-current]:contains("12 months")').text()).toBe(`12 months to ${month(0)}`);
    }
    expect(alice.seen.text).toContain(`Weight in the twelve whole months to ${month(-1)}`);
    expect(alice.seen.text).not.toContain('Last 12 months');
  });

  it('downloads the table where exports are open', async () => {
    const { html, headers } = await alice.open(address('volumes').replace('volumes?', 'volumes.csv?'));
    expect(headers.get('content-type')).toContain('text/csv');
    expect(headers.get('content-disposition')).toContain('volumes.csv');
    const [head, ...lines] = html.replace('\uFEFF', '').trim().split('\n');
    expect(head).toBe('Month,Jobs,Weight (kg),Estimated (kg)');
    const kilograms = lines.reduce((sum, line) => sum + Number(line.split(',')[2]), 0);
    expect(Math.round(kilograms * 1000)).toBe(weighed(JOBS));
    await alice.open(address('types').replace('types?', 'types.csv?'));
    expect(alice.seen.html).toContain('16 06 01*,');
  });

  it('is no data where nothing was weighed: never 0 % or 100 %', async () => {
    await scene.customer('NEW', 'New Ltd');
    const nora = await scene.portalUser('NEW', 'nora@new.test');
    for (const report of REPORTS) {
      await nora.open(`/portal/reporting/${report}`);
      expect(nora.seen.status).toBe(200);
      expect(nora.seen.text).toContain('No data for these days');
      expect(nora.seen.text).not.toMatch(/\b0\s%|100\s%/);
    }
    await scene.put('jobs/NEW-1', {
      customer: 'NEW',
      date: new Date().toISOString().slice(0, 10),
      status: 'completed',
      wasteItems: [{ ewcCodes: ['200301'], weightGrams: 0, estimated: false, fates: [] }],
    });
    await nora.open('/portal/reporting/types');
    expect(nora.seen.text).toContain('No data');
    expect(nora.seen.text).not.toMatch(/\b0\s%|100\s%/);
    await nora.open('/portal/reporting/volumes');
    expect(stat(nora, 'Jobs')).toBe('1');
    expect(stat(nora, 'Estimated')).toBe('No data');
  });

  it('refuses what it does not know, and shows the form again when the days make no sense', async () => {
    const year = await alice.open('/portal/reporting/volumes?from=0026-09-01&to=2026-03-31');
    expect([year.status, year.$('#filter-from').val() ?? year.$('[name="from"]').val()]).toEqual([
      422,
      '0026-09-01',
    ]);
    expect(year.text).toContain('Is the year right?');
    for (const query of ['colour=red', 'from=yesterday', 'chapter=99', 'site=1', 'sort=month']) {
      await alice.open(`/portal/reporting/volumes?${query}`);
      expect([query, alice.seen.status]).toEqual([query, 400]);
    }
    await alice.open(address('fates', { from: '2026-03-04', to: '2026-03-03' }));
    expect([alice.seen.status, alice.seen.text]).toEqual([422, expect.stringContaining('wrong way round')]);
    await alice.open(address('fates', { from: '2001-03-04', to: '2026-03-03' }));
    expect([alice.seen.status, alice.seen.text]).toEqual([422, expect.stringContaining('too far apart')]);
    expect(alice.seen.$('input[name=from]').attr('value')).toBe('2001-03-04');
  });

  it('exists part by part, and links only to what is open', async () => {
    const set = (permission: string, allowed: boolean) =>
      portico.sql('update customer_permissions set allowed = $2 where permission = $1', [
        permission,
        allowed,
      ]);
    await set('reporting.volumes', false);
    expect((await alice.open('/portal/reporting')).path).toBe('/portal/reporting/costs');
    expect((await alice.open(address('volumes'))).status).toBe(404);
    expect((await alice.open('/portal/reporting/volumes.csv')).status).toBe(404);
    await alice.open(address('types'));
    expect(alice.seen.$('a[href^="/portal/reporting/volumes"]')).toHaveLength(0);
    await set('exports', false);
    expect((await alice.open('/portal/reporting/types.csv')).status).toBe(404);
    await alice.open(address('types'));
    expect(alice.seen.text).not.toContain('Download');
    await set('jobs', false);
    await alice.open(address('types'));
    expect(alice.seen.$('a[href*="/jobs"]')).toHaveLength(0);
    expect(rows(alice).length).toBeGreaterThan(3);
    await set('reporting', false);
    for (const report of ['', ...REPORTS.map((name) => `/${name}`)])
      expect((await alice.open(`/portal/reporting${report}`)).status).toBe(404);
    for (const permission of ['reporting.volumes', 'exports', 'jobs', 'reporting'])
      await set(permission, true);
    expect((await alice.open('/portal/reporting')).path).toBe('/portal/reporting/volumes');
  });

  it('shows staff all customers together, or one of them', async () => {
    const maya = await scene.staff('office');
    const [acme] = await portico.sql<{ id: string }>(`select id from customers where reference = 'ACME'`);
    const all = [...JOBS, ...FOREIGN];
    expect((await maya.open('/admin/reporting')).path).toBe('/admin/reporting/volumes');
    for (const report of REPORTS) {
      await maya.open(address(report).replace('portal', 'admin'));
      expect(stat(maya, 'Total weight')).toBe(asWeight(weighed(all)));
      await maya.open(address(report, { ...DAYS, customer: acme?.id as string }).replace('portal', 'admin'));
      expect(stat(maya, 'Total weight')).toBe(asWeight(weighed(JOBS)));
      expect(maya.seen.text).toContain('Acme Ltd');
    }
    await maya.open(address('types').replace('portal', 'admin'));
    const paper = rows(maya).find(({ cells }) => cells[0] === '15 01 01');
    expect((await behind(maya, paper?.href ?? '')).grams).toBe(weighed(all, { ewc: '150101' }));
    expect((await alice.open('/admin/reporting/volumes')).status).toBe(404);
  });

  it('asks for a site by reference or name where there are too many to choose from', async () => {
    const made = await portico.sql<{ id: string }>(
      `insert into sites (id, reference, customer_id, name)
       select gen_random_uuid(), 'MANY/' || n, c.id, 'Place ' || n
       from customers c, generate_series(1, 201) n where c.reference = 'ACME' returning id`,
    );
    await alice.open(address('volumes'));
    expect(alice.seen.$('select[name=site]')).toHaveLength(0);
    for (const named of ['A-2', ' site a-2 ']) {
      await alice.open(address('volumes'));
      await alice.submit('/portal/reporting/volumes', { site: named });
      expect([alice.seen.status, stat(alice, 'Total weight')]).toEqual([
        200,
        asWeight(weighed(JOBS, { sites: ['A-2'] })),
      ]);
      expect(alice.seen.$('input[name=site]').val()).toBe('A-2');
      expect(alice.seen.$('.chips').text()).toContain('Site A-2');
      const { html, status } = await alice.open(alice.seen.$('a[href*="volumes.csv"]').attr('href') ?? '');
      expect([status, html]).toEqual([
        200,
        (await alice.open(address('volumes.csv', { ...DAYS, site: 'A-2' }))).html,
      ]);
    }
    for (const named of ['S-1', 'nowhere', 'x'.repeat(301)]) {
      await alice.open(address('volumes', { ...DAYS, site: named }));
      expect([alice.seen.status, alice.seen.$('#site-error').text()]).toEqual([
        400,
        expect.stringContaining('No site here has this reference or name'),
      ]);
      expect(alice.seen.$('input[name=site]').val()).toBe(named);
      expect((await alice.open(address('volumes.csv', { ...DAYS, site: named }))).status).toBe(400);
    }
    await portico.sql('delete from sites where id = any ($1)', [made.map(({ id }) => id)]);
  });
});
