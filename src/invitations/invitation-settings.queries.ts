import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { Words } from '../platform/pages/words.js';
import type { MailText } from './mail-text.js';

/** Settings > Invitations. */
export interface InvitationSettings extends MailText {
  /** For how many days a new link works. */
  readonly days: number;
}

export interface KeptInvitationSettings {
  readonly settings: InvitationSettings;
  /** Whether subject and body are the product's own. */
  readonly standard: boolean;
  readonly version: number;
}

interface SettingsRow extends InvitationSettings {
  readonly version: number;
}

/** Reads what Settings > Invitations holds. */
@Injectable()
export class InvitationSettingsQueries {
  constructor(
    private readonly database: Database,
    private readonly words: Words,
  ) {}

  async current(): Promise<KeptInvitationSettings> {
    return this.kept((await this.database.row<SettingsRow>(SETTINGS)) as SettingsRow);
  }

  /** The same for a writer: nobody else writes until its transaction ends. */
  async locked(manager: EntityManager): Promise<KeptInvitationSettings> {
    const [row] = await manager.query<SettingsRow[]>(`${SETTINGS} for update`);
    return this.kept(row as SettingsRow);
  }

  /** For how many days a link that is made now works. */
  async days(manager: EntityManager): Promise<number> {
    const [row] = await manager.query<{ days: number }[]>('select days from invitation_settings');
    return (row as { days: number }).days;
  }

  /** The product's own text. */
  standard(): MailText {
    return {
      subject: this.words.say('invitations.text.standard.subject'),
      body: this.words.say('invitations.text.standard.body'),
    };
  }

  private kept({ version, subject, body, days }: SettingsRow): KeptInvitationSettings {
    const standard = this.standard();
    return {
      settings: { subject: subject || standard.subject, body: body || standard.body, days },
      standard: subject === '' && body === '',
      version,
    };
  }
}

const SETTINGS = 'select subject, body, days, version from invitation_settings';
