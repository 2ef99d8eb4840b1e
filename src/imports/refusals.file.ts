import { type FileHandle, open, rm } from 'node:fs/promises';
import { Refused, say } from '../platform/errors.js';
import type { CellProblem } from './import.line.js';
import { refusalCsv, refusalHeadings, type Say } from './import.report.js';

/** The refused rows as a CSV file, written as they come. One without rows leaves no file. */
export class RefusalsFile {
  private count = 0;

  private constructor(
    readonly path: string,
    private readonly file: FileHandle,
    private readonly words: Say,
  ) {}

  /** Before a row is written: whoever cannot have the report should know it now. @throws Refused */
  static async begin(path: string, words: Say): Promise<RefusalsFile> {
    const file = await open(path, 'w').catch((error: NodeJS.ErrnoException) => {
      throw new Refused(say('imports.report.cannotWrite', { path, code: error.code ?? '' }));
    });
    // The mark at the beginning lets spreadsheets read accents.
    await file.write(`\uFEFF${refusalHeadings(words)}`);
    return new RefusalsFile(path, file, words);
  }

  async add(problems: readonly CellProblem[]): Promise<void> {
    if (problems.length === 0) return;
    this.count += problems.length;
    await this.file.write(problems.map((problem) => refusalCsv(problem, this.words)).join(''));
  }

  async end(): Promise<void> {
    await this.file.close();
    if (this.count === 0) await rm(this.path, { force: true });
  }
}
