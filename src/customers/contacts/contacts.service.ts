import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, difference, type Actor } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { Outdated, say } from '../../platform/errors.js';
import type { Answers } from '../../platform/http/behind.js';
import { newId } from '../../platform/ids.js';
import { lockCustomer } from '../customers.service.js';
import { contactAnswers, type Contacts } from './contacts.js';

/** People and addresses of customers. */
@Injectable()
export class CustomerContacts {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  of(customerId: string): Promise<Contacts> {
    return this.database.transaction((manager) => read(manager, customerId));
  }

  /**
   * Changes them where they are still as the form had shown them. The same form sent twice is one change.
   * @returns whether anything was changed
   * @throws Outdated when somebody else changed them since, NotFound
   */
  change(actor: Actor, customerId: string, shown: Answers | undefined, contacts: Contacts): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      await lockCustomer(manager, customerId);
      const now = await read(manager, customerId);
      const sides = difference(now, contacts);
      if (!sides) return false;
      if (!shown || difference(shown, contactAnswers(now)))
        throw new Outdated(say('customers.contacts.movedOn'));
      await write(manager, customerId, contacts);
      await this.audit.record(manager, actor, {
        action: 'customer.changed',
        subject: { kind: 'customer', id: customerId },
        customerId,
        ...sides,
      });
      return true;
    });
  }
}

async function read(manager: Pick<EntityManager, 'query'>, customerId: string): Promise<Contacts> {
  return {
    contacts: await manager.query<Contacts['contacts'][number][]>(
      'select name, role, phone, email from customer_contacts where customer_id = $1 order by position',
      [customerId],
    ),
    addresses: await manager.query<Contacts['addresses'][number][]>(
      'select kind, name, address, postcode from customer_addresses where customer_id = $1 order by position',
      [customerId],
    ),
  };
}

async function write(manager: EntityManager, customerId: string, { contacts, addresses }: Contacts) {
  await manager.query('delete from customer_contacts where customer_id = $1', [customerId]);
  await manager.query('delete from customer_addresses where customer_id = $1', [customerId]);
  for (const [index, { name, role, phone, email }] of contacts.entries())
    await manager.query(
      `insert into customer_contacts (id, customer_id, position, name, role, phone, email)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(), customerId, index + 1, name, role, phone, email],
    );
  for (const [index, { kind, name, address, postcode }] of addresses.entries())
    await manager.query(
      `insert into customer_addresses (id, customer_id, position, kind, name, address, postcode)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(), customerId, index + 1, kind, name, address, postcode],
    );
  // A new version of the customer: systems that follow changes read it again.
  await manager.query('update customers set name = name where id = $1', [customerId]);
}
