import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Sweeper } from '../platform/queue/jobs.js';
import { Sealing } from '../platform/sealing.js';
import { KEYED, keyedHash } from './two-step.codes.js';

/** Carries two-step sign-in over to the first secret key, so that an older one may be taken out of the list. */
@Injectable()
export class TwoStepKeys {
  private readonly log = new Logger('TwoStep');
  private told = 0;

  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
  ) {}

  @Sweeper(3600)
  async carryOver(): Promise<void> {
    let lost = 0;
    for (const { id, sealed, bare } of await this.database.rows<Kept>(KEPT)) {
      const renewed = this.sealing.renewed(sealed, id);
      // What was set up anew meanwhile is another, and stays as it is.
      if (renewed) await this.database.rows(RENEW, [id, sealed, renewed]);
      const secret = this.sealing.open(sealed, id);
      if (secret === undefined) lost += 1;
      else for (const code of bare) await this.database.rows(PUT, [id, code, keyedHash(code, secret)]);
    }
    if (lost > 0 && lost !== this.told)
      this.log.warn(
        `Two-step sign-in of ${lost} people was set up under a secret key that SECRET_KEY holds no more: ` +
          'put it back behind the others, or turn it off for them (Administrator > Logins).',
      );
    this.told = lost;
  }
}

interface Kept {
  readonly id: string;
  readonly sealed: string;
  /** Recovery codes that were kept without a key. */
  readonly bare: readonly string[];
}

const KEPT = `
  select a.login_id as id, a.sealed, array(
    select c.code_hash from login_recovery_codes c
    where c.login_id = a.login_id and not starts_with(c.code_hash, '${KEYED}')) as bare
  from login_authenticators a`;
const RENEW = 'update login_authenticators set sealed = $3 where login_id = $1 and sealed = $2';
const PUT = 'update login_recovery_codes set code_hash = $3 where login_id = $1 and code_hash = $2';
