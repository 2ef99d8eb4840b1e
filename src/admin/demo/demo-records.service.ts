import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { Words } from '../../platform/pages/words.js';
import { customers } from '../../sections/company/company.kind.js';
import { DocumentFiles } from '../../sections/documents/document-files.service.js';
import type { RecordKind } from '../../sections/engine/section.js';
import type { RecordLine } from '../../sections/records/record.lines.js';
import { RecordWriter } from '../../sections/records/record.writer.js';
import { RECORD_KINDS } from '../../sections/sections.js';
import type { DemoDocument, DemoRecords } from './demo.js';

const LINES_AT_ONCE = 1000;
/** While the database works on one part, the next is made ready. */
const WRITERS = 2;
const FILES_AT_ONCE = 4;

/** Writes the records of a demonstration the way systems do: by their references, so that a second time changes nothing. */
@Injectable()
export class DemoRecordsLoader {
  constructor(
    private readonly database: Database,
    private readonly writer: RecordWriter,
    private readonly files: DocumentFiles,
    private readonly words: Words,
  ) {}

  /** Answers what there is now, in words. */
  async load(records: DemoRecords): Promise<string> {
    const documents = records.documents.map(({ line }) => line);
    const collections = { ...records.collections, documents };
    for (const [collection, lines] of Object.entries(collections))
      await this.write(kindOf(collection), lines);
    await this.keepFiles(records.documents);
    const count = (list: readonly unknown[], what: string) =>
      `${list.length.toLocaleString('en-GB')} ${what}`;
    return Object.entries(collections)
      .filter(([, lines]) => lines.length > 0)
      .map(([collection, lines]) => count(lines, collection.replaceAll('-', ' ')))
      .join(', ');
  }

  private async write(kind: RecordKind, lines: readonly RecordLine[]): Promise<void> {
    const parts = Array.from({ length: Math.ceil(lines.length / LINES_AT_ONCE) }, (_, index) =>
      lines.slice(index * LINES_AT_ONCE, (index + 1) * LINES_AT_ONCE),
    );
    await inParallel(parts, WRITERS, async (part) => {
      const results = await this.writer.write(kind, part, SYSTEM);
      const refused = results.find(({ result }) => result === 'refused');
      if (!refused) return;
      const faults = Object.entries(refused.errors).map(
        ([field, text]) => `${field}: ${this.words.say(text)}`,
      );
      throw new Error(`${kind.collection} ${refused.reference}: ${faults.join(', ')}`);
    });
  }

  private async keepFiles(papers: readonly DemoDocument[]): Promise<void> {
    const rows = await this.database.rows<{ reference: string }>(
      'select reference from documents where file_id is not null',
    );
    const kept = new Set(rows.map(({ reference }) => reference));
    const missing = papers.filter(({ line }) => !kept.has(String(line.reference)));
    await inParallel(missing, FILES_AT_ONCE, async ({ line, fileName, file }) => {
      const body = Readable.from([await file()]);
      await this.files.keep(SYSTEM, String(line.reference), { body, name: fileName });
    });
  }
}

/** The kind of record behind a collection. @throws Error when the API has no such collection */
export function kindOf(collection: string): RecordKind {
  const kind = [customers, ...RECORD_KINDS].find((one) => one.collection === collection);
  if (!kind) throw new Error(`There is no collection ${collection}.`);
  return kind;
}

/** Does the same with each of a list, so many at a time. */
async function inParallel<T>(
  list: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<unknown>,
): Promise<void> {
  const rest = list.values();
  const worker = async () => {
    for (const one of rest) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
