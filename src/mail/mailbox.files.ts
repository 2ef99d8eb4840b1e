import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import PostalMime, { type Address, type Email } from 'postal-mime';
import { Config } from '../platform/config.js';
import { NotFound } from '../platform/errors.js';

/** A mail of the demonstration's mailbox; its file's name begins with the moment it arrived. */
export interface KeptMail {
  readonly name: string;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly date: string | null;
  readonly html: string;
  readonly text: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

const LATEST = 100;
const NAME = /^[\w.+-]+$/;

/** The mails that the demonstration's mail server kept. Elsewhere there is no such thing. */
@Injectable()
export class MailboxFiles {
  constructor(private readonly config: Config) {}

  /** The latest, newest first. @throws NotFound outside a demonstration */
  async latest(): Promise<KeptMail[]> {
    const files = await readdir(this.folder()).catch(() => []);
    const names = files.flatMap((file) => (file.endsWith('.eml') ? [file.slice(0, -'.eml'.length)] : []));
    return Promise.all(
      names
        .sort()
        .reverse()
        .slice(0, LATEST)
        .map((name) => this.read(name)),
    );
  }

  /** @throws NotFound */
  async read(name: string): Promise<KeptMail> {
    const path = join(this.folder(), `${name}.eml`);
    if (!NAME.test(name)) throw new NotFound();
    const source = await readFile(path).catch(() => undefined);
    if (!source) throw new NotFound();
    return keptMail(name, await PostalMime.parse(source));
  }

  /** Takes away every mail that names this address. Elsewhere than in a demonstration nothing is kept. */
  async forget(email: string): Promise<void> {
    if (!this.config.demo) return;
    const folder = this.folder();
    const files = await readdir(folder).catch(() => []);
    for (const file of files.filter((name) => name.endsWith('.eml'))) {
      const source = await readFile(join(folder, file), 'utf8').catch(() => '');
      if (source.toLowerCase().includes(email.toLowerCase())) await rm(join(folder, file), { force: true });
    }
  }

  private folder(): string {
    if (!this.config.demo) throw new NotFound();
    return join(this.config.folder, 'mailbox');
  }
}

function keptMail(name: string, mail: Email): KeptMail {
  const date = mail.date && !Number.isNaN(Date.parse(mail.date)) ? mail.date : null;
  return {
    name,
    subject: mail.subject ?? '',
    from: mail.from ? written(mail.from) : '',
    to: (mail.to ?? []).map(written).join(', '),
    date,
    html: mail.html ?? '',
    text: mail.text ?? '',
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
  };
}

const written = ({ name, address = '' }: Address): string => (name ? `${name} <${address}>` : address);
