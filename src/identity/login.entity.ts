import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn, VersionColumn } from 'typeorm';

/** A person who signs in: of the staff, or of a customer. */
@Entity('logins')
export class Login {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  email!: string;

  @Column('text', { name: 'email_key' })
  emailKey!: string;

  @Column('text', { default: '' })
  name!: string;

  /** The end of `name` that is the last name, where somebody said so. */
  @Column('text', { name: 'last_name', default: '' })
  lastName!: string;

  /** `undecided` until somebody has said which; it opens nothing. */
  @Column('text')
  kind!: 'undecided' | 'staff' | 'customer';

  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  @Column('integer', { default: 1 })
  epoch!: number;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt!: Date | null;

  /** Nothing of the person is left: the id stands for somebody who was here. */
  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt!: Date | null;

  @Column('timestamptz', { name: 'last_signed_in_at', nullable: true })
  lastSignedInAt!: Date | null;

  @VersionColumn({ default: 1 })
  version!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

/** How two writings of one email are compared: without case, and with Unicode normalised. */
export const emailKey = (email: string): string => email.normalize('NFKC').trim().toLowerCase();
