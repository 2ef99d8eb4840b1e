import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository, type EntityManager } from 'typeorm';
import type { MailKind } from '../mail/mail.entity.js';
import { Outbox } from '../mail/outbox.service.js';
import { Database } from '../platform/database/database.js';
import { Expired, NotFound, say } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { MailedTokens, type TokenPurpose } from '../platform/mailed-tokens.js';
import { emailKey, Login } from './login.entity.js';
import { LoginLink, type LinkPurpose } from './login-link.entity.js';
import { SignInLimits } from './sign-in.limits.js';

const HOURS = 1;

/** The mail a link goes in, what its token is made for, and how asking too often is counted and refused. */
const KINDS: Readonly<
  Record<LinkPurpose, { mail: MailKind; token: TokenPurpose; counted: string; tooMany: string }>
> = {
  password: {
    mail: 'password-reset',
    token: 'password-reset',
    counted: 'reset',
    tooMany: 'identity.forgot.tooMany',
  },
  'sign-in': {
    mail: 'sign-in-link',
    token: 'sign-in-link',
    counted: 'link',
    tooMany: 'identity.forgot.tooMany',
  },
};

/** A link that was used or has run out, or of which nothing is known any more. */
export class LinkClosed extends Expired {
  constructor(
    readonly because: 'used' | 'expired' | 'unknown',
    /** Whether they can ask for another themselves: a first password is for the office to send a link for. */
    readonly mayAsk: boolean,
  ) {
    super(say(`identity.reset.${because}`));
  }
}

/** A link of which a mail program or a hand has lost a part. */
export class LinkBroken extends NotFound {}

/** Links by mail for who can sign in already: single use, one hour. */
@Injectable()
export class LoginLinks {
  constructor(
    @InjectRepository(LoginLink) private readonly links: Repository<LoginLink>,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly tokens: MailedTokens,
    private readonly limits: SignInLimits,
  ) {}

  /**
   * Writes a mail to be, for any address at all, so that the answer and its time tell nobody whether the address is
   * known. Only when the mail is made does a worker look for the login.
   * @throws TooMany
   */
  async ask(purpose: LinkPurpose, email: string, address: string): Promise<void> {
    const { mail, counted, tooMany } = KINDS[purpose];
    await this.limits.attempt(`${counted}:${emailKey(email)}`, address, tooMany);
    const id = await this.database.transaction((manager) =>
      this.outbox.put(manager, { kind: mail, subjectId: newId(), recipient: email }),
    );
    this.outbox.feed(id);
  }

  /**
   * The token and the end of the link behind a mail, made on the worker's first look; undefined when nobody who signs
   * in has this address, and when the link is worth nothing any more.
   */
  async begin(
    purpose: LinkPurpose,
    linkId: string,
    email: string,
  ): Promise<{ token: string; expiresAt: Date } | undefined> {
    const kind = KINDS[purpose].token;
    const link = await this.database.transaction(async (manager) => {
      const login = await manager.findOneBy(Login, { emailKey: emailKey(email) });
      if (!login || login.disabledAt || !login.passwordHash) return undefined;
      const made = await manager.findOneBy(LoginLink, { id: linkId });
      if (made) return made;
      const fresh = manager.create(LoginLink, {
        id: linkId,
        loginId: login.id,
        purpose,
        tokenVersion: 1,
        tokenHash: this.tokens.hash(kind, linkId, 1),
        expiresAt: new Date(Date.now() + HOURS * 3_600_000),
      });
      await manager.insert(LoginLink, fresh);
      return fresh;
    });
    if (!link || link.usedAt || link.expiresAt < new Date()) return undefined;
    const { id, tokenVersion: version, tokenHash: hash, expiresAt } = link;
    const token = this.tokens.token(kind, { id, version, hash });
    return token ? { token, expiresAt } : undefined;
  }

  /**
   * What a link stands for.
   * @throws LinkBroken for what cannot be a whole link, LinkClosed for one that was used, has run out or is nobody's
   */
  async find(purpose: LinkPurpose, token: string): Promise<LoginLink> {
    if (!this.tokens.isWhole(token)) throw new LinkBroken();
    const id = this.tokens.rowId(token);
    const link = id ? await this.links.findOneBy({ id, purpose }) : null;
    if (!link) throw new LinkClosed('unknown', true);
    const row = { id: link.id, version: link.tokenVersion, hash: link.tokenHash };
    if (this.tokens.check(KINDS[purpose].token, token, row) === 'unknown')
      throw new LinkClosed('unknown', true);
    if (link.usedAt) throw await this.closed('used', link);
    if (link.expiresAt < new Date()) throw await this.closed('expired', link);
    return link;
  }

  /**
   * Uses a link up, in the caller's transaction.
   * @throws LinkClosed when somebody else was faster
   */
  async spend(manager: EntityManager, { id }: LoginLink): Promise<void> {
    const used = await manager.update(LoginLink, { id, usedAt: IsNull() }, { usedAt: new Date() });
    if (used.affected !== 1) throw new LinkClosed('used', true);
  }

  /** Makes what was mailed before worthless: somebody chose another password, in the caller's transaction. */
  async endAll(manager: EntityManager, loginId: string): Promise<void> {
    await manager.query('update login_links set used_at = now() where login_id = $1 and used_at is null', [
      loginId,
    ]);
  }

  private async closed(because: LinkClosed['because'], { loginId }: LoginLink): Promise<LinkClosed> {
    const login = await this.database.row<{ mayAsk: boolean }>(
      `select password_hash is not null and disabled_at is null as "mayAsk" from logins where id = $1`,
      [loginId],
    );
    return new LinkClosed(because, login?.mayAsk ?? false);
  }
}
