import type { EntityManager } from 'typeorm';
import { Conflict, say } from '../platform/errors.js';

/** Somebody would have been the last who may do everything. */
export class LastAdministrator extends Conflict {
  constructor() {
    super(say('identity.logins.lastAdministrator'));
  }
}

/**
 * Whoever may take an administrator away holds this until their transaction ends, so that two who do so at the same
 * moment come one after the other.
 */
export async function holdAdministrators(manager: EntityManager): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('administrators', 0))`);
}

/** Whether this login is an administrator who can sign in. */
export async function isAdministrator(manager: EntityManager, loginId: string): Promise<boolean> {
  const found = await manager.query<unknown[]>(`${ADMINISTRATORS} and l.id = $1`, [loginId]);
  return found.length > 0;
}

/** @throws LastAdministrator when nobody is left who can sign in and may do everything */
export async function keepAnAdministrator(manager: EntityManager): Promise<void> {
  const left = await manager.query<unknown[]>(`${ADMINISTRATORS} limit 1`);
  if (left.length === 0) throw new LastAdministrator();
}

/** Only those who can sign in: a login whose password was never chosen helps nobody. */
const ADMINISTRATORS = `
  select from logins l
  join login_role_groups h on h.login_id = l.id
  join role_groups g on g.id = h.role_group_id and g.key = 'administrator'
  where l.kind = 'staff' and l.disabled_at is null and l.password_hash is not null`;
