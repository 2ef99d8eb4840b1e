import type { StaffPermission } from '../access/staff-permissions.js';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../audit/audit.service.js';
import type { Text } from '../platform/errors.js';
import type { OperationState } from './operation.entity.js';
import type { Run } from './runs.js';

/** What a page says of long work beside its progress. */
export interface OperationStory {
  /** Sentences: what it did, and to how many. */
  readonly points: readonly Text[];
  /** What it left alone, by name. */
  readonly left: readonly LeftAlone[];
  /** How taking it back is asked for; none while it works, and once it was taken back. */
  readonly undo?:
    { readonly text: Text; readonly points: readonly Text[]; readonly button: Text } | undefined;
  /** The words on the button that stops it. */
  readonly stop?: Text | undefined;
}

/** A sentence, and those it speaks of: as many as a person reads, and how many more there are. */
export interface LeftAlone {
  readonly sentence: Text;
  readonly items: readonly { readonly label: Text; readonly href: string }[];
  readonly more: number;
}

/** Long work as it stands when it ends, or is looked at. */
export interface OperationMoment {
  readonly id: string;
  readonly state: OperationState;
}

/** A kind of long work that can be stopped and taken back. It is run by the method marked with `Runs`. */
export interface UndoableKind {
  /** What staff may do to stop it and to take it back; `settings.write` unless said. */
  readonly needs?: StaffPermission;
  /** In the transaction in which it ends, however: the place for its audit line. `stopper` is who stopped it. */
  ended(manager: EntityManager, operation: OperationMoment, stopper?: Actor): Promise<void>;
  story(operation: OperationMoment): Promise<OperationStory>;
  /**
   * How much of it could be taken back now, where that depends on what came to be since; undefined where all of it
   * always can, once.
   */
  leftToUndo?(id: string): Promise<number>;
  /** In the transaction that begins to take it back; answers how much there is to do. @throws Conflict */
  beginUndo(manager: EntityManager, actor: Actor, id: string): Promise<number>;
  undo: Run;
}

/** The kinds of long work that can be stopped and taken back. The folders to the right add theirs at start. */
@Injectable()
export class OperationKinds {
  private readonly kinds = new Map<string, UndoableKind>();

  add(kind: string, how: UndoableKind): void {
    this.kinds.set(kind, how);
  }

  find(kind: string): UndoableKind | undefined {
    return this.kinds.get(kind);
  }

  /** What staff must be allowed to stop work of this kind and to take it back. */
  needed(kind: string): StaffPermission {
    return this.find(kind)?.needs ?? 'settings.write';
  }

  /** The kinds that somebody may stop and take back. */
  steerable(may: (permission: StaffPermission) => boolean): readonly string[] {
    return [...this.kinds.keys()].filter((kind) => may(this.needed(kind)));
  }
}
