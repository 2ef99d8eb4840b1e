import type { FastifyRequest } from 'fastify';
import { newFileName, type Storage } from '../files/storage.js';
import { sentFileName } from '../platform/http/sent-file-name.js';

const MEBIBYTE = 1024 * 1024;
/** Of a file for the page. Larger ones are imported on the server itself. */
export const LARGEST_MEGABYTES = 50;
const LARGEST_MAP = MEBIBYTE;

/** A file over the limit is no error to the reader here: the field says so. */
const LIMITS = {
  throwFileSizeLimit: false,
  limits: { files: 2, fields: 20, fileSize: LARGEST_MEGABYTES * MEBIBYTE, fieldSize: LARGEST_MAP },
};

/** What the form sent. A file lies in the storage already; whoever does not keep it removes it. */
export interface SentUpload {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: StoredUpload | undefined;
  /** The text of a map that was chosen as a file. */
  readonly mapFile: string | undefined;
}
export interface StoredUpload {
  /** What it was called, without folders. */
  readonly name: string;
  readonly stored: string;
  readonly bytes: number;
  readonly tooLarge: boolean;
}

/** Reads the form, the file on its way to the storage; one that is too large is read away to its end. */
export async function readImportUpload(request: FastifyRequest, storage: Storage): Promise<SentUpload> {
  const fields: Record<string, string> = {};
  let file: StoredUpload | undefined;
  let mapFile: string | undefined;
  if (!request.isMultipart()) return { fields, file, mapFile };
  for await (const part of request.parts(LIMITS)) {
    if (part.type === 'field') fields[part.fieldname] = String(part.value);
    else if (part.fieldname === 'mapFile') mapFile = (await textOf(part.file)) || undefined;
    else if (part.fieldname !== 'file' || !part.filename) part.file.resume();
    else {
      const stored = newFileName();
      const bytes = await storage.put(stored, part.file);
      file = { name: shownName(sentFileName(part.filename)), stored, bytes, tooLarge: part.file.truncated };
    }
  }
  return { fields, file, mapFile };
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= LARGEST_MAP) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Never used as a path; but nobody should read folders or odd signs in a list either. */
export const shownName = (name: string): string =>
  (name.normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '')
    .slice(0, 200)
    .trim() || 'file';
