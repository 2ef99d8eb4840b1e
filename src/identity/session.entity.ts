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

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
