import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
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

  /**
   * Counts an attempt as a failure until it turns out to be none. It is counted before the password is looked at, and
   * one after the other, so that many at the same moment are not all let through.
   * @param tooMany the sentence that refuses further tries, told the minutes to wait
   * @throws TooMany, and then it does not count
   */
  async attempt(emailKey: string, address: string, tooMany = 'identity.signIn.tooMany'): Promise<void> {
    const key = emailKey.slice(0, 320);
    const allowed = await this.database.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`sign-in ${key}`]);
      await manager.query(`delete from sign_in_failures where at < now() - interval '1 day'`);
      const made = await manager.query<unknown[]>(
        `insert into sign_in_failures (id, email_key, address)
         select $1, $2, $3
         where (select count(*) from sign_in_failures
                where email_key = $2 and at > now() - make_interval(mins => $4)) < $5
           and (select count(*) from sign_in_failures
                where address = $3 and at > now() - make_interval(mins => $4)) < $6
         returning id`,
        [newId(), key, address, MINUTES, PER_ACCOUNT, PER_ADDRESS],
      );
      return made.length > 0;
    });
    if (!allowed) throw new TooMany(say(tooMany, { minutes: MINUTES }));
  }

  /** After the right password, or a new one by a link of the mail, nothing is held against the account. */
  async succeeded(emailKey: string, manager?: EntityManager): Promise<void> {
    const [forgotten, values] = [
      'delete from sign_in_failures where email_key = $1',
      [emailKey.slice(0, 320)],
    ];
    await (manager ? manager.query(forgotten, values) : this.database.rows(forgotten, values));
  }
}
