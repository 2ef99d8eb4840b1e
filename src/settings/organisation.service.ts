import { Injectable } from '@nestjs/common';
import { Audit, difference, type Actor } from '../audit/audit.service.js';
import { newFileName, Storage } from '../files/storage.js';
import { Database } from '../platform/database/database.js';
import { Outdated, say } from '../platform/errors.js';
import { SUBJECTS } from './subjects.js';
import { ORGANISATION_FIELDS, type Logo, type LogoType, type Organisation } from './organisation.js';
import { OrganisationQueries, type KeptOrganisation } from './organisation.queries.js';

/** A logo to be kept, or the wish to have none. Left out, it stays as it is. */
export type LogoChange = { readonly bytes: Buffer; readonly type: LogoType } | 'remove' | undefined;

/** What of the organisation a save changed. */
export type OrganisationField = (typeof ORGANISATION_FIELDS)[number] | 'logo';

/** What a save did. */
export interface SavedOrganisation {
  readonly changed: readonly OrganisationField[];
  /** The same had been saved since the form was opened. */
  readonly already: boolean;
}

/** Changes Settings > Company. */
@Injectable()
export class OrganisationService {
  constructor(
    private readonly database: Database,
    private readonly queries: OrganisationQueries,
    private readonly storage: Storage,
    private readonly audit: Audit,
  ) {}

  /**
   * Saves every field, and the logo where one is given. Changing nothing leaves no trace, and is no matter of versions.
   * @param version the version that the form showed
   * @throws Outdated when somebody else saved since
   */
  async save(
    actor: Actor,
    organisation: Organisation,
    logo: LogoChange,
    version: number,
  ): Promise<SavedOrganisation> {
    const put = await this.put(logo);
    const { changed, already, replaced } = await this.database
      .transaction(async (manager) => {
        const kept = await this.queries.locked(manager);
        const behind = kept.version !== version;
        const before = withLogo(kept.organisation, kept.logo);
        const after = withLogo(organisation, logo === undefined ? kept.logo : put);
        const sides = difference(before, after);
        if (!sides) return { changed: [], already: behind, replaced: null };
        if (behind) throw new Outdated(say('settings.behind.api'));
        const values = ORGANISATION_FIELDS.map((field) => organisation[field]);
        await manager.query(UPDATE, [...values, after.logo, after.type]);
        const subject = SUBJECTS.organisation;
        await this.audit.record(manager, actor, { action: 'organisation.changed', subject, ...sides });
        const changed = Object.keys(sides.after).filter((field) => field !== 'type');
        return { changed, already: false, replaced: before.logo === after.logo ? null : before.logo };
      })
      .catch(async (error: unknown) => {
        // Only what was surely not saved is taken back: a connection that broke may have committed.
        if (put && error instanceof Outdated) await this.storage.remove(put.file);
        throw error;
      });
    if (replaced) await this.storage.remove(replaced);
    return { changed: changed as OrganisationField[], already };
  }

  private async put(logo: LogoChange): Promise<Logo | undefined> {
    if (!logo || logo === 'remove') return undefined;
    const file = newFileName();
    await this.storage.put(file, logo.bytes);
    return { file, type: logo.type };
  }
}

/** The organisation and its logo as one, for the audit line. */
const withLogo = (organisation: Organisation, logo: KeptOrganisation['logo']) => ({
  ...organisation,
  logo: logo?.file ?? null,
  type: logo?.type ?? null,
});

const UPDATE = `
  update organisation set name = $1, portal_name = $2, colour = $3, phone = $4, email = $5, reply_address = $6,
    how_to_pay = $7, time_zone = $8, currency = $9, logo_file = $10, logo_type = $11, version = version + 1, updated_at = now()`;
