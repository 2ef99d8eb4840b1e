import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What can be mailed. Each kind has one composer, in the folder that owns its subject. */
export const MAIL_KINDS = [
  'invitation',
  'invitation-test',
  'invitation-wish',
  'notification',
  'password-reset',
  'scheduled-report',
  'scheduled-report-trial',
  'sign-in-link',
  'staff-welcome',
  'test',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export const MAIL_STATES = ['queued', 'sending', 'sent', 'failed', 'cancelled'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** A mail that is to go out, or went. It holds no text: the text is made from the subject's row when it is sent. */
@Entity('mails')
export class Mail {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly kind!: MailKind;

  /** The row it is about: the invitation, the password reset. */
  @Column('uuid', { name: 'subject_id' })
  readonly subjectId!: string;

  /** The version of the token it carries. */
  @Column('int', { name: 'token_version', default: 1 })
  readonly tokenVersion!: number;

  @Column('text')
  readonly recipient!: string;

  @Column('text', { default: 'queued' })
  readonly state!: MailState;

  /** How often a worker took it up. */
  @Column('int', { default: 0 })
  readonly attempt!: number;

  @Column('timestamptz', { name: 'next_attempt_at', default: () => 'now()' })
  readonly nextAttemptAt!: Date;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  readonly leaseUntil!: Date | null;

  /** The same at every attempt, so that a mail sent twice is recognised as one. */
  @Column('text', { name: 'message_id' })
  readonly messageId!: string;

  /** The mail server's own words. */
  @Column('text', { default: '' })
  readonly answer!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  readonly sentAt!: Date | null;

  /** When it came back, though a mail server had taken it. */
  @Column('timestamptz', { name: 'bounced_at', nullable: true })
  readonly bouncedAt!: Date | null;

  /** Why it came back, in the words of whoever sent it back. */
  @Column('text', { name: 'bounce_reason', default: '' })
  readonly bounceReason!: string;
}
