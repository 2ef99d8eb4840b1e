import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** What a link does for whoever was mailed it. */
export const LINK_PURPOSES = ['password', 'sign-in'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** A link that was mailed to somebody who can sign in: to choose a new password, or to sign in. Single use. */
@Entity('login_links')
export class LoginLink {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'login_id' })
  loginId!: string;

  @Column('text', { default: 'password' })
  purpose!: LinkPurpose;

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
