import { createReadStream, createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import type { ZipDocument } from '../exports/document-zip.queries.js';
import { heldOf } from '../exports/document-zips.js';
import type { HeldRecords, WrittenFile } from '../exports/export.contents.js';
import type { Counting } from '../exports/list.copies.js';
import { ZipEntries, type StoredFile } from '../exports/zip.entries.js';
import { ZipOnDisk } from '../exports/zip.file.js';
import { ZipIndex, type IndexedRecord } from '../exports/zip.index.js';
import type { Storage } from '../files/storage.js';
import { CSV_BEGINNING, csvLine } from '../platform/csv.js';
import type { Words } from '../platform/pages/words.js';
import { MOVEMENT_COLUMNS } from './movements.sql.js';
import type { PackLicence } from './pack.contents.js';

/** In which folder a document stands that is no note. */
const FOLDERS: ReadonlyMap<string, string> = new Map([
  ['consignee-return', 'returns'],
  ['licence', 'licences'],
]);

type Paper = IndexedRecord & StoredFile & { readonly id: string };

/** A pack as it is written: papers in folders, the movements as a table, and an index of all of it. */
export class PackFile {
  private readonly zip: ZipOnDisk;
  private readonly entries: ZipEntries;
  private readonly index: ZipIndex;
  private readonly lines: string[];
  private readonly held: HeldRecords[] = [];
  private count = 0;

  constructor(
    private readonly path: string,
    storage: Storage,
    private readonly words: Words,
    private readonly counting: Counting,
  ) {
    this.zip = new ZipOnDisk(path);
    this.entries = new ZipEntries(this.zip, storage);
    this.index = new ZipIndex(words);
    this.lines = [this.index.head()];
  }

  /** @param copy writes the rows, several times where there are several customers */
  async addMovements(copy: (sink: () => Writable) => Promise<WrittenFile>): Promise<void> {
    const file = `${this.path}.movements`;
    const head = MOVEMENT_COLUMNS.map((key) => this.words.say(`duty-of-care.movements.${key}`));
    await writeFile(file, CSV_BEGINNING + csvLine(head));
    const { held } = await copy(() => createWriteStream(file, { flags: 'a' }));
    await this.zip.add('movements.csv', createReadStream(file), { packed: false });
    await rm(file);
    this.hold('jobs', held);
  }

  async addPapers(found: readonly ZipDocument[], mayOpen: (document: ZipDocument) => boolean): Promise<void> {
    await this.addAll('documents', found, ({ typeKey }) => FOLDERS.get(typeKey) ?? 'notes', mayOpen);
  }

  async addLicences(found: readonly PackLicence[]): Promise<void> {
    await this.addAll(
      'licences',
      found,
      () => 'licences',
      () => true,
    );
  }

  /** The index comes last. */
  async close(): Promise<WrittenFile> {
    await this.zip.close('index.csv', CSV_BEGINNING + this.lines.join(''));
    return { count: this.count, held: this.held };
  }

  async abandon(error: Error): Promise<void> {
    await this.zip.abandon(error);
  }

  private async addAll<One extends Paper>(
    section: string,
    found: readonly One[],
    folderOf: (one: One) => string,
    mayOpen: (one: One) => boolean,
  ): Promise<void> {
    const files: (string | null)[] = [];
    for (const one of found) {
      const outcome = await this.entries.add(one, mayOpen(one), folderOf(one));
      const added = 'file' in outcome;
      if (added) this.counting(++this.count);
      files.push(added ? (one.file?.id ?? null) : null);
      this.lines.push(this.index.line(one, outcome));
    }
    this.hold(section, heldOf(found, files));
  }

  private hold(section: string, held: readonly HeldRecords[]): void {
    this.held.push(...held.filter(({ records }) => records).map((one) => ({ ...one, section })));
  }
}
