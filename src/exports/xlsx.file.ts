import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { PassThrough, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { SHEET_END, SHEET_ROWS, sheetBeginning, sheetName, sheetTitle, workbookParts } from './xlsx.parts.js';

/** Fast, and small enough. */
const COMPRESSION = 1;
const LINE_END = 10;

/**
 * A workbook that is written while its rows come, a line each: memory stays flat however many there are. What does not
 * fit on a sheet goes on on the next.
 */
export class XlsxFile {
  private readonly zip = new ZipFile();
  private readonly written: Promise<void>;
  private sheet: PassThrough | undefined;
  private sheets = 0;
  private rows = 0;

  constructor(
    file: string,
    private readonly title: string,
    private readonly headings: readonly string[],
    private readonly most = SHEET_ROWS,
  ) {
    this.written = pipeline(this.zip.outputStream, createWriteStream(file));
    // Awaited at the end, and wherever something waits for it to go on.
    this.written.catch(() => undefined);
    this.zip.on('error', (error: Error) => this.stop(error));
    this.begin();
  }

  /** Takes rows as bytes; a row may come in several pieces. Ending it does not end the file. */
  rowsOf(): Writable {
    return new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.take(chunk).then(
          () => done(),
          (error: unknown) => done(error as Error),
        );
      },
    });
  }

  /** Writes what is left; the file is whole afterwards. */
  async close(): Promise<void> {
    this.sheet?.end(SHEET_END);
    for (const [name, text] of Object.entries(workbookParts(sheetTitle(this.title), this.sheets)))
      this.zip.addBuffer(Buffer.from(text), name, { compressionLevel: COMPRESSION });
    this.zip.end();
    await this.written;
  }

  /** Gives up: nothing reads the file any more. */
  async abandon(error: Error): Promise<void> {
    this.sheet?.destroy();
    this.stop(error);
    await this.written.catch(() => undefined);
  }

  private stop(error: Error): void {
    (this.zip.outputStream as PassThrough).destroy(error);
  }

  private begin(): void {
    this.sheet?.end(SHEET_END);
    this.sheet = new PassThrough();
    this.sheets += 1;
    this.rows = 0;
    const name = `xl/${sheetName(this.sheets)}`;
    this.zip.addReadStream(this.sheet, name, { compressionLevel: COMPRESSION });
    this.sheet.write(sheetBeginning(this.headings));
  }

  private async take(chunk: Buffer): Promise<void> {
    for (let from = 0, to = 0; from < chunk.length; from = to) {
      if (this.rows === this.most) this.begin();
      while (to < chunk.length && this.rows < this.most) {
        const end = chunk.indexOf(LINE_END, to);
        if (end !== -1) this.rows += 1;
        to = end === -1 ? chunk.length : end + 1;
      }
      const sheet = this.sheet as PassThrough;
      // A disk that is full takes nothing more: then the file is at an end, and so is waiting for it.
      if (!sheet.write(chunk.subarray(from, to))) await Promise.race([once(sheet, 'drain'), this.written]);
    }
  }
}
