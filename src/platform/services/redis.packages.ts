import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RedisProgram } from './redis.program.js';

const run = promisify(execFile);

const folderOf = (programs: string) => join(programs, 'redis');

/** Debian keeps libraries in a folder named after the machine: usr/lib/x86_64-linux-gnu. */
function libraryFolders(root: string): string[] {
  const parents = ['usr/lib', 'lib'].map((name) => join(root, name)).filter((parent) => existsSync(parent));
  return parents.flatMap((parent) =>
    readdirSync(parent)
      .filter((name) => name.includes('-linux-'))
      .map((name) => join(parent, name)),
  );
}

/** The Redis unpacked earlier, if there is one. */
export function unpackedRedis(programs: string): RedisProgram | undefined {
  const file = join(folderOf(programs), 'usr', 'bin', 'redis-server');
  return existsSync(file) ? { file, libraries: libraryFolders(folderOf(programs)).join(':') } : undefined;
}

/**
 * Settings under which apt works in a folder of ours alone: it reads the machine's sources and what is
 * installed, and writes nothing outside. The hooks are cleared because some images delete the machine's own
 * downloads in them; the sandbox, because apt's user cannot enter our folder when we are root.
 */
export function aptSettings(folder: string): string {
  return [
    `Dir::State "${folder}/state";`,
    'Dir::State::status "/var/lib/dpkg/status";',
    `Dir::Cache "${folder}/cache";`,
    'Debug::NoLocking "true";',
    'APT::Sandbox::User "";',
    'Acquire::Languages "none";',
    'Acquire::Retries "3";',
    '#clear APT::Update::Pre-Invoke;',
    '#clear APT::Update::Post-Invoke;',
    '#clear APT::Update::Post-Invoke-Success;',
    '',
  ].join('\n');
}

/**
 * Fetches the distribution's redis-server with the libraries this machine lacks, and unpacks them under the
 * folder for programs. The system is not touched; it works as root and as anybody else.
 */
export async function unpackRedis(programs: string): Promise<RedisProgram> {
  const work = join(programs, 'redis.new');
  const root = join(work, 'root');
  rmSync(work, { recursive: true, force: true });
  for (const name of ['state/lists/partial', 'cache/archives/partial', 'root']) {
    mkdirSync(join(work, name), { recursive: true });
  }
  writeFileSync(join(work, 'apt.conf'), aptSettings(work));
  const apt = ['-c', join(work, 'apt.conf'), '-qq', '-y'];
  try {
    await run('apt-get', [...apt, 'update']);
    await run('apt-get', [...apt, '--no-install-recommends', '--download-only', 'install', 'redis-server']);
    for (const name of readdirSync(join(work, 'cache', 'archives')).filter((each) => each.endsWith('.deb'))) {
      await run('dpkg', ['-x', join(work, 'cache', 'archives', name), root]);
    }
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    const why = (error as { stderr?: string }).stderr?.trim() || String(error);
    throw new Error(`Redis could not be fetched. Run: sudo apt-get install redis-server\n${why}`, {
      cause: error,
    });
  }
  chmodSync(root, 0o755);
  renameSync(root, folderOf(programs));
  rmSync(work, { recursive: true, force: true });
  const unpacked = unpackedRedis(programs);
  if (!unpacked) throw new Error('The packages hold no Redis. Run: sudo apt-get install redis-server');
  return unpacked;
}
