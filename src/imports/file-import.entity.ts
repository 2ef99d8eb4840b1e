import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Text } from '../platform/errors.js';

/** First a file's columns are matched, then it is checked, which changes nothing; then it is imported. */
export type ImportStep = 'match' | WorkStep;
/** The steps that a worker does. */
export type WorkStep = 'check' | 'import';

/** A file that somebody imports on the page. */
@Entity('imports')
export class FileImport {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly section!: string;

  /** What it was called on the machine it came from; only ever shown. */
  @Column('text', { name: 'file_name' })
  readonly fileName!: string;

  /** The name of its bytes in the storage; none once they are forgotten. */
  @Column('text', { nullable: true })
  readonly file!: string | null;

  @Column('bigint')
  readonly bytes!: string;

  /** As it was written, unfinished while columns are matched; none where the headings decide. */
  @Column('json', { nullable: true })
  readonly map!: object | null;

  /** What its headings are, as a digest. */
  @Column('text', { nullable: true })
  readonly headings!: string | null;

  /** How the file was read. */
  @Column('jsonb', { default: [] })
  readonly understood!: readonly Text[];

  @Column('bigint', { name: 'row_count', default: 0 })
  readonly rowCount!: string;

  @Column('text', { default: 'check' })
  readonly step!: ImportStep;

  /** The work of its step; none while columns are matched. */
  @Column('uuid', { name: 'operation_id', nullable: true })
  readonly operationId!: string | null;

  /** What came of this step so far; empty before its first records. */
  @Column('jsonb', { default: {} })
  readonly counts!: object;

  /** As a check would keep them; none once it is imported. */
  @Column('jsonb', { name: 'first_records', default: [] })
  readonly firstRecords!: readonly object[];

  /** What the file calls new customers, and those that are called alike, as a check found them. */
  @Column('jsonb', { default: [] })
  readonly alike!: readonly object[];

  /** A column that says how rows stand, among which nobody chose. */
  @Column('jsonb', { nullable: true })
  readonly kinds!: object | null;

  /** The days between which what was imported lies, where such records have a day. */
  @Column('date', { name: 'first_day', nullable: true })
  readonly firstDay!: string | null;

  @Column('date', { name: 'last_day', nullable: true })
  readonly lastDay!: string | null;

  /** Until when it can be taken back; none before it is imported, and when what stood before is forgotten. */
  @Column('timestamptz', { name: 'kept_until', nullable: true })
  readonly keptUntil!: Date | null;

  /** Who takes it back, or did: kind and id, for the audit log. */
  @Column('jsonb', { name: 'undone_by', nullable: true })
  readonly undoneBy!: object | null;

  @Column('uuid', { name: 'asked_by', nullable: true })
  readonly askedBy!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
