import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { Database } from '../../src/platform/database/database.js';
import { PortalReads } from '../../src/platform/database/portal-reads.js';

/**
 * Whoever holds a connection never waits for a second one: as many at once as the pool has connections would wait for
 * each other for ever. In tests, whoever does is refused.
 */
const holding = new AsyncLocalStorage<{ ended: boolean }>();

type Work = (...given: never[]) => Promise<unknown>;

function refuseSecond(): void {
  if (holding.getStore()?.ended === false)
    throw new Error('Whoever holds a connection asks by it, and never waits for a second one.');
}

async function whileHeld(work: () => Promise<unknown>): Promise<unknown> {
  const here = { ended: false };
  return holding.run(here, () => work().finally(() => (here.ended = true)));
}

/** Holds a connection while the work that is given runs. */
function holds(methods: Record<string, Work>, name: string): void {
  const real = methods[name] as Work;
  methods[name] = async function (this: unknown, ...given: never[]) {
    const work = given.findIndex((one) => typeof one === 'function');
    const inside = given[work] as unknown as Work;
    given[work] = ((...those: never[]) => whileHeld(() => inside(...those))) as never;
    return real.apply(this, given);
  };
}

holds(Database.prototype as unknown as Record<string, Work>, 'transaction');
holds(PortalReads.prototype as unknown as Record<string, Work>, 'within');
holds(PortalReads.prototype as unknown as Record<string, Work>, 'copying');

/** Whoever asks for one, by whatever way: rows, transactions, repositories and queries of the pool all come here. */
const connect = pg.Pool.prototype.connect as (this: pg.Pool, ...given: never[]) => unknown;
pg.Pool.prototype.connect = function (this: pg.Pool, ...given: never[]) {
  refuseSecond();
  return connect.apply(this, given);
} as typeof pg.Pool.prototype.connect;
