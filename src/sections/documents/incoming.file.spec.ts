import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { FileTooLarge } from './file.errors.js';
import { FILE_BYTES } from './file.kind.js';
import { IncomingFile } from './incoming.file.js';

const pieces = (...texts: string[]) => Readable.from(texts.map((text) => Buffer.from(text)));
async function* endless() {
  for (;;) yield Buffer.alloc(1024 * 1024, 'x');
}

describe('an incoming file', () => {
  it('shows its beginning, then passes whole, however it was cut', async () => {
    const file = new IncomingFile(pieces('%', 'PDF', '-1.7 and so on', ' and on'));
    expect((await file.beginning()).toString()).toBe('%PDF-1.7 and so on and on');
    expect((await buffer(Readable.from(file.content()))).toString()).toBe('%PDF-1.7 and so on and on');
    expect(file.sha256()).toMatch(/^[0-9a-f]{64}$/);
    await file.drain();
  });

  it('is empty when nothing comes', async () => {
    expect(await new IncomingFile(pieces()).beginning()).toHaveLength(0);
  });

  it('stops when it is too large, and reads only so much away', async () => {
    let passed = 0;
    const file = new IncomingFile(Readable.from(endless()));
    const reading = (async () => {
      for await (const chunk of file.content()) passed += chunk.length;
    })();
    await expect(reading).rejects.toBeInstanceOf(FileTooLarge);
    expect(passed).toBe(FILE_BYTES);
    await file.drain();
  });

  it('says so when it breaks off', async () => {
    async function* broken() {
      yield Buffer.from('%PDF-1.7');
      throw new Error('aborted');
    }
    const file = new IncomingFile(Readable.from(broken()));
    await expect(file.beginning()).rejects.toThrow('documents.api.brokenOff');
    await file.drain();
  });
});
