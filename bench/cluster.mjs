import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { folder } from './places.mjs';

// One Postgres for both contenders, of the machine's own packages, so that psql and server are of one version.

const data = join(folder, 'postgres');
const passwordFile = join(folder, 'password');
const port = Number(process.env.BENCH_PGPORT ?? 5499);
// Postgres refuses to run as root; the account need not have a name.
const account = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  port,
  unix_socket_directories: '',
  max_connections: 60,
  shared_buffers: '2GB',
  effective_cache_size: '6GB',
  maintenance_work_mem: '512MB',
  work_mem: '32MB',
  max_wal_size: '8GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
};

function programs() {
  if (process.env.BENCH_PGBIN) return process.env.BENCH_PGBIN;
  const parent = '/usr/lib/postgresql';
  const [newest] = existsSync(parent) ? readdirSync(parent).sort((a, b) => Number(b) - Number(a)) : [];
  if (!newest)
    throw new Error('Install postgresql, or set BENCH_PGBIN to the folder that holds initdb and pg_ctl.');
  return join(parent, newest, 'bin');
}

const run = (program, args) =>
  execFileSync(join(programs(), program), args, {
    ...account,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'inherit'],
  });

/** Starts the cluster, making it first when there is none. Answers whether it ran already. */
export function startCluster() {
  if (!existsSync(join(data, 'PG_VERSION'))) makeCluster();
  const running =
    spawnSync(join(programs(), 'pg_ctl'), ['status', '-D', data], { ...account, cwd: '/' }).status === 0;
  if (running) return true;
  const settings = Object.entries(SETTINGS).map(([name, value]) => `-c ${name}=${value}`);
  run('pg_ctl', ['start', '-w', '-t', '120', '-D', data, '-l', join(data, 'log'), '-o', settings.join(' ')]);
  return false;
}

export const stopCluster = () => run('pg_ctl', ['stop', '-w', '-m', 'fast', '-D', data]);

function makeCluster() {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o711);
  rmSync(data, { recursive: true });
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, randomBytes(18).toString('hex'), { mode: 0o600 });
  if (account.uid) for (const path of [data, passwordFile]) chownSync(path, account.uid, account.gid);
  const how = [
    '-U',
    'postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--locale=C.UTF-8',
    '-N',
  ];
  run('initdb', ['-D', data, '--encoding=UTF8', ...how]);
}

const password = () => readFileSync(passwordFile, 'utf8');

/** As superuser. */
export const databaseUrl = (name) => `postgres://postgres:${password()}@127.0.0.1:${port}/${name}`;

/** What psql and the dataset's generator need to find the cluster. */
export const psqlEnvironment = () => ({
  ...process.env,
  PGPASSWORD: password(),
  PGOPTIONS: '-c client_min_messages=warning',
});
export const psqlAddress = ['--host', '127.0.0.1', '--port', String(port), '--user', 'postgres'];
