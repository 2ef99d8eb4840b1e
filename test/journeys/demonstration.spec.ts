import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTrade } from '../../src/admin/demo/demos.js';
import { Demonstration } from '../../src/admin/demo/demonstration.service.js';
import { demoSignIns, type DemoSignIn } from '../../src/platform/run/demo-sign-ins.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { linkIn, startMailServer, type MailServer } from '../support/mail-server.js';
import { Person } from '../support/person.js';

const load = (portico: TestPortico, trade: string, told: string[] = []) =>
  portico.app.get(Demonstration, { strict: false }).load(readTrade([trade]), (line) => told.push(line));

describe('the demonstration of a waste operator', () => {
  let portico: TestPortico;
  let mail: MailServer;
  let signIns: readonly DemoSignIn[];
  const told: string[] = [];

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    await load(portico, 'waste', told);
    signIns = demoSignIns(portico.config.folder) ?? [];
  }, 600_000);
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  async function signedIn(who: string): Promise<Person> {
    const found = signIns.find((one) => one.who.startsWith(who)) as DemoSignIn;
    const person = new Person(portico.url);
    expect((await person.signIn(found.email, found.password)).status).toBe(200);
    return person;
  }

  async function looksAt(person: Person, name: string): Promise<void> {
    const { $ } = await person.open('/portal/accesses');
    const value = $(`.card:contains("${name}") button[name=access]`).attr('value');
    if (value) await person.submit('/portal/accesses', {}, { name: 'access', value });
  }

  it('says what there is, and who may sign in', () => {
    expect(told[0]).toMatch(/30 customers, 90 sites, .*1\d,\d{3} jobs, \d{3} invoices, .*\d{3} documents in/);
    expect(signIns.map(({ who }) => who.replace(/:.*/, ''))).toEqual([
      'Administrator',
      'Office clerk',
      'Customer',
      'Customer',
      'Several customers',
    ]);
    expect(new Set(signIns.map(({ password }) => password)).size).toBe(5);
  });

  it('lets the office work', async () => {
    const moira = await signedIn('Administrator');
    expect(moira.seen.path).toBe('/admin');
    await moira.open('/admin/customers');
    expect(moira.seen.text).toContain('30 customers');
    const callum = await signedIn('Office clerk');
    expect((await callum.open('/admin/file-types')).status).toBe(403);
  });

  it('shows a customer everything of theirs, with papers that open', async () => {
    const priya = await signedIn('Customer: Wenlow');
    for (const path of ['', '/sites', '/jobs', '/invoices', '/documents'])
      expect([path, (await priya.open(`/portal${path}`)).status]).toEqual([path, 200]);
    expect(priya.seen.text).not.toContain('Tidewater');
    const href = String(priya.seen.$('table a.row-link').first().attr('href'));
    const file = await priya.open(`${href}/file`);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(file.html.startsWith('%PDF-')).toBe(true);
  });

  it('shows another only one site, and no prices', async () => {
    const owen = await signedIn('Customer: Tidewater');
    expect((await owen.open('/portal/invoices')).status).toBe(404);
    await owen.open('/portal/sites');
    expect(owen.seen.text).toContain('1 site');
    await owen.open('/portal/jobs');
    expect(owen.seen.text).toContain('Sedgeley Quay Brewery');
    expect(owen.seen.text).not.toContain('Tidewater Taproom');
  });

  it('shows somebody two customers together, one without prices, and lets her change over to a third', async () => {
    const gwen = await signedIn('Several customers');
    expect(gwen.seen.path).toBe('/portal/accesses');
    await looksAt(gwen, 'Fen Facilities');
    await gwen.open('/portal/jobs');
    for (const name of ['Wenlow Academies Trust', 'Northmere Hospitals Trust'])
      expect(gwen.seen.$('select[name=customer]').text()).toContain(name);
    await looksAt(gwen, 'Crumb & Clover Bakeries');
    await gwen.open('/portal/jobs');
    expect(gwen.seen.text).not.toContain('Academies');
    expect(gwen.seen.$('select[name=customer]')).toHaveLength(0);
  });

  it('has somebody whose invitation waits, by mail alone', async () => {
    const letter = await mail.mailTo('hannah@crumb-and-clover.example');
    expect(letter.subject).toBe(
      'Moira Penhallow at Saltfen Waste & Recycling Ltd has invited you to Saltfen online',
    );
    const hannah = new Person(portico.url);
    expect((await hannah.open(linkIn(letter, '/invitations/'))).status).toBe(200);
    expect(mail.mails).toHaveLength(1);
  });

  it('keeps sums that are those of its records', async () => {
    const [sums] = await portico.sql(
      `select sum(records)::int as records, sum(grams)::bigint as grams from record_sums
       where every_site and section = 'jobs' and measure = 'month'`,
    );
    const [rows] = await portico.sql(
      `select count(distinct j.id)::int as records, sum(i.grams)::bigint as grams
       from jobs j join waste_items i on i.job_id = j.id where j.status = 'completed'`,
    );
    expect(sums).toEqual(rows);
  });

  it('stays as it is when it is loaded again, and goes on where it was broken off', async () => {
    const state = () =>
      portico.sql(
        `select (select count(*) from jobs) as jobs, (select max(version) from jobs) as version,
           (select count(*) from files) as files, (select count(*) from documents where file_id is null) as without,
           (select count(*) from logins) as logins, (select count(*) from invitations) as invitations`,
      );
    const before = await state();
    await load(portico, 'waste');
    expect(await state()).toEqual(before);
    expect(demoSignIns(portico.config.folder)).toEqual(signIns);
    // Half of it is gone, as after a crash.
    await portico.sql('update demonstration set loaded_at = null');
    await portico.sql(`update documents set file_id = null where type = 'season-ticket'`);
    await portico.sql(
      `delete from files f where not exists (select from documents d where d.file_id = f.id)
         and not exists (select from document_versions v where v.file_id = f.id)`,
    );
    await portico.sql(
      `delete from payment_allocations; delete from payments; delete from invoice_lines; delete from invoices`,
    );
    await load(portico, 'waste');
    expect(await state()).toEqual(before);
    expect(await portico.sql('select loaded_at is not null as loaded from demonstration')).toEqual([
      { loaded: true },
    ]);
  }, 120_000);

  it('takes no other trade beside it', async () => {
    await expect(load(portico, 'pool')).rejects.toThrow('This database holds the demonstration "waste".');
  });
});

describe('demonstrations of other trades', () => {
  let portico: TestPortico;
  beforeAll(async () => void (portico = await startPortico()));
  afterAll(() => portico.close());

  it('are a business at work with its people: of guarding, who is on site, what waits, and reports shared one by one', async () => {
    const told: string[] = [];
    await load(portico, 'guarding', told);
    expect(told[0]).toMatch(/12 customers, .* clock ins, .* timesheets, .* incidents in/);
    const signIns = demoSignIns(portico.config.folder) ?? [];
    const as = async (who: string): Promise<Person> => {
      const { email, password } = signIns.find((one) => one.who.startsWith(who)) as DemoSignIn;
      const person = new Person(portico.url);
      await person.signIn(email, password);
      return person;
    };
    const alex = await as('Administrator');
    await alex.open('/admin/customers');
    expect(alex.seen.text).toContain('Harrier Gate');
    expect(alex.seen.text).toContain('12 customers');
    expect(await portico.sql('select trade, set_up_at is not null as set_up from organisation')).toEqual([
      { trade: 'guarding', set_up: true },
    ]);
    const magda = await as('Customer: Drove Road');
    await magda.open('/portal/clock-ins');
    expect(magda.seen.text).toContain('On site now');
    await magda.open('/portal/timesheets?state=waiting');
    expect(magda.seen.$('table a.row-link').length).toBeGreaterThan(0);
    await magda.open('/portal/incidents');
    expect(magda.seen.$('table a.row-link').length).toBeGreaterThan(3);
    // Of two customers together: what waits at one of them, and at the other.
    const desmond = await as('Several customers');
    await desmond.open('/portal/timesheets?state=waiting');
    const [, waiting] = /(\d+) timesheets wait for you/.exec(desmond.seen.text) ?? [];
    expect(Number(waiting)).toBe(desmond.seen.$('table a.row-link').length);
    const felicity = await as('Customer: Grand Pavilion');
    await felicity.open('/portal/incidents');
    expect(felicity.seen.$('table a.row-link')).toHaveLength(1);
    await felicity.open('/portal/venue-analytics');
    expect(felicity.seen.text).toContain('Grand Pavilion');
  });

  it('are never loaded among records of somebody’s own', async () => {
    const used = await startPortico();
    try {
      await used.sql(`insert into customers (id, reference, name) values (gen_random_uuid(), 'A', 'Acme')`);
      await expect(load(used, 'waste')).rejects.toThrow('This installation is in use.');
      expect(await used.sql('select from demonstration')).toEqual([]);
    } finally {
      await used.close();
    }
  });

  it('are named when somebody asks for one that there is not', () => {
    expect(() => readTrade(['bakery'])).toThrow(
      'There is no trade "bakery". The trades are waste, pool, guarding, orders, everything.',
    );
    expect(() => readTrade([])).toThrow('Say which trade');
    expect(() => readTrade(['waste', 'pool'])).toThrow('There is no trade "waste pool"');
  });
});
