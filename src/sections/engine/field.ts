import type { Permission } from '../../access/catalogue.js';
import type { InList } from '../../platform/lists/list-columns.js';
import type { Tone } from '../../platform/pages/page.js';
import type { TypedAs } from './hand-form.js';

/** What a field holds; the kind decides how it is read, checked, stored, shown and exported. */
export const FIELD_KINDS = [
  'reference',
  'customer',
  'site',
  'job',
  'order',
  'document',
  'invoice',
  'text',
  'choice',
  'fileType',
  'flag',
  'date',
  'time',
  'whole',
  'yesNo',
  'weight',
  'money',
  'ewc',
  'fate',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** Kinds that point at another record, and its table. */
export const POINTERS = {
  customer: 'customers',
  site: 'sites',
  job: 'jobs',
  order: 'orders',
  document: 'documents',
} as const;
export type Pointer = keyof typeof POINTERS;
export const isPointer = (kind: FieldKind): kind is Pointer => kind in POINTERS;

/** One field of a record, declared once: list, filter, search, import, export and API follow from it. */
export interface Field {
  /** In the API, in maps of imports and in the `columns` of a list. Its words stand at `<section>.fields.<name>`. */
  readonly name: string;
  readonly kind: FieldKind;
  /** Of its table. A pointer's holds an id; money has `<column>` for the amount and `currencyColumn`. */
  readonly column: string;
  readonly currencyColumn?: string;
  readonly required?: boolean;
  /** Of a choice; the words stand at `<section>.<name>.<choice>`. */
  readonly choices?: readonly string[];
  readonly tones?: Readonly<Record<string, Tone>>;
  /** What a whole number is when nothing is said; null otherwise. */
  readonly empty?: number;
  /** The sentence that lists say of a whole number in the place of 0. */
  readonly zero?: string;
  /** What a whole number stands for where people type it. */
  readonly typed?: TypedAs;
  /** The most characters of a text. */
  readonly longest?: number;
  /** The only form that a text may have, an example of it, and the sentence for all else; `kept` brings others into it. */
  readonly shape?: {
    readonly pattern: RegExp;
    readonly example: string;
    readonly wrong: string;
    readonly kept?: (text: string) => string;
  };
  /** What downloads say of a choice beyond those that are kept, and which of them it is: *Overdue* was sent. */
  readonly saidOf?: Readonly<Record<string, string>>;
  /** Of a text that dials or writes where a record's page shows it. */
  readonly reaches?: 'phone' | 'email';
  /** What a text has to look like where a person types it. */
  readonly looksLike?: 'postcode' | 'sicCode';
  /** Values that it may have, where its kind alone does not say: for the examples of the API, and for samples. */
  readonly examples?: readonly string[];
  /** The permission without which this field is null, and cannot be sorted, filtered or exported. */
  readonly needs?: Permission;
  readonly list?: InList;
  /** The section without which nobody needs it: forms do not ask for it where that is not used at all. */
  readonly usedWith?: Permission;
  /**
   * A list may be narrowed by it, as its kind is: words, a choice, yes or no, from and to. Of a text its table keeps
   * `<column>_key`, folded.
   */
  readonly filter?: boolean;
  /** The column, with an index of its own, that a list may be sorted by. */
  readonly sort?: { readonly column: string; readonly nullable?: boolean };
  /** What nobody writes: computed by this SQL over the record `r`. */
  readonly derived?: string;
  /** What customers' people are shown in its place: this SQL over the record `r`, asked behind the wall. */
  readonly shownAs?: string;
  /** Where a derived value is kept beside the record: SQL that such a value `holds` of `r`, by an index. */
  readonly kept?: (holds: (value: string) => string) => string;
  /** What systems read and never write: the database or a page of its own keeps it. */
  readonly readOnly?: boolean;
  /** The column that systems are answered with, where the database decides what becomes of what was written. */
  readonly answered?: string;
}

type Options = Partial<Omit<Field, 'name' | 'kind'>>;
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The fields that sections are made of. */
const make =
  (kind: FieldKind, usual: Options = {}) =>
  (name: string, options: Options = {}): Field => ({ column: snake(name), ...usual, ...options, name, kind });

export const field = {
  /** The business's own identifier: the first column of every list and export. */
  reference: (): Field => ({
    name: 'reference',
    kind: 'reference',
    column: 'reference',
    required: true,
    list: 'telling',
    sort: { column: 'reference' },
  }),
  /** Whose it is. Where it is optional, a record without one is the organisation's own: every customer is shown it. */
  customer: ({ required = true }: Pick<Options, 'required'> = {}): Field => ({
    name: 'customer',
    kind: 'customer',
    column: 'customer_id',
    required,
  }),
  site: (options: Options = {}): Field => ({
    column: 'site_id',
    list: 'shown',
    ...options,
    name: 'site',
    kind: 'site',
  }),
  /** Names a job, and so is closed where jobs are. */
  job: (options: Options = {}): Field => ({
    column: 'job_id',
    needs: 'jobs',
    ...options,
    name: 'job',
    kind: 'job',
  }),
  /** Names an order: its files are closed where `orders.files` is. */
  order: (options: Options = {}): Field => ({
    column: 'order_id',
    needs: 'orders.files',
    usedWith: 'orders',
    ...options,
    name: 'order',
    kind: 'order',
  }),
  /** Names a document of the same customer, and so is closed where documents are. */
  document: make('document', { column: 'document_id', needs: 'documents' }),
  /** Names an invoice of the same customer; its column holds the reference. */
  invoice: make('invoice'),
  text: make('text', { longest: 500 }),
  /** One of a closed list; the first is what it is when nothing is said. */
  choice: (name: string, choices: readonly string[], options: Options = {}): Field => ({
    ...make('choice', options)(name),
    choices,
  }),
  fileType: make('fileType'),
  /** One of Administrator > Tables > Flags, by its key. */
  flag: make('flag'),
  /** A calendar day where the organisation is. */
  date: make('date'),
  /** A moment: in the API in ISO 8601 with its offset, on pages in the organisation's time zone. */
  time: make('time'),
  whole: make('whole'),
  yesNo: make('yesNo'),
  /** Integer grams; in the API `<name>` ends in Grams. */
  weight: make('weight'),
  money: (name: string, options: Options = {}): Field => ({
    column: `${snake(name)}_amount`,
    currencyColumn: 'currency',
    ...options,
    name,
    kind: 'money',
  }),
  ewc: make('ewc'),
  fate: make('fate'),
} as const;

/** SQL of what is read of a field: by staff as it stands, by customers' people as it is shown. */
export const readAs = ({ derived, shownAs, column }: Field, portal: boolean): string =>
  (portal ? shownAs : undefined) ?? derived ?? `r.${column}`;

/** Whether systems and imports may write it. */
export const isWritten = (one: Field): boolean => one.derived === undefined && !one.readOnly;
