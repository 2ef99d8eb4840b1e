import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { PorticoError, say, type Text } from '../platform/errors.js';
import { JobHandler, Sweeper, type JobPayload } from '../platform/queue/jobs.js';
import { marked, oneOfEach } from '../platform/queue/marked.js';
import { renewing } from '../platform/queue/renewing.js';
import { OperationClaims, RENEWAL_SECONDS } from './operation.claims.js';
import { OperationKinds } from './operation.kinds.js';
import type { OperationState } from './operation.entity.js';
import { Operations } from './operations.service.js';
import { RUNS, Stopped, type Run, type RunningOperation } from './runs.js';

const A_SWEEP = 100;
/** An accident (a database that went away) is forgiven this often; it waits longer each time. */
const ATTEMPTS = 5;
const FIRST_WAIT = 10;

/** Does long work: finds the runner of its kind in the folders to the right. */
@Injectable()
export class OperationsJobs implements OnModuleInit {
  private readonly log = new Logger('Operations');
  /** So much is done while the person waits: a blink. */
  atOnce = 1000;
  private runners: ReadonlyMap<string, Run> = new Map();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly database: Database,
    private readonly claims: OperationClaims,
    private readonly kinds: OperationKinds,
    private readonly operations: Operations,
  ) {}

  /** @throws Error when a kind has two runners */
  onModuleInit(): void {
    this.runners = oneOfEach(
      'runner of an operation',
      marked<string, Run>(this.discovery, this.scanner, RUNS),
    );
  }

  @JobHandler('operations.run')
  async run({ id }: JobPayload): Promise<void> {
    const operation = await this.claims.claim(id);
    if (!operation) return;
    const work = () => this.work(operation).catch((error: unknown) => this.failed(operation, error));
    await renewing(RENEWAL_SECONDS, () => this.claims.renew(operation), work);
  }

  /** After commit: does little work before the request is answered, and leaves the rest to a worker. */
  async nowOrLater(id: string, total: number): Promise<void> {
    if (total > this.atOnce) this.operations.feed(id);
    else await this.run({ id, attempt: 0 });
  }

  @Sweeper(10)
  async feedDue(): Promise<void> {
    for (const { id, attempt } of await this.claims.due(A_SWEEP)) this.operations.feed(id, attempt);
  }

  private async work(operation: RunningOperation): Promise<void> {
    const { kind, undoing } = operation;
    const run = undoing ? this.kinds.find(kind)?.undo : this.runners.get(kind);
    if (!run) throw new Error(`Nobody runs operations of the kind "${kind}".`);
    if (operation.attempt > ATTEMPTS) throw new Error('Taken up too often.');
    const total = await run(operation, (done, manager) => this.claims.progress(operation, done, manager));
    await this.end(operation, undoing ? 'undone' : 'done', (manager) =>
      this.claims.done(operation, typeof total === 'number' ? total : operation.total, manager),
    );
  }

  /** Ends it, if it is still this worker's, with what its kind has to say about that. */
  private async end(
    { id, kind }: RunningOperation,
    state: OperationState,
    change: (manager: EntityManager) => Promise<boolean>,
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      if (await change(manager)) await this.kinds.find(kind)?.ended(manager, { id, state });
    });
  }

  private fail(operation: RunningOperation, problem: Text): Promise<void> {
    return this.end(operation, 'failed', (manager) => this.claims.failed(operation, problem, manager));
  }

  private async failed(operation: RunningOperation, error: unknown): Promise<void> {
    if (error instanceof Stopped) return;
    if (error instanceof PorticoError) return this.fail(operation, error.text);
    const what = `Operation ${operation.id} (${operation.kind}), attempt ${operation.attempt}`;
    this.log.error(`${what}: ${(error as Error).stack ?? String(error)}`);
    if (operation.attempt < ATTEMPTS) await this.claims.again(operation, FIRST_WAIT * 2 ** operation.attempt);
    else await this.fail(operation, say('operations.problems.unexpected'));
  }
}
