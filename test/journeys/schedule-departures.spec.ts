import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';
import { ScheduleDesk, SCHEDULES } from '../support/schedules.js';

const GINA = 'gina@group.test';
const HAL = 'hal@acme.test';
const LEFT = 'Does not get it This person no longer has access to what it tells of.';
/** A morning in March, so that each run has a moment of its own. */
const on = (day: number) => new Date(Date.UTC(2026, 2, day, 7, 30));

describe('a customer that leaves a consolidated account', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let scene: Scene;
  let office: Person;
  let desk: ScheduleDesk;
  let acme: string;
  let group: string;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('BRANCH', 'Acme Branch');
    for (const [site, customer, weightGrams] of [
      ['A-1', 'ACME', 1_000_000],
      ['A-2', 'ACME', 2_500_000],
      ['B-1', 'BRANCH', 500_000],
    ] as const) {
      await scene.put(`sites/${site}`, { customer, name: `Depot ${site}` });
      await scene.put(`jobs/J-${site}`, {
        customer,
        site,
        date: '2026-02-10',
        status: 'completed',
        wasteItems: [{ ewcCodes: ['20 03 01'], weightGrams }],
      });
    }
    await members('ACME', 'BRANCH');
    const [row] = await portico.sql<{ id: string }>('select id from consolidated_accounts');
    group = row?.id as string;
    office = await scene.staff();
    desk = new ScheduleDesk(portico, office);
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });
  beforeEach(async () => {
    mail.mails.length = 0;
    await members('ACME', 'BRANCH');
  });

  const members = (...customers: string[]) =>
    scene.put('consolidated-accounts/GROUP', { name: 'Acme Group', customers });
  /** On the account's page in the office. */
  async function takeOut(customer: string): Promise<void> {
    const page = `/admin/consolidated-accounts/${group}/customers`;
    await office.open(page);
    await office.submit(`${page}/removal`, { customer });
    expect(office.seen.status).toBe(200);
  }

  it('ends what its people were sent about it: they are not sent all that the customer may see', async () => {
    const schedule = await desk.add(acme, { name: 'Acme', addresses: GINA });
    await scene.portalUser('GROUP', GINA, ['A-1', 'B-1']);
    await desk.comes(schedule, on(3));
    expect((await mail.mailTo(GINA)).text).toContain('Total weight: 1.00 t');

    await takeOut(acme);
    expect(await desk.standingOf(schedule, GINA)).toContain(LEFT);
    await desk.comes(schedule, on(4));
    const [outcome] = await desk.settled(schedule, 'end');
    expect(outcome).toEqual([GINA, expect.stringContaining('no longer has access')]);
    expect(mail.mails).toHaveLength(1);

    // Nor are they under another address, nor of sites that are not theirs when the customer comes back.
    await portico.sql(
      `update logins set email = 'g@group.test', email_key = 'g@group.test' where email = $1`,
      [GINA],
    );
    expect(await desk.standingOf(schedule, 'g@group.test')).toContain(LEFT);
    expect(await desk.standingOf(schedule, GINA)).toBe('');
    await members('ACME', 'BRANCH');
    expect(await desk.standingOf(schedule, 'g@group.test')).toContain('What this person may see');
    await desk.comes(schedule, on(5));
    expect((await mail.mailTo('g@group.test')).text).not.toContain('Total weight');
  });

  it('is sent no more of the others to its own people', async () => {
    const schedule = await desk.add(group, { name: 'Group', addresses: HAL });
    await scene.portalUser('ACME', HAL);
    await desk.comes(schedule, on(3));
    expect((await mail.mailTo(HAL)).text).toMatch(/Acme Ltd[^]*Total weight: 3\.50 t/);
    await takeOut(acme);
    expect(await desk.standingOf(schedule, HAL)).toContain(LEFT);
    await members('ACME', 'BRANCH');
    expect(await desk.standingOf(schedule, HAL)).toMatch(/What this person may see.*Gets it/);
  });

  it('says nothing of whoever was given access once it had left: of it they are a stranger', async () => {
    await takeOut(acme);
    const late = 'late@group.test';
    const schedule = await desk.add(acme, { name: 'Late', addresses: late });
    await scene.portalUser('GROUP', late, ['B-1']);
    expect(await desk.standingOf(schedule, late)).toContain('This person is another customer’s.');
    // What the schedule told of when it was made is all that it ever told.
    const { office } = desk;
    await office.open(`${SCHEDULES}/new?account=${group}`);
    await office.submit(SCHEDULES, { time: '07:30', name: 'Others', addresses: HAL });
    expect(office.seen.$('#addresses-error').text()).toContain(`${HAL} is a person of`);
  });

  it('is the same for them where it is deleted', async () => {
    const schedule = await desk.add(group, { name: 'Deleted', addresses: HAL });
    expect(await desk.standingOf(schedule, HAL)).toMatch(/What this person may see.*Gets it/);
    expect((await scene.api('DELETE', 'customers/ACME')).status).toBe(204);
    expect(await desk.standingOf(schedule, HAL)).toContain('Does not get it This person’s access was ended.');
    await desk.comes(schedule, on(6));
    await desk.settled(schedule, 'end');
    expect(mail.mails).toEqual([]);
  });
});
