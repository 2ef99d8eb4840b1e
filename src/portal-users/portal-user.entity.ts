import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One login's access to one customer, or to one consolidated account. */
@Entity('portal_users')
export class PortalUser {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'login_id' })
  loginId!: string;

  @Column('uuid', { name: 'customer_id', nullable: true })
  customerId!: string | null;

  @Column('uuid', { name: 'consolidated_account_id', nullable: true })
  consolidatedAccountId!: string | null;

  /** Whichever of the two it is: the database says. */
  @Column({ type: 'uuid', name: 'account_id', insert: false, update: false })
  accountId!: string;

  /** False when the person sees only the sites in `portal_user_sites`, and all of customers in `portal_user_customers`. */
  @Column('boolean', { name: 'every_site', default: true })
  everySite!: boolean;

  /** Permissions that the customer has and this person has not. */
  @Column('text', { array: true, default: '{}' })
  withheld!: string[];

  @Column('boolean', { name: 'show_live_clock_ins', default: false })
  showLiveClockIns!: boolean;

  @Column('boolean', { name: 'share_all_incidents', default: false })
  shareAllIncidents!: boolean;

  /** Looks after the customer's people. */
  @Column('boolean', { default: false })
  manager!: boolean;

  /** Becomes true when the invitation is accepted. */
  @Column('boolean', { default: false })
  active!: boolean;

  /** When somebody signed in by it, or changed over to it, last. */
  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
