import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The load that every contender is measured by: data, requests, the bare server. It lies beside the project. */
export const load = resolve(root, '../shared/bench');

/** Everything that the benchmark makes; removed by removing it. Never inside the project. */
export const folder = resolve(process.env.BENCH_FOLDER ?? join(tmpdir(), 'portico-bench'));

/** The two databases, in one cluster: the bare server's and Portico's. */
export const databases = { bare: 'bench', portico: 'portico_bench' };

/** Ends the script in peace where there is nothing to measure by. */
export function skipWithoutLoad() {
  if (existsSync(join(load, 'measure.mjs'))) return;
  console.log(`Skipped: ${load} is not there, and the benchmark is measured by it.`);
  process.exit(0);
}
