import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { Invalid } from '../platform/errors.js';
import { obvious } from './obvious-passwords.js';
import { hashPassword } from './passwords.js';

const ORGANISATION = 'select name from organisation';

/** Passwords that people choose, on whatever page. */
@Injectable()
export class NewPasswords {
  constructor(private readonly database: Database) {}

  /**
   * The password as it is kept.
   * @param within the transaction in which the organisation is named, at set-up
   * @throws Invalid at `password` when it is one of the first that anybody would try
   */
  async hash(password: string, email: string, within?: EntityManager): Promise<string> {
    const [organisation] = within
      ? await within.query<{ name: string }[]>(ORGANISATION)
      : await this.database.rows<{ name: string }>(ORGANISATION);
    const fault = obvious(password, { email, organisation: organisation?.name ?? '' });
    if (fault) throw new Invalid({ password: fault });
    return hashPassword(password);
  }
}
