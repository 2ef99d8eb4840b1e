import type { FastifyRequest } from 'fastify';
import { Invalid, say } from '../../platform/errors.js';
import { sentFileName } from '../../platform/http/sent-file-name.js';

const MEBIBYTE = 1024 * 1024;
/** Ten thousand lines and then some. */
export const LARGEST_MEGABYTES = 2;

/** What is too large is no error to the reader here: the field says so. */
const LIMITS = {
  throwFileSizeLimit: false,
  limits: {
    files: 1,
    fields: 10,
    fileSize: LARGEST_MEGABYTES * MEBIBYTE,
    fieldSize: LARGEST_MEGABYTES * MEBIBYTE,
  },
};

/** What the form sent. */
export interface SentList {
  readonly people: string;
  readonly customer: string;
  readonly file: { readonly name: string; readonly bytes: Buffer } | undefined;
}

/** @throws Invalid at the field that is too large */
export async function readListUpload(request: FastifyRequest): Promise<SentList> {
  const fields: Record<string, string> = {};
  let file: SentList['file'];
  const tooLarge: Record<string, ReturnType<typeof say>> = {};
  const large = (field: string) =>
    (tooLarge[field] = say('portal-users.lists.tooLarge', { most: LARGEST_MEGABYTES }));
  if (request.isMultipart()) {
    for await (const part of request.parts(LIMITS)) {
      if (part.type === 'field') {
        fields[part.fieldname] = String(part.value);
        if (part.valueTruncated) large(part.fieldname);
        continue;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of part.file) chunks.push(chunk as Buffer);
      if (part.file.truncated) large(part.fieldname);
      // A browser sends an empty part without a name where no file was chosen.
      if (part.filename)
        file = { name: shownName(sentFileName(part.filename)), bytes: Buffer.concat(chunks) };
    }
  } else Object.assign(fields, request.body);
  if (Object.keys(tooLarge).length > 0) throw new Invalid(tooLarge);
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  return { people: text('people'), customer: text('customer').trim().normalize('NFC'), file };
}

/** Never used as a path; but nobody should read folders or odd signs on a page either. */
const shownName = (name: string): string =>
  (name.normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '')
    .slice(0, 200)
    .trim() || 'file';
