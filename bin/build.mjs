import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** When anything in a folder last changed. Folders count too: they change when a file comes or goes. */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/**
 * Builds dist/ when a source is newer than the last build. Says what the compiler said when it fails.
 * In production what was built is what runs, and where there is no compiler it has to do.
 */
export function buildWhenNeeded(root) {
  const [main, stamp] = ['main.js', '.built'].map((name) => join(root, 'dist', name));
  const compiler = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const isBuilt = existsSync(main);
  if (isBuilt && (process.env.NODE_ENV === 'production' || !existsSync(compiler))) return;
  const began = new Date();
  const sources = Math.max(...['src', '.swcrc', 'nest-cli.json'].map((name) => newest(join(root, name))));
  if (isBuilt && (newest(stamp) || newest(main)) > sources) return;
  process.stderr.write('Building ...\n');
  // The compiler first, then what makes few files of many.
  for (const words of [[compiler, 'build', '-b', 'swc'], [join(root, 'bin', 'bundle.mjs')]]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
    if (status === 0) continue;
    rmSync(stamp, { force: true });
    throw new Error(`The build failed. Run npm ci if it never worked here.\n${stdout}${stderr}`);
  }
  // A source that was saved while the compiler ran may not be in the build: the stamp bears the time of the start.
  writeFileSync(stamp, '');
  utimesSync(stamp, began, began);
}
