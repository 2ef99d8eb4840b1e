import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import type { Text } from '../platform/errors.js';
import { installationWarnings, type InstallationFacts } from './warnings.js';

/** What an administrator should mend, from the configuration and the settings as they are now. */
@Injectable()
export class InstallationQueries {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
  ) {}

  async warnings(): Promise<readonly Text[]> {
    const facts = await this.database.row<InstallationFacts>(
      `select enabled as "portalEnabled", coalesce(nullif(o.reply_address, ''), o.email) as "replyAddress"
       from portal_settings, organisation o`,
    );
    return installationWarnings(this.config, facts as InstallationFacts);
  }
}
