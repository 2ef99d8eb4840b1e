import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import type { Logo, LogoType, Organisation } from './organisation.js';

export interface KeptOrganisation {
  readonly organisation: Organisation;
  readonly logo: Logo | undefined;
  /** Rises with every save; the logo's address carries it. */
  readonly version: number;
}

/** Reads what Settings > Company holds. */
@Injectable()
export class OrganisationQueries {
  constructor(private readonly database: Database) {}

  async current(): Promise<KeptOrganisation> {
    return kept((await this.database.row<OrganisationRow>(ORGANISATION)) as OrganisationRow);
  }

  /** The same for a writer: nobody else writes until its transaction ends. */
  async locked(manager: EntityManager): Promise<KeptOrganisation> {
    const [row] = await manager.query<OrganisationRow[]>(`${ORGANISATION} for update`);
    return kept(row as OrganisationRow);
  }
}

interface OrganisationRow extends Organisation {
  readonly version: number;
  readonly logoFile: string | null;
  readonly logoType: LogoType | null;
}

const kept = ({ version, logoFile, logoType, ...organisation }: OrganisationRow): KeptOrganisation => ({
  organisation,
  version,
  logo: logoFile && logoType ? { file: logoFile, type: logoType } : undefined,
});

const ORGANISATION = `
  select name, portal_name as "portalName", colour, phone, email, reply_address as "replyAddress",
    how_to_pay as "howToPay", time_zone as "timeZone", currency, version, logo_file as "logoFile", logo_type as "logoType"
  from organisation`;
