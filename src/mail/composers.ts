import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { marked, oneOfEach } from '../platform/queue/marked.js';
import { COMPOSES, type Compose, type Letter, type MailRow } from './letters.js';
import { MAIL_KINDS, type MailKind } from './mail.entity.js';

/** Knows for each kind of mail the method, in a folder to the right, that composes it. */
@Injectable()
export class Composers implements OnModuleInit {
  private composers: ReadonlyMap<MailKind, Compose> = new Map();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @throws Error when a kind has two composers */
  onModuleInit(): void {
    this.composers = oneOfEach(
      'composer of a mail',
      marked<MailKind, Compose>(this.discovery, this.scanner, COMPOSES),
    );
  }

  /** The kinds that nobody composes; a house test expects none. */
  missing(): readonly MailKind[] {
    return MAIL_KINDS.filter((kind) => !this.composers.has(kind));
  }

  /** The letter as the rows are now, or undefined when it is no longer wanted. */
  compose(mail: MailRow): Promise<Letter | undefined> {
    const compose = this.composers.get(mail.kind);
    if (!compose) throw new Error(`Nobody composes mails of the kind "${mail.kind}".`);
    return compose(mail);
  }
}
