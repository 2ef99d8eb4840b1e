import type { FastifyRequest } from 'fastify';
import { PorticoError, type Text } from '../../platform/errors.js';
import { sentFileName } from '../../platform/http/sent-file-name.js';
import { shownName } from './file.name.js';
import type { ReceivedFile, SentFile } from './file.receipts.js';

/** `DocumentFiles` counts the bytes itself; what lies beyond is read away, so that the sender gets an answer. */
const LIMITS = { throwFileSizeLimit: false, limits: { files: 1, fields: 50, fileSize: Infinity } };

/** What a form with a file sent: its fields, and the file, or what is the matter with it. */
export interface SentDocument {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly received?: ReceivedFile;
  readonly fault?: Text;
}

/**
 * Reads a form whose last field is a file.
 * @param receive takes the file in as it arrives, with the fields that came before it; undefined when it is not wanted
 */
export async function readDocumentUpload(
  request: FastifyRequest,
  receive: (fields: SentDocument['fields'], file: SentFile) => Promise<ReceivedFile | undefined>,
): Promise<SentDocument> {
  const fields: Record<string, unknown> = {};
  if (!request.isMultipart()) return { fields };
  let sent: SentDocument = { fields };
  for await (const part of request.parts(LIMITS)) {
    if (part.type === 'field') {
      fields[part.fieldname] = part.value;
      continue;
    }
    // A browser sends a part without a name where no file was chosen.
    if (part.filename) sent = { fields, ...(await taken(() => receive(fields, fileOf(part)))) };
    part.file.resume();
  }
  return sent;
}

const fileOf = (part: { file: SentFile['body']; mimetype: string; filename: string }): SentFile => ({
  body: part.file,
  contentType: part.mimetype,
  name: shownName(sentFileName(part.filename).split(/[/\\]/).at(-1) ?? '') || undefined,
});

async function taken(
  receive: () => Promise<ReceivedFile | undefined>,
): Promise<Pick<SentDocument, 'received' | 'fault'>> {
  try {
    const received = await receive();
    return received ? { received } : {};
  } catch (error) {
    if (!(error instanceof PorticoError)) throw error;
    return { fault: error.text };
  }
}
