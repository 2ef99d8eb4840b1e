import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { operationHref } from '../../operations/operations.service.js';
import { Database } from '../../platform/database/database.js';
import { say } from '../../platform/errors.js';
import { isId, newId } from '../../platform/ids.js';
import { Redirect, type Page } from '../../platform/pages/page.js';
import { Words } from '../../platform/pages/words.js';
import { ListAddresses } from '../engine/list.addresses.js';
import type { Section } from '../engine/section.js';
import { RecordChanges, SelectionMovedOn } from './record-changes.service.js';
import { DIGEST, noteFault, readDeed, readSelection, type Deed, type Shown } from './selection.js';
import { chosenSql, meantSql, stayingSql, type ReadSelection } from './selection.sql.js';
import { listOf, NAMED, selectionQuestion, type Question } from './selection.view.js';
import { stayingWords, type Staying } from './staying.js';

type Sent = Readonly<Record<string, unknown>>;

/** What is done to the records that somebody ticked in a list, or to all that it holds. */
@Injectable()
export class SelectionPages {
  constructor(
    private readonly addresses: ListAddresses,
    private readonly database: Database,
    private readonly changes: RecordChanges,
    private readonly words: Words,
  ) {}

  async ask(section: Section, sent: Sent, viewer: Viewer): Promise<Page | Redirect> {
    const selection = this.read(section, sent, viewer);
    if (selection.ids !== 'all' && selection.ids.length === 0)
      return nothing(section, selection, 'nothingTicked');
    if (sent['deed'] === 'csv') return new Redirect(csvOf(section, selection));
    if (sent['deed'] === 'status' && !sent['status']) return nothing(section, selection, 'noStatus');
    return this.question(section, selection, readDeed(section, sent));
  }

  /** Does it to exactly as many as were shown; asks again when there are others now. */
  async change(section: Section, sent: Sent, viewer: Viewer): Promise<Page | Redirect> {
    const selection = this.read(section, sent, viewer);
    const deed = readDeed(section, sent);
    const form = typeof sent['form'] === 'string' && isId(sent['form']) ? sent['form'] : newId();
    const fault = deed.kind === 'status' ? noteFault(section, deed) : undefined;
    if (fault) return this.question(section, selection, deed, { fault });
    try {
      const id = await this.changes.begin(viewer, section, selection, deed, form, readShown(sent));
      return new Redirect(operationHref(id));
    } catch (error) {
      if (!(error instanceof SelectionMovedOn)) throw error;
      return this.question(section, selection, deed, { movedOn: true });
    }
  }

  private read(section: Section, sent: Sent, viewer: Viewer): ReadSelection {
    const selection = readSelection(sent);
    if (selection.ids !== 'all') return selection;
    const query = Object.fromEntries(new URLSearchParams(selection.list));
    return { ...selection, request: this.addresses.read(section, query, viewer) };
  }

  private async question(
    section: Section,
    selection: ReadSelection,
    deed: Deed,
    why: Pick<Question, 'movedOn' | 'fault'> = {},
  ): Promise<Page | Redirect> {
    const { text, values } = meantSql(section, selection, deed);
    const rows = await this.database.rows<Meant>(
      `with those as (select r.id, r.reference, r.customer_id from ${section.table} r where r.id in (${text}))
       select reference, (select count(*)::int from those) as count, (select ${DIGEST} from those) as digest,
         (select count(distinct customer_id)::int from those) as customers
       from those order by reference limit ${NAMED}`,
      values,
    );
    const { count, digest, customers } = rows[0] ?? { count: 0, digest: '', customers: 0 };
    if (count === 0) return this.nothingToDo(section, selection, deed);
    const references = rows.map(({ reference }) => reference);
    const staying = (await this.countChosen(section, selection)) - count;
    const question = {
      selection,
      deed,
      shown: { count, digest },
      staying,
      those: staying > 0 ? await this.staying(section, selection, deed) : [],
      references,
      customers,
      form: newId(),
      ...why,
    };
    return selectionQuestion(section, question, this.words);
  }

  private async nothingToDo(section: Section, selection: ReadSelection, deed: Deed): Promise<Redirect> {
    const [only, other] = await this.staying(section, selection, deed);
    if (!only || other) return nothing(section, selection, `${deed.kind}.nothing`);
    const why = this.words.say(stayingWords(section, only));
    return new Redirect(listOf(section, selection), say('sections.bulk.nothingAs', { why }), 'attention');
  }

  private staying(section: Section, selection: ReadSelection, deed: Deed): Promise<Staying[]> {
    const { text, values } = stayingSql(section, selection, deed, NAMED);
    return this.database.rows(text, values);
  }

  private async countChosen(section: Section, selection: ReadSelection): Promise<number> {
    if (selection.ids !== 'all') return selection.ids.length;
    const { text, values } = chosenSql(section, selection);
    const [row] = await this.database.rows<{ count: number }>(
      `select count(*)::int as count from (${text}) as chosen`,
      values,
    );
    return row?.count ?? 0;
  }
}

interface Meant extends Shown {
  readonly reference: string;
  readonly customers: number;
}

/** Which records the question was about; none where the form does not say. */
function readShown(sent: Sent): Shown {
  const count = String(sent['count'] ?? '');
  return { count: /^\d{1,9}$/.test(count) ? Number(count) : 0, digest: String(sent['digest'] ?? '') };
}

const nothing = (section: Section, selection: ReadSelection, why: string): Redirect =>
  new Redirect(listOf(section, selection), say(`sections.bulk.${why}`), 'attention');

/** The download of the list, narrowed to what was ticked. */
function csvOf({ key }: Section, { list, ids }: ReadSelection): string {
  const query = new URLSearchParams(list);
  if (ids !== 'all') query.set('only', ids.join(','));
  return `/admin/${key}.csv?${query.toString()}`;
}
