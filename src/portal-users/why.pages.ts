import { Injectable } from '@nestjs/common';
import { FactsQueries } from '../access/facts.queries.js';
import { may, type Viewer } from '../access/viewer.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import type { Page } from '../platform/pages/page.js';
import { Words } from '../platform/pages/words.js';
import { PortalUsersQueries } from './portal-users.queries.js';
import { whyPage, type NamedSite } from './why.view.js';

/** Explains what one person sees, by the facts and the decision that the portal itself asks. */
@Injectable()
export class WhyPages {
  constructor(
    private readonly queries: PortalUsersQueries,
    private readonly facts: FactsQueries,
    private readonly database: Database,
    private readonly words: Words,
  ) {}

  /** @throws NotFound */
  async page(id: string, viewer: Viewer): Promise<Page> {
    const row = await this.queries.get(id);
    const facts = await this.facts.onceAccepted(id);
    if (!facts) throw new NotFound();
    const chosen = facts.customers.flatMap(({ sites }) => (sites === 'all' ? [] : sites));
    const [sites, signedIn] = await Promise.all([this.sites(chosen), this.isSignedIn(id)]);
    return whyPage({
      row,
      facts,
      sites,
      signedIn,
      organisation: viewer.organisation?.name || 'Portico',
      now: new Date(),
      write: (text) => this.words.say(text),
      maySettings: may(viewer, 'settings.write'),
      mayLogins: may(viewer, 'logins.write'),
    });
  }

  private async sites(ids: readonly string[]): Promise<NamedSite[]> {
    if (ids.length === 0) return [];
    return this.database.rows<NamedSite>(
      'select id, reference, name from sites where id = any($1) and deleted_at is null order by name_key, id',
      [ids],
    );
  }

  private async isSignedIn(portalUserId: string): Promise<boolean> {
    const found = await this.database.rows(
      `select 1 from sessions s join logins l on l.id = s.login_id and l.epoch = s.login_epoch
       where s.portal_user_id = $1 and not s.awaits_code and s.ended_at is null and s.expires_at > now() and l.disabled_at is null limit 1`,
      [portalUserId],
    );
    return found.length > 0;
  }
}
