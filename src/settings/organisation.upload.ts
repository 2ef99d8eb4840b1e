import type { FastifyRequest } from 'fastify';
import { LOGO_BYTES, type SentFile } from './logo.js';

/** A file over the limit is no error to the reader here: the field says so. */
const LIMITS = { throwFileSizeLimit: false, limits: { fileSize: LOGO_BYTES } };

/** What a form sent: its fields as text, and the file, if one was chosen. */
export interface SentForm {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file: SentFile | undefined;
}

/**
 * Reads a form with a file in it, or one without. Of a file that is too large only the allowed part is kept; the rest
 * is read away, so that the browser gets its answer and not a broken line.
 */
export async function readUpload(request: FastifyRequest): Promise<SentForm> {
  if (!request.isMultipart()) return { fields: (request.body ?? {}) as SentForm['fields'], file: undefined };
  const fields: Record<string, unknown> = {};
  let file: SentFile | undefined;
  for await (const part of request.parts(LIMITS)) {
    if (part.type === 'field') {
      fields[part.fieldname] = part.value;
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of part.file) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    // A browser sends an empty part without a name where no file was chosen.
    if (part.filename || bytes.length > 0) file = { bytes, tooLarge: part.file.truncated };
  }
  return { fields, file };
}
