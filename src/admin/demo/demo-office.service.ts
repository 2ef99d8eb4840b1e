import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../audit/audit.service.js';
import { emailKey } from '../../identity/login.entity.js';
import { Logins, type RoleGroupKey } from '../../identity/logins.service.js';
import { Config } from '../../platform/config.js';
import { Database } from '../../platform/database/database.js';
import type { Trade } from '../../platform/run/command-line.js';
import { BusinessService } from '../../sections/company/business.service.js';
import { OrganisationService } from '../../settings/organisation.service.js';
import { PermissionDefaults } from '../../settings/permission-defaults.service.js';
import { PortalSettingsService } from '../../settings/portal-settings.service.js';
import { SetUp } from '../../settings/set-up.service.js';
import type { Business } from '../../sections/company/business.js';
import { keyOf } from '../../sections/documents/file-types.js';
import { FileTypes } from '../../sections/documents/file-types.service.js';
import { Flags } from '../../sections/orders/flags.service.js';
import type { Day } from './days.js';
import type { Demo, DemoStaff, DemoTables } from './demo.js';
import { demoPassword } from './demo.passwords.js';

/** Sets up the business of a demonstration: what Settings hold, and its staff. */
@Injectable()
export class DemoOffice {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly defaults: PermissionDefaults,
    private readonly setUp: SetUp,
    private readonly organisation: OrganisationService,
    private readonly settings: PortalSettingsService,
    private readonly logins: Logins,
    private readonly business: BusinessService,
    private readonly flags: Flags,
    private readonly fileTypes: FileTypes,
  ) {}

  /** Answers the administrator's login, in whose name people are invited. */
  async open(trade: Trade, demo: Demo, today: Day): Promise<string> {
    await this.database.transaction(async (manager) => {
      await this.defaults.applyTrade(manager, trade);
      await this.setUp.finish(manager, SYSTEM, demo.organisation.name);
    });
    const kept = await this.database.row<{ version: number }>('select version from organisation');
    await this.organisation.save(SYSTEM, demo.organisation, undefined, kept?.version ?? 1);
    if (demo.business) await this.describe(demo.business(today));
    if (demo.tables) await this.fill(demo.tables);
    await this.settings.save(SYSTEM, { enabled: true });
    await this.hire(demo.clerk, 'office');
    return this.hire(demo.administrator, 'administrator');
  }

  private async describe(business: Business): Promise<void> {
    const kept = await this.database.row<{ version: number }>('select version from business_details');
    await this.business.save(SYSTEM, business, kept?.version ?? 1);
  }

  /** Adds to the tables what is not there yet. */
  private async fill({ customerFlags, fileTypes }: DemoTables): Promise<void> {
    const names = async (table: 'flags' | 'file_types') =>
      (await this.database.rows<{ name: string }>(`select name from ${table}`)).map(({ name }) => name);
    const flags = await names('flags');
    for (const name of customerFlags) {
      if (!flags.includes(name)) await this.flags.add(SYSTEM, name);
      await this.flags.mark(SYSTEM, keyOf(name), true);
    }
    const types = await names('file_types');
    for (const name of fileTypes.filter((one) => !types.includes(one)))
      await this.fileTypes.add(SYSTEM, { name, customerFile: true, showsPrices: false, olderVersions: true });
  }

  private async hire({ email, name }: DemoStaff, roleGroup: RoleGroupKey): Promise<string> {
    const found = await this.database.row<{ id: string }>('select id from logins where email_key = $1', [
      emailKey(email),
    ]);
    if (found) return found.id;
    const password = demoPassword(this.config.secretKeys[0], email);
    return (await this.logins.addStaff(SYSTEM, { email, name, password, roleGroup })).id;
  }
}
