#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The only gate: everything that must hold before a change lands, from nothing. Stops at the first thing that fails.

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const results = join('.portico', 'test', 'results.json');

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const folders = (process.env.PATH ?? '').split(delimiter);
const hasBrowser = BROWSERS.some((name) => folders.some((folder) => existsSync(join(folder, name))));
const isServer = Boolean(process.env.CI) && process.env.CI !== 'false';

/** Runs an npm script; its words are kept back unless it fails or `aloud` is set. */
function runScript(script, { args = [], aloud = false } = {}) {
  const child = spawn('npm', ['run', '-s', script, '--', ...args], {
    stdio: aloud ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  const words = [];
  child.stdout?.on('data', (part) => words.push(part));
  child.stderr?.on('data', (part) => words.push(part));
  return new Promise((resolve) =>
    child.once('close', (code) => resolve({ ok: code === 0, words: Buffer.concat(words) })),
  );
}

/** The plain closing line that any build server reads. What had to run and did not counts as failed. */
function closingLine(ok) {
  if (!existsSync(results)) return '0 passed, 1 failed';
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, success } = JSON.parse(
    readFileSync(results, 'utf8'),
  );
  // A file that could not even be read holds tests that did not pass.
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return `${numPassedTests} passed, ${failed || (success && ok ? 0 : 1)} failed`;
}

function end(ok, lastWords) {
  console.log(closingLine(ok));
  if (lastWords) console.log(lastWords);
  process.exit(ok ? 0 : 1);
}

// Ctrl-C reaches the running step as well; this process waits for it to end in order.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
rmSync(results, { force: true });
mkdirSync(dirname(results), { recursive: true, mode: 0o700 });

for (const script of ['format:check', 'lint', 'typecheck', 'build']) {
  const began = Date.now();
  const { ok, words } = await runScript(script);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${script.padEnd(14)}${ok ? 'ok' : 'FAILED'}  ${seconds} s`);
  if (!ok) {
    process.stdout.write(words);
    console.log(`\n"npm run ${script}" failed; the steps after it were not run.`);
    end(false);
  }
}

const projects = ['unit', 'house', 'journeys', ...(hasBrowser ? ['browser'] : [])];
const args = ['--selectProjects', ...projects, '--json', `--outputFile=${results}`];
const { ok } = await runScript('jest', { args, aloud: true });
const missing = 'no Chromium was found on the PATH. On Debian or Ubuntu: sudo apt-get install chromium';
if (!ok || hasBrowser) end(ok);
if (isServer) end(false, `The browser tests must run where CI is set, but ${missing}`);
end(true, `The browser tests were skipped: ${missing}`);
