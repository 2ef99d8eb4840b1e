// Measures Portico beside the bare server, on the data of prepare.mjs, and prints ratios.
//
//   node bench/run.mjs [--only regexp] [--seconds 4] [--rounds 3] [--connections 1,8] [--profile]
//
// So long a list as a file is prepared in the background: export.mjs measures that.
// --profile leaves a .cpuprofile of Portico's web process in BENCH_FOLDER.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkJobs } from './agreement.mjs';
import { startBareServer } from './bare-server.mjs';
import { startCluster, stopCluster } from './cluster.mjs';
import { pathOfPage, rowsOf, read } from './pages.mjs';
import { folder, load, root, skipWithoutLoad } from './places.mjs';
import { customers, migratePortico, openPortal, PEOPLE, signIn, startPortico } from './portico.mjs';

const { values: opt } = parseArgs({
  options: {
    only: { type: 'string', default: '.' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '1,8' },
    profile: { type: 'boolean', default: false },
  },
});
/** How deep the deep page lies, where the list is as long as that. */
const DEEP = 400;
skipWithoutLoad();

const started = [];
const ranAlready = startCluster();
try {
  migratePortico();
  const { startSomeServices } = await import(join(root, 'dist/platform/services/services.js'));
  const redis = await startSomeServices({ folder: join(folder, 'redis') }, { postgres: false, redis: true });
  started.push(redis);
  const portico = await startPortico(
    redis.redisUrl,
    opt.profile ? { execArgv: ['--cpu-prof', `--cpu-prof-dir=${folder}`] } : {},
  );
  started.push(portico);
  const bare = await startBareServer();
  started.push(bare);
  // Permissions that this version of Portico brought have their rows now.
  await openPortal();
  await measure(portico, bare);
} finally {
  for (const one of started.reverse()) await one.stop();
  if (!ranAlready) stopCluster();
}

async function measure(portico, bare) {
  const { largest, median } = await customers();
  const cookie = {
    largest: await signIn(portico.url, PEOPLE.largest),
    median: await signIn(portico.url, PEOPLE.median),
  };
  const compare = (name, path, whose, query) =>
    checkJobs(
      name,
      { url: portico.url + path, cookie: cookie[whose] },
      { url: `${bare.url}/list?${query}&source=rollup` },
    );
  const { total } = await compare(
    'jobs page 1, largest',
    '/portal/jobs',
    'largest',
    `customer=${largest}&page=1`,
  );
  await compare('jobs page 1, median', '/portal/jobs', 'median', `customer=${median}&page=1`);
  const number = Math.min(DEEP, Math.floor(total / 50));
  const deep = await pathOfPage(portico.url, '/portal/jobs', cookie.largest, number);
  const before = rowsOf(
    await read(`${bare.url}/list?customer=${largest}&page=${number - 1}&source=rollup`),
  ).at(-1);
  const place = [before[2], before[0]].join(',');
  await compare(`jobs page ${number}, largest`, deep, 'largest', `customer=${largest}&before=${place}`);

  const flags = ['only', 'seconds', 'rounds', 'connections'].flatMap((name) => [`--${name}`, opt[name]]);
  const targets = ['bare', 'portico'].map((name) => join(root, `bench/targets/${name}.json`));
  const child = spawn(process.execPath, [join(load, 'measure.mjs'), ...targets, ...flags], {
    stdio: 'inherit',
    env: {
      ...process.env,
      LARGEST: largest,
      MEDIAN: median,
      BARE_URL: bare.url,
      BARE_PID: bare.pid,
      BARE_DEEP: place,
      PORTICO_URL: portico.url,
      PORTICO_PID: portico.pid,
      PORTICO_DEEP: deep,
      COOKIE_LARGEST: cookie.largest,
      COOKIE_MEDIAN: cookie.median,
    },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('The measuring ended early.');
}
