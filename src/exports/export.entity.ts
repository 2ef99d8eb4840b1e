import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { ExportFormat } from './export.formats.js';

export const EXPORT_STATES = ['queued', 'running', 'done', 'failed', 'withdrawn', 'expired'] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

/** A list being written, or written, as a file. */
@Entity('exports')
export class ListExport {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'login_id' })
  loginId!: string;

  @Column('uuid', { name: 'portal_user_id', nullable: true })
  portalUserId!: string | null;

  @Column('text')
  section!: string;

  @Column('text', { default: 'csv' })
  format!: ExportFormat;

  @Column('jsonb')
  query!: Readonly<Record<string, unknown>>;

  @Column('text')
  state!: ExportState;

  @Column('bigint', { name: 'rows_expected' })
  rowsExpected!: string;

  @Column('bigint', { name: 'rows_written' })
  rowsWritten!: string;

  @Column('text', { name: 'file_name', nullable: true })
  fileName!: string | null;

  @Column('text')
  rights!: string;

  @Column('bigint', { nullable: true })
  bytes!: string | null;

  @Column('integer')
  attempt!: number;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  leaseUntil!: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;
}
