import { documents } from '../sections/documents/documents.section.js';
import { NOTE_TYPES } from '../sections/documents/notes.js';
import type { Filter } from '../sections/engine/filter.js';
import { filtersOf } from '../sections/engine/filters-of.js';
import type { Section } from '../sections/engine/section.js';
import { jobs } from '../sections/jobs/jobs.section.js';

/** Something that duty of care asks for and that is missing of some records: those that a list shows when so filtered. */
export interface Gap {
  readonly key: string;
  readonly section: Section;
  readonly query: Readonly<Record<string, string>>;
  /** It is of today, whatever days somebody looks at. */
  readonly today?: true;
  /**
   * The types of documents that it is told by. Where customers are not shown all of them, they are told nothing of what
   * is not there.
   */
  readonly types?: readonly string[];
  /** It counts records to which such a document is missing. */
  readonly absence?: true;
  /** It is not against the law, only not yet as good as it can be. */
  readonly mild?: true;
}

const moved = { status: 'completed', moved: 'waste' };

/** The jobs that are looked at. */
export const MOVEMENTS: Pick<Gap, 'section' | 'query'> = { section: jobs, query: moved };

/** The gaps, the gravest first. */
export const GAPS: readonly Gap[] = [
  { key: 'no-note', section: jobs, query: { ...moved, note: 'missing' }, types: NOTE_TYPES, absence: true },
  { key: 'unsigned', section: documents, query: { gap: 'unsigned' }, types: NOTE_TYPES },
  { key: 'ending', section: documents, query: { gap: 'ending' }, today: true, types: ['season-ticket'] },
  { key: 'no-consignment-code', section: jobs, query: { ...moved, gap: 'no-consignment-code' } },
  { key: 'carrier-lapsed', section: jobs, query: { ...moved, carrier: 'lapsed' } },
  { key: 'no-fate', section: jobs, query: { ...moved, gap: 'no-fate' }, mild: true },
  { key: 'estimated', section: jobs, query: { ...moved, gap: 'estimated' }, mild: true },
];

/** The filters that a gap is told by: where one of them is closed, so is the gap. */
export const toldBy = ({ section, query }: Pick<Gap, 'section' | 'query'>): Filter[] =>
  filtersOf(section).filter(({ name }) => query[name] !== undefined);

/** Whether some of the documents that a gap is told by are of a type that customers are not shown. */
export const isHidden = ({ types = [] }: Gap, hiddenTypes: ReadonlySet<string>): boolean =>
  types.some((type) => hiddenTypes.has(type));
