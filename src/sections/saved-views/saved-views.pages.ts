import { Injectable } from '@nestjs/common';
import { decidePortalAccess } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer } from '../../access/viewer.js';
import { Invalid, NotFound, say } from '../../platform/errors.js';
import { Page, Redirect } from '../../platform/pages/page.js';
import { ListAddresses } from '../engine/list.addresses.js';
import { ListMemory } from '../engine/list.memory.js';
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
    const query = { ...queryOf(sent) };
    delete query['columns'];
    const names = ticked(sent['columns']);
    const chosen =
      sent['usual'] === undefined ? { ...query, columns: ['reference', ...names].join(',') } : query;
    const request = this.addresses.read(section, chosen, viewer);
    await this.memory.keepColumns(viewer, section.key, request.chosen ?? []);
    return new Redirect(
      `/${roomOf(viewer)}/${section.key}${question(this.addresses.write(section, request))}`,
    );
  }

  async save(viewer: Viewer, sent: Sent): Promise<Page | Redirect> {
    const section = sectionOf(viewer, sent);
    const query = this.addresses.write(section, this.addresses.read(section, queryOf(sent), viewer));
    const view = { section: section.key, query, ...fieldsOf(sent) };
    try {
      await this.views.save(viewer, view);
    } catch (error) {
      return this.again(error, viewer, view);
    }
    const said = say('sections.views.saved', { name: view.name });
    return new Redirect(`/${roomOf(viewer)}/${section.key}${question(query)}`, said);
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

  private again(error: unknown, viewer: Viewer, view: Omit<KeptView, 'id'>): Page {
    if (!(error instanceof Invalid)) throw error;
    const broken = this.isBroken(viewer, view);
    return new Page('sections/saved-view', savedViewPage(roomOf(viewer), view, broken, error.fields), {
      status: 422,
    });
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
