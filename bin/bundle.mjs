import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Makes a few files of the hundreds that were compiled, for web and worker: loading each by itself is what a start
 * waits for most. Packages stay where they are. The folder lies as deep as those of modules, so that what they name
 * from their own place is found from there, too.
 */
async function bundle(root) {
  await build({
    entryPoints: [join(root, 'dist', 'main.js')],
    outdir: join(root, 'dist', 'platform', 'bundle'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    keepNames: true,
    logLevel: 'error',
  });
}

await bundle(join(fileURLToPath(import.meta.url), '..', '..'));
