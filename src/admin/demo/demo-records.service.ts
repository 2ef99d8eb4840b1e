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
    const counts = await this.loadCollections({ ...records.collections, documents });
    await this.keepFiles(records.documents);
    return counts;
  }

  /** Answers how much there is of each, in words. */
  async loadCollections(collections: DemoRecords['collections']): Promise<string> {
    for (const [collection, lines] of Object.entries(collections))
      await this.write(kindOf(collection), lines);
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

  /** Gives documents the files that they do not have yet, one version after the other. */
  private async keepFiles(papers: readonly DemoDocument[]): Promise<void> {
    const rows = await this.database.rows<{ reference: string; versions: number }>(
      `select d.reference, (d.file_id is not null)::int
         + (select count(*)::int from document_versions v where v.document_id = d.id) as versions
       from documents d where d.reference = any ($1)`,
      [papers.map(({ line }) => line.reference)],
    );
    const kept = new Map(rows.map(({ reference, versions }) => [reference, versions]));
    await inParallel(papers, FILES_AT_ONCE, async ({ line, fileName, file, earlier = [] }) => {
      const missing = [...earlier, file].slice(kept.get(String(line.reference)));
      for (const one of missing) {
        const body = Readable.from([await one()]);
        await this.files.keep(SYSTEM, String(line.reference), { body, name: fileName });
      }
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
