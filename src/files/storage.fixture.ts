import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { NotFound } from '../platform/errors.js';
import { newFileName, type Storage } from './storage.js';

/** What every storage keeps to, wherever it lies. `kept` counts all that it holds, halves too. */
export function keepsFiles(storage: () => Storage, kept: () => Promise<number>): void {
  it('gives back what was put, from bytes and from a stream', async () => {
    const [bytes, stream] = [newFileName(), newFileName()];
    expect(await storage().put(bytes, Buffer.from('a note'))).toBe(6);
    expect(await storage().put(stream, Readable.from([Buffer.from('two '), Buffer.from('pieces')]))).toBe(10);
    expect((await buffer(await storage().open(bytes))).toString()).toBe('a note');
    expect((await buffer(await storage().open(stream))).toString()).toBe('two pieces');
    expect(await storage().size(stream)).toBe(10);
    expect((await buffer(await storage().open(stream, { from: 4, to: 6 }))).toString()).toBe('pie');
  });

  it('keeps an empty file, and one of many pieces as it was', async () => {
    const [empty, large] = [newFileName(), newFileName()];
    expect(await storage().put(empty, Readable.from([]))).toBe(0);
    expect(await storage().size(empty)).toBe(0);
    const pieces = Array.from({ length: 20 }, (_, index) => Buffer.alloc(1024 * 1024, index));
    expect(await storage().put(large, Readable.from(pieces))).toBe(20 * 1024 * 1024);
    expect((await buffer(await storage().open(large))).equals(Buffer.concat(pieces))).toBe(true);
  });

  it.each([1, 20])('keeps nothing of a stream that breaks off after %s MB', async (length) => {
    const before = await kept();
    async function* broken() {
      for (let index = 0; index < length; index += 1) yield Buffer.alloc(1024 * 1024);
      await Promise.resolve();
      throw new Error('the line went dead');
    }
    const name = newFileName();
    await expect(storage().put(name, Readable.from(broken()))).rejects.toThrow('the line went dead');
    expect(await kept()).toBe(before);
    await expect(storage().open(name)).rejects.toBeInstanceOf(NotFound);
  });

  it('forgets what is removed, and does not mind twice', async () => {
    const name = newFileName();
    await storage().put(name, Buffer.from('gone soon'));
    await storage().remove(name);
    await storage().remove(name);
    await expect(storage().open(name)).rejects.toBeInstanceOf(NotFound);
    await expect(storage().size(name)).rejects.toBeInstanceOf(NotFound);
  });

  it('takes no name that somebody typed', async () => {
    for (const name of ['../../x', 'logo.png', `${newFileName()}/../x`, '']) {
      await expect(storage().put(name, Buffer.from('x'))).rejects.toThrow('newFileName');
      await expect(storage().open(name)).rejects.toThrow('newFileName');
    }
  });
}
