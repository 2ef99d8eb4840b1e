import type { Text } from '../platform/errors.js';
import { say } from '../platform/errors.js';
import type { Row } from '../sections/engine/list.queries.js';
import type { Section } from '../sections/engine/section.js';
import { documents } from '../sections/documents/documents.section.js';
import { incidents } from '../sections/incidents/incidents.section.js';
import { invoices } from '../sections/invoices/invoices.section.js';
import { timesheets } from '../sections/timesheets/timesheets.section.js';

/** How soon somebody hears of what is new. */
export const HOW = ['off', 'at-once', 'daily'] as const;
export type How = (typeof HOW)[number];

/** Something whose arrival is told of. */
export interface News {
  readonly section: Section;
  /** What a record is called in a mail: no amounts and no texts, for a mailbox is no portal. */
  readonly line: (row: Row) => Text;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const line = (section: string, values: Record<string, unknown>): Text =>
  say(
    `notifications.lines.${section}`,
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)])),
  );

/** In the order of the page and of the mail. */
export const NEWS: readonly News[] = [
  { section: documents, line: ({ name, reference }) => line('documents', { name, reference }) },
  {
    section: invoices,
    line: ({ kind, reference, date }) => line(text(kind), { reference, date }),
  },
  { section: incidents, line: ({ title, reference }) => line('incidents', { title, reference }) },
  {
    section: timesheets,
    line: ({ person, date, reference }) => line('timesheets', { person, date, reference }),
  },
];
