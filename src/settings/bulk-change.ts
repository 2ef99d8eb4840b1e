import type { Permission } from '../access/catalogue.js';

/** One permission, set for all existing customers. */
export interface BulkChange {
  readonly permission: Permission;
  readonly value: boolean;
  /** Whether what was set by hand goes too. */
  readonly overwrite: boolean;
}

/** What a change for all existing customers would meet. */
export interface BulkCounts {
  readonly customers: number;
  /** Those that have it otherwise. */
  readonly differing: number;
  /** Of those: set by hand. */
  readonly byHand: number;
}

/** How many customers a change moves. */
export const toBeChanged = ({ differing, byHand }: BulkCounts, overwrite: boolean): number =>
  overwrite ? differing : differing - byHand;

/** What a change did so far, and what has become of it. */
export interface BulkResult extends BulkChange {
  readonly changed: number;
  /** Of the changed: those that had been set by hand. */
  readonly overwritten: number;
  /** Set by hand, and left so. */
  readonly kept: number;
  readonly restored: number;
  /** Whether new customers begin with it since. */
  readonly defaultMoved: boolean;
}

export const BULK_CHANGE = 'permissions.apply';
