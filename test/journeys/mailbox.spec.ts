import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { openMailbox, type Mailbox } from '../../src/platform/run/mailbox.server.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { until } from '../support/mail-server.js';
import { Person } from '../support/person.js';

const EMAIL = 'ada@example.test';

describe("the demonstration's mailbox", () => {
  let folder: string;
  let mailbox: Mailbox;
  let portico: TestPortico;
  let visitor: Person;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portico-mailbox-'));
    mailbox = await openMailbox(join(folder, 'mailbox'));
    portico = await startPortico({ PORTICO_FOLDER: folder, PORTICO_DEMO: 'waste', SMTP_URL: mailbox.url });
    visitor = new Person(portico.url);
  });
  afterAll(async () => {
    await portico.close();
    await mailbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('says when it is empty', async () => {
    const seen = await visitor.open('/dev/mailbox');
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('No mail yet');
  });

  it('shows a mail as its reader sees it, as plain text and with its headers, without signing in', async () => {
    const login = {
      email: EMAIL,
      name: 'Ada',
      password: 'three words that rhyme',
      roleGroup: 'office',
    } as const;
    await portico.app.get(Logins).addStaff(SYSTEM, login);
    await visitor.open('/forgot-password');
    await visitor.submit('/forgot-password', { email: EMAIL });
    const row = await until('the mail', async () => {
      const { $ } = await visitor.open('/dev/mailbox');
      const href = $('tbody a').first().attr('href');
      return href && $('tbody').text().includes(EMAIL) ? href : undefined;
    });
    const seen = await visitor.open(row);
    expect(seen.text).toContain('Choose a new password for Portico');
    expect(seen.text).toContain('/reset-password/');
    expect(seen.text).toContain('Auto-Submitted');
    const frame = seen.$('iframe');
    expect(frame.attr('sandbox')).toBe('allow-popups allow-top-navigation-by-user-activation');

    const html = await visitor.open(frame.attr('src') as string);
    expect(html.headers.get('content-type')).toContain('text/html');
    const policy = html.headers.get('content-security-policy') ?? '';
    for (const rule of ["default-src 'none'", "frame-ancestors 'self'", 'sandbox allow-popups']) {
      expect(policy).toContain(rule);
    }
    expect(policy).not.toContain('allow-scripts');
    expect(html.$('base').attr('target')).toBe('_top');
    const link = html.$('a').first().attr('href') as string;
    expect((await visitor.open(new URL(link).pathname)).status).toBe(200);
  });

  it('opens nothing but its own mails', async () => {
    for (const name of ['..%2f..%2fsecret', '..', 'none', '%00', 'a%2fb']) {
      expect((await visitor.open(`/dev/mailbox/${name}`)).status).toBe(404);
      expect((await visitor.open(`/dev/mailbox/${name}/html`)).status).toBe(404);
    }
  });
});
