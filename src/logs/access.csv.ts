import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Words } from '../platform/pages/words.js';
import type { AccessFilters } from './access.filters.js';
import type { ReadableAccess } from './access.presenter.js';
import { CSV_BEGINNING, csvLine } from '../platform/csv.js';

const AT_ONCE = 1000;

/** What stands in a file of the log, for the office and for a customer about its own people. */
export const OFFICE_COLUMNS = ['at', 'who', 'email', 'address', 'what', 'customer', 'reference'] as const;
export const OWN_COLUMNS = ['at', 'who', 'email', 'what'] as const;
type Column = (typeof OFFICE_COLUMNS)[number];

/** One page of a list, in words, and the way to the next. */
type Reader = (
  query: AccessFilters['query'],
  size: number,
) => Promise<{ readonly rows: readonly ReadableAccess[]; readonly after: string | undefined }>;

/** The access log as CSV, all that the filters leave, read page by page while it is sent. */
@Injectable()
export class AccessCsv {
  constructor(private readonly words: Words) {}

  stream(query: AccessFilters['query'], columns: readonly Column[], read: Reader): Readable {
    return Readable.from(this.text(query, columns, read), { objectMode: false, highWaterMark: 1 << 16 });
  }

  private async *text(
    query: AccessFilters['query'],
    columns: readonly Column[],
    read: Reader,
  ): AsyncGenerator<string> {
    yield CSV_BEGINNING + csvLine(columns.map((key) => this.words.say(`logs.columns.${key}`)));
    let after: string | undefined;
    do {
      const page = await read({ ...query, before: undefined, after }, AT_ONCE);
      yield page.rows.map((row) => csvLine(columns.map((key) => VALUES[key](row)))).join('');
      after = page.after;
    } while (after);
  }
}

const VALUES: Readonly<Record<Column, (row: ReadableAccess) => string>> = {
  at: ({ at }) => at.toISOString(),
  who: ({ who }) => who.name,
  email: ({ who }) => who.detail,
  address: ({ address }) => address,
  what: ({ what }) => what,
  customer: ({ customer }) => customer?.name ?? '',
  reference: ({ customer }) => customer?.detail ?? '',
};
