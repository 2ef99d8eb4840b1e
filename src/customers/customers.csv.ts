import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { say } from '../platform/errors.js';
import { CSV_BEGINNING, csvLine, type CsvCell } from '../platform/csv.js';
import type { ListQuery } from '../platform/lists/list-query.js';
import { Words } from '../platform/pages/words.js';
import { CustomersQueries, type CustomerFilter, type CustomerRow } from './customers.queries.js';

const AT_ONCE = 500;

/** The list of customers as CSV, all that the filters leave, read page by page while it is sent. */
@Injectable()
export class CustomersCsv {
  constructor(
    private readonly queries: CustomersQueries,
    private readonly words: Words,
  ) {}

  stream(query: ListQuery<CustomerFilter>): Readable {
    return Readable.from(this.text(query), { objectMode: false });
  }

  private async *text(query: ListQuery<CustomerFilter>): AsyncGenerator<string> {
    const headings = [...TEXTS, 'people'].map((key) => this.words.say(`customers.fields.${key}`));
    yield CSV_BEGINNING + csvLine([...headings, this.words.say('customers.portalAccess')]);
    let after: string | undefined;
    do {
      const page = await this.queries.list({ ...query, before: undefined, after }, AT_ONCE);
      yield page.rows.map((row) => csvLine(this.cells(row))).join('');
      after = page.after;
    } while (after);
  }

  private cells(row: CustomerRow): CsvCell[] {
    const access = this.words.say(say(`customers.list.portal.${row.portalEnabled ? 'on' : 'off'}`));
    return [...TEXTS.map((key) => row[key]), { number: String(row.people) }, access];
  }
}

const TEXTS = ['reference', 'name', 'contactName', 'phone', 'postcode', 'accountManager'] as const;
