import { csvLine } from '../platform/csv.js';
import type { Words } from '../platform/pages/words.js';
import type { Outcome } from './zip.entries.js';

const COLUMNS = [
  'file',
  'reference',
  'name',
  'type',
  'date',
  'validTo',
  'customer',
  'site',
  'signed',
  'version',
  'remark',
] as const;

/** A record whose file a ZIP holds, or would hold if it had one. */
export interface IndexedRecord {
  readonly reference: string;
  readonly name: string;
  readonly type: string;
  readonly date: string | null;
  readonly validTo: string | null;
  readonly customer: string | null;
  readonly site: string | null;
  /** Nothing is said of what nobody signs. */
  readonly signed: boolean | null;
  readonly version: number | null;
}

/** The index of a ZIP, line by line: every record, with its file or why there is none. */
export class ZipIndex {
  constructor(private readonly words: Words) {}

  head(): string {
    return csvLine(COLUMNS.map((key) => this.words.say(`exports.index.${key}`)));
  }

  line(record: IndexedRecord, outcome: Outcome): string {
    const { reference, name, type, date, validTo, customer, site, signed, version } = record;
    return csvLine([
      'file' in outcome ? outcome.file : '',
      reference,
      name,
      type,
      date ?? '',
      validTo ?? '',
      customer ?? '',
      site ?? '',
      signed === null ? '' : this.words.say(signed ? 'sections.yes' : 'sections.no'),
      version === null ? '' : { number: String(version) },
      'remark' in outcome ? this.words.say(`exports.index.remarks.${outcome.remark}`) : '',
    ]);
  }
}
