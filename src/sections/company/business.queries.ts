import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RecordScope } from '../../access/decision.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads, type Ask } from '../../platform/database/portal-reads.js';
import { BUSINESS_FIELDS, type Business, type Insurance, type Registration } from './business.js';
import { fromMinorUnits } from './business.forms.js';

export interface KeptBusiness {
  readonly business: Business;
  readonly version: number;
}

/** Reads what customers may read of the business itself. */
@Injectable()
export class BusinessQueries {
  constructor(
    private readonly database: Database,
    private readonly portal: PortalReads,
  ) {}

  current(): Promise<KeptBusiness> {
    return read((text, values) => this.database.rows(text, values), '');
  }

  /** The same for a writer: nobody else writes until its transaction ends. */
  locked(manager: EntityManager): Promise<KeptBusiness> {
    return read(<Row>(text: string) => manager.query<Row[]>(text), 'for update');
  }

  /** Through the wall, for whoever may read it at one of their customers at least. */
  async forPortal(scope: RecordScope): Promise<Business | undefined> {
    const open = scope.find((one) => one.open?.includes('company.business'));
    return open && (await this.portal.within(open, (ask) => read(ask, ''))).business;
  }
}

type Facts = Business['facts'] & { readonly version: number };
type Amount = { readonly minor: string | null };

async function read(ask: Ask, lock: string): Promise<KeptBusiness> {
  const [row] = await ask<Facts>(`${FACTS} ${lock}`);
  const registrations = await ask<Registration>(ROWS.registrations);
  const insurances = await ask<Omit<Insurance, 'amount'> & Amount>(ROWS.insurances);
  return {
    version: row?.version ?? 0,
    business: {
      facts: Object.fromEntries(
        BUSINESS_FIELDS.map((field) => [field, row?.[field] ?? '']),
      ) as Business['facts'],
      registrations,
      insurances: insurances.map(({ minor, ...rest }) => ({
        ...rest,
        amount: minor === null ? '' : fromMinorUnits(minor, rest.currency),
      })),
    },
  };
}

const FACTS = `
  select version, registered_name as "registeredName", trading_name as "tradingName",
    company_number as "companyNumber", vat_number as "vatNumber", address, postcode, contact_name as "contactName",
    phone, email
  from business_details`;
const ROWS = {
  registrations: `select kind, number, regulator, coalesce(valid_to::text, '') as "validTo"
    from business_registrations order by position`,
  insurances: `select cover, insurer, policy_number as "policyNumber", amount::text as minor,
      coalesce(currency, '') as currency, coalesce(valid_to::text, '') as "validTo"
    from business_insurances order by position`,
};
