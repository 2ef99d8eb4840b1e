import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../../access/viewer.js';
import { Doubtful, Invalid, say, type Text } from '../../platform/errors.js';
import type { RecordKind } from '../engine/section.js';
import { newDoubts, type Doubted } from '../records/new-doubts.js';
import { cardByHand } from '../records/record.cards.js';
import { readReference, type Faults } from '../records/record.fields.js';
import { check, type RecordLine } from '../records/record.lines.js';
import { RecordSurroundings } from '../records/record.surroundings.js';
import { RecordWriter } from '../records/record.writer.js';
import type { Body } from './form.values.js';

/** What is written with a new record, in its transaction. */
export interface Beside {
  /** What is wrong with it, at fields of its own. */
  readonly faults: Faults;
  /** What is said at its fields when the form has to be shown again. */
  readonly again: Faults;
  /** What is said once it is added, where that is more than that it is. */
  readonly said?: Text | undefined;
  readonly write: (manager: EntityManager, reference: string) => Promise<void>;
}

/** What a form says is wrong with what was typed. */
export interface Amiss {
  /** What cannot be read as what it should be. */
  readonly unreadable: Faults;
  /** The record as it stood when the form was read; none where it is new. */
  readonly stood?: Body;
  /** Whoever writes it was asked about what is likely wrong, and means it. */
  readonly isMeant?: boolean;
}

/** What is wrong with what a record is called, as the page says it. */
function nameless(reference: string): Faults {
  if (reference === '') return { reference: say('sections.api.required') };
  return readReference(reference) ? {} : { reference: say('sections.form.wrong.reference') };
}

/** Writes what a form asks for by the one writer of records. */
@Injectable()
export class RecordFormWriting {
  constructor(
    private readonly writer: RecordWriter,
    private readonly surroundings: RecordSurroundings,
  ) {}

  /**
   * @throws Invalid with everything that is wrong at once; what cannot be read is said before what it lacks
   * @throws Doubtful where all of that is only likely wrong
   */
  async write(
    kind: RecordKind,
    reference: string,
    body: Body,
    amiss: Amiss,
    viewer: Viewer,
    how: Pick<RecordLine, 'seen' | 'isNew'>,
    beside?: Beside,
  ): Promise<void> {
    const lines = [{ reference, body, ...how }] as const;
    const refused = kind.check?.(body);
    // What its kind refuses of anybody is said with the rest, so that all is said at once.
    const likely = this.likely(kind, body, amiss);
    const faults = {
      ...likely,
      ...(refused ? { [refused.field]: say(refused.key) } : {}),
      ...newDoubts(
        await this.doubted(kind, reference, body),
        amiss.stood && (await this.doubted(kind, reference, amiss.stood)),
      ),
      ...check(kind, lines[0]).faults,
      ...nameless(reference),
      ...(how.isNew ? cardByHand(kind, reference) : {}),
      ...amiss.unreadable,
    };
    if (Object.keys(faults).length > 0) {
      const all = { ...(await this.surroundings.faults(kind, lines[0])), ...faults };
      const isCertain = Object.entries(all).some(([path, text]) => likely[path] !== text);
      throw isCertain ? new Invalid(all) : new Doubtful(all);
    }
    const [line] = await this.writer.write(kind, lines, viewer, async (manager, [written]) => {
      if (written?.result !== 'refused') await beside?.write(manager, reference);
    });
    if (line?.result === 'refused') throw new Invalid(line.errors);
  }

  private likely(kind: RecordKind, body: Body, { stood, isMeant }: Amiss): Faults {
    if (isMeant) return {};
    const doubted = (of: Body): Doubted => ({ body: of, doubts: this.surroundings.likely(kind, of) });
    return newDoubts(doubted(body), stood && doubted(stood));
  }

  private async doubted(kind: RecordKind, reference: string, body: Body): Promise<Doubted> {
    return { body, doubts: await this.surroundings.doubts(kind, reference, body) };
  }
}
