import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../../access/viewer.js';
import { Invalid } from '../../platform/errors.js';
import type { RecordKind } from '../engine/section.js';
import type { Faults } from '../records/record.fields.js';
import { check, type RecordLine } from '../records/record.lines.js';
import { RecordWriter } from '../records/record.writer.js';
import type { Body } from './form.values.js';

/** What is written with a new record, in its transaction. */
export interface Beside {
  /** What is wrong with it, at fields of its own. */
  readonly faults: Faults;
  /** What is said at its fields when the form has to be shown again. */
  readonly again: Faults;
  readonly write: (manager: EntityManager, reference: string) => Promise<void>;
}

/** Writes what a form asks for by the one writer of records. */
@Injectable()
export class RecordFormWriting {
  constructor(private readonly writer: RecordWriter) {}

  /** @throws Invalid with everything that is wrong; what cannot be read is said before what it lacks */
  async write(
    kind: RecordKind,
    reference: string,
    body: Body,
    unreadable: Faults,
    viewer: Viewer,
    how: Pick<RecordLine, 'seen' | 'isNew'>,
    beside?: Beside,
  ): Promise<void> {
    const faults = { ...check(kind, { reference, body }).faults, ...unreadable };
    if (Object.keys(faults).length > 0) throw new Invalid(faults);
    const lines = [{ reference, body, ...how }];
    const [line] = await this.writer.write(kind, lines, viewer, async (manager, [written]) => {
      if (written?.result !== 'refused') await beside?.write(manager, reference);
    });
    if (line?.result === 'refused') throw new Invalid(line.errors);
  }
}
