import { AsyncLocalStorage } from 'node:async_hooks';
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

function guard(methods: Record<string, Work>, name: string, holds: boolean): void {
  const real = methods[name] as Work;
  methods[name] = async function (this: unknown, ...given: never[]) {
    refuseSecond();
    if (!holds) return real.apply(this, given);
    const work = given.findIndex((one) => typeof one === 'function');
    const inside = given[work] as unknown as Work;
    given[work] = ((...those: never[]) => whileHeld(() => inside(...those))) as never;
    return real.apply(this, given);
  };
}

guard(Database.prototype as unknown as Record<string, Work>, 'rows', false);
guard(Database.prototype as unknown as Record<string, Work>, 'transaction', true);
guard(PortalReads.prototype as unknown as Record<string, Work>, 'within', true);
guard(PortalReads.prototype as unknown as Record<string, Work>, 'copying', true);
guard(PortalReads.prototype as unknown as Record<string, Work>, 'atOnce', false);
