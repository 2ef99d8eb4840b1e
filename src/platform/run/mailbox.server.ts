import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SMTPServer } from 'smtp-server';

export interface Mailbox {
  /** For SMTP_URL. */
  readonly url: string;
  close(): Promise<void>;
}

/** A message appears whole or not at all, under a name that sorts by time. */
async function keep(folder: string, message: Readable): Promise<void> {
  const name = join(
    folder,
    `${new Date().toISOString().replaceAll(':', '-')}-${randomBytes(4).toString('hex')}`,
  );
  try {
    await pipeline(message, createWriteStream(`${name}.new`, { mode: 0o600 }));
    renameSync(`${name}.new`, `${name}.eml`);
  } catch (error) {
    rmSync(`${name}.new`, { force: true });
    throw error;
  }
}

/** A real mail server on the loopback that delivers nothing and keeps every message as an `.eml` file in the folder. */
export function openMailbox(folder: string): Promise<Mailbox> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const server = new SMTPServer({
    name: 'localhost',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: 25 * 1024 * 1024,
    onData(stream, _session, done) {
      keep(folder, stream).then(
        () => done(),
        (error: Error) => done(error),
      );
    },
  });
  // A sender that breaks off in the middle is the sender's trouble.
  server.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const listener = server.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const close = () => new Promise<void>((closed) => server.close(() => closed()));
      resolve({ url: `smtp://127.0.0.1:${port}`, close });
    });
  });
}
