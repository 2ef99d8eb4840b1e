import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { behindNotice, deletedNotice } from '../../audit/behind-notice.js';
import { LatestChangeQueries } from '../../audit/latest-change.queries.js';
import { Doubtful, Invalid, NotFound, Outdated, say } from '../../platform/errors.js';
import { differ, unpackAnswers } from '../../platform/http/behind.js';
import { seenVersion } from '../../platform/http/if-match.js';
import { Redirect, type Page } from '../../platform/pages/page.js';
import type { RecordKind, Section } from '../engine/section.js';
import { mayBeEverybodys } from '../engine/whose.sql.js';
import { readReference } from '../records/record.fields.js';
import { answersOf, isSame, meeting } from './form.behind.js';
import { bodyOfForm } from './form.body.js';
import { chooseCustomer } from './choose-customer.view.js';
import { asked, kindNamed } from './form.kinds.js';
import { isMeant, moreAskedOf, readSent, withMore } from './form.sent.js';
import { cleanReference } from '../../platform/http/typed-text.js';
import type { FormSurroundings } from './form.typed.js';
import { isTooLong, writtenValues, type FormValues } from './form.values.js';
import { addWords, LISTS_ASKED, newHref, OWN, recordForm, type RecordFormInput } from './form.view.js';
import { RecordFormQueries, type HandRecord } from './record-forms.queries.js';
import { RecordFormWriting, type Beside } from './record-forms.writing.js';

type Sent = Readonly<Record<string, unknown>>;

/** Records as staff write them by hand, new ones and changes, by the one writer of records. */
@Injectable()
export class RecordFormPages {
  constructor(
    private readonly queries: RecordFormQueries,
    private readonly writing: RecordFormWriting,
    private readonly latest: LatestChangeQueries,
  ) {}

  /** An empty form; without a customer the question whose record it is going to be. */
  async blank(section: Section, query: Sent, viewer: Viewer): Promise<Page> {
    const kind = asked(kindNamed(section, query['collection']), viewer);
    const customer = await this.owner(kind, query['customer']);
    if (customer === undefined) {
      const q = typeof query['q'] === 'string' ? query['q'].trim().slice(0, 200) : '';
      // The button of a list that holds several kinds names them all, and so does the page it leads to.
      const title = query['collection'] ? addWords(kind) : say(`${section.key}.form.adding`);
      return chooseCustomer(section, kind, q, await this.queries.customersLike(q), title);
    }
    const site = await this.queries.siteReference(customer, query['site']);
    const values = { fields: { ...kind.byHand?.begins, site }, rows: {} };
    return recordForm(await this.input(section, kind, customer, viewer, values));
  }

  /** Adds a record. The same form sent twice adds one. */
  async add(section: Section, sent: Sent, viewer: Viewer, beside?: Beside): Promise<Page | Redirect> {
    const whole = kindNamed(section, sent['collection']);
    const kind = asked(whole, viewer);
    const customer = await this.owner(kind, sent['customer']);
    if (customer === undefined) throw new NotFound();
    const more = moreAskedOf(sent);
    const values = readSent(kind, sent, more !== undefined);
    const reference = cleanReference(sent['reference']);
    const input = {
      ...(await this.input(section, kind, customer, viewer, values)),
      reference,
      changed: true,
    };
    if (more !== undefined) return recordForm({ ...input, values: withMore(kind, values, more) });
    const { body, faults } = bodyOfForm(kind, values, input.surroundings, true);
    const filled = { ...body, customer: customer?.reference ?? null };
    const deleted = await this.queries.deletedNamed(kind, readReference(reference) ?? '', customer);
    if (deleted) {
      const words = deleted.own ? 'sections.form.deletedHere' : 'sections.form.takenElsewhere';
      const errors = { reference: say(words, { reference }) };
      return recordForm({ ...input, errors, deleted: deleted.id }, 422);
    }
    try {
      await this.writing.write(
        whole,
        reference,
        filled,
        { unreadable: { ...faults, ...beside?.faults }, isMeant: isMeant(sent) },
        viewer,
        { isNew: true },
        beside,
      );
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const there = await this.queries.named(kind, readReference(reference) ?? '');
      if (!there || !isSame(kind, there.body, filled, input.surroundings))
        return recordForm(
          { ...input, ...refusal(error), errors: { ...error.fields, ...beside?.again } },
          422,
        );
    }
    const made = await this.queries.named(kind, readReference(reference) ?? '');
    const next = {
      label: say('sections.form.another'),
      href: newHref(section, customer, kind),
      how: 'link',
    } as const;
    const words = beside?.said ?? (await this.queries.said(kind, reference, 'added'));
    return new Redirect(`/admin/${section.key}/${made?.id}`, words, 'good', next);
  }

  /** The form of a record; of a deleted one, where it is brought back. */
  async edit(section: Section, id: string, viewer: Viewer): Promise<Page | Redirect> {
    const record = await this.queries.record(section, id);
    if (record.deleted) return new Redirect(wayBackTo(section, id));
    return recordForm(await this.inputOf(section, record, viewer));
  }

  /**
   * Changes a record that is still as its form had shown it. The same form sent twice is one change. What was typed of
   * one that was deleted meanwhile waits in its form until it is back.
   */
  async change(section: Section, id: string, sent: Sent, viewer: Viewer): Promise<Page | Redirect> {
    const record = await this.queries.record(section, id);
    const { reference } = record;
    const kind = asked(record.kind, viewer);
    const fresh = await this.inputOf(section, record, viewer);
    const stood = { body: record.body, values: fresh.values };
    const shown = unpackAnswers(sent['shown']);
    const sentVersion = Number(sent['version']);
    // Deleted and brought back since, and nothing else happened to it.
    const isBack =
      record.version === sentVersion + 2 && (await this.latest.isLast({ id }, 'record.restored'));
    const seen = isBack ? record.version : sentVersion;
    const lists = fresh.lists && sent['lists'] === LISTS_ASKED;
    const more = moreAskedOf(sent);
    const values = readSent(kind, sent, more !== undefined);
    const input: RecordFormInput = {
      ...fresh,
      values: lists ? values : { ...values, rows: fresh.values.rows },
      record: { ...record, version: seen },
      ...(shown ? { shown } : {}),
      changed: true,
    };
    const gone = async () => {
      const deletion = await this.latest.of({ id }, 'record.removed');
      return recordForm({ ...input, gone: deletedNotice(deletion, viewer, wayBackTo(section, id)) }, 409);
    };
    if (more !== undefined) return recordForm({ ...input, values: withMore(kind, values, more) });
    if (record.deleted) return gone();
    const { body, faults } = bodyOfForm(kind, input.values, input.surroundings, lists, stood);
    const whole = { ...record.body, ...body };
    const amiss = { unreadable: faults, stood: record.body, isMeant: isMeant(sent) };
    const saved = async () =>
      new Redirect(`/admin/${section.key}/${id}`, await this.queries.said(kind, reference, 'changed'));
    try {
      await this.writing.write(record.kind, reference, whole, amiss, viewer, { seen: seenVersion(seen) });
      return await saved();
    } catch (error) {
      if (error instanceof Invalid) return recordForm({ ...input, ...refusal(error) }, 422);
      if (!(error instanceof Outdated)) throw error;
      const standing = await this.queries.record(section, id);
      if (standing.deleted) return gone();
      const now = await this.inputOf(section, standing, viewer);
      if (!differ(answersOf(now.values), answersOf(input.values))) return await saved();
      const behind = behindNotice(await this.latest.of({ id }), viewer);
      return recordForm(
        { ...now, ...meeting(section, kind, shown, now.values, input.values), behind, changed: true },
        409,
      );
    }
  }

  /** Whose record it is going to be; null for the organisation's own, undefined where nothing says so. */
  private async owner(kind: RecordKind, sent: unknown): Promise<HandRecord['customer'] | undefined> {
    return sent === OWN && mayBeEverybodys(kind) ? null : this.queries.customer(sent);
  }

  private async inputOf(section: Section, record: HandRecord, viewer: Viewer): Promise<RecordFormInput> {
    const { customer, body, reference } = record;
    const kind = asked(record.kind, viewer);
    const values = writtenValues(kind, body, surroundingsOf(viewer));
    const input = await this.input(section, kind, customer, viewer, values);
    return { ...input, record, reference, shown: answersOf(values), lists: !isTooLong(values) };
  }

  private async input(
    section: Section,
    kind: RecordKind,
    customer: HandRecord['customer'],
    viewer: Viewer,
    values: FormValues,
  ): Promise<RecordFormInput> {
    const choices = await this.queries.choices(kind, customer);
    const surroundings = surroundingsOf(viewer);
    return { section, kind, customer, surroundings, choices, values, reference: '', lists: true };
  }
}

const wayBackTo = ({ key }: Section, id: string): string => `/admin/${key}/${id}/restoration`;

const refusal = (error: Invalid): Pick<RecordFormInput, 'errors' | 'mayBeMeant'> => ({
  errors: error.fields,
  mayBeMeant: error instanceof Doubtful,
});

const surroundingsOf = ({ organisation }: Viewer): FormSurroundings => ({
  timeZone: organisation?.timeZone ?? 'UTC',
  currency: organisation?.currency ?? 'GBP',
});
