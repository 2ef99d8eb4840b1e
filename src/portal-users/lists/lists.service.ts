import { Injectable } from '@nestjs/common';
import { may, type Viewer } from '../../access/viewer.js';
import { Audit } from '../../audit/audit.service.js';
import { emailKey } from '../../identity/login.entity.js';
import { Operations } from '../../operations/operations.service.js';
import { Database } from '../../platform/database/database.js';
import { Forbidden, NotFound, say } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Sweeper } from '../../platform/queue/jobs.js';
import { PortalAccessService } from '../portal-access.service.js';
import type { ListLine } from './list.lines.js';
import type { ListSending } from './lists.queries.js';

/** A list as it was read. */
export interface NewList {
  readonly customerId: string | null;
  readonly fileName: string;
  readonly guessedEncoding: string;
  readonly lines: readonly ListLine[];
}

export const listHref = (id: string): string => `/admin/invitations/lists/${id}`;
/** It holds names and addresses of people: nobody needs it for long. */
const KEPT_DAYS = 30;

/** Keeps lists of people to be invited, and begins the work. */
@Injectable()
export class InvitationLists {
  constructor(
    private readonly database: Database,
    private readonly access: PortalAccessService,
    private readonly operations: Operations,
    private readonly audit: Audit,
  ) {}

  /** Keeps a list to be looked at. Nobody is added or mailed. */
  async keep(viewer: Viewer, { lines, ...list }: NewList): Promise<string> {
    const id = newId();
    await this.database.transaction(async (manager) => {
      await manager.query(
        `insert into invitation_lists (id, customer_id, file_name, guessed_encoding, asked_by)
         values ($1, $2, $3, $4, $5)`,
        [id, list.customerId, list.fileName, list.guessedEncoding, viewer.id ?? null],
      );
      const rows = lines.map((line, index) => ({
        ...line,
        position: index + 1,
        emailKey: line.email ? emailKey(line.email) : '',
      }));
      await manager.query(INSERT, [id, JSON.stringify(rows)]);
    });
    return id;
  }

  /**
   * Begins the work; a list is worked off once, however often it is asked for.
   * @throws NotFound, Forbidden when the portal is off and this person may not switch it on
   */
  async begin(viewer: Viewer, id: string, sending: ListSending): Promise<void> {
    const operation = await this.database.transaction(async (manager) => {
      const [list] = await manager.query<{ sending: string | null; portal: boolean }[]>(
        `select sending, (select enabled from portal_settings) as portal from invitation_lists
         where id = $1 for update`,
        [id],
      );
      if (!list) throw new NotFound();
      if (list.sending) return undefined;
      if (sending === 'switch-on' && !list.portal) {
        if (!may(viewer, 'settings.write')) throw new Forbidden(say('portal-users.off.administrator'));
        await this.access.openPortal(manager, viewer);
      }
      await manager.query(
        'update invitation_list_lines set result = fault where list_id = $1 and fault is not null',
        [id],
      );
      const [{ count } = { count: 0 }] = await manager.query<{ count: number }[]>(
        'select count(*)::int as count from invitation_list_lines where list_id = $1 and result is null',
        [id],
      );
      const operationId = await this.operations.begin(manager, {
        kind: 'invitation-list',
        title: say('portal-users.lists.working'),
        href: listHref(id),
        payload: { listId: id },
        total: count,
        askedBy: viewer.id,
      });
      await manager.query('update invitation_lists set sending = $2, operation_id = $3 where id = $1', [
        id,
        sending,
        operationId,
      ]);
      const subject = { kind: 'invitation-list', id };
      await this.audit.record(manager, viewer, {
        action: 'invitation-list.sent',
        subject,
        after: { people: count, sending },
      });
      return operationId;
    });
    if (operation) this.operations.feed(operation);
  }

  @Sweeper(3600)
  async forgetOld(): Promise<void> {
    await this.database.rows(
      `delete from invitation_lists t where created_at < now() - interval '${KEPT_DAYS} days'
         and not exists (select from operations o where o.id = t.operation_id and o.state in ('queued', 'running'))`,
    );
  }
}

const INSERT = `
  insert into invitation_list_lines
    (list_id, position, line, typed, reference, email, email_key, first_name, last_name, fault)
  select $1, position, line, typed, reference, email, "emailKey", "firstName", "lastName", fault
  from jsonb_to_recordset($2::jsonb) as x (position integer, line integer, typed text, reference text, email text,
    "emailKey" text, "firstName" text, "lastName" text, fault text)`;
