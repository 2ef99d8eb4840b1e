import type { EntityManager } from 'typeorm';
import type { Permission, PermissionDefinition } from '../../access/catalogue.js';
import type { Statement } from '../../platform/database/together.js';
import { say, type Text } from '../../platform/errors.js';
import type { Tab } from '../../platform/pages/page.js';
import type { Field } from './field.js';
import type { Bind, Filter, Filtered } from './filter.js';
import type { HandForm } from './hand-form.js';
import type { ListAbove } from './list.above.js';
import type { ListRequest } from './list.request.js';
import type { Reach } from './list.sql.js';
import type { RecordPage } from './record-page.js';
import type { RecordPaper } from './record-paper.js';

/** Named rows below a record, such as the waste items of a job; they live and go with it. */
export interface Child {
  /** In the API: `wasteItems`. */
  readonly name: string;
  readonly table: string;
  /** The column that holds the record's id, also on children of children. */
  readonly rootColumn: string;
  /** The column that holds the id of what it stands in. */
  readonly parentColumn: string;
  readonly fields: readonly Field[];
  readonly children?: readonly Child[];
  /** Bare values instead of objects: `ewcCodes: ["200301"]`. The one field it consists of. */
  readonly bare?: boolean;
  /** The part without which customers' people do not see them. */
  readonly needs?: Permission;
  /** SQL over a row `x` that holds for what customers' people may see; `false` for what is the office's alone. */
  readonly shown?: string;
  /** Bare pointers to other records and nothing else: the table joins two, and belongs to neither customer nor site. */
  readonly link?: boolean;
  readonly most: number;
  readonly least?: number;
  /** Checks of the whole child beyond its single fields. Answers a key of a sentence for a field at fault. */
  readonly check?: (child: ChildBody) => { readonly field: string; readonly key: string } | undefined;
  /** Columns that follow from the others, such as a main code. */
  readonly derive?: (child: ChildBody) => Readonly<Record<string, unknown>>;
}

export type ChildBody = Readonly<Record<string, unknown>>;

/** How a list begins. */
export interface Sorting {
  readonly field: string;
  readonly descending: boolean;
}

/** A list in one of its orders: cursors are of no use in another. */
export const orderOf = ({ key }: Pick<RecordKind, 'key'>, { field, descending }: Sorting): string =>
  `${key} ${descending ? '-' : ''}${field}`;

/** A record that is about to be written: its columns, and those of its children by the children's names. */
export interface Coming {
  readonly reference: string;
  readonly columns: Readonly<Record<string, unknown>>;
  readonly children: Readonly<
    Record<string, readonly { readonly columns: Readonly<Record<string, unknown>> }[]>
  >;
}

/** A field that is what another record says where a body leaves it empty: a job's document is of the job's site. */
export interface Inherited {
  readonly field: string;
  /** The pointers that lead there: whoever moves one of them alone moves the field along. */
  readonly from: readonly string[];
  /** Locks what records lead to, now or as they are about to be, before they are locked themselves. */
  readonly hold: (
    manager: EntityManager,
    records: readonly { readonly reference: string; readonly body: ChildBody }[],
  ) => Promise<void>;
  /** What the columns are, by the references of those records that leave them empty; read under a lock. */
  readonly columns: (
    manager: EntityManager,
    records: readonly Coming[],
  ) => Promise<ReadonlyMap<string, Coming['columns']>>;
}

/** Faults of records, by their references: the path of a property and the sentence for it. */
export type FaultsOf = ReadonlyMap<string, Record<string, Text>>;

/** A kind of record that systems write and read: what import and API need to know. */
export interface RecordKind {
  /** Where its words stand; of a section also its permission and its path below `/portal` and `/admin`. */
  readonly key: Permission;
  /** The permission that opens it, where it is another section's: payments belong to invoices. */
  readonly permission?: Permission;
  /** Its path below `/api/v1`. */
  readonly collection: string;
  readonly table: string;
  /** Where several kinds share a table: what all of this one's rows hold. References are unique within it. */
  readonly only?: { readonly column: string; readonly value: string };
  readonly fields: readonly Field[];
  readonly children?: readonly Child[];
  /** Where the number of a payment card may not stand, whoever writes it: in its texts, or in its reference too. */
  readonly keepsNoCards?: 'texts' | 'reference too';
  /** How people write it by hand; without it only systems and imports do. */
  readonly byHand?: HandForm;
  readonly inherits?: Inherited;
  /** Columns beside the body that a change of it clears, such as a decision on what it said. */
  readonly cleared?: readonly string[];
  /** Checks of a whole record beyond its single fields. Answers a key of a sentence for a field at fault. */
  readonly check?: (record: ChildBody) => { readonly field: string; readonly key: string } | undefined;
  /** Checks against other records, which it locks, in the transaction that writes. */
  readonly against?: (manager: EntityManager, records: readonly Coming[]) => Promise<FaultsOf>;
}

/** A thing that customers may see as a list of records: one folder, one line in `sections.ts`. */
export interface Section extends RecordKind {
  /** The kinds of record it lists together, such as quotes and agreements; without any, it is the one kind itself. */
  readonly kinds?: readonly RecordKind[];
  /** The column by which someone is limited to sites. */
  readonly siteColumn: string;
  readonly sorting: Sorting;
  readonly filters?: readonly Filter[];
  /** The date that `from` and `to` speak of. */
  readonly dateField?: string;
  /** SQL over `r` that holds for what customers' people may see at all: drafts are not among it. */
  readonly shown?: string;
  /** The section's own permission beyond its key: what it needs, and its parts. */
  readonly needs?: readonly Permission[];
  readonly parts?: readonly PermissionDefinition[];
  /** Where the database keeps exact counts of it: the measure of `record_sums` that counts each record once. */
  readonly countedAs?: string;
  /** Columns that filters bring, such as the weight that belongs to them. */
  readonly extra?: (filters: Filtered) => readonly Field[];
  /** Lines of sums over all that a list holds. */
  readonly sums?: readonly ListSums[];
  /** The pages that belong together with its list. */
  readonly tabs?: (room: 'portal' | 'admin', key: string, filters: Filtered) => readonly Tab[];
  /** What stands above its list, such as who is on site now. */
  readonly above?: readonly ListAbove[];
  /** What downloads the files of its records together, at `<key>.zip`: all that the list holds, or those ticked. */
  readonly bundle?: { readonly all: Text; readonly ticked: Text };
  /** Whose standing follows from its records, such as the invoices that payments settle: SQL of their ids, of the records `$1`. */
  readonly follow?: { readonly table: string; readonly ids: string };
  /** Columns of the records `r` that are alike in those that many-at-once changes deal with together, whatever a step holds. */
  readonly together?: readonly string[];
  readonly page: RecordPage;
  /** Its records as papers, where they are such. */
  readonly paper?: RecordPaper;
}

/** What is added up over the records `r` of a list: read of each customer, then said of all of them. */
export interface ListSums {
  /** What is added up, where a permission closes it: customers who hide it are left out. */
  readonly field?: Field;
  /** As many records as it adds up one by one, also of a list that nothing narrows: a total below it. Few, of a narrowed one, unless said. */
  readonly upTo?: number;
  /** The same row from sums that the database keeps, for lists that they cover. */
  readonly kept?: (request: ListRequest, reach: Reach) => Statement | undefined;
  /** SQL of its rows of sums; the conditions are those of the list. */
  readonly sql: (conditions: readonly string[], filters: Filtered, bind: Bind) => string;
  /** Bigints arrive as text. */
  readonly lines: (rows: readonly Readonly<Record<string, string>>[], filters: Filtered) => readonly Text[];
}

/** What systems write into a section: its several kinds, or itself. */
export const kindsOf = (section: Section): readonly RecordKind[] => section.kinds ?? [section];

/** Whether people write any of its kinds by hand. */
export const isWrittenByHand = (section: Section): boolean => kindsOf(section).some(({ byHand }) => byHand);

/** SQL that holds for the rows of this kind alone, over the table or its alias. */
export const ofKind = ({ only }: RecordKind, alias = 'r'): string =>
  only ? `${alias}.${only.column} = '${only.value}'` : 'true';

/** What people call it; of several kinds in one section each has a name of its own. */
export const kindTitle = ({ key, collection, only }: RecordKind): Text =>
  say(only ? `${key}.collections.${collection}` : `${key}.title`);

/** The permissions that a section brings. */
export function permissionsOf(
  section: Pick<Section, 'key' | 'permission' | 'needs' | 'parts'>,
): PermissionDefinition[] {
  const { key, permission, needs, parts = [] } = section;
  if (permission) return [...parts];
  return [{ key, words: `${key}.permission`, ...(needs ? { needs } : {}) }, ...parts];
}

/** The permission that opens a section or a kind of record. */
export const permissionOf = ({ key, permission }: Pick<RecordKind, 'key' | 'permission'>): Permission =>
  permission ?? key;

/** A field by its name. */
export const fieldOf = (section: RecordKind, name: string): Field | undefined =>
  section.fields.find((one) => one.name === name);
