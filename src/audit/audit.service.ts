import { Injectable } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { newId } from '../platform/ids.js';
import { AuditLine } from './audit-line.entity.js';

/** Who did it: a viewer, or the system itself. */
export type Actor = Pick<Viewer, 'kind' | 'id' | 'address'> | typeof SYSTEM;

/** What a worker or the command line does by itself. */
export const SYSTEM = { kind: 'system', id: undefined, address: '' } as const;

/** One line to be: what was done to what. `before` and `after` hold only what changed, and never a secret. */
export interface AuditEvent {
  /** A verb of the business, such as `customer.changed` or `invitation.sent`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id?: string };
  readonly customerId?: string;
  readonly before?: object;
  readonly after?: object;
}

/** Adds audit lines, always in the transaction of the change itself. */
@Injectable()
export class Audit {
  constructor(@InjectEntityManager() private readonly manager: EntityManager) {}

  /** A line that belongs to no change: somebody is about to be handed something. Written before it is. */
  noteNow(actor: Actor, event: AuditEvent): Promise<void> {
    return this.record(this.manager, actor, event);
  }

  async record(manager: EntityManager, actor: Actor, ...events: readonly AuditEvent[]): Promise<void> {
    if (events.length === 0) return;
    await manager.insert(
      AuditLine,
      events.map((event) => ({
        id: newId(),
        actorKind: ACTOR_KINDS[actor.kind],
        actorId: actor.id ?? null,
        address: actor.address,
        action: event.action,
        subjectKind: event.subject.kind,
        subjectId: event.subject.id ?? null,
        customerId: event.customerId ?? null,
        before: event.before ?? null,
        after: event.after ?? null,
      })),
    );
  }
}

const ACTOR_KINDS = {
  visitor: 'visitor',
  staff: 'login',
  customer: 'login',
  'api-key': 'api-key',
  system: 'system',
} as const;

/** What of two states differs, as the two sides of an audit line; undefined when nothing does. */
export function difference(before: object, after: object): { before: object; after: object } | undefined {
  const old = before as Record<string, unknown>;
  const changed = Object.entries(after).filter(
    ([key, value]) => JSON.stringify(old[key]) !== JSON.stringify(value),
  );
  if (changed.length === 0) return undefined;
  return {
    before: Object.fromEntries(changed.map(([key]) => [key, old[key] ?? null])),
    after: Object.fromEntries(changed),
  };
}
