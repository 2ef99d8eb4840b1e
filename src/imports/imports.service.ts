import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { Audit } from '../audit/audit.service.js';
import { Storage } from '../files/storage.js';
import { Operations } from '../operations/operations.service.js';
import { Database } from '../platform/database/database.js';
import { say, type Text } from '../platform/errors.js';
import { eachAlone } from '../platform/queue/each-alone.js';
import type { WorkStep } from './file-import.entity.js';
import type { OpenImport } from './import.lines.js';
import { ImportOpening } from './import.opening.js';
import { holdIdle } from './idle-import.js';
import { fileTexts } from './import.report.js';
import type { ImportRow } from './imports.queries.js';
import { RememberedMaps } from './remembered.maps.js';
import { KEPT_DAYS } from './taking-back/remembered.records.js';
import { unreadCurrencies } from './unread.currencies.js';

export const IMPORTS = '/admin/imports';
/** The kinds of work. */
export const [IMPORT, IMPORT_CHECK] = ['import', 'import-check'] as const;
export const importHref = (id: string): string => `${IMPORTS}/${id}`;

const understoodOf = async (opened: OpenImport): Promise<Text[]> => [
  ...(await unreadCurrencies(opened)),
  ...fileTexts(opened),
];

/** Checks and imports of the office's page: a row and an operation; a worker does them. */
@Injectable()
export class Imports {
  constructor(
    private readonly database: Database,
    private readonly operations: Operations,
    private readonly audit: Audit,
    private readonly storage: Storage,
    private readonly opening: ImportOpening,
    private readonly maps: RememberedMaps,
  ) {}

  /**
   * Has a file checked with a map, which is remembered for the next file of its shape; changes nothing else.
   * @param map as parsed JSON; none where the headings decide
   * @throws Invalid for a map that does not fit, Conflict while the file is worked on
   */
  async check(viewer: Viewer, row: ImportRow, map: unknown): Promise<void> {
    const opened = row.file === null ? undefined : await this.open(row.section, row.file, map);
    await this.step(viewer, row, 'check', map, opened ? await understoodOf(opened) : []);
  }

  /** Whether a map fits a file. @throws Invalid with every place that does not */
  async fits({ section, file }: ImportRow, map: unknown): Promise<void> {
    if (file !== null) await this.open(section, file, map);
  }

  /** Imports what was checked. @throws Conflict while it is worked on, or when it is done already */
  async run(viewer: Viewer, row: ImportRow): Promise<void> {
    await this.step(viewer, row, 'import', row.map, row.understood);
  }

  /** Stops what is being done before its next rows; what is in stays. What has ended meanwhile, or is all in, is left as it is. */
  async stop(viewer: Viewer, { id, operationId, section, fileName }: ImportRow): Promise<void> {
    if (operationId === null) return;
    await this.database.transaction(async (manager) => {
      const left = await manager.query<unknown[]>(
        `select from imports i join operations o on o.id = i.operation_id
         where i.id = $1 and (o.done = 0 or o.done < o.total) for update`,
        [id],
      );
      if (left.length === 0) return;
      if (!(await this.operations.cancel(manager, operationId))) return;
      await this.audit.record(manager, viewer, {
        action: 'import.stopped',
        subject: { kind: 'import', id },
        after: { section, fileName },
      });
    });
  }

  /** Forgets the bytes of what was checked a week ago and never imported. */
  async forgetOld(): Promise<void> {
    const old = await this.database.rows<{ id: string; file: string }>(
      `select id, file from imports where file is not null and created_at < now() - interval '7 days'`,
    );
    await eachAlone(old, async ({ id, file }) => {
      // First the bytes: what the storage does not remove now is tried again.
      await this.storage.remove(file);
      await this.database.rows(
        `update imports set file = null, first_records = '[]' where id = $1 and file = $2`,
        [id, file],
      );
    });
  }

  private open(section: string, file: string, map: unknown): Promise<OpenImport> {
    return this.opening.open(section, () => this.storage.open(file), map ?? undefined);
  }

  private async step(
    viewer: Viewer,
    row: ImportRow,
    step: WorkStep,
    map: unknown,
    understood: readonly Text[],
  ): Promise<void> {
    const operationId = await this.database.transaction(async (manager) => {
      const total = await holdIdle(manager, row.id);
      const operation = await this.begin(manager, viewer, row, step, total);
      await manager.query(
        `update imports set step = $2, operation_id = $3, map = $4, understood = $5, counts = '{}', first_records = '[]', alike = '[]', doubts = '{}',
           first_day = null, last_day = null, kept_until = case when $2 = 'import' then now() + $6::interval else kept_until end
         where id = $1`,
        [
          row.id,
          step,
          operation,
          map ? JSON.stringify(map) : null,
          JSON.stringify(understood),
          `${KEPT_DAYS} days`,
        ],
      );
      await manager.query('delete from import_refusals where import_id = $1', [row.id]);
      if (step === 'check' && map) await this.maps.keep(manager, row, map);
      await this.audit.record(manager, viewer, {
        action: step === 'check' ? 'import.checked' : 'import.run',
        subject: { kind: 'import', id: row.id },
        after: { section: row.section, fileName: row.fileName },
      });
      return operation;
    });
    this.operations.feed(operationId);
  }

  private begin(
    manager: EntityManager,
    viewer: Viewer,
    { id, fileName }: { readonly id: string; readonly fileName: string },
    step: WorkStep,
    total: number,
  ): Promise<string> {
    return this.operations.begin(manager, {
      kind: step === 'check' ? IMPORT_CHECK : IMPORT,
      title: say(`imports.work.${step}`, { name: fileName }),
      href: importHref(id),
      payload: { importId: id, step },
      total,
      askedBy: viewer.id,
    });
  }
}
