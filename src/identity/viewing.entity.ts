import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A member of staff looks at the portal as one of its people, for a while. */
@Entity('viewings')
export class Viewing {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'session_id' })
  sessionId!: string;

  @Column('uuid', { name: 'login_id' })
  loginId!: string;

  @Column('uuid', { name: 'portal_user_id' })
  portalUserId!: string;

  @Column('text', { default: '' })
  address!: string;

  @Column('text', { name: 'back_path' })
  backPath!: string;

  @CreateDateColumn({ name: 'started_at', type: 'timestamptz' })
  startedAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
