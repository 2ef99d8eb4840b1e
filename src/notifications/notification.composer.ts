import { Injectable } from '@nestjs/common';
import { decidePortalAccess } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import { FactsQueries } from '../access/facts.queries.js';
import { Audit, SYSTEM } from '../audit/audit.service.js';
import { emailKey } from '../identity/login.entity.js';
import { Composes, type Letter, type MailRow, type NewsOfSection } from '../mail/letters.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { say } from '../platform/errors.js';
import { Cursors } from '../platform/lists/cursors.js';
import { MailedTokens } from '../platform/mailed-tokens.js';
import { hiddenInList } from '../sections/engine/hidden-fields.js';
import { ListQueries } from '../sections/engine/list.queries.js';
import { readListRequest } from '../sections/engine/list.request.js';
import { permissionOf } from '../sections/engine/section.js';
import { NEWS, type News } from './news.js';

/** So many records of a section are named in a mail; of the others it says how many there are. */
const MOST_NAMED = 10;

/**
 * Writes what is new for one person. What they may see is decided now, by the same decision as in the portal, and read
 * behind the same wall: a record that was deleted or closed meanwhile is not told of.
 */
@Injectable()
export class NotificationComposer {
  constructor(
    private readonly database: Database,
    private readonly facts: FactsQueries,
    private readonly lists: ListQueries,
    private readonly cursors: Cursors,
    private readonly tokens: MailedTokens,
    private readonly config: Config,
    private readonly audit: Audit,
  ) {}

  @Composes('notification')
  async compose({ subjectId, recipient }: MailRow): Promise<Letter | undefined> {
    const letter = await this.database.row<LetterRow>(LETTER, [subjectId]);
    const facts = letter && (await this.facts.ofAccess(letter.portalUserId));
    if (!letter || !facts) return undefined;
    // It waited, and their address was corrected meanwhile: whoever has the old one is somebody else.
    if (emailKey(recipient) !== emailKey(letter.email)) return undefined;
    const stopHref = await this.stopHref(letter);
    const sections: NewsOfSection[] = [];
    for (const news of NEWS) {
      const ids = letter.news[news.section.key];
      const told = ids && (await this.tell(news, ids, facts));
      if (told) sections.push(told);
    }
    if (sections.length === 0) return undefined;
    const count = sections.reduce((sum, one) => sum + one.total, 0);
    await this.note(subjectId, letter, sections);
    return {
      subject: say('mail.notification.subject', { count, whose: letter.account }),
      view: 'mails/notification',
      model: { href: `${this.config.baseUrl}/portal`, whose: letter.account, sections, stopHref },
      stopHref: stopHref ?? undefined,
    };
  }

  /** What of a section may be seen; undefined where that is nothing. */
  private async tell(
    { section, line }: News,
    ids: readonly string[],
    facts: PortalFacts,
  ): Promise<NewsOfSection | undefined> {
    const { scope } = decidePortalAccess(permissionOf(section), facts);
    if (scope.length === 0) return undefined;
    const read = readListRequest(section, {}, this.cursors, hiddenInList(facts, scope, {}));
    const request = { ...read, only: ids, columns: section.fields.filter(({ list }) => list) };
    const total = await this.lists.countForPortal(section, request, scope, facts);
    if (total === 0) return undefined;
    const rows = await this.lists.rowsForPortal(section, request, scope, facts, MOST_NAMED);
    const base = `${this.config.baseUrl}/portal/${section.key}`;
    const named = rows.slice(0, MOST_NAMED);
    return {
      title: say(`${section.key}.title`),
      total,
      records: named.map((row) => ({ line: line(row), href: `${base}/${row.id}` })),
      more: total > named.length ? say('mail.notification.more', { count: total - named.length }) : null,
      href: base,
    };
  }

  private async stopHref({ stopId: id, stopHash }: LetterRow): Promise<string | null> {
    if (!id || !stopHash) return null;
    const { token, hash } = this.tokens.lasting('notification-stop', { id, version: 1, hash: stopHash });
    if (hash !== stopHash)
      await this.database.rows('update notification_stops set token_hash = $2 where id = $1', [id, hash]);
    return `${this.config.baseUrl}/notifications/${token}`;
  }

  /** What is handed out stands in the audit log before it goes, once however often the mail is tried. */
  private async note(id: string, letter: LetterRow, sections: readonly NewsOfSection[]): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [, first] = await manager.query<[unknown[], number]>(
        'update notification_letters set written_at = now() where id = $1 and written_at is null',
        [id],
      );
      if (first === 0) return;
      const subject = { kind: 'portal-user', id: letter.portalUserId };
      const after = { records: sections.reduce((sum, one) => sum + one.total, 0) };
      const { customerId } = letter;
      await this.audit.record(manager, SYSTEM, { action: 'notifications.sent', subject, customerId, after });
    });
  }
}

interface LetterRow {
  readonly email: string;
  readonly portalUserId: string;
  /** None where it is of a consolidated account. */
  readonly customerId: string | null;
  readonly account: string;
  readonly stopId: string | null;
  readonly stopHash: string | null;
  /** Ids by section. */
  readonly news: Readonly<Record<string, readonly string[]>>;
}

/** Of what is switched off by now nothing is told. */
const LETTER = `
  select e.portal_user_id as "portalUserId", u.customer_id as "customerId", a.name as account, l.email, s.id as "stopId",
    s.token_hash as "stopHash", coalesce((
      select jsonb_object_agg(section, ids) from (
        select n.section, jsonb_agg(n.record_id) as ids from notices n
        join notification_choices k on k.portal_user_id = n.portal_user_id and k.section = n.section
        where n.letter_id = e.id group by n.section) as by_section), '{}') as news
  from notification_letters e
  join portal_users u on u.id = e.portal_user_id join portal_accounts a on a.id = u.account_id
  join logins l on l.id = u.login_id
  left join notification_stops s on s.portal_user_id = u.id
  where e.id = $1`;
