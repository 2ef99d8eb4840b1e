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

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
