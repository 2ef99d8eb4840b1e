import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it is sent. */
export interface MailServer {
  readonly url: string;
  readonly mails: Email[];
  /** The newest mail to somebody, waited for. */
  mailTo(address: string, howMany?: number): Promise<Email>;
  close(): Promise<void>;
}

export interface MailServerSettings {
  /** Where it listens; unless said, wherever there is room. */
  readonly port?: number;
  /** Whom it does not take: the answer, such as `550 No such user`. */
  refuse?(recipient: string): string | undefined;
}

export async function startMailServer({
  port: wanted = 0,
  refuse,
}: MailServerSettings = {}): Promise<MailServer> {
  const mails: Email[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    // Senders keep their connection for the next mail; nobody waits for them to hang up.
    closeTimeout: 100,
    onRcptTo({ address }, _session, done) {
      const [, code, words] = /^(\d+) (.*)$/.exec(refuse?.(address) ?? '') ?? [];
      done(code ? Object.assign(new Error(words), { responseCode: Number(code) }) : undefined);
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          mails.push(mail);
          done();
        });
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const to = (address: string) => mails.filter((mail) => mail.to?.some((one) => one.address === address));
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    mailTo: (address, howMany = 1) =>
      until(`${howMany} mails to ${address}`, () =>
        to(address).length >= howMany ? to(address).at(-1) : undefined,
      ),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The first link of a mail that leads to this path. */
export function linkIn(mail: Email, path: string): string {
  const found = /https?:\/\/[^\s"<>]+/g;
  const link = (mail.text ?? '').match(found)?.find((href) => new URL(href).pathname.startsWith(path));
  if (!link) throw new Error(`No link to ${path} in: ${mail.text}`);
  return new URL(link).pathname;
}

/**
 * Waits until something is there: looks again every few milliseconds, and fails with its name after ten seconds, or as
 * many as are given for long work.
 */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  seconds = 10,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
