import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An organisation served. The database counts its versions. */
@Entity('customers')
export class Customer {
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

  @Column('text', { name: 'trading_name', default: '' })
  tradingName!: string;

  @Column('text', { name: 'contact_name', default: '' })
  contactName!: string;

  @Column('text', { default: '' })
  email!: string;

  @Column('text', { default: '' })
  phone!: string;

  @Column('text', { default: '' })
  address!: string;

  @Column('text', { default: '' })
  postcode!: string;

  @Column('text', { name: 'invoicing_address', default: '' })
  invoicingAddress!: string;

  @Column('text', { name: 'sic_code', default: '' })
  sicCode!: string;

  @Column('text', { name: 'vat_number', default: '' })
  vatNumber!: string;

  @Column('text', { name: 'account_manager', default: '' })
  accountManager!: string;

  @Column('text', { name: 'account_manager_phone', default: '' })
  accountManagerPhone!: string;

  @Column('text', { name: 'account_manager_email', default: '' })
  accountManagerEmail!: string;

  @Column('boolean', { name: 'portal_enabled', default: false })
  portalEnabled!: boolean;

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
