import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { Audit } from '../audit/audit.service.js';
import { holdAdministrators, isAdministrator, keepAnAdministrator } from '../identity/administrators.js';
import { mustBeWithin, permissionsOf } from '../identity/login-rights.js';
import { Invitations } from '../invitations/invitations.service.js';
import { MailboxFiles } from '../mail/mailbox.files.js';
import { Database } from '../platform/database/database.js';
import { Conflict, NotFound, say } from '../platform/errors.js';
import { ACCESSES, HeldQueries, namesPerson, type HeldLogin } from './held.queries.js';

/** Erases people: what they did stays, under an id that is nobody's any more. */
@Injectable()
export class Erasure {
  constructor(
    private readonly database: Database,
    private readonly held: HeldQueries,
    private readonly invitations: Invitations,
    private readonly audit: Audit,
    private readonly mailbox: MailboxFiles,
  ) {}

  /**
   * Ends every access at once and blanks whatever names the person. Cannot be undone.
   * @throws NotFound, also when somebody erased them first; Conflict for oneself and the last administrator; Forbidden
   *   when they may do more than the viewer
   */
  async erase(viewer: Viewer, loginId: string): Promise<void> {
    const login = await this.held.login(loginId);
    if (login.id === viewer.id) throw new Conflict(say('logs.erase.oneself'));
    // Somebody else may hold the same rows in another order; the database then ends one of the two.
    await this.database.retrying((manager) => this.within(manager, viewer, login));
    await this.mailbox.forget(login.email);
  }

  private async within(manager: EntityManager, viewer: Viewer, login: HeldLogin): Promise<void> {
    const { id, emailKey, name } = login;
    await this.hold(manager, login);
    mustBeWithin(
      { permissions: await permissionsOf(id, (text, values) => manager.query(text, values)) },
      viewer,
    );
    const administrator = await isAdministrator(manager, id);
    await this.endAccesses(manager, viewer, id);
    await manager.query(MAILS, [id, emailKey]);
    await manager.query(SCHEDULED, [emailKey]);
    for (const table of NEWS) await manager.query(ofAccesses(table), [id]);
    await manager.query('delete from invitation_list_lines where email_key = $1', [emailKey]);
    await manager.query(LISTED_BESIDE, [emailKey]);
    await manager.query(
      `delete from sign_in_failures where email_key in ($1, 'reset:' || $1, 'link:' || $1, 'code:' || $1)`,
      [emailKey],
    );
    await manager.query(EXPORTS, [id]);
    await manager.query(NAMES, [id, emailKey, name]);
    for (const { table, column } of await manager.query<{ table: string; column: string }[]>(OWN))
      await manager.query(`delete from ${table} where ${column} = $1`, [id]);
    for (const table of ['bulk_changes', 'record_changes']) await manager.query(changesOfMany(table), [id]);
    await manager.query(BLANK, [id]);
    await manager.query('update portal_users set last_used_at = null where login_id = $1', [id]);
    if (administrator) await keepAnAdministrator(manager);
    await manager.query('select forget_access_log_addresses($1)', [id]);
    await this.audit.record(manager, viewer, { action: 'login.erased', subject: { kind: 'login', id } });
  }

  /** Whoever adds an access for this address, or takes an administrator away, comes before or after. */
  private async hold(manager: EntityManager, { id, emailKey }: HeldLogin): Promise<void> {
    await holdAdministrators(manager);
    await manager.query(`select pg_advisory_xact_lock(hashtextextended('login ' || $1, 0))`, [emailKey]);
    await manager.query('select from portal_users where login_id = $1 order by id for update', [id]);
    const still = await manager.query<unknown[]>(
      'select from logins where id = $1 and email_key = $2 and erased_at is null for update',
      [id, emailKey],
    );
    if (still.length === 0) throw new NotFound();
  }

  private async endAccesses(manager: EntityManager, viewer: Viewer, loginId: string): Promise<void> {
    const accesses = await manager.query<{ id: string; customerId: string }[]>(
      `select id, customer_id as "customerId" from portal_users where login_id = $1 and ended_at is null order by id`,
      [loginId],
    );
    for (const access of accesses) {
      await this.invitations.withdraw(manager, viewer, access);
      await this.audit.record(manager, viewer, {
        action: 'portal-user.ended',
        subject: { kind: 'portal-user', id: access.id },
        customerId: access.customerId,
      });
    }
    await manager.query(
      `update portal_users set ended_at = now(), active = false, version = version + 1, updated_at = now()
       where login_id = $1 and ended_at is null`,
      [loginId],
    );
  }
}

/** What is not out is not sent; what was sent is not told to whom. */
const MAILS = `
  update mails set recipient = '', answer = '', bounce_reason = '',
    state = case when state in ('queued', 'sending') then 'cancelled' else state end, lease_until = null
  where lower(normalize(recipient, NFKC)) = $2 or subject_id = $1
    or subject_id in (select i.id from invitations i where i.portal_user_id in (${ACCESSES}))
    or subject_id in (select r.id from login_links r where r.login_id = $1)`;

/** What somebody wanted to hear of by mail, and what they were told. */
const NEWS = ['notices', 'notification_letters', 'notification_stops', 'notification_choices'];
const ofAccesses = (table: string): string =>
  `delete from ${table} where portal_user_id in (select id from portal_users where login_id = $1)`;

/** An address that is sent reports without a login is sent no more. */
const SCHEDULED = `
  update schedule_recipients set email = '', email_key = 'erased:' || id, removed_at = coalesce(removed_at, now())
  where portal_user_id is null and email_key = $1`;

/** A line of a list may have held several people as it was typed. */
const LISTED_BESIDE = `
  update invitation_list_lines set typed = email where position($1 in lower(normalize(typed, NFKC))) > 0`;

/** Their files go with the next round of the sweeper. */
const EXPORTS = `
  update exports set query = '{}', expires_at = case when state = 'done' then now() end,
    state = case when state in ('queued', 'running') then 'withdrawn' else state end
  where login_id = $1`;

const NAMES = `
  update audit_names n set before = null, after = null, erased_at = now()
  where n.erased_at is null and (${namesPerson('n.before::text')} or ${namesPerson('n.after::text')}
    or exists (select from audit_lines a where a.id = n.line_id
      and (a.subject_id = $1 or a.subject_id in (${ACCESSES}))))`;

/** Who asked for a change, or took it back, stays as an id. */
const changesOfMany = (table: string): string => `
  update ${table} set
    actor = case when actor ->> 'id' = $1::text then actor || '{"address": ""}' else actor end,
    undone_by = case when undone_by ->> 'id' = $1::text then undone_by || '{"address": ""}' else undone_by end
  where $1::text in (actor ->> 'id', undone_by ->> 'id')`;

/** Tables that are the person's own: they would go with the login. Exports go with their files. */
const OWN = `
  select c.conrelid::regclass::text as table, a.attname as column
  from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  where c.contype = 'f' and c.confrelid = 'logins'::regclass and c.confdeltype = 'c'
    and c.conrelid <> 'exports'::regclass and has_table_privilege(c.conrelid, 'DELETE')`;

const BLANK = `
  update logins set email = '', email_key = 'erased:' || id, name = '', last_name = '', password_hash = null,
    last_signed_in_at = null, disabled_at = coalesce(disabled_at, now()), erased_at = now(), epoch = epoch + 1,
    version = version + 1, updated_at = now()
  where id = $1`;
