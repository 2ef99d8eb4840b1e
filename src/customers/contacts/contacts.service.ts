import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, difference, type Actor } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { Outdated, say } from '../../platform/errors.js';
import type { Answers } from '../../platform/http/behind.js';
import type { FormRow, RowList } from '../../platform/http/form-rows.js';
import { newId } from '../../platform/ids.js';
import { lockCustomer } from '../customers.service.js';
import { ADDRESSES, contactAnswers, CONTACTS, contactsSql, type Contacts } from './contacts.js';

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
    contacts: await manager.query<Contacts['contacts'][number][]>(contactsSql(CONTACTS), [customerId]),
    addresses: await manager.query<Contacts['addresses'][number][]>(contactsSql(ADDRESSES), [customerId]),
  };
}

async function write(manager: EntityManager, customerId: string, { contacts, addresses }: Contacts) {
  await writeRows(manager, customerId, CONTACTS, contacts);
  await writeRows(manager, customerId, ADDRESSES, addresses);
  // A new version of the customer: systems that follow changes read it again.
  await manager.query('update customers set name = name where id = $1', [customerId]);
}

async function writeRows(
  manager: EntityManager,
  customerId: string,
  { name: list, fields }: RowList,
  rows: readonly FormRow[],
): Promise<void> {
  await manager.query(`delete from customer_${list} where customer_id = $1`, [customerId]);
  const values = fields.map((_, index) => `$${index + 4}`).join(', ');
  for (const [index, row] of rows.entries())
    await manager.query(
      `insert into customer_${list} (id, customer_id, position, ${fields.join(', ')}) values ($1, $2, $3, ${values})`,
      [newId(), customerId, index + 1, ...fields.map((field) => row[field])],
    );
}
