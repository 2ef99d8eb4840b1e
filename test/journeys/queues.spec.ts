import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids.js';
import { Backlogs } from '../../src/platform/queue/backlogs.js';
import { QUEUES } from '../../src/platform/queue/jobs.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { startMailServer, until, type MailServer } from '../support/mail-server.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const PAGE = '/admin/queues';

/** What is done after a page has answered: somebody sees that it stands still, why, and has it tried again. */
describe('background work', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let maya: Person;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    maya = await new Scene(portico).staff();
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  /** An import whose worker met the same accident five times. */
  async function failedImport(): Promise<string> {
    await maya.open('/admin/imports/new');
    const body = new FormData();
    body.append('section', 'customers');
    body.append('map', '{"fields": {"reference": "{reference}", "name": "{name}"}}');
    body.append('file', new File(['reference,name\nC-1,One Ltd\n'], 'late.csv', { type: 'text/csv' }));
    const { path } = await maya.request('POST', maya.seen.$('form[enctype]').attr('action') as string, body);
    await checked(path);
    await portico.sql(
      `update operations set state = 'failed', attempt = 5, finished_at = now(),
         problem = '{"key": "operations.problems.unexpected"}' where title->'values'->>'name' = 'late.csv'`,
    );
    return path;
  }
  const checked = (path: string) =>
    until('the check', async () => {
      await maya.open(path);
      return maya.seen.text.includes('1 row can be imported') || undefined;
    });
  const failedMail = (recipient: string, answer: string) => {
    const id = newId();
    return portico.sql(
      `insert into mails (id, kind, subject_id, recipient, state, attempt, answer, message_id)
       values ($1, 'password-reset', $2, $3, 'failed', 3, $4, $5)`,
      [id, newId(), recipient, answer, `<${id}@test>`],
    );
  };

  it('has rows behind each queue', () => {
    const known = portico.app
      .get(Backlogs, { strict: false })
      .all()
      .map(({ queue }) => queue);
    expect(known.toSorted()).toEqual([...QUEUES].toSorted());
  });

  it('is in the menu, and quiet when nothing is wrong', async () => {
    await maya.open('/admin');
    expect(maya.seen.text).not.toContain('background work failed');
    await maya.open(maya.seen.$(`nav a[href="${PAGE}"]`).attr('href') as string);
    expect(maya.seen.$('main h2').text()).toBe('MailsImports and changes for manyLong lists as files');
    expect(maya.seen.text).toContain('Nothing stands in line for the workers just now.');
    expect(maya.seen.$('.failure')).toHaveLength(0);
  });

  it('names what failed for good and why, and has it tried again until it is done', async () => {
    const path = await failedImport();
    await failedMail('ruth@acme.test', '550 5.1.1 no such mailbox');
    await failedMail('', 'of somebody who was erased');
    await maya.open('/admin');
    expect(maya.seen.text).toContain('2 pieces of background work failed.');
    await maya.open(maya.seen.$(`main a[href="${PAGE}"]`).attr('href') as string);
    const failures = maya.seen
      .$('.failure')
      .map((_, one) => maya.seen.$(one).text().replace(/\s+/g, ' '))
      .get();
    expect(failures).toEqual([
      expect.stringMatching(/Link for a new password ruth@acme\.test 550 5\.1\.1 no such mailbox/),
      expect.stringContaining('Checking late.csv'),
    ]);
    const again = maya.seen.$('.failure form').last().attr('action') as string;
    expect((await maya.submit(again)).text).toContain('1 is being tried again.');
    await checked(path);
    expect(
      await portico.sql(`select actor_kind, after from audit_lines where action = 'work.tried-again'`),
    ).toEqual([{ actor_kind: 'login', after: { queue: 'operations' } }]);
    // Somebody who has the old page before them is told.
    const token = maya.seen.$('input[name=_csrf]').first().attr('value') as string;
    await maya.request('POST', again, new URLSearchParams({ _csrf: token }));
    expect(maya.seen.text).toContain('Nothing was tried again');
  });

  it('tries all of a queue again, and what is no longer wanted is left', async () => {
    await failedMail('sam@acme.test', '421 try later');
    await maya.open(PAGE);
    await maya.submit(`${PAGE}/mail/attempts`);
    expect(maya.seen.text).toContain('2 are being tried again.');
    // Nobody waits for these links any more: the composer finds no reset to write of.
    await until('the mails', async () => {
      const rows = await portico.sql<{ state: string }>(`select state from mails where recipient <> ''`);
      return rows.every(({ state }) => state === 'cancelled') || undefined;
    });
    await maya.open(PAGE);
    expect(maya.seen.$('.failure')).toHaveLength(0);
  });

  it('is for those who may change settings, and knows no other queues', async () => {
    const clerk = await new Scene(portico).staff('office');
    expect((await clerk.open(PAGE)).status).toBe(403);
    await maya.open(PAGE);
    const token = maya.seen.$('input[name=_csrf]').first().attr('value') as string;
    for (const path of ['pigeons/attempts', 'mail/not-an-id/attempts'])
      expect(
        (await maya.request('POST', `${PAGE}/${path}`, new URLSearchParams({ _csrf: token }))).status,
      ).toBe(404);
  });
});

describe('background work while Redis is away', () => {
  let portico: TestPortico;
  let maya: Person;
  beforeAll(async () => {
    // Nobody listens there.
    portico = await startPortico({ REDIS_URL: 'redis://127.0.0.1:1' }, false);
    maya = await new Scene(portico).staff();
  });
  afterAll(() => portico.close());

  it('still shows its rows, and says what is not known', async () => {
    await portico.sql(
      `insert into mails (id, kind, subject_id, recipient, message_id, created_at)
       values ($1, 'test', $1, 'ruth@acme.test', '<a@test>', now() - interval '3 hours')`,
      [newId()],
    );
    const { status, text } = await maya.open(PAGE);
    expect(status).toBe(200);
    expect(text).toContain('Redis does not answer. Nothing is lost');
    expect(text).toContain('The oldest waits for 3 hours');
    expect(text).toContain('No mail server is set up, so mails wait.');
  });
});
