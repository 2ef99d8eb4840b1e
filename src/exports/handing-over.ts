import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyReply } from 'fastify';
import { fileHeaders, type ExportFormat } from './export.formats.js';

/** Answers with a file once it is whole: what fails while it is written is a page, never a part of a file. */
export async function handOver(
  reply: FastifyReply,
  list: string,
  format: ExportFormat,
  write: (file: string) => Promise<unknown>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-export-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const file = join(folder, 'export');
    await write(file);
    const { size } = await stat(file);
    const stream = createReadStream(file);
    stream.once('close', () => void remove());
    void reply.headers(fileHeaders(list, format, size)).send(stream);
  } catch (error) {
    await remove();
    throw error;
  }
}
