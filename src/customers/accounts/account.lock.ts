import type { EntityManager } from 'typeorm';
import { NotFound } from '../../platform/errors.js';
import { lockCustomer } from '../customers.service.js';
import { ConsolidatedAccount } from './consolidated-account.entity.js';

/**
 * A consolidated account, held until the transaction ends.
 * @throws NotFound
 */
export async function lockConsolidatedAccount(
  manager: EntityManager,
  id: string,
): Promise<ConsolidatedAccount> {
  const account = await manager
    .createQueryBuilder(ConsolidatedAccount, 'a')
    .setLock('pessimistic_write')
    .where('a.id = :id and a.deleted_at is null', { id })
    .getOne();
  if (!account) throw new NotFound();
  return account;
}

/**
 * Whatever accesses stand for, a customer or a consolidated account, held until the transaction ends: those who change
 * it or its people come one after the other.
 * @throws NotFound
 */
export async function lockAccount(manager: EntityManager, id: string): Promise<{ consolidated: boolean }> {
  const [found] = await manager.query<{ consolidated: boolean }[]>(
    'select consolidated from portal_accounts where id = $1 and deleted_at is null',
    [id],
  );
  if (!found) throw new NotFound();
  await (found.consolidated ? lockConsolidatedAccount(manager, id) : lockCustomer(manager, id));
  return found;
}
