import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { Invalid, Refused, type Text } from '../../platform/errors.js';
import { Redirect, type Page } from '../../platform/pages/page.js';
import { Words } from '../../platform/pages/words.js';
import { spokenFields } from '../declared.fields.js';
import { atFields, MapFaulty, readMapText } from '../import.asking.js';
import type { ImportField } from '../import.fields.js';
import { isObject } from '../import.map-faults.js';
import { targetOf } from '../import.targets.js';
import type { ImportRow, OpenImportRow } from '../imports.queries.js';
import { importHref, Imports } from '../imports.service.js';
import { faultsAtFields } from './match.faults.js';
import { fieldAt, withAnother } from './match.names.js';
import { columnsHref, matchPage, type MatchPageInput } from './match.view.js';
import { unknownWords } from './match.words.js';
import { type Looked, Matching, type WrittenMap } from './matching.service.js';
import { mapOfSent, unsaidWords } from './sent.map.js';

type Sent = Readonly<Record<string, unknown>>;

/** What the page *Match the columns* answers. */
@Injectable()
export class MatchingPages {
  constructor(
    private readonly matching: Matching,
    private readonly imports: Imports,
    private readonly words: Words,
  ) {}

  async page(
    { available }: Viewer,
    row: OpenImportRow,
    more: Pick<MatchPageInput, 'errors' | 'typed' | 'places'> = {},
  ): Promise<Page> {
    const map = mapOf(row);
    return matchPage({
      row,
      available,
      fields: this.fieldsOf(row),
      map,
      looked: await this.lookAnyway(row.file, map),
      ...more,
    });
  }

  /** Has the file checked as it was chosen, or shows what is missing yet; what was chosen is kept either way. */
  async choose(viewer: Viewer, row: OpenImportRow, sent: Sent): Promise<Page | Redirect> {
    const before = mapOf(row);
    const looked = await this.lookAnyway(row.file, before);
    const matched = {
      fields: this.fieldsOf(row),
      columns: looked.columns.map(({ name }) => name),
      before,
    };
    const { map, faults } = mapOfSent(sent, matched);
    const asksForMore = typeof sent['another'] === 'string' ? sent['another'] : undefined;
    if (asksForMore !== undefined) return this.another(viewer, row, looked, map, asksForMore);
    const unsaid = unsaidWords(map, matched, (field, choice) => unknownWords(field, choice, looked.columns));
    const errors = {
      ...unsaid,
      ...(await this.check(viewer, row, map, { ...unsaid, ...faults })),
      ...faults,
    };
    if (Object.keys(errors).length === 0) return new Redirect(importHref(row.id));
    await this.matching.keep(row, map);
    return matchPage({ row, available: viewer.available, fields: this.fieldsOf(row), looked, map, errors });
  }

  /** A map as JSON, by somebody who has one. */
  async chooseByMap(viewer: Viewer, row: OpenImportRow, typed: string): Promise<Page | Redirect> {
    try {
      const map = readMapText(typed);
      await atFields('map', () => this.imports.check(viewer, row, map));
      return new Redirect(importHref(row.id));
    } catch (error) {
      return this.mapFaulty(viewer, row, typed, error);
    }
  }

  /** The page with a map that does not fit: its faults at the fields, and at its keys. */
  async mapFaulty(viewer: Viewer, row: OpenImportRow, typed: string, error: unknown): Promise<Page> {
    if (!(error instanceof Invalid)) throw error;
    const places = error instanceof MapFaulty ? error.places : {};
    return this.page(viewer, row, { typed, places, errors: error.fields });
  }

  /** Reads the file another way, where its header, its delimiter or its encoding was found out wrongly. */
  async readAgain({ available }: Viewer, row: OpenImportRow, sent: Sent): Promise<Page | Redirect> {
    const reading = readingOf(sent);
    try {
      await this.matching.readAgain(row, row.file, reading);
      return new Redirect(columnsHref(row.id));
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Invalid)) throw error;
      const errors = error instanceof Invalid ? error.fields : { headerRow: error.text };
      const looked = await this.lookAnyway(row.file, mapOf(row));
      return matchPage({
        row,
        available,
        fields: this.fieldsOf(row),
        looked,
        map: { ...mapOf(row), ...reading },
        errors,
      });
    }
  }

  /** As the map says; where no file can be read so, as the file shows itself. */
  private async lookAnyway(file: string, map: WrittenMap): Promise<Looked> {
    try {
      return await this.matching.look(file, map);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Invalid)) throw error;
      return this.matching.look(file, {});
    }
  }

  private fieldsOf({ section }: ImportRow): readonly ImportField[] {
    return spokenFields(targetOf(section).kind, this.words);
  }

  private called(row: ImportRow, path: string): string {
    const label = fieldAt(path, this.fieldsOf(row))?.label;
    return label ? this.words.say(label) : path;
  }

  private async another(
    { available }: Viewer,
    row: OpenImportRow,
    looked: Looked,
    map: WrittenMap,
    list: string,
  ): Promise<Page> {
    const { fields, lists } = withAnother(isObject(map['fields']) ? map['fields'] : {}, list);
    const more = { ...map, fields };
    await this.matching.keep(row, more);
    return matchPage({ row, available, fields: this.fieldsOf(row), looked, map: more, added: lists });
  }

  /** What is wrong with the map, where the page shows it; has the file checked where nothing is wrong at all. */
  private async check(
    viewer: Viewer,
    row: OpenImportRow,
    map: WrittenMap,
    faults: Readonly<Record<string, Text>>,
  ): Promise<Readonly<Record<string, Text>>> {
    try {
      await atFields('map', () =>
        Object.keys(faults).length > 0 ? this.imports.fits(row, map) : this.imports.check(viewer, row, map),
      );
      return {};
    } catch (error) {
      if (error instanceof MapFaulty) return faultsAtFields(error.places, (path) => this.called(row, path));
      if (error instanceof Invalid) return error.fields;
      throw error;
    }
  }
}

const mapOf = ({ map }: ImportRow): WrittenMap => (isObject(map) ? map : { fields: {} });

/** What somebody says about the file itself; what is left open is found out. */
function readingOf(sent: Sent): WrittenMap {
  const text = (name: string) => (typeof sent[name] === 'string' ? String(sent[name]) : '');
  const row = text('headerRow').trim();
  return Object.fromEntries(
    [
      ['headerRow', row === '' ? '' : /^\d+$/.test(row) ? Number(row) : row],
      ['delimiter', text('delimiter')],
      ['encoding', text('encoding').trim()],
    ].filter(([, value]) => value !== ''),
  );
}
