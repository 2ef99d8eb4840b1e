import { Injectable } from '@nestjs/common';
import { decidePortalAccess } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer } from '../../access/viewer.js';
import { Invalid, NotFound, say } from '../../platform/errors.js';
import { Page, Redirect } from '../../platform/pages/page.js';
import { ListAddresses } from '../engine/list.addresses.js';
import { keptQuery } from '../engine/list.href.js';
import { ListMemory } from '../engine/list.memory.js';
import { USUAL_COLUMNS } from '../engine/list.request.js';
import { permissionOf, type Section } from '../engine/section.js';
import { SECTIONS } from '../sections.js';
import { SavedViews, SHARED, type KeptView, type Shared } from './saved-views.service.js';
import { savedViewPage } from './saved-views.view.js';

type Sent = Readonly<Record<string, unknown>>;

/** What the forms beside a list do: keep its columns, save a view, change and remove one. */
@Injectable()
export class SavedViewPages {
  constructor(
    private readonly views: SavedViews,
    private readonly memory: ListMemory,
    private readonly addresses: ListAddresses,
  ) {}

  /** Keeps the chosen columns and shows the list with them; `usual` brings the usual ones back. */
  async columns(viewer: Viewer, sent: Sent): Promise<Redirect> {
    const section = sectionOf(viewer, sent);
    const query = queryOf(sent);
    const names = ticked(sent['columns']);
    const columns = sent['usual'] === undefined ? ['reference', ...names].join(',') : USUAL_COLUMNS;
    const request = this.addresses.read(section, { ...query, columns }, viewer);
    await this.memory.keepColumns(viewer, section.key, request.chosen ?? []);
    return new Redirect(`/${roomOf(viewer)}/${section.key}?${keptQuery(section, request)}`);
  }

  /** Keeps a new view; under the name of one's own only when that is asked for: it keeps this list from then on. */
  async save(viewer: Viewer, sent: Sent): Promise<Page | Redirect> {
    const section = sectionOf(viewer, sent);
    const query = keptQuery(section, this.addresses.read(section, queryOf(sent), viewer));
    const updating = sent['updating'] !== undefined;
    const kept = updating && typeof sent['kept'] === 'string' ? sent['kept'] : undefined;
    const fields = fieldsOf(kept === undefined ? sent : { name: kept });
    const old = await this.views.named(viewer, section.key, fields.name);
    const view = { section: section.key, query, ...fields, ...(kept && old ? { shared: old.shared } : {}) };
    try {
      if (!old) await this.views.save(viewer, view);
      else if (updating) await this.views.change(viewer, old.id, view);
      else throw new Invalid({ name: say('sections.views.nameKept') });
    } catch (error) {
      return this.again(error, viewer, view, old !== undefined);
    }
    const said = say(`sections.views.${old ? 'updated' : 'saved'}`, { name: view.name });
    return new Redirect(`/${roomOf(viewer)}/${section.key}?${query}`, said);
  }

  async form(viewer: Viewer, id: string): Promise<Page> {
    const view = await this.views.get(viewer, id);
    return new Page('sections/saved-view', savedViewPage(roomOf(viewer), view, this.isBroken(viewer, view)));
  }

  async change(viewer: Viewer, id: string, sent: Sent): Promise<Page | Redirect> {
    const view = await this.views.get(viewer, id);
    const fields = fieldsOf(sent);
    try {
      await this.views.change(viewer, id, fields);
    } catch (error) {
      return this.again(error, viewer, { ...view, ...fields });
    }
    return new Redirect(this.listHref(viewer, view), say('sections.views.changed', { name: fields.name }));
  }

  async remove(viewer: Viewer, id: string): Promise<Redirect> {
    const view = await this.views.remove(viewer, id);
    return new Redirect(
      `/${roomOf(viewer)}/${view.section}`,
      say('sections.views.removed', { name: view.name }),
    );
  }

  private again(error: unknown, viewer: Viewer, view: Omit<KeptView, 'id'>, isKept = false): Page {
    if (!(error instanceof Invalid)) throw error;
    const broken = this.isBroken(viewer, view);
    const page = savedViewPage(roomOf(viewer), view, broken, error.fields, isKept);
    return new Page('sections/saved-view', page, { status: 422 });
  }

  private isBroken(viewer: Viewer, { section, query }: Omit<KeptView, 'id'>): boolean {
    const known = SECTIONS.find(({ key }) => key === section);
    return !known || !this.addresses.understands(known, query, viewer);
  }

  private listHref(viewer: Viewer, view: KeptView): string {
    const base = `/${roomOf(viewer)}/${view.section}`;
    return this.isBroken(viewer, view) ? base : `${base}${question(view.query)}`;
  }
}

const roomOf = ({ kind }: Viewer): 'portal' | 'admin' => (kind === 'staff' ? 'admin' : 'portal');
const question = (query: string): string => (query ? `?${query}` : '');

/** @throws NotFound also for a section that is closed to whoever asks */
function sectionOf(viewer: Viewer, { section }: Sent): Section {
  const found = SECTIONS.find(({ key }) => key === section);
  const open =
    viewer.kind === 'staff' ||
    (found && decidePortalAccess(permissionOf(found), viewer.portal as PortalFacts).allowed);
  if (!found || !open) throw new NotFound();
  return found;
}

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

function fieldsOf({ name, shared }: Sent): { name: string; shared: Shared } {
  return {
    name: typeof name === 'string' ? name.replaceAll('\0', '').trim().normalize('NFC') : '',
    shared: SHARED.find((one) => one === shared) ?? 'nobody',
  };
}
