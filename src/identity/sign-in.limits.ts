import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { say, TooMany } from '../platform/errors.js';
import { newId } from '../platform/ids.js';

const MINUTES = 15;
const PER_ACCOUNT = 10;
const PER_ADDRESS = 100;

/** Only failures are limited: 10 in 15 minutes for an account, 100 for an address. */
@Injectable()
export class SignInLimits {
  constructor(private readonly database: Database) {}

  /** @throws TooMany */
  async check(emailKey: string, address: string): Promise<void> {
    const counts = await this.database.row<{ account: number; address: number }>(
      `select
         (select count(*)::int from sign_in_failures where email_key = $1 and at > now() - make_interval(mins => $3)) as account,
         (select count(*)::int from sign_in_failures where address = $2 and at > now() - make_interval(mins => $3)) as address`,
      [emailKey, address, MINUTES],
    );
    if (!counts || (counts.account < PER_ACCOUNT && counts.address < PER_ADDRESS)) return;
    throw new TooMany(say('identity.signIn.tooMany', { minutes: MINUTES }));
  }

  /** Counts a failure, and forgets those that count no longer. */
  async failed(emailKey: string, address: string): Promise<void> {
    await this.database.rows('insert into sign_in_failures (id, email_key, address) values ($1, $2, $3)', [
      newId(),
      emailKey.slice(0, 320),
      address,
    ]);
    await this.database.rows(`delete from sign_in_failures where at < now() - interval '1 day'`);
  }

  /** After the right password nothing is held against the account. */
  async succeeded(emailKey: string): Promise<void> {
    await this.database.rows('delete from sign_in_failures where email_key = $1', [emailKey]);
  }
}
