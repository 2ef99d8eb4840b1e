import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type Actor } from '../../audit/audit.service.js';
import {
  OperationKinds,
  type OperationMoment,
  type OperationStory,
  type UndoableKind,
} from '../../operations/operation.kinds.js';
import { OperationsJobs } from '../../operations/operations.jobs.js';
import { Operations } from '../../operations/operations.service.js';
import { Runs, type Progress, type RunningOperation } from '../../operations/runs.js';
import { breaksUnique, Database } from '../../platform/database/database.js';
import { Conflict, Refused, say } from '../../platform/errors.js';
import { Words } from '../../platform/pages/words.js';
import type { Section } from '../engine/section.js';
import { waitsSql } from './record-changes.restorable.js';
import { RecordChangeSteps, sectionOf } from './record-changes.steps.js';
import { changeTitle, listOf } from './selection.view.js';
import { leftAloneSql, type LeftRow } from './record-changes.left.js';
import { AT_WORK, changeStory } from './record-changes.story.js';
import { meantSql, type ReadSelection } from './selection.sql.js';
import { DIGEST, type Deed, type Shown } from './selection.js';

const KIND = 'record-change';
/** Of more than this nobody can say what they are: the list has to be narrowed first. */
export const MOST_CHANGED = 100_000;

/** There are others in the list now than those that somebody was shown. */
export class SelectionMovedOn extends Conflict {
  constructor(readonly count: number) {
    super(say('sections.bulk.movedOn'));
  }
}

interface Row {
  readonly section: string;
  readonly status: string | null;
  readonly note: string | null;
  readonly changed: number;
  readonly meant: number;
  readonly restored: number;
  readonly actor: Actor;
  readonly undoneBy: Actor | null;
}

/** Deletes many records at once, or gives them another status, and takes that back. */
@Injectable()
export class RecordChanges implements OnModuleInit, UndoableKind {
  readonly needs = 'records.write';

  constructor(
    private readonly database: Database,
    private readonly kinds: OperationKinds,
    private readonly operations: Operations,
    private readonly jobs: OperationsJobs,
    private readonly steps: RecordChangeSteps,
    private readonly audit: Audit,
    private readonly words: Words,
  ) {}

  onModuleInit(): void {
    this.kinds.add(KIND, this);
  }

  /**
   * Begins the change of exactly those records that stand in the selection now. Done when this returns if they are few.
   * @param form known by this, the same form sent twice is one change
   * @param shown those that somebody was asked about
   * @returns the operation's id
   * @throws SelectionMovedOn when they are others now, Refused when they are too many
   */
  async begin(
    actor: Actor,
    section: Section,
    selection: ReadSelection,
    deed: Deed,
    form: string,
    { count: expected, digest }: Shown,
  ): Promise<string> {
    const already = await this.ofForm(form);
    if (already) return already;
    if (expected > MOST_CHANGED) throw new Refused(say('sections.bulk.tooMany', { most: MOST_CHANGED }));
    try {
      const id = await this.database.transaction(async (manager) => {
        const begun = await this.operations.begin(manager, {
          kind: KIND,
          title: changeTitle(section, deed, expected, this.words),
          href: listOf(section, selection),
          total: expected,
          askedBy: actor.kind === 'staff' ? actor.id : undefined,
        });
        const { status = null, note = null } = deed.kind === 'status' ? deed : {};
        await manager.query(BEGIN, [begun, form, section.key, status, note, actorOf(actor)]);
        const { text, values } = meantSql(section, selection, deed);
        const [row] = await manager.query<Shown[]>(
          `with meant as (
             insert into record_change_rows (operation_id, record_id)
             select '${begun}'::uuid, id from (${text}) as meant limit ${MOST_CHANGED + 1} returning record_id as id)
           select count(*)::int as count, ${DIGEST} as digest from meant`,
          [...values],
        );
        if (row?.count !== expected || row.digest !== digest) throw new SelectionMovedOn(row?.count ?? 0);
        return begun;
      });
      await this.jobs.nowOrLater(id, expected);
      return id;
    } catch (error) {
      if (!breaksUnique(error, 'record_changes_form_key')) throw error;
      return (await this.ofForm(form)) as string;
    }
  }

  @Runs(KIND)
  run({ id }: RunningOperation, progress: Progress): Promise<number> {
    return this.steps.apply(id, progress);
  }

  undo = ({ id }: RunningOperation, progress: Progress): Promise<number> => this.steps.undo(id, progress);

  /** Those that stand as the change left them, and were not tried in vain since; what they waited for may be there now. */
  async leftToUndo(id: string): Promise<number> {
    const section = sectionOf((await this.read(id)).section);
    const row = await this.database.row<{ count: number }>(
      `select count(*)::int as count from record_change_rows n
         join ${section.table} r on r.id = n.record_id and r.version = n.version_after
       where n.operation_id = $1 and (not n.undone or ${waitedSql(section)})`,
      [id],
    );
    return row?.count ?? 0;
  }

  async beginUndo(manager: EntityManager, actor: Actor, id: string): Promise<number> {
    const section = sectionOf((await this.read(id, manager)).section);
    await manager.query(
      `update record_change_rows n set undone = false from ${section.table} r
       where n.operation_id = $1 and r.id = n.record_id and r.version = n.version_after and ${waitedSql(section)}`,
      [id],
    );
    const [[row]] = await manager.query<[[{ total: number }], number]>(BEGIN_UNDO, [id, actorOf(actor)]);
    return row.total;
  }

  async ended(manager: EntityManager, { id, state }: OperationMoment, stopper?: Actor): Promise<void> {
    const { section, status, note, changed, meant, restored, actor, undoneBy } = await this.read(id, manager);
    const given = { ...(status === null ? {} : { status }), ...(note ? { note } : {}) };
    const done = status === null ? 'records.removed' : 'records.status-changed';
    const counts = undoneBy ? { restored } : { changed, leftAlone: meant - changed };
    const subject = { kind: 'record-change', id };
    await this.audit.record(manager, undoneBy ?? actor, {
      action: undoneBy ? 'records.taken-back' : done,
      subject,
      after: { section: sectionOf(section).key, ...given, ...counts, state },
    });
    if (stopper) await this.audit.record(manager, stopper, { action: 'records.stopped', subject });
  }

  async story({ id, state }: OperationMoment): Promise<OperationStory> {
    if (state === 'queued' || state === 'running') return AT_WORK;
    const change = await this.read(id);
    const section = sectionOf(change.section);
    const left = await this.database.rows<LeftRow>(leftAloneSql(section, change.status), [id]);
    return changeStory(change, state, await this.leftToUndo(id), left);
  }

  private async ofForm(form: string): Promise<string | undefined> {
    const row = await this.database.row<{ id: string }>(
      'select operation_id as id from record_changes where form = $1',
      [form],
    );
    return row?.id;
  }

  private async read(id: string, manager?: EntityManager): Promise<Row> {
    const [row] = manager
      ? await manager.query<Row[]>(READ, [id])
      : await this.database.rows<Row>(READ, [id]);
    return row as Row;
  }
}

const actorOf = ({ kind, id, address }: Actor): string => JSON.stringify({ kind, id, address });

/** SQL over `n` and `r`: what was tried in vain, as something that it points at was gone, which has come back. */
const waitedSql = (section: Section): string => `(n.undone and n.waits and not ${waitsSql(section)})`;

const BEGIN = `
  insert into record_changes (operation_id, form, section, status, note, actor) values ($1, $2, $3, $4, $5, $6)`;

const READ = `
  select section, status, note, changed, restored, actor, undone_by as "undoneBy",
    (select count(*)::int from record_change_rows n where n.operation_id = c.operation_id) as meant
  from record_changes c where operation_id = $1`;

/** Pressed again, it goes on where it stopped: what is back counts. */
const BEGIN_UNDO = `
  update record_changes c set undone_by = $2,
    reached = (select count(*) from record_change_rows n where n.operation_id = c.operation_id and n.undone)
  where operation_id = $1 returning changed as total`;
