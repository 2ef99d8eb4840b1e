import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { examine, isWell } from '../../src/admin/doctor/doctor.js';
import { Config } from '../../src/platform/config.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';

describe('the doctor', () => {
  let portico: TestPortico;
  let mail: MailServer;

  beforeAll(async () => {
    [portico, mail] = [await startPortico(), await startMailServer()];
    await portico.sql(`update organisation set email = 'office@acme.example'`);
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  /** What is found of one thing, with some settings otherwise. */
  async function found(what: string, settings: Readonly<Record<string, string>> = {}) {
    const { config } = portico;
    const base = {
      DATABASE_URL: config.databaseUrl,
      REDIS_URL: config.redisUrl,
      SECRET_KEY: config.secretKeys[0],
      STORAGE_URL: config.storageUrl,
      BASE_URL: 'https://portal.acme.example',
      MAIL_FROM: 'Acme <portal@acme.example>',
      SMTP_URL: mail.url,
    };
    const findings = await examine(new Config({ ...base, ...settings }));
    return findings.filter((one) => one.what === what).map(({ state, says }) => `${state}: ${says}`);
  }

  it('finds nothing wrong where all is well', async () => {
    expect((await found('Database'))[0]).toMatch(/^good: Postgres \d+\.\d+ at .* as test_\w+_app$/);
    expect((await found('Migrations'))[0]).toMatch(/^good: all \d+ are applied$/);
    expect(await found('Portal role')).toEqual(['good: may only read, behind row-level security']);
    expect((await found('Clock'))[0]).toMatch(/^good: differs .* by 0\.\d s$/);
    expect((await found('Redis'))[0]).toMatch(/^good: \d/);
    expect((await found('Storage'))[0]).toMatch(/^good: .* GB free$/);
    expect(await found('Mail')).toEqual([
      `good: ${new URL(mail.url).host} takes mails from Acme <portal@acme.example>`,
    ]);
    expect(await found('Settings')).toEqual(['good: links and mails fit together']);
    expect(mail.mails).toEqual([]);
  });

  it('says of a database that does not answer only that', async () => {
    const settings = { DATABASE_URL: 'postgres://portico:secret@127.0.0.1:9/portico' };
    const [says] = await found('Database', settings);
    expect(says).toMatch(/^wrong: .*ECONNREFUSED/);
    expect(says).not.toContain('secret');
    expect(await found('Migrations', settings)).toEqual([]);
  });

  it('names migrations that wait', async () => {
    const [gone] = await portico.sql<{ name: string; timestamp: string }>(
      'delete from migrations where id = (select max(id) from migrations) returning name, timestamp',
    );
    const [says] = await found('Migrations');
    expect(says).toMatch(/^wrong: waiting: [\w-]+\. Run npm run migrate\.$/);
    await portico.sql('insert into migrations (name, timestamp) values ($1, $2)', [
      gone?.name,
      gone?.timestamp,
    ]);
    expect((await found('Migrations'))[0]).toMatch(/^good/);
  });

  it('finds a portal role that sees past the wall', async () => {
    const url = new URL(process.env['PORTICO_TEST_SUPERUSER_URL'] as string);
    url.pathname = new URL(portico.config.databaseUrl).pathname;
    expect((await found('Portal role', { PORTAL_DATABASE_URL: url.href }))[0]).toMatch(
      /^wrong: .*is a superuser/,
    );
  });

  it('finds Redis and the mail server away, and a storage that takes nothing', async () => {
    expect((await found('Redis', { REDIS_URL: 'redis://127.0.0.1:9' }))[0]).toMatch(/^wrong: .*ECONNREFUSED/);
    expect((await found('Mail', { SMTP_URL: 'smtp://127.0.0.1:9' }))[0]).toMatch(/^wrong: .*ECONNREFUSED/);
    expect((await found('Mail', { SMTP_URL: '' }))[0]).toMatch(/^attention: SMTP_URL is not set/);
    const file = join(portico.config.folder, 'not-a-folder');
    await writeFile(file, '');
    expect((await found('Storage', { STORAGE_URL: `file://${file}` }))[0]).toMatch(
      /^wrong: .*(EEXIST|ENOTDIR)/,
    );
    // Where no folder can be made, one that is made with those above it would be tried for for ever.
    expect((await found('Storage', { STORAGE_URL: 'file:///proc/portico/files' }))[0]).toMatch(
      /^wrong: .*ENOENT/,
    );
    expect((await found('Storage', { STORAGE_URL: 's3://key:secret@host' }))[0]).toMatch(
      /^wrong: STORAGE_URL must be like/,
    );
    expect((await found('Storage', { STORAGE_URL: 's3://key:secret@127.0.0.1:9/bucket' }))[0]).toMatch(
      /^wrong: http:\/\/127\.0\.0\.1:9 does not answer\. \(.*ECONNREFUSED/,
    );
  });

  it('warns of links to this machine while mail is real, and of an address that does not answer', async () => {
    const local = { BASE_URL: portico.url };
    expect((await found('Settings', local))[0]).toMatch(/^wrong: /);
    expect(await found('Address', local)).toEqual([`good: ${portico.url} answers`]);
    expect((await found('Address', { BASE_URL: 'http://127.0.0.1:9' }))[0]).toMatch(
      /does not answer from here/,
    );
    expect(isWell(await examine(portico.config))).toBe(true);
  });
});
