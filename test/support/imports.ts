import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportCommand } from '../../src/imports/import.command.js';
import { importOptions } from '../../src/imports/import.options.js';
import type { TestPortico } from './app.js';

/** What an import said and left behind. */
export interface Imported {
  readonly code: number;
  readonly said: string;
  /** The report of refused rows, a row's cells each; none when nothing was refused. */
  readonly refused: readonly string[];
}

/** Somebody at the command line with files in a folder of their own. */
export class ImportingOffice {
  private constructor(
    private readonly portico: TestPortico,
    private readonly folder: string,
  ) {}

  static async open(portico: TestPortico): Promise<ImportingOffice> {
    return new ImportingOffice(portico, await mkdtemp(join(tmpdir(), 'portico-import-')));
  }

  /** Writes a file (or a map) into the folder. */
  async file(name: string, content: string | Buffer | object): Promise<string> {
    const path = join(this.folder, name);
    const isJson = typeof content === 'object' && !Buffer.isBuffer(content);
    await writeFile(path, isJson ? JSON.stringify(content) : (content as string | Buffer));
    return path;
  }

  /** `import <words>`, as the command line runs it. */
  async import(...words: readonly string[]): Promise<Imported> {
    const lines: string[] = [];
    const options = { ...importOptions(words), report: join(this.folder, 'refused.csv') };
    const command = this.portico.app.get(ImportCommand, { strict: false });
    const code = await command.run(options, { line: (text) => lines.push(text), passing: () => undefined });
    const report = await readFile(options.report, 'utf8').catch(() => '');
    await rm(options.report, { force: true });
    return { code, said: lines.join('\n'), refused: report.split('\r\n').slice(1, -1) };
  }

  /** The same by `node dist/cli.js`, in a process of its own. */
  async inProcess(...words: readonly string[]): Promise<{ code: number; said: string; faults: string }> {
    const { databaseUrl, redisUrl, secretKeys, storageUrl, folder } = this.portico.config;
    const env = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      SECRET_KEY: secretKeys.join(','),
      STORAGE_URL: storageUrl,
      PORTICO_FOLDER: folder,
    };
    return new Promise((resolve) => {
      execFile(process.execPath, [CLI, 'import', ...words], { env }, (error, said, faults) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, said, faults }),
      );
    });
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

const CLI = 'dist/cli.js';

/** Whether the program was built after imports last changed; what is older would prove nothing. */
export const isBuilt = (): boolean => {
  const built = statSync('dist/imports/import.command.js', { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return readdirSync('src/imports').every((name) => statSync(join('src/imports', name)).mtimeMs < built);
};
