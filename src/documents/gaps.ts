import { documents } from '../sections/documents/documents.section.js';
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
  /** It is not against the law, only not yet as good as it can be. */
  readonly mild?: true;
}

const moved = { status: 'completed', moved: 'waste' };

/** The jobs that are looked at. */
export const MOVEMENTS: Pick<Gap, 'section' | 'query'> = { section: jobs, query: moved };

/** The gaps, the gravest first. */
export const GAPS: readonly Gap[] = [
  { key: 'no-note', section: jobs, query: { ...moved, note: 'missing' } },
  { key: 'unsigned', section: documents, query: { gap: 'unsigned' } },
  { key: 'ending', section: documents, query: { gap: 'ending' }, today: true },
  { key: 'no-consignment-code', section: jobs, query: { ...moved, gap: 'no-consignment-code' } },
  { key: 'carrier-lapsed', section: jobs, query: { ...moved, carrier: 'lapsed' } },
  { key: 'no-fate', section: jobs, query: { ...moved, gap: 'no-fate' }, mild: true },
  { key: 'estimated', section: jobs, query: { ...moved, gap: 'estimated' }, mild: true },
];

/** The filters that a gap is told by: where one of them is closed, so is the gap. */
export const toldBy = ({ section, query }: Pick<Gap, 'section' | 'query'>): Filter[] =>
  filtersOf(section).filter(({ name }) => query[name] !== undefined);
