import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Email } from 'postal-mime';
import { ScheduledReportComposer } from '../../src/schedules/scheduled-report.composer.js';
import { ScheduleRuns } from '../../src/schedules/schedule.runs.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { linkIn, startMailServer, type MailServer } from '../support/mail-server.js';
import { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';
import { DUE, ScheduleDesk, SCHEDULES } from '../support/schedules.js';

const BURSAR = 'bursar@elsewhere.test';

describe('reports by email on a schedule', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let scene: Scene;
  let office: Person;
  let desk: ScheduleDesk;
  let ids: Record<string, string>;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    await portico.sql(`update organisation set name = 'Marlow Waste'`);
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    for (const [site, customer] of [
      ['A-1', 'ACME'],
      ['A-2', 'ACME'],
      ['S-1', 'STRANGER'],
    ] as const)
      await scene.put(`sites/${site}`, { customer, name: `Depot ${site}` });
    for (const [reference, customer, site, weightGrams] of [
      ['J-1', 'ACME', 'A-1', 1_000_000],
      ['J-2', 'ACME', 'A-2', 2_500_000],
      ['J-3', 'STRANGER', 'S-1', 40_000_000],
    ] as const)
      await scene.put(`jobs/${reference}`, {
        customer,
        site,
        date: '2026-02-10',
        status: 'completed',
        price: { amount: 12_300, currency: 'GBP' },
        wasteItems: [{ ewcCodes: ['20 03 01'], weightGrams }],
      });
    await scene.portalUser('ACME', 'priya@acme.test');
    await scene.portalUser('ACME', 'dan@acme.test', ['A-2']);
    await scene.portalUser('STRANGER', 'stranger@stranger.test');
    office = await scene.staff();
    desk = new ScheduleDesk(portico, office);
    const people = await portico.sql<{ id: string; email: string }>(
      'select u.id, l.email from portal_users u join logins l on l.id = u.login_id',
    );
    const customers = await portico.sql<{ id: string; reference: string }>(
      'select id, reference from customers',
    );
    ids = Object.fromEntries([
      ...people.map(({ id, email }) => [email, id]),
      ...customers.map(({ id, reference }) => [reference, id]),
    ]) as Record<string, string>;
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });
  beforeEach(() => {
    mail.mails.length = 0;
  });

  const id = (name: string): string => ids[name] as string;
  const allow = (permission: string, allowed: boolean) =>
    portico.sql('update customer_permissions set allowed = $2 where permission = $1', [permission, allowed]);

  const add = (fields: Record<string, string | string[]>) => desk.add(id('ACME'), fields);
  const comes = (schedule: string, due?: Date, now?: Date) => desk.comes(schedule, due, now);
  const settled = (schedule: string, what: string) => desk.settled(schedule, what);
  const attached = (one: Email) => one.attachments.map(({ filename }) => filename);

  it('begins with a form that says what is the matter, and keeps what was typed', async () => {
    await office.open(SCHEDULES);
    expect(office.seen.text).toContain('No schedules yet');
    await office.open(`${SCHEDULES}/new`);
    await office.open(`${SCHEDULES}/new?q=acme`);
    expect(office.seen.text).not.toContain('Stranger');
    await office.open(office.seen.$('a:contains("Acme Ltd")').attr('href') ?? '');
    expect(office.seen.text).not.toContain('stranger@stranger.test');
    await office.submit(SCHEDULES, { time: '25:00', addresses: 'nobody' });
    expect(office.seen.status).toBe(422);
    for (const [field, words] of [
      ['name', 'Please fill this in'],
      ['time', 'Enter a time, such as 07:30'],
    ] as const)
      expect(office.seen.$(`#${field}-error`).text()).toContain(words);
    expect(office.seen.$('#addresses-error').text()).not.toBe('');
    expect(office.seen.$('#time').val()).toBe('25:00');
    await office.submit(SCHEDULES, { name: 'X', time: '07:30', addresses: 'Priya@acme.test' });
    expect(office.seen.$('#addresses-error').text()).toContain('tick the person above instead');
    await office.submit(SCHEDULES, { name: 'X', time: '07:30', addresses: '' });
    expect(office.seen.$('#addresses-error').text()).toContain('Tick somebody, or enter an address');
    // Whoever is not of this customer cannot be slipped in, nor can a foreign site.
    await office.submit(SCHEDULES, { name: 'X', addresses: '', people: [id('stranger@stranger.test')] });
    expect(office.seen.$('#addresses-error').text()).toContain('Tick somebody');
    const [foreign] = await portico.sql<{ id: string }>(`select id from sites where reference = 'S-1'`);
    await office.submit(SCHEDULES, { name: 'X', addresses: BURSAR, site: foreign?.id as string });
    expect(office.seen.status).toBe(422);
    expect(await portico.sql('select from schedules')).toEqual([]);
  });

  it('sends each what they may see themselves, with the figures, a file, and a way to stop it', async () => {
    const people = ['priya@acme.test', 'dan@acme.test'];
    const schedule = await add({ name: 'Tonnes', people: people.map(id), addresses: BURSAR });
    expect(office.seen.text).toContain('Every month on day 1 at 07:30');
    expect(await Promise.all([comes(schedule), portico.app.get(ScheduleRuns).begin(DUE)])).toEqual(
      expect.arrayContaining([1, 0]),
    );
    for (const [address, tonnes, inPortal] of [
      ['priya@acme.test', '3.50 t', true],
      ['dan@acme.test', '2.50 t', true],
      [BURSAR, '3.50 t', false],
    ] as const) {
      const sent = await mail.mailTo(address);
      expect(sent.subject).toContain('Volumes for Acme Ltd');
      expect(sent.text).toContain('Sun 1 Feb 2026 to Sat 28 Feb 2026');
      expect([address, sent.text]).toEqual([address, expect.stringContaining(`Total weight: ${tonnes}`)]);
      expect(attached(sent)).toEqual(['volumes-2026-02-01-2026-02-28.csv']);
      expect(String(sent.text).includes('/portal/reporting/volumes?from=2026-02-01')).toBe(inPortal);
      expect(sent.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toContain(
        '/scheduled-mails/',
      );
      expect(`${sent.text}${sent.html}`).not.toMatch(/Stranger|40\.00 t|43\.50/);
    }
    expect(mail.mails).toHaveLength(3);
    expect((await settled(schedule, 'end')).map(([, state]) => state)).toEqual(['Sent', 'Sent', 'Sent']);
    expect(await portico.app.get(ScheduleRuns).begin(DUE)).toBe(0);
    // The audit log tells to whom a report went, once each, also where the mail is written again.
    const [delivery] = await portico.sql<{ id: string }>(
      `select d.id from schedule_deliveries d join schedule_recipients r on r.id = d.recipient_id where r.email = $1`,
      [BURSAR],
    );
    const row = {
      id: '',
      kind: 'scheduled-report',
      subjectId: delivery?.id as string,
      tokenVersion: 1,
    } as const;
    await portico.app.get(ScheduledReportComposer).compose({ ...row, recipient: BURSAR });
    await office.open(`/admin/audit?q=${BURSAR}`);
    const told = office.seen.$('tbody tr:contains("Mailed a report")').text();
    expect([told.match(/Mailed a report/g)?.length, told]).toEqual([1, expect.stringContaining('Acme Ltd')]);
    const [line] = await portico.sql<{ after: object }>(
      `select n.after from audit_lines a join audit_names n on n.line_id = a.id
       where a.action = 'schedule.added' and a.subject_id = $1`,
      [schedule],
    );
    expect(JSON.stringify(line?.after)).toContain(BURSAR);
  });

  it('asks the decision at the moment of sending, and says why nothing went out', async () => {
    const schedule = await add({
      name: 'Costs',
      report: 'costs',
      people: [id('priya@acme.test')],
      addresses: BURSAR,
    });
    await allow('exports', false);
    await comes(schedule);
    const sent = await mail.mailTo(BURSAR);
    expect([sent.text, attached(sent)]).toEqual([expect.stringContaining('£246.00'), []]);
    await allow('exports', true);
    const later = (day: number) => new Date(Date.UTC(2026, 2, day, 7, 30));

    await portico.sql(`update portal_users set withheld = '{reporting.costs}' where id = $1`, [
      id('priya@acme.test'),
    ]);
    await comes(schedule, later(4));
    await mail.mailTo(BURSAR, 2);
    expect(await settled(schedule, 'second')).toEqual(
      expect.arrayContaining([['priya@acme.test', expect.stringContaining('switched off for this person')]]),
    );
    await portico.sql(`update portal_users set withheld = '{}' where id = $1`, [id('priya@acme.test')]);

    await allow('money', false);
    await comes(schedule, later(5));
    const closed = (await settled(schedule, 'third')).slice(0, 2);
    for (const [, state] of closed) expect(state).toContain('Something that this report needs is off');
    await allow('money', true);
    await portico.sql(`update customers set portal_enabled = false where reference = 'ACME'`);
    await comes(schedule, later(6));
    for (const [, state] of (await settled(schedule, 'fourth')).slice(0, 2))
      expect(state).toContain('Portal access of this customer is off');
    await portico.sql(`update customers set portal_enabled = true where reference = 'ACME'`);
    expect(mail.mails.map(({ to }) => to?.[0]?.address).sort()).toEqual([BURSAR, BURSAR, 'priya@acme.test']);
  });

  it('is stopped by whoever gets it, for their own address alone, by the form and not by the link', async () => {
    const other = 'clerk@elsewhere.test';
    const schedule = await add({ name: 'Types', report: 'types', addresses: `${BURSAR}, ${other}` });
    await comes(schedule);
    const link = linkIn(await mail.mailTo(BURSAR), '/scheduled-mails/');
    await mail.mailTo(other);
    const visitor = new Person(portico.url);
    for (const broken of ['nonsense', `${link.split('/').at(-1)?.slice(0, -1)}x`])
      expect((await visitor.open(`/scheduled-mails/${broken}`)).status).toBe(410);
    await visitor.open(link);
    expect([visitor.seen.status, visitor.seen.text]).toEqual([200, expect.stringContaining(BURSAR)]);
    expect(visitor.seen.text).not.toContain(other);
    await comes(schedule, new Date('2026-03-04T07:30:00Z'));
    await mail.mailTo(BURSAR, 2);
    await mail.mailTo(other, 2);
    await visitor.open(link);
    await visitor.submit(link);
    expect(visitor.seen.text).toContain('This mail is stopped');
    expect((await visitor.open(link)).text).toContain('This mail is stopped');
    await comes(schedule, new Date('2026-03-05T07:30:00Z'));
    await mail.mailTo(other, 3);
    await office.open(`${SCHEDULES}/${schedule}`);
    expect(office.seen.$('tr:contains("bursar")').first().text()).toContain('Stopped it');
    expect(mail.mails.filter(({ to }) => to?.[0]?.address === BURSAR)).toHaveLength(2);
    expect(
      await portico.sql(`select from audit_lines where action = 'schedule.stopped' and subject_id = $1`, [
        schedule,
      ]),
    ).toHaveLength(1);
  });

  it('is paused, goes on without making up for it, changes, and ends', async () => {
    const schedule = await add({ name: 'Trends', frequency: 'daily', addresses: BURSAR });
    await office.submit(`${SCHEDULES}/${schedule}/pause`);
    expect(office.seen.text).toContain('Nothing is sent until you let it go on');
    expect(await comes(schedule)).toBe(0);
    await office.open(`${SCHEDULES}/${schedule}`);
    await office.submit(`${SCHEDULES}/${schedule}/resumption`);
    const [next] = await portico.sql<{ ahead: boolean }>(
      'select next_at > now() as ahead from schedules where id = $1',
      [schedule],
    );
    expect(next).toEqual({ ahead: true });
    // What was missed for a week while nothing ran is sent once, about the newest of its days.
    expect(await comes(schedule, DUE, new Date('2026-03-10T09:00:00Z'))).toBe(1);
    await mail.mailTo(BURSAR);
    expect(await portico.sql('select due_at from schedule_runs where schedule_id = $1', [schedule])).toEqual([
      { due_at: new Date('2026-03-10T07:30:00Z') },
    ]);
    await office.open(`${SCHEDULES}/${schedule}/edit`);
    const stale = office.seen.$('input[name=version]').val() as string;
    await office.submit(`${SCHEDULES}/${schedule}`, { frequency: 'weekly', weekday: '5' });
    expect(office.seen.text).toContain('Every Friday at 07:30');
    await office.open(`${SCHEDULES}/${schedule}/edit`);
    await office.submit(`${SCHEDULES}/${schedule}`, { name: 'Mine', version: stale });
    expect([office.seen.status, office.seen.$('#name').val()]).toEqual([409, 'Mine']);
    await office.submit(`${SCHEDULES}/${schedule}`, {});
    expect([office.seen.status, office.seen.text]).toEqual([200, expect.stringContaining('“Mine” is saved')]);
    await office.open(`${SCHEDULES}/${schedule}/end`);
    await office.submit(`${SCHEDULES}/${schedule}/end`);
    expect(office.seen.text).toContain('has ended');
    expect(await comes(schedule)).toBe(0);
    expect((await office.open(`${SCHEDULES}/${schedule}`)).status).toBe(404);
    expect(office.seen.text).not.toContain('Mine');
  });

  it('tells of several customers together what each of them shows, and of how many', async () => {
    await scene.customer('BRANCH', 'Acme Branch');
    await scene.put('jobs/J-4', {
      customer: 'BRANCH',
      date: '2026-02-11',
      status: 'completed',
      wasteItems: [{ ewcCodes: ['20 03 01'], weightGrams: 500_000 }],
    });
    await scene.put('consolidated-accounts/GROUP', { name: 'Acme Group', customers: ['ACME', 'BRANCH'] });
    const [group] = await portico.sql<{ id: string }>('select id from consolidated_accounts');
    expect((await office.open(`${SCHEDULES}/new`)).text).toMatch(/\d customers and accounts/);
    await office.open(`${SCHEDULES}/new?account=${group?.id}`);
    await office.submit(SCHEDULES, { name: 'Group', time: '07:30', addresses: BURSAR });
    const schedule = office.seen.path.split('/').at(-1) as string;
    await comes(schedule);
    const whole = await mail.mailTo(BURSAR);
    expect(whole.text).toMatch(/Acme Group, 2 customers together[^]*Total weight: 4\.00 t/);
    const off = (permission: string) =>
      portico.sql(
        `update customer_permissions set allowed = false
         where permission = $1 and customer_id = (select id from customers where reference = 'BRANCH')`,
        [permission],
      );
    const kilograms = (one: Email) =>
      new TextDecoder()
        .decode(one.attachments[0]?.content as ArrayBuffer)
        .split('\n')
        .filter((line) => line.startsWith('2026-02') || /Feb 2026/.test(line));
    expect(kilograms(whole).join()).toContain('4000.000');
    // A customer that allows no downloads is told of, and is not in the file.
    await off('exports');
    await comes(schedule, new Date('2026-03-04T07:30:00Z'));
    const guarded = await mail.mailTo(BURSAR, 2);
    expect(whole.text).toContain('The figures are attached');
    expect(guarded.text).toContain('Total weight: 4.00 t');
    expect(guarded.text).toContain('The figures of 1 of these 2 customers are attached');
    expect(kilograms(guarded).join()).toContain('3500.000');
    await off('reporting.volumes');
    await comes(schedule, new Date('2026-03-05T07:30:00Z'));
    const part = await mail.mailTo(BURSAR, 3);
    expect(part.text).toMatch(/Acme Group, 1 of 2 customers[^]*Total weight: 3\.50 t/);
    await office.open(`${SCHEDULES}/${schedule}/edit`);
    expect(office.seen.$('select[name=site]')).toHaveLength(0);
    // With the account goes all that was seen through it, also by who has no login; its customers stay.
    expect((await scene.api('DELETE', 'consolidated-accounts/GROUP')).status).toBe(204);
    await comes(schedule, new Date('2026-03-06T07:30:00Z'));
    const [last] = await settled(schedule, 'end');
    expect(last).toEqual([BURSAR, expect.stringContaining('Not sent')]);
    expect(mail.mails).toHaveLength(3);
  });

  it('forgets an address whose person is erased', async () => {
    const erased = 'zoe@acme.test';
    const schedule = await add({ name: 'Zoe', addresses: `${erased}, ${BURSAR}` });
    await scene.portalUser('STRANGER', erased);
    const [login] = await portico.sql<{ id: string }>('select id from logins where email = $1', [erased]);
    await office.open(`/admin/logins/${login?.id}/held`);
    expect(office.seen.text).toContain('Reports that are mailed to them');
    await office.open(`/admin/logins/${login?.id}/erasure`);
    await office.submit(`/admin/logins/${login?.id}/erasure`);
    await office.open(`${SCHEDULES}/${schedule}`);
    expect(office.seen.text).not.toContain(erased);
    expect(await portico.sql(`select from schedule_recipients where email = $1`, [erased])).toEqual([]);
    await comes(schedule);
    await mail.mailTo(BURSAR);
    expect(mail.mails).toHaveLength(1);
  });

  it('is tried by whoever makes it, and closed to whoever may not give access', async () => {
    const schedule = await add({ name: 'Trial', report: 'fates', addresses: BURSAR });
    await office.submit(`${SCHEDULES}/${schedule}/trial`);
    expect(office.seen.text).toContain('It is on its way to');
    const [{ email } = { email: '' }] = await portico.sql<{ email: string }>(
      `select email from logins where kind = 'staff' order by created_at limit 1`,
    );
    const sent = await mail.mailTo(email);
    expect(sent.subject).toContain('Acme Ltd');
    expect(sent.text).not.toContain('/scheduled-mails/');
    await office.open(`/admin/customers/${id('ACME')}/schedules`);
    expect([office.seen.status, office.seen.text]).toEqual([200, expect.stringContaining('Trial')]);
    await office.open(`/admin/customers/${id('STRANGER')}/schedules`);
    expect(office.seen.text).toContain('No schedules yet');
    await portico.sql(
      `update role_groups set permissions = array_remove(permissions, 'reports.read') where key = 'office'`,
    );
    const blind = await scene.staff('office');
    await blind.open(`${SCHEDULES}/${schedule}`);
    expect(blind.seen.text).not.toContain('Send it to me now');
    await blind.submit(`${SCHEDULES}/${schedule}/pause`);
    expect(blind.seen.status).toBe(200);
    const stranger = new Person(portico.url);
    expect((await stranger.open(`${SCHEDULES}/${schedule}`)).path).toBe('/sign-in');
    await portico.sql(
      `update role_groups set permissions = array_remove(permissions, 'access.write') where key = 'office'`,
    );
    const clerk = await scene.staff('office');
    expect((await clerk.open(SCHEDULES)).status).toBe(403);
  });

  it('goes on with the others where one cannot begin', async () => {
    await portico.sql('update schedules set ended_at = now() where ended_at is null');
    const stuck = await add({ name: 'Stuck', addresses: 'stuck@elsewhere.test' });
    const next = await add({ name: 'Next', addresses: 'next@elsewhere.test' });
    const due = new Date('2026-04-01T06:30:00Z');
    await portico.sql(
      `create function stuck() returns trigger language plpgsql as $$ begin raise exception 'stuck'; end $$`,
    );
    await portico.sql(
      `create trigger stuck before insert on schedule_runs for each row when (new.schedule_id = '${stuck}') execute function stuck()`,
    );
    await portico.sql('update schedules set next_at = $2 where id = $1', [stuck, due]);
    expect(await comes(next, due)).toBe(1);
    expect((await mail.mailTo('next@elsewhere.test')).subject).toContain('Volumes for Acme Ltd');
    expect(await portico.sql('select from schedule_runs where schedule_id = $1', [stuck])).toEqual([]);
    await portico.sql('drop trigger stuck on schedule_runs');
    expect(await portico.app.get(ScheduleRuns).begin(due)).toBe(1);
    await mail.mailTo('stuck@elsewhere.test');
  });

  it('sends once where it was saved in the very second in which it ran', async () => {
    const schedule = await add({ name: 'Saved meanwhile', frequency: 'daily', addresses: BURSAR });
    expect(await comes(schedule)).toBe(1);
    await mail.mailTo(BURSAR);
    // Whoever saved it had reckoned its next moment before it ran: the moment that has had its run.
    expect(await comes(schedule)).toBe(0);
    expect(await portico.sql('select next_at from schedules where id = $1', [schedule])).toEqual([
      { next_at: new Date('2026-03-04T07:30:00Z') },
    ]);
    expect(await portico.app.get(ScheduleRuns).begin(new Date('2026-03-04T07:30:00Z'))).toBe(1);
    await mail.mailTo(BURSAR, 2);
    expect(mail.mails).toHaveLength(2);
  });

  it('keeps its day and its time when the business takes another time zone', async () => {
    const schedule = await add({ name: 'Zone', frequency: 'weekly', weekday: '2', addresses: BURSAR });
    const next = async () => {
      await office.open(`${SCHEDULES}/${schedule}`);
      return office.seen.$('dt:contains("Next")').next().text().trim();
    };
    /** Saves the settings of the company as its form does, which may bring a logo. */
    const move = async (timeZone: string) => {
      const { $ } = await office.open('/admin/settings/organisation');
      const form = $('form[enctype]').first();
      const body = new FormData();
      for (const { name, value } of form.serializeArray())
        body.append(name, name === 'timeZone' ? timeZone : value);
      expect((await office.request('POST', form.attr('action') as string, body)).status).toBe(200);
    };
    await portico.sql('update schedules set next_at = $2 where id = $1', [
      schedule,
      new Date('2036-03-04T07:30:00Z'),
    ]);
    const before = await next();
    expect(before).toContain('07:30');
    await move('Asia/Tokyo');
    expect(await next()).toBe(before);
    expect(await portico.sql('select next_at from schedules where id = $1', [schedule])).toEqual([
      { next_at: new Date('2036-03-03T22:30:00Z') },
    ]);
    await move('Europe/London');
    expect(await next()).toBe(before);
  });

  it('tells of whole months where months are compared, and says so', async () => {
    const schedule = await add({
      name: 'Weekly trends',
      report: 'trends',
      period: 'last-week',
      frequency: 'weekly',
      addresses: BURSAR,
    });
    expect(office.seen.text).toContain('The whole months of the week before');
    await comes(schedule, new Date('2026-02-16T07:30:00Z'));
    const sent = await mail.mailTo(BURSAR);
    expect(sent.text).toContain('Sun 1 Feb 2026 to Sat 28 Feb 2026');
    expect(attached(sent)).toEqual(['trends-2026-02-01-2026-02-28.csv']);
    const [row] = await portico.sql<{ days: string }>(
      `select from_day || ' ' || to_day as days from schedule_runs where schedule_id = $1`,
      [schedule],
    );
    expect(row).toEqual({ days: '2026-02-01 2026-02-28' });
  });
});
