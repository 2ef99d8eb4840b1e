import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Permission } from '../access/catalogue.js';
import { Audit, difference, type Actor } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { Outdated, say } from '../platform/errors.js';
import { isBehind, type Seen } from '../platform/http/if-match.js';
import { SUBJECTS } from './subjects.js';
import {
  answersOf,
  switchesMoved,
  withChange,
  type PortalSettings,
  type PortalSettingsChange,
} from './portal-settings.js';
import { PortalSettingsQueries } from './portal-settings.queries.js';

/** What a save did. */
export interface SavedPortalSettings {
  readonly before: PortalSettings;
  readonly after: PortalSettings;
  readonly version: number;
  /** The same had been saved since the form was opened: a form sent twice, or two people of one mind. */
  readonly already: boolean;
  /** Of each default that was moved: how many existing customers have it otherwise. */
  readonly differing: ReadonlyMap<Permission, number>;
}

/** Changes Settings > Customer Portal, for the page and the API alike. It applies from the next request on. */
@Injectable()
export class PortalSettingsService {
  constructor(
    private readonly database: Database,
    private readonly queries: PortalSettingsQueries,
    private readonly audit: Audit,
  ) {}

  /**
   * Changes what is named and leaves the rest. Changing nothing leaves no trace, and is no matter of versions.
   * @param seen which version the change was made upon; left out, it is made upon whatever stands
   * @throws Outdated when somebody else saved since that version
   */
  async save(actor: Actor, change: PortalSettingsChange, seen?: Seen): Promise<SavedPortalSettings> {
    const saved = await this.database.transaction(async (manager) => {
      const kept = await this.queries.locked(manager);
      const behind = isBehind(seen, kept.version);
      const before = kept.settings;
      const after = withChange(before, change);
      if (!difference(answersOf(before), answersOf(after)))
        return { before, after, version: kept.version, already: behind };
      if (behind) throw new Outdated(say('settings.behind.api'));
      await this.record(manager, actor, before, after);
      return { before, after, version: kept.version + 1, already: false };
    });
    const defaults = switchesMoved(saved.before, saved.after).filter(({ column }) => column === 'default');
    const differing = await this.queries.differing(defaults.map(({ permission }) => permission));
    return { ...saved, differing };
  }

  /**
   * Sets what new customers begin with, within a transaction that holds the settings. Answers whether it was otherwise.
   */
  async setDefault(
    manager: EntityManager,
    actor: Actor,
    permission: Permission,
    value: boolean,
  ): Promise<boolean> {
    const { settings: before } = await this.queries.locked(manager);
    const after = withChange(before, { sections: { [permission]: { default: value } } });
    return this.record(manager, actor, before, after);
  }

  /**
   * Writes what differs, with its line, within a transaction that holds the settings; `trade` is only noted. Answers
   * whether something did.
   */
  async record(
    manager: EntityManager,
    actor: Actor,
    before: PortalSettings & { readonly trade?: string },
    after: PortalSettings & { readonly trade?: string },
  ): Promise<boolean> {
    const sides = difference(answersOf(before), answersOf(after));
    if (!sides) return false;
    await this.write(manager, before, after);
    const subject = SUBJECTS.portalSettings;
    await this.audit.record(manager, actor, { action: 'portal-settings.changed', subject, ...sides });
    return true;
  }

  private async write(manager: EntityManager, before: PortalSettings, after: PortalSettings): Promise<void> {
    await manager.query(
      `update portal_settings set enabled = $1, allow_auto_pay_deactivation = $2, auto_pay_message = $3,
         version = version + 1, updated_at = now()`,
      [after.enabled, after.allowAutoPayDeactivation, after.autoPayMessage],
    );
    const moved = [...new Set(switchesMoved(before, after).map(({ permission }) => permission))];
    const settings = moved.map((permission) => after.sections[permission]);
    await manager.query(
      `insert into permission_settings (permission, available, on_for_new)
       select * from unnest($1::text[], $2::boolean[], $3::boolean[])
       on conflict (permission) do update set available = excluded.available, on_for_new = excluded.on_for_new`,
      [moved, settings.map((setting) => setting?.available), settings.map((setting) => setting?.default)],
    );
  }
}
