import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../audit/audit.service.js';
import { Database, isAboutData } from '../platform/database/database.js';
import { say } from '../platform/errors.js';
import type { RecordKind } from '../sections/engine/section.js';
import { RecordWriter } from '../sections/records/record.writer.js';
import type { Alike } from './alike.references.js';
import type { CellProblem, ImportLine } from './import.line.js';
import type { OpenImport } from './import.lines.js';
import { halves, type Portion, portions, rowsOf } from './import.portions.js';
import { type ImportCounts, NOTHING } from './import.report.js';
import { PassingPlaces } from './passing.places.js';
import { partOf, writePortion } from './portion.writer.js';
import type { WrittenRecords } from './taking-back/remembered.records.js';
import { isWorthTrying, takenBack } from './transactions.js';

/** Some records of a file that were written together, or refused. */
export interface ImportPart {
  /** How many rows of the file are behind it now. */
  readonly done: number;
  readonly counts: ImportCounts;
  readonly problems: readonly CellProblem[];
  /** The first of those that were written. */
  readonly firsts: readonly ImportLine['record'][];
  /** The first and the last day of those that were written; none where they have none. */
  readonly days: readonly [string, string] | null;
  readonly written: readonly WrittenRecords[];
  /** Of a dry run: new customers that look like others. */
  readonly alike: readonly Alike[];
}

/** A file to be imported. */
export interface ImportWish {
  readonly kind: RecordKind;
  readonly file: OpenImport;
  readonly actor: Actor;
  /** Everything is written, looked at, and taken back: it finds what the real run would. */
  readonly dryRun: boolean;
  /** Rows that an earlier run has done already. */
  readonly skip?: number;
  /** Keeps what came of a part, in the transaction of its records; of a dry run in one of its own. */
  readonly keep?: (part: ImportPart, manager: EntityManager) => Promise<void>;
}

const AT_ONCE = 500;
const TRIES = 3;

/** Writes the records of files, some hundred at a time: each record whole, each portion all or nothing. */
@Injectable()
export class Importer {
  private readonly log = new Logger(Importer.name);

  constructor(
    private readonly database: Database,
    private readonly writer: RecordWriter,
  ) {}

  /** Goes through a file once. What it has given out is committed; the same file may be run again at any time. */
  async *run(wish: ImportWish): AsyncGenerator<ImportPart> {
    const passing = new PassingPlaces();
    for await (const portion of portions(wish.file.lines(), AT_ONCE, wish.skip))
      yield* this.settle(wish, passing, portion);
  }

  /** One record that the database cannot hold must not take the others with it: it is found by halving. */
  private async *settle(
    wish: ImportWish,
    passing: PassingPlaces,
    portion: Portion,
  ): AsyncGenerator<ImportPart> {
    const part = await this.tried(wish, passing, portion);
    if (part) yield part;
    else for (const half of halves(portion)) yield* this.settle(wish, passing, half);
  }

  private async tried(
    wish: ImportWish,
    passing: PassingPlaces,
    portion: Portion,
  ): Promise<ImportPart | undefined> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.once(wish, passing, portion);
      } catch (error) {
        if (tries < TRIES && isWorthTrying(error)) continue;
        if (!isAboutData(error)) throw error;
        if (portion.lines.length > 1) return undefined;
        this.log.warn(`Row ${portion.lines[0]?.row} was refused: ${(error as Error).message}`);
        return this.refused(wish, portion);
      }
    }
  }

  private async once(wish: ImportWish, passing: PassingPlaces, portion: Portion): Promise<ImportPart> {
    const write = (manager: EntityManager) =>
      writePortion(manager, this.writer, { ...wish, passing, lines: portion.lines });
    if (wish.dryRun) {
      const part = partOf(wish.file, portion, await takenBack(this.database, write), passing);
      await this.kept(wish, part);
      return part;
    }
    return this.database.transaction(async (manager) => {
      const part = partOf(wish.file, portion, await write(manager));
      await wish.keep?.(part, manager);
      return part;
    });
  }

  private async refused(wish: ImportWish, { before, lines }: Portion): Promise<ImportPart> {
    const [line] = lines;
    const reason = say('imports.row.unexpected');
    const part: ImportPart = {
      done: before + rowsOf(lines),
      counts: { ...NOTHING, refused: 1 },
      problems: line ? [{ row: line.row, column: '', value: line.reference, reason }] : [],
      firsts: [],
      days: null,
      written: [],
      alike: [],
    };
    await this.kept(wish, part);
    return part;
  }

  private async kept({ keep }: ImportWish, part: ImportPart): Promise<void> {
    if (keep) await this.database.transaction((manager) => keep(part, manager));
  }
}
