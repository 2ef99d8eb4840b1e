// Makes the data of the benchmark: one Postgres, the bare server's database and Portico's, with the same rows in both.
//
//   node bench/prepare.mjs [--scale 0.1]
//
// At full scale it takes some minutes and 10 GB below BENCH_FOLDER (the temporary folder unless said).
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { psqlAddress, psqlEnvironment, startCluster, stopCluster } from './cluster.mjs';
import { databases, load, root, skipWithoutLoad } from './places.mjs';
import { execute, executeFile } from './psql.mjs';
import { loadPortico } from './portico-load.mjs';
import { migratePortico, openPortal } from './portico.mjs';
import { checkSums } from './agreement.mjs';

const { values: opt } = parseArgs({ options: { scale: { type: 'string', default: '1' } } });
skipWithoutLoad();

const ranAlready = startCluster();
try {
  for (const name of Object.values(databases)) {
    await execute('postgres', `drop database if exists ${name} with (force)`, `create database ${name}`);
  }
  const generator = [join(load, 'dataset/generate.mjs'), ...psqlAddress, '--database', databases.bare];
  execFileSync(process.execPath, [...generator, '--scale', opt.scale], {
    env: psqlEnvironment(),
    stdio: 'inherit',
  });
  await executeFile(databases.bare, join(root, 'bench/bare.sql'));
  migratePortico();
  await openPortal();
  await loadPortico();
  await openPortal();
  await checkSums();
} finally {
  if (!ranAlready) stopCluster();
}
