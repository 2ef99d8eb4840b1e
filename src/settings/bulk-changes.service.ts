import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PermissionCatalogue } from '../access/catalogue.js';
import { Audit, type Actor } from '../audit/audit.service.js';
import { OperationKinds, type OperationMoment, type UndoableKind } from '../operations/operation.kinds.js';
import { OperationsJobs } from '../operations/operations.jobs.js';
import { Operations } from '../operations/operations.service.js';
import { Runs, type Progress, type RunningOperation } from '../operations/runs.js';
import { Database } from '../platform/database/database.js';
import { Conflict, NotFound, say } from '../platform/errors.js';
import { Words } from '../platform/pages/words.js';
import { BULK_CHANGE, toBeChanged, type BulkChange } from './bulk-change.js';
import { BulkChangeQueries, type BulkAtWork } from './bulk-change.queries.js';
import { BulkSteps } from './bulk-change.steps.js';
import { BulkStories } from './bulk-change.story.js';
import { PORTAL_SETTINGS } from './portal-settings.view.js';
import { PortalSettingsService } from './portal-settings.service.js';

/** Changes one permission for all existing customers, and takes that back. */
@Injectable()
export class BulkChanges implements OnModuleInit, UndoableKind {
  constructor(
    private readonly database: Database,
    private readonly catalogue: PermissionCatalogue,
    private readonly kinds: OperationKinds,
    private readonly operations: Operations,
    private readonly jobs: OperationsJobs,
    private readonly queries: BulkChangeQueries,
    private readonly steps: BulkSteps,
    private readonly stories: BulkStories,
    private readonly settings: PortalSettingsService,
    private readonly audit: Audit,
    private readonly words: Words,
  ) {}

  onModuleInit(): void {
    this.kinds.add(BULK_CHANGE, this);
  }

  /**
   * Sets the permission for every customer that exists now; what somebody sets by hand later stands. Done when this
   * returns if there are few. The same wish twice, while it is at work, is one.
   * @param withDefault whether new customers begin with it from now on, too
   * @returns the operation's id
   * @throws NotFound for a permission that does not exist, Conflict while another change of it is at work
   */
  async applyToAll(actor: Actor, change: BulkChange, withDefault: boolean): Promise<string> {
    const { permission, value, overwrite } = change;
    const definition = this.catalogue.find(permission);
    if (!definition) throw new NotFound();
    const { id, total } = await this.database.transaction(async (manager) => {
      await manager.query(HOLD_SETTINGS);
      const other = await this.queries.atWork(permission, manager);
      if (other && !isSame(other, change)) throw new Conflict(say('settings.bulk.atWork'));
      const moved = withDefault && (await this.settings.setDefault(manager, actor, permission, value));
      if (other) {
        if (moved) await manager.query(NOTE_DEFAULT, [other.id, !value]);
        return { id: other.id, total: Infinity };
      }
      const total = toBeChanged(await this.queries.counts(permission, value, manager), overwrite);
      const title = say(`settings.bulk.title.${value ? 'show' : 'hide'}`, {
        name: this.words.say(`${definition.words}.name`),
      });
      const begun = { kind: BULK_CHANGE, title, href: PORTAL_SETTINGS, total, askedBy: loginOf(actor) };
      const id = await this.operations.begin(manager, begun);
      await manager.query(BEGIN, [id, permission, value, overwrite, moved ? !value : null, actorOf(actor)]);
      return { id, total };
    });
    await this.jobs.nowOrLater(id, total);
    return id;
  }

  @Runs(BULK_CHANGE)
  run({ id }: RunningOperation, progress: Progress): Promise<number> {
    return this.steps.apply(id, progress);
  }

  undo = ({ id }: RunningOperation, progress: Progress): Promise<number> => this.steps.undo(id, progress);

  async beginUndo(manager: EntityManager, actor: Actor, id: string): Promise<number> {
    await manager.query(HOLD_SETTINGS);
    const { permission, defaultBefore } = await this.queries.ofWriter(manager, id);
    if (await this.queries.atWork(permission, manager)) throw new Conflict(say('settings.bulk.atWork'));
    // One that was moved again since is there already.
    if (defaultBefore !== null) await this.settings.setDefault(manager, actor, permission, defaultBefore);
    const [[row]] = await manager.query<[[{ total: number }], number]>(BEGIN_UNDO, [id, actorOf(actor)]);
    return row.total;
  }

  async ended(manager: EntityManager, { id, state }: OperationMoment, stopper?: Actor): Promise<void> {
    const bulk = await this.queries.ofWriter(manager, id);
    const { permission, value, overwrite, changed, overwritten, kept, restored, undoneBy } = bulk;
    const counts = undoneBy ? { restored } : { overwrite, changed, overwritten, kept };
    const subject = { kind: 'bulk-change', id };
    await this.audit.record(manager, undoneBy ?? bulk.actor, {
      action: undoneBy ? 'bulk-change.taken-back' : 'bulk-change.ended',
      subject,
      after: { permission, value, ...counts, state },
    });
    if (stopper) await this.audit.record(manager, stopper, { action: 'bulk-change.stopped', subject });
  }

  story(operation: OperationMoment) {
    return this.stories.of(operation);
  }
}

const isSame = (other: BulkAtWork, { value, overwrite }: BulkChange): boolean =>
  !other.undoing && other.value === value && other.overwrite === overwrite;

const loginOf = ({ kind, id }: Actor): string | undefined => (kind === 'staff' ? id : undefined);
const actorOf = ({ kind, id, address }: Actor): string => JSON.stringify({ kind, id, address });

/** Changes of settings come one after the other, and customers are made before or after. */
const HOLD_SETTINGS = 'select from portal_settings for update';

const BEGIN = `
  insert into bulk_changes (operation_id, permission, value, overwrite, at, default_before, actor)
  values ($1, $2, $3, $4, clock_timestamp(), $5, $6)`;

const NOTE_DEFAULT = 'update bulk_changes set default_before = $2 where operation_id = $1';

const BEGIN_UNDO = `
  update bulk_changes set undone_by = $2, reached = null, restored = 0 where operation_id = $1
  returning (select count(*)::int from bulk_change_customers where operation_id = $1) as total`;
