import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

describe('without Redis', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let alice: Person;

  beforeAll(async () => {
    mail = await startMailServer();
    // Nobody listens there.
    portico = await startPortico({ REDIS_URL: 'redis://127.0.0.1:1', SMTP_URL: mail.url }, false);
    const scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    alice = await scene.portalUser('ACME', 'alice@acme.test');
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  it('pages still answer, and say that they are ready', async () => {
    expect((await alice.open('/portal/sites')).status).toBe(200);
    const ready = await fetch(`${portico.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ok', database: 'ok', queue: 'degraded', storage: 'ok' },
    ]);
  });

  it('what is to be done later is kept as a row', async () => {
    await alice.open('/forgot-password');
    await alice.submit('/forgot-password', { email: 'alice@acme.test' });
    expect(alice.seen.text).toContain('a link is on its way');
    expect(await portico.sql('select state from mails')).toEqual([{ state: 'queued' }]);
  });
});
