import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { EntityManager } from 'typeorm';
import { isOwnVisit, type Viewer } from '../access/viewer.js';
import {
  accessEntries,
  type AccessEntry,
  type Happening,
  type SeenRecord,
  type Visitor,
} from './access-log.entry.js';
import { Audit, type AuditEvent } from './audit.service.js';

/** Views wait this long for others, so that many go into the database at once; a crash loses no more. */
const WAIT_MS = 500;
const MOST_AT_ONCE = 500;
/** As many as are kept while the database is away. */
const MOST_WAITING = 20_000;

/** Writes down who was here: sign-ins, downloads and exports before they are answered, views in batches afterwards. */
@Injectable()
export class AccessLog implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(AccessLog.name);
  private readonly records = new WeakMap<Viewer, SeenRecord>();
  private waiting: AccessEntry[] = [];
  private timer: NodeJS.Timeout | undefined;
  private ended = false;
  private written: Promise<void> = Promise.resolve();
  /** The month up to which partitions are known to stand. */
  private made = '';

  constructor(
    @InjectEntityManager() private readonly manager: EntityManager,
    private readonly audit: Audit,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.makeMonths();
  }

  /** Says which record this request shows, for the view that is written down when it is answered. */
  about(viewer: Viewer, record: SeenRecord): void {
    this.records.set(viewer, record);
  }

  /** In the transaction of the change itself, or before something is handed out. */
  async note(manager: EntityManager, viewer: Visitor, happening: Happening): Promise<void> {
    if (!isOwnVisit(viewer)) return;
    await this.makeMonths(manager);
    await insert(manager, accessEntries(viewer, happening));
  }

  /** Something is about to be handed out: its audit line and the access, as one. */
  async handOut(viewer: Viewer, event: AuditEvent, happening: Happening): Promise<void> {
    await this.manager.transaction(async (manager) => {
      await this.audit.record(manager, viewer, event);
      await this.note(manager, viewer, happening);
    });
  }

  /** After the answer: within a second it is written. */
  later(viewer: Visitor, happening: Happening): void {
    if (!isOwnVisit(viewer)) return;
    const record = happening.record ?? this.records.get(viewer as Viewer);
    this.waiting.push(...accessEntries(viewer, record ? { ...happening, record } : happening));
    if (this.ended || this.waiting.length >= MOST_AT_ONCE) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), WAIT_MS).unref();
  }

  /** Everything that waits is written down when this returns, also what was on its way already. */
  flush(): Promise<void> {
    this.written = this.written.then(() => this.write());
    return this.written;
  }

  private async write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const entries = this.waiting;
    if (entries.length === 0) return;
    this.waiting = [];
    try {
      await this.makeMonths();
      await insert(this.manager, entries);
    } catch (error) {
      this.log.warn(`${entries.length} views wait to be written down: ${(error as Error).message}`);
      this.waiting = [...entries, ...this.waiting].slice(-MOST_WAITING);
      if (!this.ended) this.timer ??= setTimeout(() => void this.flush(), WAIT_MS * 10).unref();
    }
  }

  /** What is answered after this is written down at once. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    await this.flush();
  }

  /** On the connection that the caller holds: one who waits for a second may wait for ever. */
  private async makeMonths(manager = this.manager): Promise<void> {
    const month = new Date().toJSON().slice(0, 7);
    if (this.made === month) return;
    await manager.query('select make_access_log_months()');
    this.made = month;
  }
}

async function insert(manager: EntityManager, entries: readonly AccessEntry[]): Promise<void> {
  if (entries.length > 0) await manager.query(INSERT, [JSON.stringify(entries)]);
}

/** Whoever was erased in the meantime leaves no address. */
const INSERT = `
  insert into access_log (id, at, kind, login_id, portal_user_id, customer_id, site_id, address, section, record_id, reference,
    file_version)
  select e.id, e.at, e.kind, e.login_id, e.portal_user_id, coalesce(e.customer_id, u.customer_id), e.site_id,
    case when l.erased_at is null then e.address else '' end, e.section, e.record_id, e.reference, e.file_version
  from jsonb_to_recordset($1::jsonb) as e (id uuid, at timestamptz, kind text, login_id uuid, portal_user_id uuid,
    customer_id uuid, site_id uuid, address text, section text, record_id uuid, reference text, file_version integer)
  left join logins l on l.id = e.login_id left join portal_users u on u.id = e.portal_user_id`;
