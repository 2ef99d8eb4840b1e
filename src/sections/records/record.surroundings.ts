import { Injectable } from '@nestjs/common';
import { say } from '../../platform/errors.js';
import { Database } from '../../platform/database/database.js';
import type { ChildBody, RecordKind } from '../engine/section.js';
import { Pointers } from './pointers.js';
import { parseBody } from './record.body.js';
import { readReference, type Faults } from './record.fields.js';
import { takenFault, type RecordLine } from './record.lines.js';
import { storedRecords } from './record.store.js';

/** Looks at what a record stands among, without writing it. */
@Injectable()
export class RecordSurroundings {
  constructor(private readonly database: Database) {}

  /** What cannot be right in a record that a person writes: in itself, and beside other records. */
  async doubts(kind: RecordKind, reference: string, body: ChildBody): Promise<Faults> {
    return { ...(await this.among(kind, reference, body)), ...said(kind.byHand?.check?.(body) ?? {}) };
  }

  /** What is likely wrong, and may be so all the same. */
  likely({ byHand }: RecordKind, body: ChildBody): Faults {
    return said(byHand?.asks?.(body) ?? {});
  }

  /** What cannot be right beside other records alone: what may have come to be while it stood unchanged. */
  async among({ byHand }: RecordKind, reference: string, body: ChildBody): Promise<Faults> {
    // No reference and no text holds what Postgres would stumble over; that is said at its field.
    if (!byHand?.against || JSON.stringify([reference, body]).includes('\\u0000')) return {};
    return said(await byHand.against((text, values) => this.database.rows(text, values), reference, body));
  }

  /**
   * What is wrong with a record that cannot be written as it is, beyond its own fields: what it points at, and its
   * reference where it is to be new. So that a form says everything at once.
   */
  async faults(kind: RecordKind, line: RecordLine): Promise<Faults> {
    const { record } = parseBody(kind, line.body);
    return this.database.transaction(async (manager) => {
      const { faults } = (await Pointers.load(manager, kind, [record])).resolve(kind, record);
      const reference = readReference(line.reference);
      if (!line.isNew || !reference) return faults;
      const there = (await storedRecords(manager, kind, [reference], false)).get(reference);
      return {
        ...faults,
        ...(there && !there.deleted ? takenFault('taken', reference) : {}),
      };
    });
  }
}

const said = (doubts: Readonly<Record<string, string>>): Faults =>
  Object.fromEntries(Object.entries(doubts).map(([path, key]) => [path, say(key)]));
