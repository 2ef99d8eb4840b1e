import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, difference, type Actor } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { Outdated, say } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { SUBJECTS } from '../../settings/subjects.js';
import { BUSINESS_FIELDS, type Business } from './business.js';
import { inMinorUnits } from './business.forms.js';
import { BusinessQueries } from './business.queries.js';

/** Changes what customers may read of the business itself. */
@Injectable()
export class BusinessService {
  constructor(
    private readonly database: Database,
    private readonly queries: BusinessQueries,
    private readonly audit: Audit,
  ) {}

  /**
   * Saves the whole. Changing nothing leaves no trace, and is no matter of versions.
   * @param version the version that the form showed
   * @returns whether anything was changed
   * @throws Outdated when somebody else saved since
   */
  save(actor: Actor, business: Business, version: number): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      const kept = await this.queries.locked(manager);
      const sides = difference(flat(kept.business), flat(business));
      if (!sides) return false;
      if (kept.version !== version) throw new Outdated(say('settings.behind.api'));
      await write(manager, business);
      const subject = SUBJECTS.business;
      await this.audit.record(manager, actor, { action: 'business.changed', subject, ...sides });
      return true;
    });
  }
}

/** As the audit line holds it. */
const flat = ({ facts, registrations, insurances }: Business): object => ({
  ...facts,
  registrations: registrations.map(({ kind, number, regulator, validTo }) => ({
    kind,
    number,
    regulator,
    validTo,
  })),
  insurances: insurances.map(({ cover, insurer, policyNumber, amount, currency, validTo }) => ({
    cover,
    insurer,
    policyNumber,
    amount: amount && `${amount} ${currency}`,
    validTo,
  })),
});

async function write(manager: EntityManager, { facts, registrations, insurances }: Business): Promise<void> {
  await manager.query(
    UPDATE,
    BUSINESS_FIELDS.map((field) => facts[field]),
  );
  await manager.query('delete from business_registrations');
  await manager.query('delete from business_insurances');
  for (const [position, { kind, number, regulator, validTo }] of registrations.entries())
    await manager.query(
      `insert into business_registrations (id, position, kind, number, regulator, valid_to)
       values ($1, $2, $3, $4, $5, $6)`,
      [newId(), position, kind, number, regulator, validTo || null],
    );
  for (const [position, { cover, insurer, policyNumber, amount, currency, validTo }] of insurances.entries())
    await manager.query(
      `insert into business_insurances (id, position, cover, insurer, policy_number, amount, currency, valid_to)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        newId(),
        position,
        cover,
        insurer,
        policyNumber,
        inMinorUnits(amount, currency),
        amount ? currency : null,
        validTo || null,
      ],
    );
}

const UPDATE = `
  update business_details set registered_name = $1, trading_name = $2, company_number = $3, vat_number = $4,
    address = $5, postcode = $6, contact_name = $7, phone = $8, email = $9, version = version + 1, updated_at = now()`;
