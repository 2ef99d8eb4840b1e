import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Refused, say } from '../../platform/errors.js';
import { FileTooLarge } from './file.errors.js';
import { BEGINNING_BYTES, FILE_BYTES } from './file.kind.js';

/** What is read away beyond that, so that its sender gets an answer and not a broken line. */
const PATIENCE = 4 * FILE_BYTES;

/** A file as it arrives: its beginning is looked at first, then it passes through, counted and hashed. */
export class IncomingFile {
  private readonly hash: Hash = createHash('sha256');
  private readonly chunks: AsyncIterator<Buffer>;
  private readonly held: Buffer[] = [];
  private arrived = 0;

  constructor(body: Readable) {
    this.chunks = (body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  /** The first bytes; empty when there are none. */
  async beginning(): Promise<Buffer> {
    while (Buffer.concat(this.held).length < BEGINNING_BYTES) {
      const chunk = await this.next();
      if (!chunk) break;
      this.held.push(chunk);
    }
    return Buffer.concat(this.held);
  }

  /** The whole file. @throws FileTooLarge as soon as it is */
  async *content(): AsyncGenerator<Buffer> {
    for (;;) {
      const chunk = this.held.shift() ?? (await this.next());
      if (!chunk) return;
      if (this.arrived > FILE_BYTES) throw new FileTooLarge();
      this.hash.update(chunk);
      yield chunk;
    }
  }

  /** Of what passed through `content`. */
  sha256(): string {
    return this.hash.digest('hex');
  }

  /** Reads away what is left of a file that is refused. */
  async drain(): Promise<void> {
    while (this.arrived < PATIENCE && (await this.next().catch(() => undefined)));
    await this.chunks.return?.();
  }

  private async next(): Promise<Buffer | undefined> {
    const { value, done } = await this.chunks.next().catch(() => {
      throw new Refused(say('documents.api.brokenOff'));
    });
    if (done) return undefined;
    this.arrived += value.length;
    return value;
  }
}
