import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import type { Viewer } from '../access/viewer.js';
import { AccessLog } from '../audit/access-log.service.js';
import { Audit } from '../audit/audit.service.js';
import { newFileName, Storage } from '../files/storage.js';
import { Database } from '../platform/database/database.js';
import { Forbidden, say } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { eachAlone } from '../platform/queue/each-alone.js';
import { renewing } from '../platform/queue/renewing.js';
import { JobQueue } from '../platform/queue/job-queue.js';
import type { Section } from '../sections/engine/section.js';
import { ExportContents } from './export.contents.js';
import { ListExport } from './export.entity.js';
import type { ExportFormat } from './export.formats.js';
import { ExportKinds } from './export.kinds.js';
import type { Counting } from './list.copies.js';

const DAYS = 7;
const LEASE_SECONDS = 120;
const MOST_ATTEMPTS = 5;

/** Long lists, and other files that take their time: a row, then a job, then a file that stays for a week. */
@Injectable()
export class Exports {
  private readonly log = new Logger(Exports.name);

  constructor(
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly audit: Audit,
    private readonly access: AccessLog,
    private readonly kinds: ExportKinds,
    private readonly storage: Storage,
    private readonly contents: ExportContents,
  ) {}

  /**
   * Asks for a list that has so many rows, or for another kind of file of so many.
   * @throws Forbidden for staff who look at the portal as somebody: they would leave something of that person's behind
   */
  async ask(
    viewer: Viewer,
    { key }: Pick<Section, 'key'>,
    format: ExportFormat,
    query: Readonly<Record<string, unknown>>,
    rows: number,
  ): Promise<string> {
    if (viewer.viewing)
      throw new Forbidden(say('exports.notWhileViewing', { person: viewer.viewing.person.name }));
    const id = newId();
    const portalUserId = viewer.portal?.access?.id ?? null;
    await this.database.transaction(async (manager) => {
      await manager.insert(ListExport, {
        id,
        loginId: viewer.id as string,
        portalUserId,
        section: key,
        format,
        query: query as object,
        state: 'queued',
        rowsExpected: String(rows),
        rowsWritten: '0',
        attempt: 0,
      });
      await this.audit.record(manager, viewer, {
        action: 'export.asked',
        subject: { kind: 'export', id },
        after: { section: key, format, query, rows },
      });
      await this.access.note(manager, viewer, { kind: 'export', section: key });
    });
    this.queue.later('exports.write', { id, attempt: 0 });
    return id;
  }

  /** Ids of what waits: fresh rows, and those whose worker died. */
  async waiting(): Promise<{ id: string; attempt: number }[]> {
    return this.database.rows(
      `select id, attempt from exports
       where state = 'queued' or (state = 'running' and lease_until < now()) order by created_at limit 100`,
    );
  }

  /** Does one export, if it still waits. Asks for permission again: what was taken away meanwhile is not written. */
  async write(id: string): Promise<void> {
    const row = await this.claim(id);
    if (!row) return;
    const folder = await mkdtemp(join(tmpdir(), 'portico-export-'));
    try {
      await renewing(
        30,
        () => this.renew(row),
        () => this.attempt(row, join(folder, 'export')),
      );
    } catch (error) {
      this.log.error(`Export ${id}: ${(error as Error).stack}`);
      await this.finish(row, row.attempt >= MOST_ATTEMPTS ? 'failed' : 'queued');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Forgets the files of exports that have run out. */
  async expire(): Promise<void> {
    const over = await this.database.rows<{ id: string; file_name: string }>(
      `select id, file_name from exports where state = 'done' and expires_at < now()`,
    );
    await eachAlone(over, async ({ id, file_name }) => {
      // First the bytes: what the storage does not remove now is tried again.
      await this.storage.remove(file_name);
      await this.database.rows(
        `with gone as (update exports set state = 'expired' where id = $1 and state = 'done' returning id)
         delete from export_contents where export_id in (select id from gone)`,
        [id],
      );
    });
  }

  private async claim(id: string): Promise<ListExport | undefined> {
    const [row] = await this.database.rows<ListExport>(
      `update exports set state = case when attempt >= $3 then 'failed' else 'running' end,
         attempt = attempt + 1, rows_written = 0, lease_until = now() + make_interval(secs => $2)
       where id = $1 and (state = 'queued' or (state = 'running' and lease_until < now()))
       returning id, state, login_id as "loginId", portal_user_id as "portalUserId", section, format, query, attempt`,
      [id, LEASE_SECONDS, MOST_ATTEMPTS],
    );
    return row?.state === 'running' ? row : undefined;
  }

  private async attempt(row: ListExport, file: string): Promise<void> {
    const open = await this.kinds.open(row);
    if (!open) return this.finish(row, 'withdrawn');
    let told = Date.now();
    const counting: Counting = (written) => {
      if (Date.now() - told < 1000) return;
      told = Date.now();
      void this.renew(row, written).catch(() => undefined);
    };
    const written = await open.write(file, counting);
    const { size } = await stat(file);
    const fileName = newFileName();
    await this.storage.put(fileName, createReadStream(file));
    const kept = await this.database.transaction(async (manager) => {
      const [[done]] = await manager.query<[{ id: string }[], number]>(
        `update exports set state = 'done', rows_written = $3, file_name = $4, bytes = $5, rights = $6,
           finished_at = now(), expires_at = now() + make_interval(days => $7), lease_until = null
         where id = $1 and state = 'running' and attempt = $2 returning id`,
        [row.id, row.attempt, written.count, fileName, size, open.print, DAYS],
      );
      if (done) await this.contents.keep(manager, row.id, written.held);
      return done !== undefined;
    });
    // Another worker took over meanwhile: its file counts, and ours is nobody's.
    if (!kept) await this.storage.remove(fileName);
  }

  /** Keeps the row ours, and says how far it is. Only the attempt that holds it may. */
  private async renew({ id, attempt }: ListExport, written?: number): Promise<void> {
    await this.database.rows(
      `update exports set rows_written = coalesce($3, rows_written), lease_until = now() + make_interval(secs => $4)
       where id = $1 and state = 'running' and attempt = $2`,
      [id, attempt, written ?? null, LEASE_SECONDS],
    );
  }

  private async finish({ id, attempt }: ListExport, state: 'withdrawn' | 'failed' | 'queued'): Promise<void> {
    await this.database.rows(
      `update exports set state = $3, finished_at = now(), lease_until = null
       where id = $1 and state = 'running' and attempt = $2`,
      [id, attempt, state],
    );
  }
}
