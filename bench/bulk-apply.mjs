// Measures a change for all existing customers beside a bare UPDATE of the same rows, on the same Postgres.
//
//   node bench/bulk-apply.mjs [--customers 100000] [--rounds 3]
//
// Portico's side keeps what each customer had before, its audit line and its progress, and works in steps.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { buildWhenNeeded } from '../bin/build.mjs';
import { databaseUrl, startCluster, stopCluster } from './cluster.mjs';
import { folder, root } from './places.mjs';
import { execute } from './psql.mjs';

const { values: opt } = parseArgs({
  options: {
    customers: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
  },
});
const NAME = 'portico_bulk';
/** With the database's address, once the cluster stands. */
const environment = {
  DATABASE_URL: '',
  REDIS_URL: 'redis://127.0.0.1:1',
  SECRET_KEY: 'a secret key that only the benchmark knows of',
  PORTICO_FOLDER: join(folder, 'bulk'),
};

const ranAlready = startCluster();
try {
  environment.DATABASE_URL = databaseUrl(NAME);
  await execute('postgres', `drop database if exists ${NAME} with (force)`, `create database ${NAME}`);
  buildWhenNeeded(root);
  const migrated = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'migrate'], {
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  if (migrated.status !== 0) throw new Error('The migrations did not run.');
  await measure();
} finally {
  if (!ranAlready) stopCluster();
}
// The queue waits for a Redis that is not there.
process.exit();

async function measure() {
  const built = (file) => import(join(root, 'dist', file));
  const { AppModule } = await built('app.module.js');
  const { Config } = await built('platform/config.js');
  const { SYSTEM } = await built('audit/audit.service.js');
  const { BulkChanges } = await built('settings/bulk-changes.service.js');
  const { OperationCourse } = await built('operations/operation.course.js');
  const { OperationsJobs } = await built('operations/operations.jobs.js');
  const app = await NestFactory.createApplicationContext(AppModule.with(new Config(environment)), {
    logger: ['error', 'fatal'],
  });
  app.get(OperationsJobs).atOnce = Infinity;
  const bare = new pg.Client({ connectionString: environment.DATABASE_URL });
  await bare.connect();
  await bare.query('update permission_settings set available = true, on_for_new = true');
  await bare.query(
    `insert into customers (id, reference, name)
     select gen_random_uuid(), 'C' || n, 'Customer ' || n from generate_series(1, $1::int) n`,
    [Number(opt.customers)],
  );
  await bare.query('analyze');
  const seconds = { bare: [], apply: [], undo: [] };
  for (let round = 0; round < Number(opt.rounds); round++) {
    await fresh(bare);
    seconds.bare.push(
      await timed(() =>
        bare.query(
          `update customer_permissions set allowed = false, set_by = 'bulk', set_at = now()
           where permission = 'jobs' and allowed`,
        ),
      ),
    );
    await fresh(bare);
    let id;
    const change = { permission: 'jobs', value: false, overwrite: true };
    seconds.apply.push(
      await timed(async () => (id = await app.get(BulkChanges).applyToAll(SYSTEM, change, false))),
    );
    seconds.undo.push(await timed(() => app.get(OperationCourse).undo(SYSTEM, id)));
  }
  const best = Object.fromEntries(Object.entries(seconds).map(([name, all]) => [name, Math.min(...all)]));
  const line = (name) =>
    `${best[name].toFixed(2)} s, ${(best[name] / best.bare).toFixed(2)} times the bare UPDATE`;
  console.log(`${opt.customers} customers, best of ${opt.rounds}`);
  console.log(`bare UPDATE   ${best.bare.toFixed(2)} s`);
  console.log(`for all       ${line('apply')}`);
  console.log(`taken back    ${line('undo')}`);
  await bare.end();
}

/** The same rows in the same order, without what earlier rounds left lying. */
async function fresh(bare) {
  await bare.query(
    `update customer_permissions set allowed = true, set_by = 'default' where permission = 'jobs' and not allowed`,
  );
  await bare.query('vacuum analyze customer_permissions');
  await bare.query('checkpoint');
}

async function timed(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
