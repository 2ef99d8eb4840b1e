import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A ZIP that is written entry by entry: each is read to its end before the next, and nothing is held in memory. */
export class ZipOnDisk {
  private readonly zip = new ZipFile();
  private readonly written: Promise<void>;

  constructor(path: string) {
    const output = this.zip.outputStream as Readable;
    this.zip.on('error', (error: Error) => output.destroy(error));
    this.written = pipeline(output, createWriteStream(path));
    // Whoever adds or closes hears of it.
    this.written.catch(() => undefined);
  }

  /** Adds bytes as they are, since PDFs and images are packed already; a text is packed. */
  async add(name: string, content: Readable, { packed = true } = {}): Promise<void> {
    this.zip.addReadStream(content, name, { compress: !packed });
    try {
      await Promise.race([finished(content), this.written]);
    } finally {
      content.destroy();
    }
  }

  /** Adds a text as the last entry, and closes the file. */
  async close(name: string, text: string): Promise<void> {
    this.zip.addBuffer(Buffer.from(text), name);
    this.zip.end();
    await this.written;
  }

  /** Gives up: nothing of it is of use. */
  async abandon(error: Error): Promise<void> {
    (this.zip.outputStream as Readable).destroy(error);
    await this.written.catch(() => undefined);
  }
}
