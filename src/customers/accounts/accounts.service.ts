import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, difference, type Actor } from '../../audit/audit.service.js';
import type { AuditAction } from '../../audit/actions.js';
import { breaksUnique, Database } from '../../platform/database/database.js';
import { Conflict, Invalid, say } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { lockCustomer } from '../customers.service.js';
import { lockConsolidatedAccount } from './account.lock.js';
import { accountFields, type AccountFields } from './accounts.forms.js';
import { ConsolidatedAccount } from './consolidated-account.entity.js';

/** A form was filled in from an account that somebody has changed since. */
export class AccountMovedOn extends Conflict {
  constructor(readonly now: ConsolidatedAccount) {
    super(say('accounts.form.movedOn', { name: now.name }));
  }
}

const ARRIVALS = { added: 'consolidated-account.added', restored: 'consolidated-account.restored' } as const;

/** Adds and changes consolidated accounts. Whose records they show is in force on the next request. */
@Injectable()
export class ConsolidatedAccounts {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * A new account without customers. The same id twice is the same form sent twice. The reference of a deleted account
   * brings that one back, with the customers it had; its people are invited anew.
   * @throws Invalid at `reference` when another account has it
   */
  async add(
    actor: Actor,
    id: string,
    fields: AccountFields,
  ): Promise<{ account: ConsolidatedAccount; was: 'added' | 'restored' }> {
    try {
      return await this.database.transaction(async (manager) => {
        const already = await manager.findOneBy(ConsolidatedAccount, { id });
        if (already) return { account: already, was: 'added' };
        const [deleted] = await manager.query<{ id: string }[]>(
          'select id from consolidated_accounts where reference = $1 and deleted_at is not null for update',
          [fields.reference],
        );
        const was = deleted ? 'restored' : 'added';
        if (deleted)
          await manager.update(ConsolidatedAccount, { id: deleted.id }, { ...fields, deletedAt: null });
        else await manager.insert(ConsolidatedAccount, { id, ...fields });
        await this.record(manager, actor, ARRIVALS[was], deleted?.id ?? id, {
          after: fields,
        });
        return {
          account: await manager.findOneByOrFail(ConsolidatedAccount, { id: deleted?.id ?? id }),
          was,
        };
      });
    } catch (error) {
      throw referenceTaken(error, fields);
    }
  }

  /** @throws AccountMovedOn when it is not of this version any more, NotFound, Invalid at `reference` */
  async change(
    actor: Actor,
    id: string,
    version: number,
    fields: AccountFields,
  ): Promise<ConsolidatedAccount> {
    try {
      return await this.database.transaction(async (manager) => {
        const account = await lockConsolidatedAccount(manager, id);
        const sides = difference(accountFields(account), fields);
        if (!sides) return account;
        if (account.version !== version) throw new AccountMovedOn(account);
        await manager.update(ConsolidatedAccount, { id }, fields);
        await this.record(manager, actor, 'consolidated-account.changed', id, sides);
        return manager.findOneByOrFail(ConsolidatedAccount, { id });
      });
    } catch (error) {
      throw referenceTaken(error, fields);
    }
  }

  /** From the next request on its people see this customer's records too. Nothing happens when they do already. */
  addCustomer(actor: Actor, id: string, customerId: string): Promise<{ name: string }> {
    return this.database.transaction(async (manager) => {
      await lockConsolidatedAccount(manager, id);
      const customer = await lockCustomer(manager, customerId);
      const [added] = await manager.query<{ id: string }[]>(
        `insert into consolidated_account_customers (id, consolidated_account_id, customer_id, position)
         select $1, $2, $3, coalesce(max(position), 0) + 1 from consolidated_account_customers
         where consolidated_account_id = $2
         on conflict (consolidated_account_id, customer_id) do nothing returning id`,
        [newId(), id, customerId],
      );
      if (added) await this.moved(manager, actor, 'consolidated-account.customer-added', id, customerId);
      return customer;
    });
  }

  /** From the next request on its people no longer see this customer's records through it. */
  removeCustomer(actor: Actor, id: string, customerId: string): Promise<void> {
    return this.database.transaction(async (manager) => {
      await lockConsolidatedAccount(manager, id);
      const [, removed] = await manager.query<[unknown[], number]>(
        'delete from consolidated_account_customers where consolidated_account_id = $1 and customer_id = $2',
        [id, customerId],
      );
      if (removed > 0)
        await this.moved(manager, actor, 'consolidated-account.customer-removed', id, customerId);
    });
  }

  /** Hides the account, and with it everything that people saw through it. Customers and records stay. */
  remove(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(async (manager) => {
      await lockConsolidatedAccount(manager, id);
      await manager.query('update consolidated_accounts set deleted_at = now() where id = $1', [id]);
      await this.record(manager, actor, 'consolidated-account.deleted', id, {});
    });
  }

  /** Readers who follow changes of accounts are told of their customers too. */
  private async moved(
    manager: EntityManager,
    actor: Actor,
    action: AuditAction,
    id: string,
    customerId: string,
  ): Promise<void> {
    await manager.query('update consolidated_accounts set name = name where id = $1', [id]);
    await this.record(manager, actor, action, id, {}, customerId);
  }

  private record(
    manager: EntityManager,
    actor: Actor,
    action: AuditAction,
    id: string,
    sides: { before?: object; after?: object },
    customerId?: string,
  ): Promise<void> {
    const subject = { kind: 'consolidated-account', id };
    return this.audit.record(manager, actor, {
      action,
      subject,
      ...(customerId ? { customerId } : {}),
      ...sides,
    });
  }
}

const referenceTaken = (error: unknown, { reference }: AccountFields): unknown =>
  breaksUnique(error, 'consolidated_accounts_reference_key')
    ? new Invalid({ reference: say('accounts.form.referenceTaken', { reference }) })
    : error;
