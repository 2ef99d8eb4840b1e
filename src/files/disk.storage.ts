import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { Storage } from './storage.js';

const A_DAY = 24 * 3_600_000;

/** Files in folders of this machine, or of a disk that several machines share. */
export class DiskStorage extends Storage {
  private readonly incoming: string;

  constructor(private readonly root: string) {
    super();
    this.incoming = join(root, 'incoming');
  }

  /** Makes the folder, and removes what a crash left half written. Another process may be writing: a day is left. */
  async prepare(): Promise<void> {
    await makeFolder(this.incoming);
    for (const name of await readdir(this.incoming)) {
      const path = join(this.incoming, name);
      const left = await stat(path).catch(() => undefined);
      if (left && Date.now() - left.mtimeMs > A_DAY) await rm(path, { force: true });
    }
  }

  async put(name: string, content: Readable | Uint8Array): Promise<number> {
    const path = this.path(name);
    const half = join(this.incoming, `${name}.${randomBytes(6).toString('hex')}`);
    try {
      const size = await write(half, content);
      const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(half, path);
      await settle(dirname(path));
      if (made) await settle(this.root);
      return size;
    } catch (error) {
      await rm(half, { force: true });
      throw error;
    }
  }

  async open(name: string, part?: { readonly from: number; readonly to: number }): Promise<Readable> {
    const file = await found(open(this.path(name), 'r'));
    return file.createReadStream(part ? { start: part.from, end: part.to } : {});
  }

  async size(name: string): Promise<number> {
    return (await found(stat(this.path(name)))).size;
  }

  async remove(name: string): Promise<void> {
    await rm(this.path(name), { force: true });
  }

  async works(): Promise<boolean> {
    return access(this.incoming, constants.W_OK).then(
      () => true,
      () => false,
    );
  }

  /** A UUIDv7 begins with its time and ends by chance: its end spreads files evenly over 256 folders. */
  private path(name: string): string {
    if (!isId(name)) throw new Error('Files are kept under names of newFileName() only.');
    return join(this.root, name.slice(-2), name);
  }
}

/**
 * Makes a folder and those above it. Step by step: below `/proc`, where none can be made, the recursive `mkdir` of Node
 * tries for ever.
 */
async function makeFolder(path: string): Promise<void> {
  const make = () => mkdir(path, { mode: 0o700 });
  try {
    await make();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    await makeFolder(dirname(path));
    await make().catch((again: NodeJS.ErrnoException) => {
      if (again.code !== 'EEXIST') throw again;
    });
  }
}

async function write(path: string, content: Readable | Uint8Array): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    await writeFile(file, content);
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** A new name outlives a power cut only when its folder is written down too. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function found<T>(looking: Promise<T>): Promise<T> {
  try {
    return await looking;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new NotFound();
    throw error;
  }
}
