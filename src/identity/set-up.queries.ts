import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** Whether nobody has set this installation up, and nobody of its staff can sign in. */
export const SET_UP_NEEDED = `
  select set_up_at is null and not exists (select from logins where kind = 'staff') as needed from organisation`;

@Injectable()
export class SetUpQueries {
  constructor(private readonly database: Database) {}

  async needed(): Promise<boolean> {
    return (await this.database.row<{ needed: boolean }>(SET_UP_NEEDED))?.needed ?? false;
  }
}
