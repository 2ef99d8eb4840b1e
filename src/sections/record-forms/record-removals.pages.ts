import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { Conflict, Invalid, NotFound, Outdated, say, type Text } from '../../platform/errors.js';
import { seenVersion } from '../../platform/http/if-match.js';
import { Page, Redirect } from '../../platform/pages/page.js';
import type { Section } from '../engine/section.js';
import { RecordApi } from '../records/record.api.js';
import { RecordWriter } from '../records/record.writer.js';
import { RecordFormQueries, type HandRecord } from './record-forms.queries.js';

/** Deletes single records and brings them back: a deleted one is hidden everywhere, and its reference stays its own. */
@Injectable()
export class RecordRemovalPages {
  constructor(
    private readonly queries: RecordFormQueries,
    private readonly records: RecordApi,
    private readonly writer: RecordWriter,
  ) {}

  /** What will happen; of one that is deleted already, the way to bring it back. */
  async ask(section: Section, id: string): Promise<Page> {
    const record = await this.queries.record(section, id);
    return record.deleted ? restorePage(section, record) : this.question(section, record);
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

  /** @throws Conflict when something it points at is gone itself */
  async restore(section: Section, id: string, viewer: Viewer): Promise<Redirect> {
    const { kind, reference, deleted, body } = await this.queries.record(section, id);
    const back = new Redirect(`${listOf(section)}/${id}`, say('sections.form.restored', { reference }));
    if (!deleted) return back;
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
      ...(staying > 0 ? [say(`${section.key}.form.stays`, { count: staying })] : []),
      say('sections.form.deletion.reference', { reference }),
      ...(kind.children?.length ? [say('sections.form.deletion.children')] : []),
      say('sections.form.deletion.undo'),
    ];
    const back = {
      label: say('sections.form.back', { reference }),
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

function restorePage(section: Section, { id, reference, customer }: HandRecord): Page {
  const back = { label: say(`${section.key}.title`), href: listOf(section) };
  const confirm = {
    text: customer
      ? say('sections.form.restoration.text', { reference, customer: customer.name })
      : say('sections.form.restoration.textOfAll', { reference }),
    action: `${listOf(section)}/${id}/restoration`,
    button: say('sections.form.restoration.button', { reference }),
    back: { label: say('platform.confirm.back'), href: back.href },
  };
  return new Page('platform/confirm', {
    head: { title: say('sections.form.restoration.title', { reference }), back },
    confirm,
  });
}
