import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import type { AuditAction } from '../audit/actions.js';
import { Audit, type AuditEvent } from '../audit/audit.service.js';
import { Outbox } from '../mail/outbox.service.js';
import { Database } from '../platform/database/database.js';
import { Conflict, NotFound, say } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { nextMoment } from './schedule.calendar.js';
import { ScheduleRecipients } from './schedule.recipients.js';
import type { ScheduleFields } from './schedules.forms.js';
import type { AccountChoice } from './schedules.queries.js';

/** Somebody else changed the schedule since the form was shown. */
export class ScheduleMovedOn extends Conflict {
  constructor() {
    super(say('schedules.form.behind'));
  }
}

interface Standing {
  readonly customerId: string | null;
  readonly name: string;
  readonly version: number;
  readonly paused: boolean;
}

/** Schedules: who is sent which report, and when. */
@Injectable()
export class Schedules {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly recipients: ScheduleRecipients,
    private readonly outbox: Outbox,
  ) {}

  /** A form that is sent twice makes one. */
  async add(viewer: Viewer, id: string, account: AccountChoice, fields: ScheduleFields): Promise<void> {
    await this.database.transaction(async (manager) => {
      const next = await nextOf(manager, fields);
      const [customerId, accountId] = account.consolidated ? [null, account.id] : [account.id, null];
      const values = [id, ...columnsOf(fields), next, customerId, accountId];
      if ((await manager.query<unknown[]>(ADD, values)).length === 0) return;
      const after = { ...told(fields), recipients: await this.recipients.keep(manager, id, fields) };
      await this.record(manager, viewer, 'schedule.added', id, customerId, { after });
    });
  }

  /** @throws NotFound, ScheduleMovedOn */
  async change(viewer: Viewer, id: string, version: number, fields: ScheduleFields): Promise<void> {
    await this.database.transaction(async (manager) => {
      const standing = await held(manager, id);
      if (standing.version !== version) throw new ScheduleMovedOn();
      // Once it is held: a run that was going on has had its moment.
      const next = await nextOf(manager, fields);
      await manager.query(CHANGE, [id, ...columnsOf(fields), next]);
      const after = { ...told(fields), recipients: await this.recipients.keep(manager, id, fields) };
      await this.record(manager, viewer, 'schedule.changed', id, standing.customerId, { after });
    });
  }

  /** Nothing is sent until it goes on; what was due meanwhile is not made up for. */
  async pause(viewer: Viewer, id: string): Promise<void> {
    await this.turn(viewer, id, 'schedule.paused', (standing) =>
      standing.paused ? undefined : { set: 'paused_at = now()', values: [] },
    );
  }

  /** @throws NotFound */
  async resume(viewer: Viewer, id: string): Promise<void> {
    await this.turn(viewer, id, 'schedule.resumed', async (standing, manager) => {
      if (!standing.paused) return undefined;
      const [rhythm] = await manager.query<[Rhythm]>(RHYTHM, [id]);
      return { set: 'paused_at = null, next_at = $2', values: [await nextOf(manager, rhythm)] };
    });
  }

  /** @throws NotFound */
  async end(viewer: Viewer, id: string): Promise<void> {
    await this.turn(viewer, id, 'schedule.ended', () => ({ set: 'ended_at = now()', values: [] }));
  }

  /**
   * Mails it to whoever asks, as somebody without a login would get it now. Takes back an earlier one that has not gone
   * out; false where there is no server to send it.
   */
  async tryOut(viewer: Viewer, id: string): Promise<boolean> {
    const mail = await this.database.transaction(async (manager) => {
      const { customerId } = await held(manager, id);
      if (!this.outbox.sends) return undefined;
      await this.outbox.cancel(manager, id);
      await this.record(manager, viewer, 'schedule.tried', id, customerId, {});
      const recipient = viewer.email ?? '';
      return this.outbox.put(manager, { kind: 'scheduled-report-trial', subjectId: id, recipient });
    });
    if (mail) this.outbox.feed(mail);
    return mail !== undefined;
  }

  private async turn(
    viewer: Viewer,
    id: string,
    action: AuditAction,
    change: (standing: Standing, manager: EntityManager) => Turn | Promise<Turn>,
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      const standing = await held(manager, id);
      const turn = await change(standing, manager);
      if (!turn) return;
      await manager.query(
        `update schedules set ${turn.set}, version = version + 1, updated_at = now() where id = $1`,
        [id, ...turn.values],
      );
      await this.record(manager, viewer, action, id, standing.customerId, { after: { name: standing.name } });
    });
  }

  private record(
    manager: EntityManager,
    viewer: Viewer,
    action: AuditAction,
    id: string,
    customerId: string | null,
    sides: Pick<AuditEvent, 'before' | 'after'>,
  ): Promise<void> {
    return this.audit.record(manager, viewer, {
      action,
      subject: { kind: 'schedule', id },
      customerId,
      ...sides,
    });
  }
}

type Turn = { readonly set: string; readonly values: readonly unknown[] } | undefined;

async function held(manager: EntityManager, id: string): Promise<Standing> {
  const [found] = isId(id) ? await manager.query<Standing[]>(HELD, [id]) : [];
  if (!found) throw new NotFound();
  return found;
}

type Rhythm = Pick<ScheduleFields, 'frequency' | 'weekday' | 'monthDay' | 'time'>;

async function nextOf(manager: EntityManager, rhythm: Rhythm): Promise<Date> {
  const [{ timeZone }] = await manager.query<[{ timeZone: string }]>(
    'select time_zone as "timeZone" from organisation',
  );
  return nextMoment(rhythm, timeZone, new Date());
}

const columnsOf = (fields: ScheduleFields): unknown[] => [
  fields.name,
  fields.report,
  fields.siteId,
  fields.period,
  fields.frequency,
  fields.weekday,
  fields.monthDay,
  fields.time,
];

/** What the audit log tells of a schedule, beside who is sent it. */
const told = ({ name, report, frequency, time }: ScheduleFields) => ({ name, report, frequency, time });

const HELD = `select customer_id as "customerId", name, version, paused_at is not null as paused
  from schedules where id = $1 and ended_at is null for update`;
const RHYTHM = `select frequency, weekday, month_day as "monthDay", to_char(at_time, 'HH24:MI') as time
  from schedules where id = $1`;
const ADD = `
  insert into schedules (id, name, report, site_id, period, frequency, weekday, month_day, at_time, next_at, customer_id,
    consolidated_account_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict (id) do nothing returning id`;
const CHANGE = `
  update schedules set name = $2, report = $3, site_id = $4, period = $5, frequency = $6, weekday = $7, month_day = $8,
    at_time = $9, next_at = $10, version = version + 1, updated_at = now() where id = $1`;
