import { Injectable } from '@nestjs/common';
import { Audit, difference, type Actor } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { Outdated, say } from '../platform/errors.js';
import { SUBJECTS } from '../settings/subjects.js';
import { InvitationSettingsQueries, type InvitationSettings } from './invitation-settings.queries.js';

/** What a save did. */
export interface SavedInvitationSettings {
  readonly changed: readonly (keyof InvitationSettings)[];
  /** The same had been saved since the form was opened. */
  readonly already: boolean;
}

/** Changes Settings > Invitations. */
@Injectable()
export class InvitationSettingsService {
  constructor(
    private readonly database: Database,
    private readonly queries: InvitationSettingsQueries,
    private readonly audit: Audit,
  ) {}

  /**
   * Saves all of it. The product's own text is kept as none, so that it may become better with a later version.
   * @param version the version that the form showed
   * @throws Outdated when somebody else saved since
   */
  save(actor: Actor, settings: InvitationSettings, version: number): Promise<SavedInvitationSettings> {
    return this.database.transaction(async (manager) => {
      const kept = await this.queries.locked(manager);
      const sides = difference(kept.settings, settings);
      const behind = kept.version !== version;
      if (!sides) return { changed: [], already: behind };
      if (behind) throw new Outdated(say('settings.behind.api'));
      const standard = this.queries.standard();
      const own = (field: 'subject' | 'body') => (settings[field] === standard[field] ? '' : settings[field]);
      await manager.query(
        `update invitation_settings set subject = $1, body = $2, days = $3, version = version + 1, updated_at = now()`,
        [own('subject'), own('body'), settings.days],
      );
      const subject = SUBJECTS.invitations;
      await this.audit.record(manager, actor, { action: 'invitation-settings.changed', subject, ...sides });
      return { changed: Object.keys(sides.after) as (keyof InvitationSettings)[], already: false };
    });
  }
}
