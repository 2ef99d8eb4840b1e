import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditAction } from '../audit/actions.js';
import { Audit, difference, type Actor } from '../audit/audit.service.js';
import { breaksUnique, Database } from '../platform/database/database.js';
import { Conflict, Invalid, NotFound, say } from '../platform/errors.js';
import { Customer } from './customer.entity.js';
import { CUSTOMER_FIELDS, type CustomerFields } from './customers.forms.js';

/** A form was filled in from a customer that somebody has changed since. */
export class CustomerMovedOn extends Conflict {
  /** @param now the customer as it is */
  constructor(readonly now: Customer) {
    super(say('customers.form.movedOn', { name: now.name }));
  }
}

/** Adds and changes customers. */
@Injectable()
export class Customers {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * A new customer, with portal access off and the default permissions of this moment. The same id twice is the same
   * form sent twice: nothing is added. A reference of a deleted customer brings that one back, with access off.
   * @throws Invalid at `reference` when another customer has it
   */
  async add(actor: Actor, id: string, fields: CustomerFields): Promise<{ customer: Customer; was: Arrival }> {
    try {
      return await this.database.transaction(async (manager) => {
        const already = await manager.findOneBy(Customer, { id });
        if (already) return { customer: already, was: 'added' };
        const { reference } = fields;
        const [deleted] = await manager.query<{ id: string }[]>(
          'select id from customers where reference = $1 and deleted_at is not null for update',
          [reference],
        );
        if (deleted)
          return { customer: await this.restore(manager, actor, deleted.id, fields), was: 'restored' };
        await manager.insert(Customer, { id, ...fields });
        await this.record(manager, actor, 'customer.added', id, undefined, fields);
        return { customer: await manager.findOneByOrFail(Customer, { id }), was: 'added' };
      });
    } catch (error) {
      throw referenceTaken(error, fields);
    }
  }

  /**
   * Changes a customer whose fields are still as the form had shown them. Fields that are as they should be are no
   * conflict: the same form sent twice is one change.
   * @throws CustomerMovedOn when they are not, NotFound, Invalid at `reference` when another customer has it
   */
  async change(
    actor: Actor,
    id: string,
    shown: CustomerFields | undefined,
    fields: CustomerFields,
  ): Promise<Customer> {
    try {
      return await this.database.transaction(async (manager) => {
        const customer = await lockCustomer(manager, id);
        const changed = difference(fieldsOf(customer), fields);
        if (!changed) return customer;
        if (!shown || difference(shown, fieldsOf(customer))) throw new CustomerMovedOn(customer);
        await manager.update(Customer, { id }, fields);
        await this.record(manager, actor, 'customer.changed', id, changed.before, changed.after);
        return manager.findOneByOrFail(Customer, { id });
      });
    } catch (error) {
      throw referenceTaken(error, fields);
    }
  }

  private async restore(
    manager: EntityManager,
    actor: Actor,
    id: string,
    fields: CustomerFields,
  ): Promise<Customer> {
    // What a form leaves empty is not said of a customer that was there before.
    const typed = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
    await manager.update(Customer, { id }, { ...typed, portalEnabled: false, deletedAt: null });
    await this.record(manager, actor, 'customer.restored', id, undefined, typed);
    return manager.findOneByOrFail(Customer, { id });
  }

  private record(
    manager: EntityManager,
    actor: Actor,
    action: AuditAction,
    id: string,
    before: object | undefined,
    after: object,
  ): Promise<void> {
    return this.audit.record(manager, actor, {
      action,
      subject: { kind: 'customer', id },
      customerId: id,
      ...(before ? { before } : {}),
      after,
    });
  }
}

/** How a customer came to be: new, or back from being deleted. */
export type Arrival = 'added' | 'restored';

/**
 * The customer, held until the transaction ends: those who change it or its people come one after the other.
 * @throws NotFound
 */
export async function lockCustomer(manager: EntityManager, id: string): Promise<Customer> {
  const customer = await manager
    .createQueryBuilder(Customer, 'c')
    .setLock('pessimistic_write')
    .where('c.id = :id and c.deleted_at is null', { id })
    .getOne();
  if (!customer) throw new NotFound();
  return customer;
}

/** What the form holds of a customer. */
export const fieldsOf = (customer: CustomerFields): CustomerFields =>
  Object.fromEntries(CUSTOMER_FIELDS.map((field) => [field, customer[field]])) as CustomerFields;

const referenceTaken = (error: unknown, { reference }: CustomerFields): unknown =>
  breaksUnique(error, 'customers_reference_key')
    ? new Invalid({ reference: say('customers.form.referenceTaken', { reference }) })
    : error;
