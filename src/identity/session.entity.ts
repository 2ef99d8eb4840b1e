import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** One sign-in on one device. Ending the row ends it at once. */
@Entity('sessions')
export class Session {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'login_id' })
  loginId!: string;

  @Column('integer', { name: 'login_epoch' })
  loginEpoch!: number;

  @Column('uuid', { name: 'portal_user_id', nullable: true })
  portalUserId!: string | null;

  @Column('text', { default: '' })
  address!: string;

  /** Nobody's yet: the code of two-step sign-in is still to come. */
  @Column('boolean', { name: 'awaits_code', default: false })
  awaitsCode!: boolean;

  /** Whether it is to last on this device. */
  @Column('boolean', { default: false })
  kept!: boolean;

  /** Whether it began by a link of the mail. */
  @Column('boolean', { name: 'by_link', default: false })
  byLink!: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
