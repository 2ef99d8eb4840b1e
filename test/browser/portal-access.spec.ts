import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';
import { customer, PASSWORD, site } from '../support/office.js';

const MAYA = 'maya@office.test';
const MOMENTS = ['queued', 'sent', 'failed', 'expired', 'revoked', 'accepted'];

/** What only a browser shows: leaving a changed form, pressing twice, and pages that fit on a phone. */
describe('portal access, in a real browser', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let browser: Browser;
  let office: Page;
  let id: string;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    const staff = {
      email: MAYA,
      name: 'Maya Okafor',
      password: PASSWORD,
      roleGroup: 'administrator' as const,
    };
    await portico.app.get(Logins).addStaff(SYSTEM, staff);
    await portico.sql(`update organisation set name = 'Harrow Waste', set_up_at = now()`);
    await portico.sql('update portal_settings set enabled = true');
    id = await customer(portico, 'C-1042', 'Thames Valley Hotels Group Ltd');
    await site(portico, id, 'TV-001');
    browser = await startBrowser();
    office = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await office.goto(`${portico.url}/sign-in?to=/admin/customers`);
    await office.getByLabel('Email').fill(MAYA);
    await office.getByLabel('Password').fill(PASSWORD);
    await office.getByRole('button', { name: 'Sign in' }).click();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await portico.close();
    await mail.close();
  });

  const tab = () => `${portico.url}/admin/customers/${id}/portal-access`;

  it('asks before a changed form is left, and not when it is saved', async () => {
    await office.goto(tab());
    await office.locator('#people').fill('ann@tvh.test');
    const asked: string[] = [];
    office.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await office.getByRole('link', { name: 'Details' }).click();
    await office.waitForURL(`**/admin/customers/${id}`);
    expect(asked).toEqual(['beforeunload']);
    await office.goto(tab());
    await office.locator('#enabled').check();
    await office.getByRole('button', { name: 'Save' }).click();
    await office.getByText('is now on').waitFor();
    expect(asked).toEqual(['beforeunload']);
  });

  it('adds people once by a button that is pressed twice', async () => {
    await office.locator('#people').fill('ann@tvh.test, bob@tvh.test');
    await office.getByRole('button', { name: 'Save' }).dblclick();
    await office.getByText('2 invitations are on their way').waitFor();
    await mail.mailTo('ann@tvh.test');
    await mail.mailTo('bob@tvh.test');
    expect(mail.mails).toHaveLength(2);
    const next = office.getByRole('link', { name: 'Invite more' });
    expect(await next.getAttribute('href')).toBe(`/admin/customers/${id}/portal-access#people`);
  });

  it('fits on a phone in every state', async () => {
    for (const [index, state] of MOMENTS.entries()) {
      const email = `a.rather.long.name.${state}@procurement.thames-valley-hotels.test`;
      await office.goto(tab());
      await office.locator('#people').fill(email);
      await office.locator('#send').setChecked(index > 0);
      await office.getByRole('button', { name: 'Save' }).click();
      await office.getByText(email).first().waitFor();
    }
    await portico.sql(STATES);
    const person = await portico.sql<{ id: string }>('select id from portal_users limit 1');
    const storageState = await office.context().storageState();
    const context = await browser.newContext({ storageState, viewport: { width: 360, height: 740 } });
    const phone = await context.newPage();
    for (const path of [
      '/admin/customers',
      '/admin/customers/new',
      `/admin/customers/${id}`,
      `/admin/customers/${id}/edit`,
      `/admin/customers/${id}/portal-access`,
      '/admin/portal-users',
      `/admin/portal-users/${person[0]?.id}`,
      `/admin/portal-users/${person[0]?.id}/end`,
      '/admin/invitations',
    ]) {
      await phone.goto(`${portico.url}${path}`);
      // What reaches beyond the page, where the page can be pushed sideways.
      const wide = await phone.evaluate(
        `document.documentElement.scrollWidth > document.documentElement.clientWidth
          ? [...document.querySelectorAll('main *')]
              .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth)
              .map((one) => one.tagName + '.' + one.className + ' ' + one.textContent.trim().slice(0, 60))
          : []`,
      );
      expect([path, wide]).toEqual([path, []]);
    }
    await context.close();
  });
});

const STATES = `
  update mails m set state = 'failed', answer = '550 5.1.1 mailbox unavailable' where m.recipient like '%failed%';
  update invitations i set expires_at = now(), asked_again_at = now() from portal_users u join logins l on l.id = u.login_id
    where u.id = i.portal_user_id and l.email like '%expired%';
  update invitations i set revoked_at = now() from portal_users u join logins l on l.id = u.login_id
    where u.id = i.portal_user_id and l.email like '%revoked%';
  update portal_users u set active = true from logins l where l.id = u.login_id and l.email like '%accepted%'`;
