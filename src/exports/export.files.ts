import { Injectable } from '@nestjs/common';
import { Refused, say } from '../platform/errors.js';
import type { ListRequest } from '../sections/engine/list.request.js';
import type { Section } from '../sections/engine/section.js';
import type { AskedList } from './asked.lists.js';
import { DocumentZipQueries, type ZipSize } from './document-zip.queries.js';
import { DocumentZips } from './document-zips.js';
import type { WrittenFile } from './export.contents.js';
import type { ExportFormat } from './export.formats.js';
import type { Counting, Reader } from './list.copies.js';
import { ListFiles } from './list.files.js';

/** As many rows as are written while somebody waits. */
export const AT_ONCE = 10_000;
/** What is packed while somebody waits. */
const PACKED_AT_ONCE: ZipSize = { documents: 100, bytes: 50 * 1024 * 1024 };
/** What one ZIP holds at most: more is refused before anything is written, never left out in silence. */
export const MOST_PACKED: ZipSize = { documents: 20_000, bytes: 8 * 1024 ** 3 };

export const beyond = (size: ZipSize, most: ZipSize): boolean =>
  size.documents > most.documents || size.bytes > most.bytes;

/** The file that a list is downloaded as, whichever it is: its rows, or the files of its documents together. */
@Injectable()
export class ExportFiles {
  constructor(
    private readonly lists: ListFiles,
    private readonly sizes: DocumentZipQueries,
    private readonly zips: DocumentZips,
  ) {}

  /**
   * Whether it takes longer than somebody waits.
   * @throws Refused for more than one ZIP holds
   */
  async isLong(format: ExportFormat, { reader, request, rows }: AskedList): Promise<boolean> {
    if (format !== 'zip') return rows > AT_ONCE;
    const size = await this.sizes.size(request, reader);
    if (beyond(size, MOST_PACKED))
      throw new Refused(say('exports.zipTooLarge', { most: MOST_PACKED.documents }));
    return beyond(size, PACKED_AT_ONCE);
  }

  write(
    format: ExportFormat,
    section: Section,
    request: ListRequest,
    reader: Reader,
    file: string,
    counting?: Counting,
  ): Promise<WrittenFile> {
    return format === 'zip'
      ? this.zips.write(request, reader, file, counting)
      : this.lists.write(format, section, request, reader, file, counting);
  }
}
