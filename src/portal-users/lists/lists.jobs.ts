import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../audit/audit.service.js';
import { lockCustomer } from '../../customers/customers.service.js';
import { Invitations } from '../../invitations/invitations.service.js';
import { type Progress, type RunningOperation, Runs } from '../../operations/runs.js';
import { Database } from '../../platform/database/database.js';
import { Forbidden, NotFound, PorticoError } from '../../platform/errors.js';
import { EVERYTHING } from '../person-access.js';
import { PortalAccessService } from '../portal-access.service.js';
import { PortalUsers } from '../portal-users.service.js';
import { OFF, READY, VERDICT_JOIN, VERDICT_SQL, type Verdict } from './list.verdict.js';
import type { ListSending } from './lists.queries.js';

/** After so many people the page hears how far it is. */
const A_STEP = 10;

/** A line when its turn has come, looked at anew. */
interface Turn {
  readonly verdict: Verdict;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly customerId: string;
  readonly portalUserId: string | null;
  readonly portalOff: boolean;
  readonly customerOff: boolean;
}

/**
 * Works lists off: each person is a transaction of their own with their access, invitation, audit line and mail, and
 * the line's result. A worker that died is followed by one that finds which lines have none.
 */
@Injectable()
export class InvitationListsJobs {
  constructor(
    private readonly database: Database,
    private readonly users: PortalUsers,
    private readonly access: PortalAccessService,
    private readonly invitations: Invitations,
  ) {}

  @Runs('invitation-list')
  async run(operation: RunningOperation, progress: Progress): Promise<void> {
    const id = String(operation.payload['listId']);
    const [list] = await this.database.rows<{ sending: ListSending }>(
      'select sending from invitation_lists where id = $1',
      [id],
    );
    if (!list) throw new NotFound();
    await this.mayStill(operation.askedBy);
    const actor: Actor = { kind: 'staff', id: operation.askedBy ?? undefined, address: '' };
    for (;;) {
      const positions = await this.database.rows<{ position: number }>(
        `select position from invitation_list_lines where list_id = $1 and result is null
         order by position limit ${A_STEP}`,
        [id],
      );
      if (positions.length === 0) return;
      for (const { position } of positions) await this.one(actor, id, position, list.sending);
      await progress(await this.done(id, operation.total));
    }
  }

  /** Rights are asked for again when the work is done. @throws Forbidden */
  private async mayStill(loginId: string | null): Promise<void> {
    const rows = await this.database.rows(
      `select from logins l join login_role_groups h on h.login_id = l.id join role_groups g on g.id = h.role_group_id
       where l.id = $1 and l.disabled_at is null and g.permissions && '{*,access.write}' limit 1`,
      [loginId],
    );
    if (rows.length === 0) throw new Forbidden();
  }

  private async done(id: string, total: number): Promise<number> {
    const row = await this.database.row<{ left: number }>(
      'select count(*)::int as left from invitation_list_lines where list_id = $1 and result is null',
      [id],
    );
    return Math.max(0, total - (row?.left ?? 0));
  }

  private async one(actor: Actor, listId: string, position: number, sending: ListSending): Promise<void> {
    const mail = await this.database.transaction(async (manager) => {
      const held = await manager.query<unknown[]>(
        `select from invitation_list_lines where list_id = $1 and position = $2 and result is null for update`,
        [listId, position],
      );
      if (held.length === 0) return undefined;
      const { result, mailId } = await this.outcome(manager, actor, listId, position, sending);
      await manager.query(
        'update invitation_list_lines set result = $3 where list_id = $1 and position = $2',
        [listId, position, result],
      );
      return mailId;
    });
    if (mail) this.invitations.feed([mail]);
  }

  private async outcome(
    manager: EntityManager,
    actor: Actor,
    listId: string,
    position: number,
    sending: ListSending,
  ): Promise<Outcome> {
    const first = await turn(manager, listId, position);
    if (!first.customerId) return { result: first.verdict };
    try {
      await lockCustomer(manager, first.customerId);
      // Looked at once more: whoever held the customer may have invited this very person.
      const now = await turn(manager, listId, position);
      if (!isTheirTurn(now, sending)) return { result: now.verdict };
      // A savepoint: whom the business refuses leaves nothing half-done behind.
      return await manager.transaction((inner) => this.invite(inner, actor, now, sending));
    } catch (error) {
      if (!(error instanceof PorticoError)) throw error;
      return { result: 'refused' };
    }
  }

  private async invite(
    manager: EntityManager,
    actor: Actor,
    { customerId, customerOff, portalUserId, ...person }: Turn,
    sending: ListSending,
  ): Promise<Outcome> {
    if (sending === 'switch-on' && customerOff) await this.access.switchOn(manager, actor, customerId);
    const id =
      portalUserId ?? (await this.users.give(manager, actor, customerId, { ...person, ...EVERYTHING })).id;
    if (sending === 'later') return { result: 'kept' };
    return { result: 'sent', mailId: await this.invitations.send(manager, actor, id) };
  }
}

/** Whether the person is added now; nobody is mailed a link to a closed door. */
function isTheirTurn({ verdict, portalOff, customerOff }: Turn, sending: ListSending): boolean {
  if (![...READY, ...OFF].some((one) => one === verdict)) return false;
  if (sending === 'send') return !portalOff && !customerOff;
  return sending === 'later' || !portalOff;
}

interface Outcome {
  readonly result: Verdict;
  readonly mailId?: string;
}

async function turn(manager: EntityManager, listId: string, position: number): Promise<Turn> {
  const [row] = await manager.query<Turn[]>(TURN, [listId, position]);
  if (!row) throw new NotFound();
  return row;
}

const TURN = `
  select ${VERDICT_SQL} as verdict, x.email, x.first_name as "firstName", x.last_name as "lastName",
    c.id as "customerId", u.id as "portalUserId", not (select enabled from portal_settings) as "portalOff",
    not coalesce(c.portal_enabled, false) as "customerOff"
  from invitation_list_lines x join invitation_lists t on t.id = x.list_id ${VERDICT_JOIN}
  where x.list_id = $1 and x.position = $2`;
