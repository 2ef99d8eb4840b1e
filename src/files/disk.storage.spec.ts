import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DiskStorage } from './disk.storage.js';
import { keepsFiles } from './storage.fixture.js';

describe('files on a disk', () => {
  let root: string;
  let storage: DiskStorage;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'portico-files-'));
    storage = new DiskStorage(root);
    await storage.prepare();
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  keepsFiles(
    () => storage,
    async () =>
      (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
        .length,
  );

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
