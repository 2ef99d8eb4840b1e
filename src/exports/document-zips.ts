import { Injectable } from '@nestjs/common';
import { decidePortalAccess } from '../access/decision.js';
import { Storage } from '../files/storage.js';
import { CSV_BEGINNING, csvLine } from '../platform/csv.js';
import { NotFound } from '../platform/errors.js';
import { Words } from '../platform/pages/words.js';
import type { ListRequest } from '../sections/engine/list.request.js';
import { DocumentZipQueries, type ZipDocument } from './document-zip.queries.js';
import { HELD_TOGETHER, type HeldRecords, type WrittenFile } from './export.contents.js';
import type { Counting, Reader } from './list.copies.js';
import { ZipOnDisk } from './zip.file.js';
import { entryNames } from './zip.names.js';

const COLUMNS = [
  'file',
  'reference',
  'name',
  'type',
  'date',
  'validTo',
  'customer',
  'site',
  'signed',
  'version',
  'remark',
] as const;

/** What became of a document's file. */
type Outcome = { readonly file: string } | { readonly remark: 'none' | 'unreadable' };

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
      const nameOf = entryNames();
      const mayOpen = openedBy(reader);
      const lines: string[] = [csvLine(COLUMNS.map((key) => this.words.say(`exports.index.${key}`)))];
      const files: (string | null)[] = [];
      let count = 0;
      for (const document of found) {
        const outcome = mayOpen(document) ? await this.add(zip, document, nameOf) : NO_FILE;
        if ('file' in outcome) counting(++count);
        files.push('file' in outcome ? (document.file?.id ?? null) : null);
        lines.push(this.line(document, outcome));
      }
      await zip.close('index.csv', CSV_BEGINNING + lines.join(''));
      return { count, held: heldOf(found, files) };
    } catch (error) {
      await zip.abandon(error as Error);
      throw error;
    }
  }

  private async add(
    zip: ZipOnDisk,
    document: ZipDocument,
    nameOf: ReturnType<typeof entryNames>,
  ): Promise<Outcome> {
    const { file, reference } = document;
    if (!file) return NO_FILE;
    const content = await this.storage.open(file.id).catch((error: unknown) => {
      if (error instanceof NotFound) return undefined;
      throw error;
    });
    if (!content) return { remark: 'unreadable' };
    const name = nameOf({ reference, file });
    await zip.add(name, content);
    return { file: name };
  }

  private line(document: ZipDocument, outcome: Outcome): string {
    const { reference, name, type, date, validTo, customer, site, signed, version } = document;
    return csvLine([
      'file' in outcome ? outcome.file : '',
      reference,
      name,
      type,
      date,
      validTo ?? '',
      customer,
      site ?? '',
      this.words.say(signed ? 'sections.yes' : 'sections.no'),
      version === null ? '' : { number: String(version) },
      'remark' in outcome ? this.words.say(`exports.index.remarks.${outcome.remark}`) : '',
    ]);
  }
}

function heldOf(found: readonly ZipDocument[], files: readonly (string | null)[]): HeldRecords[] {
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

const NO_FILE: Outcome = { remark: 'none' };

/** Files that show prices are there for people who may see financial details of that customer, and for staff. */
function openedBy(reader: Reader): (document: ZipDocument) => boolean {
  if (reader === 'staff') return () => true;
  const money = new Set(decidePortalAccess('money', reader.facts).scope.map(({ customerId }) => customerId));
  return ({ showsPrices, customerId }) => !showsPrices || money.has(customerId);
}
