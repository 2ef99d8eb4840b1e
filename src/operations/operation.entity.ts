import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Text } from '../platform/errors.js';

export const OPERATION_STATES = ['queued', 'running', 'done', 'failed', 'cancelled', 'undone'] as const;
export type OperationState = (typeof OPERATION_STATES)[number];

/** Long work that a person may leave and find again. */
@Entity('operations')
export class Operation {
  @PrimaryColumn('uuid')
  readonly id!: string;

  /** Which runner does it. */
  @Column('text')
  readonly kind!: string;

  /** What a person reads above its progress. */
  @Column('jsonb')
  readonly title!: Text;

  /** Where a person goes on from there. */
  @Column('text')
  readonly href!: string;

  @Column('text', { default: 'queued' })
  readonly state!: OperationState;

  /** What the runner needs to know: ids and choices, never a secret. */
  @Column('jsonb', { default: {} })
  readonly payload!: object;

  @Column('bigint', { default: 0 })
  readonly done!: string;

  @Column('bigint', { default: 0 })
  readonly total!: string;

  /** Whether it is being taken back, or was. */
  @Column('boolean', { default: false })
  readonly undoing!: boolean;

  /** How often a worker took it up. */
  @Column('int', { default: 0 })
  readonly attempt!: number;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  readonly leaseUntil!: Date | null;

  /** Why it failed. */
  @Column('jsonb', { nullable: true })
  readonly problem!: Text | null;

  @Column('uuid', { name: 'asked_by', nullable: true })
  readonly askedBy!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  readonly finishedAt!: Date | null;
}
