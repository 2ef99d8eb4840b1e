import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AccessLog } from '../audit/access-log.service.js';
import { Database } from '../platform/database/database.js';
import { Invalid, say } from '../platform/errors.js';
import { emailKey, Login } from './login.entity.js';
import type { LoginLink } from './login-link.entity.js';
import { LinkClosed, LoginLinks } from './login-links.service.js';
import { checkPassword } from './passwords.js';
import type { Session } from './session.entity.js';
import { Sessions } from './sessions.service.js';
import { SignInLimits } from './sign-in.limits.js';

/** Somebody who has just signed in, and whether they choose first what they look at. */
export interface SignedIn {
  readonly login: Login;
  readonly session: Session;
  readonly choosing: boolean;
}

/** Email and password against the login. The same answer and the same time whether or not the address is known. */
@Injectable()
export class SignIn {
  constructor(
    @InjectRepository(Login) private readonly logins: Repository<Login>,
    private readonly limits: SignInLimits,
    private readonly links: LoginLinks,
    private readonly sessions: Sessions,
    private readonly database: Database,
    private readonly log: AccessLog,
  ) {}

  /**
   * @param kept whether they stay signed in on this device
   * @throws Invalid when they do not belong together, TooMany after too many failures
   */
  async signIn(email: string, password: string, address: string, kept = false): Promise<SignedIn> {
    const key = emailKey(email);
    await this.limits.attempt(key, address);
    const login = await this.logins.findOneBy({ emailKey: key });
    const right = await checkPassword(password, login?.passwordHash);
    if (!login || !right || login.disabledAt) {
      // Afterwards, so that the answer takes as long for an address that nobody has.
      if (login) this.log.later({ id: login.id, address }, { kind: 'sign-in-failed', section: '' });
      throw new Invalid({ password: say('identity.signIn.wrong') }, say('identity.signIn.wrong'));
    }
    await this.limits.succeeded(key);
    const session = await this.database.transaction((manager) =>
      this.sessions.begin(manager, login, address, { kept }),
    );
    return { login, session, choosing: await this.sessions.hasSeveralDoors(login) };
  }

  /**
   * Signs in by a link of the mail, which it uses up.
   * @throws LinkClosed when it was used meanwhile, or when the person cannot sign in any more
   */
  async byLink(link: LoginLink, address: string, kept: boolean): Promise<SignedIn> {
    const signedIn = await this.database.transaction(async (manager) => {
      await this.links.spend(manager, link);
      const login = await manager.findOneBy(Login, { id: link.loginId });
      if (!login || login.disabledAt) throw new LinkClosed('unknown', false);
      await this.limits.succeeded(login.emailKey, manager);
      return { login, session: await this.sessions.begin(manager, login, address, { kept, byLink: true }) };
    });
    return { ...signedIn, choosing: await this.sessions.hasSeveralDoors(signedIn.login) };
  }

  /** Under which address somebody signs in. */
  async nameOf(loginId: string): Promise<string> {
    return (await this.logins.findOneBy({ id: loginId }))?.email ?? '';
  }
}
