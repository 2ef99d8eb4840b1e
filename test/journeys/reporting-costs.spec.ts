import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashPassword } from '../../src/identity/passwords.js';
import { formatsFor } from '../../src/platform/pages/formats.js';
import { SumsFolder } from '../../src/reporting/sums.folder.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { Person } from '../support/person.js';
import { PASSWORD, Scene } from '../support/scene.js';

const formats = formatsFor('en-GB', 'Europe/London', 'GBP');
const DAYS = { from: '2025-09-01', to: '2026-04-30' };

interface Job {
  readonly reference: string;
  readonly site: string | null;
  readonly date: string;
  readonly status: string;
  readonly price: { readonly amount: number; readonly currency: string } | null;
}

/** Three days apart, in two currencies, some without a price, some not completed, some at no site. */
const jobs = (prefix: string, count: number, sites: readonly string[]): Job[] =>
  Array.from({ length: count }, (_, index) => ({
    reference: `${prefix}-${index + 1}`,
    site: index % 7 === 3 ? null : (sites[index % sites.length] ?? null),
    date: new Date(Date.UTC(2025, 8, 2 + index * 3)).toISOString().slice(0, 10),
    status: index % 6 === 5 ? 'cancelled' : 'completed',
    price: index % 8 === 2 ? null : { amount: 1000 + index * 137, currency: index % 3 === 1 ? 'EUR' : 'GBP' },
  }));
const ACME = jobs('A', 80, ['A-1', 'A-2']);
const STRANGERS = jobs('S', 20, ['S-1']);
const PARTNERS = jobs('P', 30, ['P-1']);

/** What completed jobs cost, counted by hand. */
function cost(all: readonly Job[], currency: string, fits: (job: Job) => boolean = () => true): string {
  const amounts = all
    .filter(({ status, date }) => status === 'completed' && date >= DAYS.from && date <= DAYS.to)
    .filter((job) => job.price?.currency === currency && fits(job))
    .map(({ price }) => price?.amount ?? 0);
  return formats.money(
    amounts.reduce((sum, one) => sum + one, 0),
    currency,
  );
}

describe('the report of costs', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    for (const [reference, name, sites, all] of [
      ['ACME', 'Acme Ltd', ['A-1', 'A-2'], ACME],
      ['STRANGER', 'Stranger plc', ['S-1'], STRANGERS],
      ['PARTNER', 'Partner Ltd', ['P-1'], PARTNERS],
    ] as const) {
      ids[reference] = await scene.customer(reference, name);
      for (const site of sites)
        await scene.put(`sites/${site}`, { customer: reference, name: `Site ${site}` });
      const lines = all.map((job) => JSON.stringify({ ...job, customer: reference, wasteItems: [] }));
      await scene.api('POST', 'jobs/batch', lines.join('\n'), { 'content-type': 'application/x-ndjson' });
    }
    for (const { reference, id } of await portico.sql<{ reference: string; id: string }>(
      'select reference, id from sites',
    ))
      ids[reference] = id;
    alice = await scene.portalUser('ACME', 'alice@acme.test');
  });
  afterAll(() => portico.close());

  const address = (query: Record<string, string> = DAYS, report = 'costs') =>
    `/portal/reporting/${report}?${new URLSearchParams(query)}`;

  /** The charts of the page with the rows below each. */
  const parts = ({ seen: { $ } }: Person) =>
    $('.report-part')
      .toArray()
      .map((part) => ({
        title: $(part).find('h2').text(),
        bars: $(part)
          .find('figure a[href]')
          .toArray()
          .map((bar) => $(bar).attr('href')),
        rows: $(part)
          .find('tbody tr')
          .toArray()
          .map((row) => ({
            cells: $(row)
              .find('th, td')
              .toArray()
              .map((cell) => $(cell).text().replace(/\s+/g, ' ').trim()),
            href: $(row).find('a.row-link').attr('href'),
          })),
      }));
  const part = (person: Person, title: string) => {
    const found = parts(person).find((one) => one.title === title);
    if (!found) throw new Error(`There is no part "${title}": ${person.seen.text}`);
    return found;
  };
  const stat = ({ seen: { $ } }: Person, label: string) =>
    $('.stat')
      .filter((_, it) => $(it).find('.stat-label').text().trim() === label)
      .find('.stat-value')
      .text()
      .trim();

  /** The jobs behind a figure: their number, and the sentence about their prices. */
  async function behind(person: Person, href: string | undefined): Promise<string> {
    await person.open(href ?? '/no-link');
    expect([href, person.seen.status]).toEqual([href, 200]);
    return person.seen.$('.list-sums').text();
  }

  it('adds up each currency by itself, month by month and site by site', async () => {
    await alice.open(address());
    expect(parts(alice).map(({ title }) => title)).toEqual([
      'By month, in GBP',
      'By site, in GBP',
      'By month, in EUR',
      'By site, in EUR',
    ]);
    for (const currency of ['GBP', 'EUR']) {
      expect(stat(alice, `Total cost in ${currency}`)).toBe(cost(ACME, currency));
      const months = part(alice, `By month, in ${currency}`).rows;
      expect(months).toHaveLength(8);
      for (const [index, { cells }] of [...months].reverse().entries()) {
        const month = new Date(Date.UTC(2025, 8 + index, 1)).toISOString().slice(0, 7);
        const expected = cost(ACME, currency, ({ date }) => date.startsWith(month));
        expect([month, cells[2]]).toEqual([month, expected]);
      }
      const sites = part(alice, `By site, in ${currency}`).rows.map(({ cells }) => [cells[0], cells[2]]);
      for (const [name, site] of [
        ['Site A-1', 'A-1'],
        ['Site A-2', 'A-2'],
        ['No site', null],
      ] as const)
        expect(sites).toContainEqual([name, cost(ACME, currency, (job) => job.site === site)]);
    }
    const unpriced = ACME.filter(
      ({ price, status, date }) => !price && status === 'completed' && date <= DAYS.to,
    );
    expect(stat(alice, 'Jobs without a price')).toBe(String(unpriced.length));
  });

  it('opens the jobs behind every figure, and their prices add up to it', async () => {
    await alice.open(address());
    const [inPounds, atSites] = [part(alice, 'By month, in GBP'), part(alice, 'By site, in EUR')];
    for (const { rows, bars } of [inPounds, atSites])
      expect(rows.flatMap(({ href }) => href ?? []).sort()).toEqual([...bars].sort());
    for (const { href, cells } of [...inPounds.rows.slice(0, 2), ...atSites.rows])
      expect(await behind(alice, href)).toContain(cells[2]);
    // The list names the filter that only links bring, keeps it, and lets it be taken away.
    const noSite = atSites.rows.find(({ cells }) => cells[0] === 'No site');
    await alice.open(noSite?.href ?? '');
    expect(alice.seen.text).toContain('Prices in EUR');
    await alice.submit('/portal/jobs', { q: 'A' });
    expect(alice.seen.$('input[name=noSite]').attr('value')).toBe('yes');
    await alice.open(address());
    const unpriced = alice.seen
      .$('.stat a')
      .toArray()
      .map((link) => alice.seen.$(link).attr('href'));
    await behind(
      alice,
      unpriced.find((href) => href?.includes('currency=none')),
    );
    expect(alice.seen.$('tbody tr').length).toBeGreaterThan(3);
  });

  it('stays exact where the days cut a month, a site is chosen, and after the sums are folded', async () => {
    const cut = { from: '2025-11-08', to: '2026-03-17' };
    const total = async (query: Record<string, string>) => {
      await alice.open(address(query));
      return stat(alice, 'Total cost in EUR');
    };
    const within = ({ date }: Job) => date >= cut.from && date <= cut.to;
    for (const round of ['fresh', 'folded']) {
      expect([round, await total(cut)]).toEqual([round, cost(ACME, 'EUR', within)]);
      const months = part(alice, 'By month, in EUR').rows;
      expect(await behind(alice, months.at(-1)?.href)).toContain(months.at(-1)?.cells[2]);
      expect(await total({ ...cut, site: ids['A-2'] as string })).toBe(
        cost(ACME, 'EUR', (job) => within(job) && job.site === 'A-2'),
      );
      await portico.app.get(SumsFolder, { strict: false }).fold();
    }
  });

  it('follows a price that is changed, moved or taken away', async () => {
    const price = (amount: number | null) =>
      scene.api('PATCH', 'jobs/A-1', { price: amount === null ? null : { amount, currency: 'SEK' } });
    await price(123_450);
    await alice.open(address());
    expect(stat(alice, 'Total cost in SEK')).toBe(formats.money(123_450, 'SEK'));
    await price(null);
    await alice.open(address());
    expect(alice.seen.text).not.toContain('SEK');
    await scene.api('PATCH', 'jobs/A-1', { price: ACME[0]?.price });
    await alice.open(address());
    expect(stat(alice, 'Total cost in GBP')).toBe(cost(ACME, 'GBP'));
  });

  it('counts only their own sites for somebody limited to some', async () => {
    const dan = await scene.portalUser('ACME', 'dan@acme.test', ['A-1']);
    await dan.open(address());
    expect(stat(dan, 'Total cost in GBP')).toBe(cost(ACME, 'GBP', ({ site }) => site === 'A-1'));
    expect(part(dan, 'By site, in GBP').rows.map(({ cells }) => cells[0])).toEqual(['Site A-1']);
    // Nothing is said of jobs at other sites.
    const day = ACME.find(
      ({ site, status, price }) => site === 'A-1' && status === 'completed' && price,
    )?.date;
    await dan.open(`/portal/reporting/costs?from=${day}&to=${day}`);
    expect(dan.seen.text).toContain('Each completed job counted here has a price');
    expect(dan.seen.text).not.toContain('Every completed job');
  });

  it('downloads every figure with its currency', async () => {
    const { html } = await alice.open(address().replace('costs?', 'costs.csv?'));
    const [head, ...lines] = html.replace('\uFEFF', '').trim().split('\n');
    expect(head).toBe('Month,Site,Currency,Jobs,Cost');
    for (const currency of ['GBP', 'EUR']) {
      const own = lines.map((line) => line.split(',')).filter((cells) => cells[2] === currency);
      const pence = own.reduce((sum, cells) => sum + Math.round(Number(cells[4]) * 100), 0);
      expect(formats.money(pence, currency)).toBe(cost(ACME, currency));
    }
  });

  it('does not exist without financial details, without reporting, or where it is withheld', async () => {
    const set = (permission: string, allowed: boolean) =>
      portico.sql('update customer_permissions set allowed = $2 where permission = $1 and customer_id = $3', [
        permission,
        allowed,
        ids['ACME'],
      ]);
    const gone = async () => {
      for (const path of [address(), address().replace('costs?', 'costs.csv?')])
        expect([path, (await alice.open(path)).status]).toEqual([path, 404]);
      await alice.open(address(DAYS, 'volumes'));
      expect(alice.seen.$('a[href*="reporting/costs"]')).toHaveLength(0);
    };
    for (const permission of ['money', 'reporting.costs']) {
      await set(permission, false);
      await gone();
      await set(permission, true);
    }
    await set('reporting', false);
    expect((await alice.open(address())).status).toBe(404);
    await set('reporting', true);
    const withheld = (keys: string) =>
      portico.sql(
        `update portal_users set withheld = $1 where login_id = (select id from logins where email = $2)`,
        [keys, 'alice@acme.test'],
      );
    for (const key of ['reporting.costs', 'money']) {
      await withheld(`{${key}}`);
      await gone();
    }
    // Without prices, neither the list nor its filters say anything of them.
    expect((await alice.open('/portal/jobs?currency=GBP')).status).toBe(400);
    await alice.open(`/portal/jobs?status=completed&from=${DAYS.from}`);
    expect(alice.seen.$('.list-sums').text()).not.toContain('price');
    await withheld('{}');
    expect((await alice.open(address())).status).toBe(200);
    expect((await alice.open('/portal/reporting/costs?chapter=20')).status).toBe(400);
  });

  it('is decided customer by customer in a consolidated account', async () => {
    await scene.put('consolidated-accounts/PAIR', { name: 'The pair', customers: ['ACME', 'PARTNER'] });
    const added = { email: 'priya@pair.test', consolidatedAccount: 'PAIR', sites: 'all', invite: false };
    expect((await scene.api('POST', 'portal-users', added)).status).toBe(201);
    await portico.sql(
      `update portal_users set active = true where login_id = (select id from logins where email = $1)`,
      [added.email],
    );
    await portico.sql('update logins set password_hash = $2 where email = $1', [
      added.email,
      await hashPassword(PASSWORD),
    ]);
    const priya = new Person(portico.url);
    await priya.signIn(added.email, PASSWORD);
    await priya.open(address());
    expect(stat(priya, 'Total cost in GBP')).toBe(cost([...ACME, ...PARTNERS], 'GBP'));
    const partner = part(priya, 'By site, in GBP').rows.find(
      ({ cells }) => cells[0] === 'Site P-1, Partner Ltd',
    );
    expect(partner?.cells[2]).toBe(cost(PARTNERS, 'GBP', ({ site }) => site !== null));
    expect(await behind(priya, partner?.href)).toContain(partner?.cells[2]);
    await portico.sql(
      `update customer_permissions set allowed = false where permission = 'money' and customer_id = $1`,
      [ids['PARTNER']],
    );
    await priya.open(address());
    expect(stat(priya, 'Total cost in GBP')).toBe(cost(ACME, 'GBP'));
    expect(priya.seen.text).not.toContain('Partner Ltd,');
    // The list of jobs holds both customers, and a link only what is counted here.
    const [newest] = part(priya, 'By month, in GBP').rows;
    expect(await behind(priya, newest?.href)).toContain(newest?.cells[2]);
    await portico.sql(
      `update customer_permissions set allowed = (permission <> 'reporting.costs')
       where permission in ('money', 'reporting.costs') and customer_id = $1`,
      [ids['PARTNER']],
    );
    await priya.open(address());
    const row = part(priya, 'By month, in GBP').rows[0];
    expect(row?.href).toContain(`customer=${ids['ACME']}`);
    expect(await behind(priya, row?.href)).toContain(row?.cells[2]);
  });

  it('shows staff all customers, one line each, or one of them with its sites', async () => {
    const maya = await scene.staff('office');
    await maya.open(address().replace('portal', 'admin'));
    expect(stat(maya, 'Total cost in EUR')).toBe(cost([...ACME, ...STRANGERS, ...PARTNERS], 'EUR'));
    const acme = part(maya, 'By customer, in GBP').rows.find(({ cells }) => cells[0] === 'Acme Ltd');
    expect(acme?.cells[2]).toBe(cost(ACME, 'GBP'));
    expect(await behind(maya, acme?.href)).toContain(cost(ACME, 'GBP'));
    await maya.open(address({ ...DAYS, customer: ids['STRANGER'] as string }).replace('portal', 'admin'));
    expect(part(maya, 'By site, in GBP').rows.map(({ cells }) => cells[0])).toContain('Site S-1');
  });
});
