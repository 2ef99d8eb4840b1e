import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';
import { ScheduleDesk, SCHEDULES } from '../support/schedules.js';

/** A morning in March, so that each run has a moment of its own. */
const on = (day: number) => new Date(Date.UTC(2026, 2, day, 7, 30));

describe('who gets a scheduled report', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let scene: Scene;
  let office: Person;
  let desk: ScheduleDesk;
  let acme: string;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('BRANCH', 'Acme Branch');
    await scene.customer('STRANGER', 'Stranger plc');
    for (const [site, customer] of [
      ['A-1', 'ACME'],
      ['A-2', 'ACME'],
      ['B-1', 'BRANCH'],
    ] as const)
      await scene.put(`sites/${site}`, { customer, name: `Depot ${site}` });
    for (const [reference, customer, site, weightGrams] of [
      ['J-1', 'ACME', 'A-1', 1_000_000],
      ['J-2', 'ACME', 'A-2', 2_500_000],
      ['J-3', 'BRANCH', 'B-1', 500_000],
    ] as const)
      await scene.put(`jobs/${reference}`, {
        customer,
        site,
        date: '2026-02-10',
        status: 'completed',
        wasteItems: [{ ewcCodes: ['20 03 01'], weightGrams }],
      });
    office = await scene.staff();
    desk = new ScheduleDesk(portico, office);
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });
  beforeEach(() => {
    mail.mails.length = 0;
  });

  const accessOf = async (email: string): Promise<string> => {
    const [row] = await portico.sql<{ id: string }>(
      `select u.id from portal_users u join logins l on l.id = u.login_id
       where l.email = $1 order by u.created_at desc limit 1`,
      [email],
    );
    return row?.id as string;
  };
  const loginOf = async (email: string): Promise<string> => {
    const [row] = await portico.sql<{ id: string }>('select id from logins where email = $1', [email]);
    return row?.id as string;
  };
  const countOf = async (name: string): Promise<string> => {
    await office.open(SCHEDULES);
    return office.seen.$(`tbody tr:contains("${name}") td`).eq(3).text().trim();
  };
  /** Ends the access of somebody on their page in the office. */
  async function endAccess(access: string): Promise<void> {
    await office.open(`/admin/portal-users/${access}`);
    await office.open(office.seen.$(`a[href="/admin/portal-users/${access}/end"]`).attr('href') as string);
    await office.submit(`/admin/portal-users/${access}/end`);
    expect(office.seen.status).toBe(200);
  }

  it('decides an address as its person from the day they are given access, and sends nothing once that has ended', async () => {
    const dan = 'dan@acme.test';
    const schedule = await desk.add(acme, { name: 'Dan', addresses: dan });
    expect(await desk.standingOf(schedule, dan)).toMatch(/What the customer may see.*Gets it/);
    await desk.comes(schedule, on(3));
    expect((await mail.mailTo(dan)).text).toContain('Total weight: 3.50 t');

    await scene.portalUser('ACME', dan, ['A-2']);
    expect(await desk.standingOf(schedule, dan)).toMatch(/What this person may see.*Gets it/);
    await desk.comes(schedule, on(4));
    const limited = await mail.mailTo(dan, 2);
    expect(limited.text).toContain('Total weight: 2.50 t');
    expect(limited.text).toContain('/portal/reporting/volumes?from=2026-02-01');
    const access = await accessOf(dan);
    expect((await office.open(`/admin/portal-users/${access}`)).text).toContain(
      'Is sent 1 report by mail on a schedule',
    );
    // What stands there is kept when something else is saved, without anybody being ticked.
    await office.open(`${SCHEDULES}/${schedule}/edit`);
    await office.submit(`${SCHEDULES}/${schedule}`, { time: '08:00' });
    expect(office.seen.text).toContain('is saved');

    await portico.sql(`update portal_users set withheld = '{reporting.volumes}' where id = $1`, [access]);
    expect(await desk.standingOf(schedule, dan)).toContain(
      'Does not get it This report is switched off for this person.',
    );
    await portico.sql(`update portal_users set withheld = '{}' where id = $1`, [access]);
    expect(await countOf('Dan')).toBe('1');

    await endAccess(access);
    expect(await desk.standingOf(schedule, dan)).toContain('Does not get it This person’s access was ended.');
    expect(await countOf('Dan')).toBe('0');
    await desk.comes(schedule, on(5));
    const [last] = await desk.settled(schedule, 'third');
    expect(last).toEqual([dan, expect.stringContaining('access was ended')]);
    expect(mail.mails).toHaveLength(2);
  });

  it('sends nothing to an address whose login is closed, or whose person has not accepted yet', async () => {
    const [eve, finn] = ['eve@acme.test', 'finn@acme.test'];
    const schedule = await desk.add(acme, { name: 'Eve and Finn', addresses: `${eve}, ${finn}` });
    await scene.portalUser('STRANGER', eve);
    await office.open(`/admin/customers/${acme}/portal-access`);
    await office.submit(`/admin/customers/${acme}/portal-access`, { people: finn });
    await mail.mailTo(finn);
    expect(await desk.standingOf(schedule, eve)).toContain('This person is another customer’s.');
    expect(await desk.standingOf(schedule, finn)).toContain('has not accepted the invitation');
    const login = await loginOf(eve);
    await office.open(`/admin/logins/${login}/disabling`);
    await office.submit(`/admin/logins/${login}/disabling`);
    expect(await desk.standingOf(schedule, eve)).toContain('This person’s login is closed.');
    await desk.comes(schedule, on(3));
    const outcomes = await desk.settled(schedule, 'end');
    expect(outcomes.map(([, state]) => /^Not sent/.test(state))).toEqual([true, true]);
    expect(mail.mails).toHaveLength(1);
  });

  it('is nobody whose access is to another customer alone', async () => {
    const [ivo, jan] = ['ivo@stranger.test', 'jan@stranger.test'];
    const schedule = await desk.add(acme, { name: 'Ivo', addresses: [ivo, 'kim@acme.test'].join(', ') });
    await scene.portalUser('STRANGER', ivo);
    await scene.portalUser('STRANGER', jan);
    await office.open(`${SCHEDULES}/${schedule}/edit`);
    await office.submit(`${SCHEDULES}/${schedule}`, { addresses: [ivo, jan].join(', ') });
    expect(office.seen.status).toBe(422);
    expect(office.seen.$('#addresses-error').text()).toContain(
      'jan@stranger.test is a person of Stranger plc. Give them access to Acme Ltd on its Portal Access',
    );
    // Who stands there already stays named, and is sent nothing.
    await desk.comes(schedule, on(6));
    const outcomes = new Map(await desk.settled(schedule, 'end'));
    expect(outcomes.get(ivo)).toMatch(/^Not sent.*This person is another customer’s/);
    expect(outcomes.get('kim@acme.test')).toMatch(/^Sent/);
    expect(mail.mails.map(({ to }) => to?.[0]?.address)).toEqual(['kim@acme.test']);
    // Given access to this customer, too, they get what that shows.
    await scene.portalUser('ACME', jan);
    await office.open(`${SCHEDULES}/${schedule}/edit`);
    await office.submit(`${SCHEDULES}/${schedule}`, { people: [await accessOf(jan)] });
    expect(office.seen.text).toContain('is saved');
    expect(await desk.standingOf(schedule, jan)).toMatch(/What this person may see.*Gets it/);
  });

  it('is no contact of another customer alone, unless the office keeps it as one of this customer, too', async () => {
    const [office2, yard, broker] = ['accounts@stranger.test', 'yard@stranger.test', 'desk@broker.test'];
    await scene.put('customers/STRANGER', {
      name: 'Stranger plc',
      email: office2.toUpperCase(),
      contacts: [{ name: 'Bo', email: broker }],
    });
    await scene.put('sites/S-1', {
      customer: 'STRANGER',
      name: 'Yard',
      contactEmail: 'gate@stranger.test',
      contacts: [{ name: 'Yve', email: yard }],
    });
    const refused = async (addresses: string) => {
      await office.open(`${SCHEDULES}/new?account=${acme}`);
      await office.submit(SCHEDULES, { name: 'Contacts', addresses });
      return [office.seen.status, office.seen.$('#addresses-error').text()];
    };
    for (const address of [office2, 'gate@stranger.test', yard, broker])
      expect(await refused(`kim@acme.test, ${address}`)).toEqual([
        422,
        expect.stringMatching(
          /is kept as a contact of Stranger plc\. Where it is also a contact of Acme Ltd, add it there first/,
        ),
      ]);
    // A broker has one address at several customers.
    await scene.put('customers/ACME', { name: 'Acme Ltd', contacts: [{ name: 'Bo', email: broker }] });
    const schedule = await desk.add(acme, { name: 'Broker', addresses: broker });
    // What stands there goes on, and stays when something else is saved.
    await scene.put('customers/ACME', { name: 'Acme Ltd', contacts: [] });
    await office.open(`${SCHEDULES}/${schedule}/edit`);
    await office.submit(`${SCHEDULES}/${schedule}`, { time: '09:00' });
    expect(office.seen.text).toContain('is saved');
    await desk.comes(schedule, on(7));
    expect((await mail.mailTo(broker)).text).toContain('Total weight');
  });

  it('narrows an address to what its person sees by way of a consolidated account, and of no more than it is about', async () => {
    const gina = 'gina@group.test';
    await scene.put('consolidated-accounts/GROUP', { name: 'Acme Group', customers: ['ACME', 'BRANCH'] });
    const schedule = await desk.add(acme, { name: 'Gina', addresses: gina });
    await scene.portalUser('GROUP', gina, ['A-1', 'B-1']);
    await desk.comes(schedule, on(3));
    const sent = await mail.mailTo(gina);
    expect(sent.text).toContain('Total weight: 1.00 t');
    const [group] = await portico.sql<{ id: string }>('select id from consolidated_accounts');
    const together = await desk.add(group?.id as string, { name: 'Group', addresses: 'hal@acme.test' });
    await scene.portalUser('ACME', 'hal@acme.test');
    await desk.comes(together, on(3));
    const toHal = await mail.mailTo('hal@acme.test');
    expect(toHal.text).toMatch(/Acme Ltd[^]*Total weight: 3\.50 t/);
    // Who sees one customer of a group learns neither its name nor how many others it has.
    expect(`${toHal.subject} ${toHal.text}`).not.toMatch(/Acme Group|of 2|Branch/);
  });

  it('follows a person to their new address: the old one is sent nothing', async () => {
    const [before, after] = ['ivy@acme.test', 'ivy.new@acme.test'];
    const schedule = await desk.add(acme, { name: 'Ivy', addresses: before });
    await scene.portalUser('ACME', before, ['A-2']);
    const login = await loginOf(before);
    await office.open(`/admin/logins/${login}`);
    await office.submit(`/admin/logins/${login}`, { email: after });
    expect(await loginOf(after)).toBe(login);
    expect(await desk.standingOf(schedule, after)).toMatch(/What this person may see.*Gets it/);
    await desk.comes(schedule, on(3));
    expect((await mail.mailTo(after)).text).toContain('Total weight: 2.50 t');
    expect(mail.mails).toHaveLength(1);
  });

  it('follows them also to an address that was taken out of the schedule once, stopped only where they had stopped it', async () => {
    for (const [name, isStopped] of [
      ['liam', false],
      ['lena', true],
    ] as const) {
      const [before, after] = [`${name}@acme.test`, `${name}.new@acme.test`];
      const schedule = await desk.add(acme, { name, addresses: `${before}, ${after}` });
      await office.open(`${SCHEDULES}/${schedule}/edit`);
      await office.submit(`${SCHEDULES}/${schedule}`, { addresses: before });
      await scene.portalUser('ACME', before, ['A-2']);
      if (isStopped)
        await portico.sql(
          'update schedule_recipients set stopped_at = now() where schedule_id = $1 and email = $2',
          [schedule, before],
        );
      const login = await loginOf(before);
      await office.open(`/admin/logins/${login}`);
      await office.submit(`/admin/logins/${login}`, { email: after });
      expect(await desk.standingOf(schedule, before)).toBe('');
      expect(await desk.standingOf(schedule, after)).toMatch(isStopped ? /Stopped/ : /Gets it/);
    }
  });

  it('keeps whoever cannot get it just now when something else is saved, and says why', async () => {
    const [jo, kim] = ['jo@acme.test', 'kim@acme.test'];
    await scene.portalUser('ACME', jo);
    await scene.portalUser('ACME', kim);
    const people = [await accessOf(jo), await accessOf(kim)];
    const schedule = await desk.add(acme, { name: 'Jo and Kim', people });
    const login = await loginOf(jo);
    await portico.sql('update logins set disabled_at = now() where id = $1', [login]);
    expect(await countOf('Jo and Kim')).toBe('1');
    await office.open(`${SCHEDULES}/${schedule}/edit`);
    const box = office.seen.$(`input[name=people][value="${people[0]}"]`);
    expect([box.attr('checked'), box.parent().text()]).toEqual([
      'checked',
      expect.stringContaining('Cannot get it just now: their login is closed.'),
    ]);
    await office.submit(`${SCHEDULES}/${schedule}`, { time: '09:00' });
    expect(await desk.standingOf(schedule, jo)).toContain('Does not get it');
    await portico.sql('update logins set disabled_at = null where id = $1', [login]);
    expect(await desk.standingOf(schedule, jo)).toMatch(/Gets it/);
    // Taken away on purpose, they are gone, and are not offered again while they are blocked.
    await portico.sql('update logins set disabled_at = now() where id = $1', [login]);
    await office.open(`${SCHEDULES}/${schedule}/edit`);
    await office.submit(`${SCHEDULES}/${schedule}`, { people: [people[1] as string] });
    expect(await desk.standingOf(schedule, jo)).toBe('');
    await office.open(`${SCHEDULES}/${schedule}/edit`);
    expect(office.seen.$(`input[name=people][value="${people[0]}"]`)).toHaveLength(0);
  });
});
