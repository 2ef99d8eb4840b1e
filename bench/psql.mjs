import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { psqlAddress, psqlEnvironment } from './cluster.mjs';

function psql(database, stdio, ...what) {
  const args = ['-qX', '-v', 'ON_ERROR_STOP=1', ...psqlAddress, '-d', database, ...what];
  const child = spawn('psql', args, { stdio, env: psqlEnvironment() });
  const done = once(child, 'close').then(([code]) => {
    if (code !== 0)
      throw new Error(`psql ended with ${code} on ${database}: ${what.join(' ').slice(0, 200)}`);
  });
  return { child, done };
}

/** Runs statements; nothing comes back. */
export const execute = (database, ...statements) =>
  psql(database, ['ignore', 'ignore', 'inherit'], ...statements.flatMap((one) => ['-c', one])).done;

/** Runs a file of statements. */
export const executeFile = (database, file) =>
  psql(database, ['ignore', 'ignore', 'inherit'], '-f', file).done;

/** What a query answers, as the text that psql prints of it. */
export async function ask(database, query) {
  const { child, done } = psql(database, ['ignore', 'pipe', 'inherit'], '-At', '-c', query);
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  await done;
  return Buffer.concat(chunks).toString('utf8').trim();
}

/** Pipes the rows of a query in one database into a table of the other, without keeping them. */
export async function copyAcross(from, query, to, target) {
  const source = psql(from, ['ignore', 'pipe', 'inherit'], '-c', `copy (${query}) to stdout`);
  const sink = psql(to, ['pipe', 'inherit', 'inherit'], '-c', `copy ${target} from stdin`);
  await Promise.all([pipeline(source.child.stdout, sink.child.stdin), source.done, sink.done]);
}
