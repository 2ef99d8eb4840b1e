import type { Readable } from 'node:stream';
import { newId } from '../platform/ids.js';

/**
 * Where the bytes of files lie: outside the web root, under names that we make. What a person called a file, its type
 * and who may see it stand in a row of the folder that owns it; the row holds the name of the bytes.
 *
 * Write the bytes first and the row after: a crash in between leaves bytes without a row, never a row without bytes.
 * To replace a file, put the new bytes under a new name, change the row, and remove the old ones after commit.
 */
export abstract class Storage {
  /**
   * Keeps the bytes under a name of `newFileName()`. All or nothing: no reader ever meets half a file, and what has
   * been put is on the disk. A stream that fails leaves nothing. The caller checks size and type before or meanwhile.
   * @returns the size in bytes
   */
  abstract put(name: string, content: Readable | Uint8Array): Promise<number>;

  /**
   * The bytes as a stream. Read it to its end or destroy it.
   * @param part only these, both ends included
   * @throws NotFound when there is nothing under this name
   */
  abstract open(name: string, part?: { readonly from: number; readonly to: number }): Promise<Readable>;

  /**
   * The size in bytes.
   * @throws NotFound when there is nothing under this name
   */
  abstract size(name: string): Promise<number>;

  /** Forgets the bytes; nothing happens when there are none. */
  abstract remove(name: string): Promise<void>;

  /** Whether files can be kept just now. */
  abstract works(): Promise<boolean>;
}

/** A name for bytes that are to be put: a UUID, and nothing that anybody typed. */
export const newFileName = (): string => newId();
