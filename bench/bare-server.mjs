import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseUrl } from './cluster.mjs';
import { databases, folder, load, root } from './places.mjs';

const PORT = Number(process.env.BENCH_BARE_PORT ?? 4170);

/** The load's bare server on the summaries, with the project's own driver: the same version for both contenders. */
export async function startBareServer() {
  const home = join(folder, 'bare-server');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  for (const file of ['server.mjs', 'package.json']) cpSync(join(load, 'floor', file), join(home, file));
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl(databases.bare),
      PORT: String(PORT),
    },
    stdio: 'inherit',
  });
  const url = `http://127.0.0.1:${PORT}`;
  for (let attempt = 0; !(await answers(`${url}/health`)); attempt += 1) {
    if (child.exitCode === null && attempt < 600) await sleep(50);
    else {
      child.kill();
      throw new Error('The bare server did not start.');
    }
  }
  return { url, pid: child.pid, stop: () => child.kill('SIGTERM') };
}

const answers = (url) =>
  fetch(url).then(
    () => true,
    () => false,
  );
