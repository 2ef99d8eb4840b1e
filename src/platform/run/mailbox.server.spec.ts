import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import nodemailer from 'nodemailer';
import { openMailbox, type Mailbox } from './mailbox.server.js';

describe("the demonstration's mail server", () => {
  let folder = '';
  let mailbox: Mailbox;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'portico-spec-'));
    mailbox = await openMailbox(join(folder, 'mailbox'));
  });
  afterAll(async () => {
    await mailbox.close();
    rmSync(folder, { recursive: true });
  });

  it('keeps a message that was sent, whole, and nothing else', async () => {
    const sender = nodemailer.createTransport(mailbox.url);
    await sender.sendMail({
      from: 'a@b.example',
      to: 'c@d.example',
      subject: 'Grüße',
      text: 'Follow this link',
    });
    sender.close();
    const names = readdirSync(join(folder, 'mailbox'));
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/^\d{4}-\d\d-\d\dT.+\.eml$/);
    const message = readFileSync(join(folder, 'mailbox', names[0] ?? ''), 'utf8');
    expect(message).toContain('To: c@d.example');
    expect(message).toContain('Follow this link');
  });
});
