import { Injectable } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import type { Viewing } from '../access/viewing.js';
import { newId } from '../platform/ids.js';
import type { AuditAction } from './actions.js';
import { AuditLine } from './audit-line.entity.js';
import { AuditName } from './audit-name.entity.js';
import { parted } from './personal-fields.js';

/** Who did it: a viewer, or the system itself. */
export type Actor = Pick<Viewer, 'kind' | 'id' | 'address' | 'viewing'> | typeof SYSTEM;

/** What a worker or the command line does by itself. */
export const SYSTEM = { kind: 'system', id: undefined, address: '' } as const;

/** One line to be: what was done to what. `before` and `after` hold only what changed, and never a secret. */
export interface AuditEvent {
  /** A verb of the business, such as `customer.changed` or `invitation.sent`. */
  readonly action: AuditAction;
  readonly subject: { readonly kind: string; readonly id?: string };
  readonly customerId?: string | null;
  readonly before?: object;
  readonly after?: object;
}

/** Adds audit lines, always in the transaction of the change itself. */
@Injectable()
export class Audit {
  constructor(@InjectEntityManager() private readonly manager: EntityManager) {}

  /** Whether somebody has done just this within the last hour. */
  async notedOfLate(actor: Actor, { action, subject, after = {} }: AuditEvent): Promise<boolean> {
    const found = await this.manager.query<unknown[]>(
      `select from audit_lines where subject_id = $1 and actor_id = $2 and action = $3
         and at > now() - interval '1 hour' and coalesce(after, '{}') @> $4::jsonb limit 1`,
      [subject.id, whoDid(actor), action, JSON.stringify(after)],
    );
    return found.length > 0;
  }

  /** What a change says of people is kept apart from its line by itself, where it can be erased. */
  async record(manager: EntityManager, actor: Actor, ...events: readonly AuditEvent[]): Promise<void> {
    if (events.length === 0) return;
    const lines = events.map((event) => ({
      id: newId(),
      event,
      sides: parted(event.subject.kind, event.before, seenAs(actor, event.after)),
    }));
    await manager.insert(
      AuditLine,
      lines.map(({ id, event, sides: { before, after } }) => ({
        id,
        actorKind: ACTOR_KINDS[actor.kind],
        actorId: whoDid(actor) ?? null,
        address: actor.address,
        action: event.action,
        subjectKind: event.subject.kind,
        subjectId: event.subject.id ?? null,
        customerId: event.customerId ?? null,
        before,
        after,
      })),
    );
    const names = lines.flatMap(({ id, sides }) => sides.names.map((name) => ({ lineId: id, ...name })));
    if (names.length > 0) await manager.insert(AuditName, names as object[]);
  }
}

/** The login or key behind it. Whoever looks at the portal as somebody else does what they do themselves. */
const whoDid = (actor: Actor): string | undefined => viewingOf(actor)?.by.id ?? actor.id;

/** Says in the line as whom they looked at the portal. */
function seenAs(actor: Actor, after: object | undefined): object | undefined {
  const viewing = viewingOf(actor);
  return viewing ? { ...after, viewingAs: viewing.portalUserId } : after;
}

const viewingOf = (actor: Actor): Viewing | undefined => ('viewing' in actor ? actor.viewing : undefined);

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
