/** What a document's file may be. Browsers show all of them by themselves, and none of them runs anything. */
export const MEDIA_TYPES = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** The largest file of a document. */
export const FILE_BYTES = 50 * 1024 * 1024;

/** As many bytes as are enough to tell its kind. */
export const BEGINNING_BYTES = 64;

const BEGINNINGS: readonly (readonly [MediaType, (head: Buffer) => boolean])[] = [
  // Programs that write PDFs now and then put white space or a byte order mark before them; readers allow that.
  ['application/pdf', (head) => /^(\xef\xbb\xbf)?[\t\n\f\r ]{0,20}%PDF-\d/.test(head.toString('latin1'))],
  ['image/png', (head) => head.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', (head) => head.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
];

/** What a file is, told by how it begins. What its sender or its name says of it proves nothing. */
export const mediaTypeOf = (head: Buffer): MediaType | undefined =>
  BEGINNINGS.find(([, begins]) => begins(head))?.[0];

/** How a `Content-Type` reads the file: as one of ours, as just bytes, or as something that is never taken. */
export function declaredType(contentType: string | undefined): MediaType | 'bytes' | 'other' {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === '' || type === 'application/octet-stream') return 'bytes';
  if (type === 'image/jpg') return 'image/jpeg';
  return MEDIA_TYPES.find((known) => known === type) ?? 'other';
}

const EXTENSIONS: Readonly<Record<MediaType, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
};

/** How names of such files end; the usual ending first. */
export const endingsOf = (type: string): readonly string[] => EXTENSIONS[type as MediaType] ?? [];
