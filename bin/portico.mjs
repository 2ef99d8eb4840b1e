#!/usr/bin/env node
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhenNeeded } from './build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const from = process.env.INIT_CWD ?? process.cwd();
const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

// Files to import are named from where the person stands; everything else happens in the project's folder.
const [command, ...rest] = process.argv.slice(2);
const placed =
  command === 'import'
    ? rest.map((word, at) =>
        isFile(resolve(from, word)) || rest[at - 1] === '--report' ? resolve(from, word) : word,
      )
    : rest;
process.chdir(root);

try {
  buildWhenNeeded(root);
  const { run } = await import('../dist/platform/run/run.js');
  process.exitCode = await run(command ? [command, ...placed] : [], root, process.env);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
