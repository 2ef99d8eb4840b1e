import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Words } from '../platform/pages/words.js';
import type { AccessFilters } from './access.filters.js';
import { AccessPresenter } from './access.presenter.js';
import { AccessQueries } from './access.queries.js';
import { CSV_BEGINNING, csvLine } from '../platform/csv.js';

const AT_ONCE = 1000;
const COLUMNS = ['at', 'who', 'email', 'address', 'what', 'customer', 'reference'] as const;

/** The access log as CSV, all that the filters leave, read page by page while it is sent. */
@Injectable()
export class AccessCsv {
  constructor(
    private readonly queries: AccessQueries,
    private readonly presenter: AccessPresenter,
    private readonly words: Words,
  ) {}

  stream(filters: AccessFilters): Readable {
    return Readable.from(this.text(filters), { objectMode: false, highWaterMark: 1 << 16 });
  }

  private async *text(filters: AccessFilters): AsyncGenerator<string> {
    yield CSV_BEGINNING + csvLine(COLUMNS.map((key) => this.words.say(`logs.columns.${key}`)));
    let after: string | undefined;
    do {
      const page = await this.queries.list(
        { ...filters, query: { ...filters.query, before: undefined, after } },
        AT_ONCE,
      );
      const rows = await this.presenter.readable(page.rows);
      yield rows
        .map(({ at, who, address, what, customer }) =>
          csvLine([
            at.toISOString(),
            who.name,
            who.detail,
            address,
            what,
            customer?.name ?? '',
            customer?.detail ?? '',
          ]),
        )
        .join('');
      after = page.after;
    } while (after);
  }
}
