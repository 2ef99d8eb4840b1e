import { Injectable } from '@nestjs/common';
import { decidePortalAccess } from '../access/decision.js';
import { Storage } from '../files/storage.js';
import { CSV_BEGINNING } from '../platform/csv.js';
import { Words } from '../platform/pages/words.js';
import type { ListRequest } from '../sections/engine/list.request.js';
import { DocumentZipQueries, type ZipDocument } from './document-zip.queries.js';
import { HELD_TOGETHER, type HeldRecords, type WrittenFile } from './export.contents.js';
import type { Counting, Reader } from './list.copies.js';
import { ZipOnDisk } from './zip.file.js';
import { ZipEntries } from './zip.entries.js';
import { ZipIndex } from './zip.index.js';

/** Writes the files of documents into one ZIP, with an index that names every document and says which has no file. */
@Injectable()
export class DocumentZips {
  constructor(
    private readonly queries: DocumentZipQueries,
    private readonly storage: Storage,
    private readonly words: Words,
  ) {}

  /** Counts the files it holds; documents without one stand in its index. */
  async write(
    request: ListRequest,
    reader: Reader,
    path: string,
    counting: Counting = () => undefined,
  ): Promise<WrittenFile> {
    const found = await this.queries.documents(request, reader);
    const zip = new ZipOnDisk(path);
    try {
      const entries = new ZipEntries(zip, this.storage);
      const mayOpen = openedBy(reader);
      const index = new ZipIndex(this.words);
      const lines: string[] = [index.head()];
      const files: (string | null)[] = [];
      let count = 0;
      for (const document of found) {
        const outcome = await entries.add(document, mayOpen(document));
        if ('file' in outcome) counting(++count);
        files.push('file' in outcome ? (document.file?.id ?? null) : null);
        lines.push(index.line(document, outcome));
      }
      await zip.close('index.csv', CSV_BEGINNING + lines.join(''));
      return { count, held: heldOf(found, files) };
    } catch (error) {
      await zip.abandon(error as Error);
      throw error;
    }
  }
}

/** What a ZIP holds, for whoever comes for it to be asked of again: records, and the file of each that is in it. */
export function heldOf(
  found: readonly { readonly id: string }[],
  files: readonly (string | null)[],
): HeldRecords[] {
  const held: HeldRecords[] = [];
  for (let from = 0; from < found.length; from += HELD_TOGETHER) {
    const to = from + HELD_TOGETHER;
    const written = (ids: readonly (string | null)[]) => `{${ids.map((id) => id ?? 'null').join(',')}}`;
    held.push({
      records: written(found.slice(from, to).map(({ id }) => id)),
      files: written(files.slice(from, to)),
    });
  }
  return held;
}

/** Files that show prices are there for people who may see financial details of that customer, and for staff. */
export function openedBy(reader: Reader): (document: ZipDocument) => boolean {
  if (reader === 'staff') return () => true;
  const money = new Set(decidePortalAccess('money', reader.facts).scope.map(({ customerId }) => customerId));
  return ({ showsPrices, customerId }) => !showsPrices || money.has(customerId);
}
