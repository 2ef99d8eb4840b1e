import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a changed field says of a person. It stands apart from its line, so that it can be erased. */
@Entity('audit_names')
export class AuditName {
  @PrimaryColumn('uuid', { name: 'line_id' })
  lineId!: string;

  @PrimaryColumn('text')
  field!: string;

  @Column('jsonb', { nullable: true })
  before!: unknown;

  @Column('jsonb', { nullable: true })
  after!: unknown;

  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt!: Date | null;
}
