import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Viewer } from '../access/viewer.js';
import { Words } from '../platform/pages/words.js';
import type { AuditFilters } from './audit.filters.js';
import { AuditPresenter, type ReadableLine } from './audit.presenter.js';
import { AuditQueries } from './audit.queries.js';
import { CSV_BEGINNING, csvLine } from '../platform/csv.js';

const AT_ONCE = 500;
const COLUMNS = [
  'at',
  'who',
  'email',
  'address',
  'what',
  'about',
  'customer',
  'reference',
  'changes',
] as const;

/**
 * The log as CSV, all that the filters leave, however much it is: read page by page while it is sent, so that neither
 * memory nor a connection is held for it. Should it break off, the download fails; it never ends early as if complete.
 */
@Injectable()
export class AuditCsv {
  constructor(
    private readonly queries: AuditQueries,
    private readonly presenter: AuditPresenter,
    private readonly words: Words,
  ) {}

  stream(filters: AuditFilters, viewer: Viewer): Readable {
    return Readable.from(this.text(filters, viewer), { objectMode: false, highWaterMark: 1 << 16 });
  }

  private async *text(filters: AuditFilters, viewer: Viewer): AsyncGenerator<string> {
    const formats = await this.presenter.formats(viewer);
    yield CSV_BEGINNING + csvLine(COLUMNS.map((key) => this.words.say(`logs.columns.${key}`)));
    let after: string | undefined;
    do {
      const query = { ...filters.query, before: undefined, after };
      const page = await this.queries.list({ ...filters, query }, AT_ONCE);
      const lines = await this.presenter.readable(page.rows, formats);
      yield lines.map((line) => csvLine(cells(line))).join('');
      after = page.after;
    } while (after);
  }
}

const cells = (line: ReadableLine): string[] => [
  line.at.toISOString(),
  line.who.name,
  line.who.detail,
  line.address,
  line.what,
  line.about?.name ?? '',
  line.customer?.name ?? '',
  line.customer?.detail ?? '',
  line.lines.join('; '),
];
