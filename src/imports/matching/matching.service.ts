import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { Storage } from '../../files/storage.js';
import { Database } from '../../platform/database/database.js';
import { Refused } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Words } from '../../platform/pages/words.js';
import { declaredFields } from '../declared.fields.js';
import { FileImport } from '../file-import.entity.js';
import { holdIdle } from '../idle-import.js';
import { isObject, MapFaults } from '../import.map-faults.js';
import { tableOptionsOf } from '../import.map-table.js';
import { targetOf } from '../import.targets.js';
import type { ImportRow } from '../imports.queries.js';
import { headingsOf, RememberedMaps } from '../remembered.maps.js';
import { openTable, type Table, type TableOptions } from '../table.reader.js';
import { type ColumnGlimpse, glimpse } from './glimpse.js';
import { guessedMap } from './guess.js';
import { ownMap } from './own.file.js';

export type WrittenMap = Readonly<Record<string, unknown>>;

/** A file in the storage that somebody wants to import. */
export interface SentImport {
  readonly section: string;
  readonly fileName: string;
  readonly file: string;
  readonly bytes: number;
  /** As parsed JSON; none where its columns are still to be matched. */
  readonly map: unknown;
}

/** A file as somebody sees it who matches its columns. */
export interface Looked {
  readonly table: Pick<Table, 'columns' | 'encoding' | 'encodingGuessed' | 'delimiter'>;
  readonly columns: readonly ColumnGlimpse[];
}

/** Files that were sent, until it is said which column is what. */
@Injectable()
export class Matching {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly maps: RememberedMaps,
    private readonly words: Words,
  ) {}

  /** Keeps a file, with a map to begin with. Answers its id. @throws Refused for what is no table */
  async receive(viewer: Viewer, sent: SentImport): Promise<string> {
    const { section, fileName, file, bytes, map } = sent;
    const given = isObject(map) ? map : undefined;
    const { table, columns } = await this.firstLook(file, given);
    const headings = headingsOf(table.columns);
    const begins = given ?? (await this.suggested(section, headings, columns));
    const id = newId();
    await this.database.transaction(async (manager) => {
      await manager.insert(FileImport, {
        id,
        section,
        fileName,
        file,
        bytes: String(bytes),
        map: begins,
        headings,
        step: 'match',
        askedBy: viewer.id ?? null,
      });
    });
    return id;
  }

  /**
   * The columns of a file with their first values, read as a map says.
   * @throws Refused when it cannot be read so, Invalid for what no file is read by
   */
  async look(file: string, map: WrittenMap): Promise<Looked> {
    const faults = new MapFaults();
    const options = tableOptionsOf(map, faults);
    faults.refuse();
    return this.read(file, options);
  }

  /** Keeps what was chosen so far: what was checked before is no longer so. @throws Conflict when a worker has the file */
  async keep({ id }: ImportRow, map: WrittenMap): Promise<void> {
    await this.database.transaction(async (manager) => {
      await holdIdle(manager, id);
      await manager.query(
        `update imports set map = $2, step = 'match', operation_id = null, counts = '{}', understood = '[]',
           first_records = '[]', alike = '[]'
         where id = $1`,
        [id, JSON.stringify(map)],
      );
      await manager.query('delete from import_refusals where import_id = $1', [id]);
    });
  }

  /** Has the file read another way, and its columns guessed anew. @throws Refused, Invalid as `look` */
  async readAgain(row: ImportRow, file: string, reading: WrittenMap): Promise<void> {
    const { columns } = await this.look(file, reading);
    await this.keep(row, { ...reading, ...this.guessed(row.section, columns) });
  }

  /** What Portico wrote is as it wrote it; else as it was matched last time, else what the headings tell. */
  private async suggested(
    section: string,
    headings: string,
    columns: readonly ColumnGlimpse[],
  ): Promise<WrittenMap> {
    const own = this.own(section, columns);
    return own ?? (await this.maps.find(section, headings)) ?? this.guessed(section, columns);
  }

  private guessed(section: string, columns: readonly ColumnGlimpse[]): WrittenMap {
    const own = this.own(section, columns);
    if (own) return own;
    return guessedMap(columns, {
      fields: declaredFields(targetOf(section).kind),
      collection: section,
      words: (text) => this.words.say(text),
    });
  }

  private own(section: string, columns: readonly ColumnGlimpse[]): WrittenMap | undefined {
    const names = columns.map(({ name }) => name);
    return ownMap(names, targetOf(section).kind, this.words);
  }

  /** As the file shows itself; where that fails, as the map says. */
  private async firstLook(file: string, map: WrittenMap | undefined): Promise<Looked> {
    try {
      return await this.read(file, {});
    } catch (error) {
      if (!map || !(error instanceof Refused)) throw error;
      return this.read(file, tableOptionsOf(map, new MapFaults()));
    }
  }

  private async read(file: string, options: TableOptions): Promise<Looked> {
    const table = await openTable(() => this.storage.open(file), options);
    return { table, columns: await glimpse(table) };
  }
}
