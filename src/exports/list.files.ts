import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { say } from '../platform/errors.js';
import { Words } from '../platform/pages/words.js';
import type { ListRequest } from '../sections/engine/list.request.js';
import type { Section } from '../sections/engine/section.js';
import { csvSelect } from './csv.sql.js';
import type { WrittenFile } from './export.contents.js';
import { exportColumns, heading } from '../sections/engine/export.columns.js';
import type { ListFormat } from './export.formats.js';
import { hiddenFieldsOf, ListCopies, type Counting, type Reader } from './list.copies.js';
import { XlsxFile } from './xlsx.file.js';
import { xlsxSelect } from './xlsx.sql.js';

/** Writes the rows of a list into a file. */
@Injectable()
export class ListFiles {
  constructor(
    private readonly copies: ListCopies,
    private readonly words: Words,
  ) {}

  async write(
    format: ListFormat,
    section: Section,
    request: ListRequest,
    reader: Reader,
    file: string,
    counting: Counting = () => undefined,
  ): Promise<WrittenFile> {
    const columns = exportColumns(section, request, hiddenFieldsOf(reader, request), this.words);
    const headings = columns.map((column) => heading(section, column, this.words));
    if (format === 'csv') {
      await pipeline([beginningOf(headings)], createWriteStream(file));
      const rows = { select: csvSelect, options: 'with (format csv)' };
      const sink = () => createWriteStream(file, { flags: 'a' });
      return this.copies.copy(section, request, reader, columns, rows, sink, counting);
    }
    const workbook = new XlsxFile(file, this.words.say(say(`${section.key}.title`)), headings);
    try {
      const rows = { select: xlsxSelect, options: '' };
      const sink = () => workbook.rowsOf();
      const written = await this.copies.copy(section, request, reader, columns, rows, sink, counting);
      await workbook.close();
      return written;
    } catch (error) {
      await workbook.abandon(error as Error);
      throw error;
    }
  }
}

/** The mark at the beginning lets spreadsheets read accents. */
const beginningOf = (headings: readonly string[]): string =>
  `\uFEFF${headings.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')}\n`;
