import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';
import { customer, PASSWORD } from '../support/office.js';

const MAYA = 'maya@office.test';

/** From a file to the mails, as the office sees it; and that every page of it fits on a phone. */
describe('many people invited, in a real browser', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let browser: Browser;
  let office: Page;

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
    await customer(portico, 'TV/1', 'Thames Valley Hotels Group Ltd');
    await customer(portico, 'CASK', 'Cask & Co');
    await portico.sql(`update customers set portal_enabled = true where reference = 'TV/1'`);
    browser = await startBrowser();
    office = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await office.goto(`${portico.url}/sign-in?to=/admin/invitations`);
    await office.getByLabel('Email').fill(MAYA);
    await office.getByLabel('Password').fill(PASSWORD);
    await office.getByRole('button', { name: 'Sign in' }).click();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await portico.close();
    await mail.close();
  });

  const outcome = (email: string) =>
    office.locator('tbody tr').filter({ hasText: email }).locator('.status').innerText();

  it('looks at a file line by line, sends what can be sent, and says what became of each', async () => {
    await office.getByRole('link', { name: 'Invite many people' }).click();
    await office.getByLabel('Or a file').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'Customer reference;Email;First name;Last name\nTV/1;ann@tvh.test;Ann;Lee\nTV/1;bob@tvh.test;Bob;\n' +
          'CASK;cy@cask.test;Cy;\nTV/1;maya@office.test;;\nNONE;dee@none.test;;\n',
      ),
    });
    await office.getByRole('button', { name: 'Look at the list' }).click();
    await office.getByText('2 people will be invited.').waitFor();
    expect(await outcome('ann@tvh.test')).toBe('Will be invited');
    expect(await outcome('cy@cask.test')).toBe('Portal access of the customer is off');
    expect(await outcome('maya@office.test')).toBe('Belongs to your own staff');
    expect(mail.mails).toEqual([]);
    await office.getByRole('button', { name: 'Switch on and send 3 invitations' }).click();
    await office.getByText('3 invitations are on their way.').waitFor();
    await office.getByText('2 people were left out.').waitFor();
    expect(await outcome('cy@cask.test')).toBe('Invited now');
    for (const email of ['ann@tvh.test', 'bob@tvh.test', 'cy@cask.test']) await mail.mailTo(email);
    const [report] = await Promise.all([
      office.waitForEvent('download'),
      office.getByRole('link', { name: 'Download the 2 left out' }).click(),
    ]);
    expect(report.suggestedFilename()).toBe('not-invited.csv');
  });

  it('chooses rows of the list with a click, without opening them', async () => {
    await office.goto(`${portico.url}/admin/invitations`);
    await office.getByLabel('Choose ann@tvh.test').check();
    expect(new URL(office.url()).pathname).toBe('/admin/invitations');
    await office.getByRole('button', { name: 'Revoke', exact: true }).click();
    await office.getByRole('button', { name: 'Revoke 1 invitation' }).click();
    await office.getByText('1 invitation is revoked.').waitFor();
  });

  it('shows the mail as it would arrive, within the page of its text', async () => {
    await office.goto(`${portico.url}/admin/settings/invitations`);
    await office.getByLabel('Text', { exact: true }).fill('Dear {firstName}, do come.\n\n{link}');
    await office.getByRole('button', { name: 'Look at the mail' }).click();
    await office.frameLocator('iframe').getByText('Dear Sam, do come.').waitFor();
  });

  it('fits on a phone, on every page', async () => {
    const [list] = await portico.sql<{ id: string }>('select id from invitation_lists');
    await office.setViewportSize({ width: 360, height: 740 });
    const pages = [
      '/admin/invitations',
      '/admin/invitations/new',
      `/admin/invitations/lists/${list?.id}`,
      '/admin/settings/invitations',
    ];
    for (const path of pages) {
      await office.goto(`${portico.url}${path}`);
      const wide = await office.evaluate('document.documentElement.scrollWidth');
      expect([path, wide]).toEqual([path, 360]);
    }
  });
});
