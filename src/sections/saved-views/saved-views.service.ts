import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../../access/viewer.js';
import { Audit, difference } from '../../audit/audit.service.js';
import { breaksUnique, Database } from '../../platform/database/database.js';
import { Invalid, NotFound, say } from '../../platform/errors.js';
import { isId, newId } from '../../platform/ids.js';
import type { Shared } from '../../platform/lists/list-tools.view.js';

/** What somebody keeps of a list: a question with a name. */
export interface KeptView {
  readonly id: string;
  readonly section: string;
  readonly name: string;
  readonly query: string;
  readonly shared: Shared;
}

/** What changes of a view; it goes on asking what it asked where `query` is not given. */
export type ViewFields = Pick<KeptView, 'name' | 'shared'> & Partial<Pick<KeptView, 'query'>>;

const LONGEST_NAME = 100;
const MOST = 50;

/** Views are their maker's: nobody else changes or removes one, whoever it is shown to. */
@Injectable()
export class SavedViews {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound also for another's */
  async get(viewer: Viewer, id: string): Promise<KeptView> {
    const row = isId(id)
      ? await this.database.row<KeptView>(
          'select id, section, name, query, shared from saved_views where id = $1 and login_id = $2',
          [id, viewer.id],
        )
      : undefined;
    if (!row) throw new NotFound();
    return row;
  }

  /** One's own of this name. */
  named(viewer: Viewer, section: string, name: string): Promise<KeptView | undefined> {
    return this.database.row<KeptView>(
      'select id, section, name, query, shared from saved_views where login_id = $1 and section = $2 and name = $3',
      [viewer.id, section, name],
    );
  }

  /** @throws Invalid at `name` or `shared` */
  async save(viewer: Viewer, view: Omit<KeptView, 'id'>): Promise<void> {
    check(viewer, view, view);
    const id = newId();
    await this.write(async (manager) => {
      const [count] = await manager.query<{ count: number }[]>(
        'select count(*)::int as count from saved_views where login_id = $1 and section = $2',
        [viewer.id, view.section],
      );
      if ((count?.count ?? 0) >= MOST)
        throw new Invalid({ name: say('platform.views.most', { most: MOST }) });
      await manager.query(
        'insert into saved_views (id, login_id, section, name, query, shared) values ($1, $2, $3, $4, $5, $6)',
        [id, viewer.id, view.section, view.name, view.query, view.shared],
      );
      const subject = { kind: 'saved-view', id };
      await this.audit.record(manager, viewer, { action: 'saved-view.added', subject, after: view });
    });
  }

  /** @throws NotFound, Invalid at `name` or `shared` */
  async change(viewer: Viewer, id: string, fields: ViewFields): Promise<void> {
    const view = await this.get(viewer, id);
    const { name, shared, query } = { ...view, ...fields };
    check(viewer, fields, { query });
    const sides = difference(view, fields);
    if (!sides) return;
    await this.write(async (manager) => {
      await manager.query(
        'update saved_views set name = $3, shared = $4, query = $5 where id = $1 and login_id = $2',
        [id, viewer.id, name, shared, query],
      );
      const subject = { kind: 'saved-view', id };
      await this.audit.record(manager, viewer, { action: 'saved-view.changed', subject, ...sides });
    });
  }

  /** @throws NotFound */
  async remove(viewer: Viewer, id: string): Promise<KeptView> {
    const view = await this.get(viewer, id);
    await this.database.transaction(async (manager) => {
      await manager.query('delete from saved_views where id = $1 and login_id = $2', [id, viewer.id]);
      const subject = { kind: 'saved-view', id };
      await this.audit.record(manager, viewer, { action: 'saved-view.removed', subject, before: view });
    });
    return view;
  }

  private async write(work: (manager: EntityManager) => Promise<void>): Promise<void> {
    try {
      await this.database.transaction(work);
    } catch (error) {
      if (!breaksUnique(error, 'saved_views_once')) throw error;
      throw new Invalid({ name: say('platform.views.nameTaken') });
    }
  }
}

/** Only staff share; with customers only what speaks of no single customer or site. */
function check(viewer: Viewer, { name, shared }: ViewFields, { query }: { query: string }): void {
  if (name === '') throw new Invalid({ name: say('platform.views.nameNeeded') });
  if (name.length > LONGEST_NAME) throw new Invalid({ name: say('platform.fields.tooLong') });
  if (shared !== 'nobody' && viewer.kind !== 'staff') throw new NotFound();
  const asked = new URLSearchParams(query);
  if (shared === 'customers' && (asked.has('customer') || asked.has('site')))
    throw new Invalid({ shared: say('platform.views.oneCustomer') });
}
