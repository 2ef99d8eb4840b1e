import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Several customers seen together. The database counts its versions. */
@Entity('consolidated_accounts')
export class ConsolidatedAccount {
  @PrimaryColumn('uuid')
  id!: string;

  /** The business's own identifier; never the id. */
  @Column('text')
  reference!: string;

  @Column('text')
  name!: string;

  /** The name as it is sorted: the database makes it. */
  @Column({ type: 'text', name: 'name_key', insert: false, update: false })
  nameKey!: string;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;

  /** The transaction that changed it last. */
  @Column('bigint', { name: 'changed_in' })
  changedIn!: string;

  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}
