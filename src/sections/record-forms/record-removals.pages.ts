import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { Conflict, Invalid, NotFound, Outdated, say, type Text } from '../../platform/errors.js';
import { seenVersion } from '../../platform/http/if-match.js';
import { Page, Redirect } from '../../platform/pages/page.js';
import { verbatim } from '../../platform/pages/words.js';
import type { Section } from '../engine/section.js';
import { RecordApi } from '../records/record.api.js';
import { RecordSurroundings } from '../records/record.surroundings.js';
import { RecordWriter } from '../records/record.writer.js';
import { RecordFormQueries, type HandRecord } from './record-forms.queries.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

/** Deletes single records and brings them back: a deleted one is hidden everywhere, and its reference stays its own. */
@Injectable()
export class RecordRemovalPages {
  constructor(
    private readonly queries: RecordFormQueries,
    private readonly records: RecordApi,
    private readonly writer: RecordWriter,
    private readonly surroundings: RecordSurroundings,
  ) {}

  /** What will happen; of one that is deleted already, the way to bring it back. */
  async ask(section: Section, id: string): Promise<Page> {
    const record = await this.queries.record(section, id);
    return record.deleted ? restorePage(section, record) : this.question(section, record);
  }

  /** What comes back; the record itself where it is back already. */
  async askBack(section: Section, id: string): Promise<Page | Redirect> {
    const record = await this.queries.record(section, id);
    return record.deleted ? restorePage(section, record) : new Redirect(`${listOf(section)}/${id}`);
  }

  async remove(section: Section, id: string, version: unknown, viewer: Viewer): Promise<Page | Redirect> {
    const record = await this.queries.record(section, id);
    const { reference, kind } = record;
    const gone = new Redirect(listOf(section), say('sections.form.deleted', { reference }), 'good', {
      label: say('sections.form.undo', { reference }),
      href: `${listOf(section)}/${id}/restoration`,
      how: 'button',
    });
    if (record.deleted) return gone;
    try {
      await this.records.remove(kind, reference, seenVersion(Number(version)), viewer);
      return gone;
    } catch (error) {
      if (error instanceof NotFound) return gone;
      if (!(error instanceof Outdated)) throw error;
      return this.question(section, await this.queries.record(section, id), true);
    }
  }

  /**
   * Asks first where it would contradict what came to be meanwhile: what a system has brought so may come back so.
   * @throws Conflict when something it points at is gone itself
   */
  async restore(section: Section, id: string, sent: Sent, viewer: Viewer): Promise<Page | Redirect> {
    const record = await this.queries.record(section, id);
    const { kind, reference, deleted, body } = record;
    const back = new Redirect(`${listOf(section)}/${id}`, say('sections.form.restored', { reference }));
    if (!deleted) return back;
    const doubts = Object.values(await this.surroundings.among(kind, reference, body));
    if (doubts.length > 0 && sent?.['anyway'] !== 'on') return restorePage(section, record, doubts);
    try {
      const [line] = await this.writer.write(kind, [{ reference, body, isNew: true }], viewer);
      const [fault] = Object.values(line?.errors ?? {});
      if (fault) throw new Conflict(fault);
    } catch (error) {
      // Somebody brought it back in the same moment.
      if (!(error instanceof Invalid)) throw error;
    }
    return back;
  }

  private async question(section: Section, record: HandRecord, changed = false): Promise<Page> {
    const { id, reference, version, customer, kind } = record;
    const staying = await this.queries.staying(record);
    const points: Text[] = [
      customer
        ? say('sections.form.deletion.hidden', { customer: customer.name })
        : say('sections.form.deletion.hiddenFromAll'),
      ...staying.map(({ what, count }) => say(`${section.key}.form.stays.${what}`, { count })),
      say('sections.form.deletion.reference', { reference }),
      ...(kind.children?.length ? [say('sections.form.deletion.children')] : []),
      say('sections.form.deletion.undo'),
    ];
    const back = {
      label: verbatim(reference),
      href: `${listOf(section)}/${id}`,
    };
    const confirm = {
      text: changed
        ? say('sections.form.deletion.changed')
        : say('sections.form.deletion.text', { reference }),
      points,
      action: `${back.href}/deletion`,
      fields: [{ name: 'version', value: String(version) }],
      button: say('sections.form.deletion.button', { reference }),
      danger: true,
      back: { label: say('platform.confirm.back'), href: back.href },
    };
    const head = { title: say('sections.form.deletion.title', { reference }), back };
    return new Page('platform/confirm', { head, confirm }, { status: changed ? 409 : 200 });
  }
}

const listOf = ({ key }: Section): string => `/admin/${key}`;

function restorePage(
  section: Section,
  { id, reference, customer }: HandRecord,
  doubts: readonly Text[] = [],
): Page {
  const back = { label: say(`${section.key}.title`), href: listOf(section) };
  const text = customer
    ? say('sections.form.restoration.text', { reference, customer: customer.name })
    : say('sections.form.restoration.textOfAll', { reference });
  const confirm = {
    text: doubts.length > 0 ? say('sections.form.restoration.doubted', { reference }) : text,
    points: doubts,
    fields: doubts.length > 0 ? [{ name: 'anyway', value: 'on' }] : [],
    action: `${listOf(section)}/${id}/restoration`,
    button: say(`sections.form.restoration.${doubts.length > 0 ? 'anyway' : 'button'}`, { reference }),
    back: { label: say('platform.confirm.back'), href: back.href },
  };
  const head = { title: say('sections.form.restoration.title', { reference }), back };
  return new Page('platform/confirm', { head, confirm }, { status: doubts.length > 0 ? 409 : 200 });
}
