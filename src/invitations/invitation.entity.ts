import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a person gets an access: one row for each access; its link is replaced each time it is sent again. */
@Entity('invitations')
export class Invitation {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'portal_user_id' })
  portalUserId!: string;

  /** Of the staff; nobody when a system asked for it. */
  @Column('uuid', { name: 'invited_by', nullable: true })
  invitedBy!: string | null;

  /** Rises each time it is sent, so that the link before is worth nothing. */
  @Column('integer', { name: 'token_version', default: 1 })
  tokenVersion!: number;

  @Column('text', { name: 'token_hash' })
  tokenHash!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'accepted_at', nullable: true })
  acceptedAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  /** When the person asked for a new link. */
  @Column('timestamptz', { name: 'asked_again_at', nullable: true })
  askedAgainAt!: Date | null;
}
