import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A link to choose a new password: single use, one hour. */
@Entity('password_resets')
export class PasswordReset {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'login_id' })
  loginId!: string;

  @Column('integer', { name: 'token_version', default: 1 })
  tokenVersion!: number;

  @Column('text', { name: 'token_hash' })
  tokenHash!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;
}
