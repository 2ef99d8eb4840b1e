import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One login's access to one customer. */
@Entity('portal_users')
export class PortalUser {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'login_id' })
  loginId!: string;

  @Column('uuid', { name: 'customer_id' })
  customerId!: string;

  /** False when the person sees only the sites in `portal_user_sites`. */
  @Column('boolean', { name: 'every_site', default: true })
  everySite!: boolean;

  /** Permissions that the customer has and this person has not. */
  @Column('text', { array: true, default: '{}' })
  withheld!: string[];

  @Column('boolean', { name: 'show_live_clock_ins', default: false })
  showLiveClockIns!: boolean;

  @Column('boolean', { name: 'share_all_incidents', default: false })
  shareAllIncidents!: boolean;

  /** Becomes true when the invitation is accepted. */
  @Column('boolean', { default: false })
  active!: boolean;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
