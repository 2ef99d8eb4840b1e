import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** Who changed what, when and from where. The application may add lines and read them, nothing else. */
@Entity('audit_lines')
export class AuditLine {
  @PrimaryColumn('uuid')
  id!: string;

  @CreateDateColumn({ type: 'timestamptz' })
  at!: Date;

  @Column('text', { name: 'actor_kind' })
  actorKind!: 'login' | 'api-key' | 'system' | 'visitor';

  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text')
  address!: string;

  @Column('text')
  action!: string;

  @Column('text', { name: 'subject_kind' })
  subjectKind!: string;

  @Column('uuid', { name: 'subject_id', nullable: true })
  subjectId!: string | null;

  @Column('uuid', { name: 'customer_id', nullable: true })
  customerId!: string | null;

  @Column('jsonb', { nullable: true })
  before!: object | null;

  @Column('jsonb', { nullable: true })
  after!: object | null;
}
