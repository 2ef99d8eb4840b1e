import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NotFound } from '../platform/errors.js';
import { DiskStorage } from './disk.storage.js';
import { newFileName } from './storage.js';

describe('files on a disk', () => {
  let root: string;
  let storage: DiskStorage;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'portico-files-'));
    storage = new DiskStorage(root);
    await storage.prepare();
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  const everything = async () =>
    (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

  it('gives back what was put, from bytes and from a stream', async () => {
    const [bytes, stream] = [newFileName(), newFileName()];
    expect(await storage.put(bytes, Buffer.from('a note'))).toBe(6);
    expect(await storage.put(stream, Readable.from([Buffer.from('two '), Buffer.from('pieces')]))).toBe(10);
    expect((await buffer(await storage.open(bytes))).toString()).toBe('a note');
    expect((await buffer(await storage.open(stream))).toString()).toBe('two pieces');
    expect(await storage.size(stream)).toBe(10);
    expect((await buffer(await storage.open(stream, { from: 4, to: 6 }))).toString()).toBe('pie');
  });

  it('keeps nothing of a stream that breaks off', async () => {
    const before = (await everything()).length;
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('the line went dead');
    }
    const name = newFileName();
    await expect(storage.put(name, Readable.from(broken()))).rejects.toThrow('the line went dead');
    expect(await everything()).toHaveLength(before);
    await expect(storage.open(name)).rejects.toBeInstanceOf(NotFound);
  });

  it('forgets what is removed, and does not mind twice', async () => {
    const name = newFileName();
    await storage.put(name, Buffer.from('gone soon'));
    await storage.remove(name);
    await storage.remove(name);
    await expect(storage.open(name)).rejects.toBeInstanceOf(NotFound);
    await expect(storage.size(name)).rejects.toBeInstanceOf(NotFound);
  });

  it('takes no name that somebody typed', async () => {
    for (const name of ['../../x', 'logo.png', `${newFileName()}/../x`, '']) {
      await expect(storage.put(name, Buffer.from('x'))).rejects.toThrow('newFileName');
      await expect(storage.open(name)).rejects.toThrow('newFileName');
    }
  });

  it('clears away half a file that an old crash left, and leaves a young one to its writer', async () => {
    const [old, young] = [join(root, 'incoming', 'old'), join(root, 'incoming', 'young')];
    await writeFile(old, 'half');
    await writeFile(young, 'half');
    const longAgo = new Date(Date.now() - 2 * 24 * 3_600_000);
    await utimes(old, longAgo, longAgo);
    await new DiskStorage(root).prepare();
    expect(await readdir(join(root, 'incoming'))).toEqual(['young']);
  });
});
