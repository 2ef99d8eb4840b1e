// Measures how long the largest customer waits for all of its jobs as CSV, beside the bare server's download of them.
//
//   node bench/export.mjs [--rounds 3]
//
// Portico prepares so long a list in its worker: it counts before and after, keeps which records the file holds, and
// decides again before the file is handed out. The time is from asking to the last byte.
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startBareServer } from './bare-server.mjs';
import { startCluster, stopCluster } from './cluster.mjs';
import { read } from './pages.mjs';
import { folder, root, skipWithoutLoad } from './places.mjs';
import { customers, migratePortico, openPortal, PEOPLE, signIn, startPortico } from './portico.mjs';

const { values: opt } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });
skipWithoutLoad();

const started = [];
const ranAlready = startCluster();
try {
  migratePortico();
  const { startSomeServices } = await import(join(root, 'dist/platform/services/services.js'));
  const redis = await startSomeServices({ folder: join(folder, 'redis') }, { postgres: false, redis: true });
  started.push(redis);
  await openPortal();
  const portico = await startPortico(redis.redisUrl);
  started.push(portico, await startPortico(redis.redisUrl, { role: 'worker' }));
  const bare = await startBareServer();
  started.push(bare);
  await measure(portico, bare);
} finally {
  for (const one of started.reverse()) await one.stop();
  if (!ranAlready) stopCluster();
}

async function measure(portico, bare) {
  const { largest } = await customers();
  const cookie = await signIn(portico.url, PEOPLE.largest);
  for (let round = 1; round <= Number(opt.rounds); round += 1) {
    const bareTime = await timed(() => read(`${bare.url}/export?customer=${largest}`));
    const ours = await timed(() => prepared(portico.url, cookie));
    console.log(
      `round ${round}: bare server ${describe(bareTime)}; Portico ${describe(ours)}; ` +
        `${(bareTime.seconds / ours.seconds).toFixed(2)} of its speed`,
    );
  }
}

/** Asks for the list as a file, waits until it is there, and takes it. */
async function prepared(url, cookie) {
  const known = new Set(filesOf(await read(`${url}/portal/exports`, cookie)));
  const asked = await fetch(`${url}/portal/jobs.csv`, { headers: { cookie }, redirect: 'manual' });
  if (asked.status !== 303) throw new Error(`The export was answered with ${asked.status}.`);
  for (;;) {
    const file = filesOf(await read(`${url}/portal/exports`, cookie)).find((href) => !known.has(href));
    if (file) return read(url + file, cookie);
    await sleep(20);
  }
}

function filesOf(html) {
  return [...html.matchAll(/href="(\/portal\/exports\/[^"]+\/file)"/g)].map(([, href]) => href);
}

async function timed(work) {
  const begun = performance.now();
  const text = await work();
  const rows = text.trimEnd().split('\n').length - 1;
  return { seconds: (performance.now() - begun) / 1000, rows };
}

function describe({ seconds, rows }) {
  return `${seconds.toFixed(2)} s for ${rows} rows`;
}
