import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AccessLog } from '../audit/access-log.service.js';
import { Database } from '../platform/database/database.js';
import { Invalid, say } from '../platform/errors.js';
import { emailKey, Login } from './login.entity.js';
import { checkPassword } from './passwords.js';
import type { Session } from './session.entity.js';
import { Sessions } from './sessions.service.js';
import { SignInLimits } from './sign-in.limits.js';

/** Email and password against the login. The same answer and the same time whether or not the address is known. */
@Injectable()
export class SignIn {
  constructor(
    @InjectRepository(Login) private readonly logins: Repository<Login>,
    private readonly limits: SignInLimits,
    private readonly sessions: Sessions,
    private readonly database: Database,
    private readonly log: AccessLog,
  ) {}

  /**
   * @param kept whether they stay signed in on this device
   * @throws Invalid when they do not belong together, TooMany after too many failures
   */
  async signIn(
    email: string,
    password: string,
    address: string,
    kept = false,
  ): Promise<{ login: Login; session: Session; choosing: boolean }> {
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
}
