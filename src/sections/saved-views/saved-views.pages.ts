import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { Invalid, NotFound, say } from '../../platform/errors.js';
import { USUAL_COLUMNS } from '../../platform/lists/list-columns.js';
import { ListMemory } from '../../platform/lists/list-memory.js';
import { meaningOf, type Shared } from '../../platform/lists/list-tools.view.js';
import { Page, Redirect } from '../../platform/pages/page.js';
import { KeptLists, type KeptList } from './kept.lists.js';
import { SavedViews, type KeptView } from './saved-views.service.js';
import { savedViewPage, type RefusedView } from './saved-views.view.js';

type Sent = Readonly<Record<string, unknown>>;

/** What the forms beside a list do: keep its columns, save a view, change and remove one. */
@Injectable()
export class SavedViewPages {
  constructor(
    private readonly views: SavedViews,
    private readonly memory: ListMemory,
    private readonly lists: KeptLists,
  ) {}

  /** Keeps the chosen columns and shows the list with them; `usual` brings the usual ones back. */
  async columns(viewer: Viewer, sent: Sent): Promise<Redirect> {
    const list = this.listOf(viewer, sent['section']);
    const names = ticked(sent['columns']);
    const columns = sent['usual'] === undefined ? [list.first, ...names].join(',') : USUAL_COLUMNS;
    const { query, chosen } = list.read({ ...queryOf(sent), columns });
    await this.memory.keepColumns(viewer, list.key, chosen);
    return new Redirect(`/${roomOf(viewer)}/${list.key}?${query}`);
  }

  /** Keeps a new view; under the name of one's own only when that is asked for: it keeps this list from then on. */
  async save(viewer: Viewer, sent: Sent): Promise<Page | Redirect> {
    const list = this.listOf(viewer, sent['section']);
    const { query } = list.read(queryOf(sent));
    const updating = sent['updating'] !== undefined;
    const kept = updating && typeof sent['kept'] === 'string' ? sent['kept'] : undefined;
    const fields = fieldsOf(kept === undefined ? sent : { name: kept }, list);
    const old = await this.views.named(viewer, list.key, fields.name);
    const view = { section: list.key, query, ...fields, ...(kept && old ? { shared: old.shared } : {}) };
    try {
      if (!old) await this.views.save(viewer, view);
      else if (updating) await this.views.change(viewer, old.id, view);
      else throw new Invalid({ name: say('platform.views.nameKept') });
    } catch (error) {
      return this.again(error, viewer, view, old !== undefined);
    }
    const said = say(`platform.views.${old ? 'updated' : 'saved'}`, { name: view.name });
    return new Redirect(`/${roomOf(viewer)}/${list.key}?${query}`, said);
  }

  async form(viewer: Viewer, id: string): Promise<Page> {
    return this.page(viewer, await this.views.get(viewer, id));
  }

  async change(viewer: Viewer, id: string, sent: Sent): Promise<Page | Redirect> {
    const view = await this.views.get(viewer, id);
    const list = this.listOf(viewer, view.section);
    const fields = fieldsOf(sent, list);
    try {
      await this.views.change(viewer, id, fields);
    } catch (error) {
      return this.again(error, viewer, { ...view, ...fields });
    }
    const base = `/${roomOf(viewer)}/${view.section}`;
    const href = isUnderstood(list, view) ? `${base}${question(view.query)}` : base;
    return new Redirect(href, say('platform.views.changed', { name: fields.name }));
  }

  async remove(viewer: Viewer, id: string): Promise<Redirect> {
    const view = await this.views.remove(viewer, id);
    return new Redirect(
      `/${roomOf(viewer)}/${view.section}`,
      say('platform.views.removed', { name: view.name }),
    );
  }

  private again(error: unknown, viewer: Viewer, view: Omit<KeptView, 'id'>, isKept = false): Page {
    if (!(error instanceof Invalid)) throw error;
    return this.page(viewer, view, { errors: error.fields, isKept });
  }

  private page(viewer: Viewer, view: Omit<KeptView, 'id'>, again?: RefusedView): Page {
    const list = this.listOf(viewer, view.section);
    const broken = !isUnderstood(list, view);
    const page = savedViewPage(roomOf(viewer), view, list, broken, again);
    return new Page('sections/saved-view', page, again ? { status: 422 } : {});
  }

  /** @throws NotFound also for a list that is closed to whoever asks */
  private listOf(viewer: Viewer, key: unknown): KeptList {
    const list = this.lists.of(viewer, key);
    if (!list) throw new NotFound();
    return list;
  }
}

const roomOf = ({ kind }: Viewer): 'portal' | 'admin' => (kind === 'staff' ? 'admin' : 'portal');
/** Whether the list still knows all that a view asks for. */
const isUnderstood = ({ read }: KeptList, { query }: Pick<KeptView, 'query'>): boolean =>
  meaningOf(query, (asked) => read(asked).query) !== undefined;

const question = (query: string): string => (query ? `?${query}` : '');

/** The list as it stood beside the form. Where somebody is in it is no part of what they keep. */
function queryOf({ query }: Sent): Record<string, string> {
  const all = Object.fromEntries(new URLSearchParams(typeof query === 'string' ? query : ''));
  delete all['after'];
  delete all['before'];
  return all;
}

/** Boxes of one name come alone, as a list, or numbered where they are many. */
function ticked(sent: unknown): string[] {
  const all = typeof sent === 'object' && sent !== null ? Object.values(sent) : [sent ?? []].flat();
  return all.filter((one): one is string => typeof one === 'string');
}

function fieldsOf({ name, shared }: Sent, list: KeptList): { name: string; shared: Shared } {
  return {
    name: typeof name === 'string' ? name.replaceAll('\0', '').trim().normalize('NFC') : '',
    shared: list.shared.find((one) => one === shared) ?? 'nobody',
  };
}
