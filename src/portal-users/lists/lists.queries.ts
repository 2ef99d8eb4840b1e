import { Injectable } from '@nestjs/common';
import { Outbox } from '../../mail/outbox.service.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/errors.js';
import { isId } from '../../platform/ids.js';
import type { TypedLine } from './list.lines.js';
import { DONE, OFF, READY, VERDICT_JOIN, VERDICT_SQL, type Verdict } from './list.verdict.js';

export const SENDINGS_OF_LISTS = ['send', 'switch-on', 'later'] as const;
export type ListSending = (typeof SENDINGS_OF_LISTS)[number];

/** A list of people to be invited. */
export interface InvitationList {
  readonly id: string;
  /** The one customer whose people they all are. */
  readonly customerId: string | null;
  readonly customer: string | null;
  readonly fileName: string;
  readonly guessedEncoding: string;
  /** What was chosen; null while it is only looked at. */
  readonly sending: ListSending | null;
  /** Of the work, once it began. */
  readonly operationId: string | null;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'undone' | null;
  readonly portalEnabled: boolean;
  readonly createdAt: Date;
  /** Set while no mail server is named: what was sent waits for one. */
  readonly noMailServer: boolean;
}

/** One person of a list, with what became of them, or would. */
export interface ListRow {
  readonly position: number;
  readonly line: number;
  readonly typed: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly reference: string;
  readonly customer: string | null;
  readonly verdict: Verdict;
}

export type ListCounts = Readonly<Partial<Record<Verdict, number>>>;

export const LIST_PAGE = 100;

/** Reads lists of people to be invited. */
@Injectable()
export class InvitationListsQueries {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** @throws NotFound */
  async get(id: string): Promise<InvitationList> {
    const row = isId(id)
      ? await this.database.row<Omit<InvitationList, 'noMailServer'>>(LIST, [id])
      : undefined;
    if (!row) throw new NotFound();
    return { ...row, noMailServer: !this.outbox.sends };
  }

  /** How many of each; exact. */
  async counts(id: string): Promise<ListCounts> {
    const rows = await this.database.rows<{ verdict: Verdict; count: number }>(
      `select verdict, count(*)::int as count from (select ${NOW} as verdict ${FROM}) as lines group by verdict`,
      [id],
    );
    return Object.fromEntries(rows.map(({ verdict, count }) => [verdict, count]));
  }

  /** A part of the list, in its order; one more than a page when there is more. */
  rows(id: string, verdict: Verdict | undefined, after: number): Promise<ListRow[]> {
    return this.database.rows<ListRow>(
      `select * from (${ROWS}) as lines where position > $2 and ($3::text is null or verdict = $3)
       order by position limit ${LIST_PAGE + 1}`,
      [id, after, verdict ?? null],
    );
  }

  /** Whom it did not mail, in its order; before it is worked off those whom it would not, whatever is switched on. */
  leftOut({ id, sending }: Pick<InvitationList, 'id' | 'sending'>): Promise<ListRow[]> {
    return this.database.rows<ListRow>(
      `select * from (${ROWS}) as lines where not verdict = any($2::text[]) order by position`,
      [id, [...DONE, ...READY, ...(sending ? [] : OFF)]],
    );
  }

  /** Everybody in it, to be changed and looked at again. */
  everybody(id: string): Promise<TypedLine[]> {
    return this.database.rows<TypedLine>(
      `select typed, reference, email, first_name as "firstName", last_name as "lastName", fault
       from invitation_list_lines where list_id = $1 order by position`,
      [id],
    );
  }
}

const NOW = `coalesce(x.result, ${VERDICT_SQL})`;
const FROM = `
  from invitation_list_lines x join invitation_lists t on t.id = x.list_id ${VERDICT_JOIN} where x.list_id = $1`;
const ROWS = `
  select x.position, x.line, x.typed, x.email, x.first_name as "firstName", x.last_name as "lastName",
    coalesce(c.reference, x.reference) as reference, c.name as customer, ${NOW} as verdict ${FROM}`;

const LIST = `
  select t.id, t.customer_id as "customerId", c.name as customer, t.file_name as "fileName",
    t.guessed_encoding as "guessedEncoding", t.sending, t.operation_id as "operationId", o.state,
    (select enabled from portal_settings) as "portalEnabled", t.created_at as "createdAt"
  from invitation_lists t
  left join customers c on c.id = t.customer_id
  left join operations o on o.id = t.operation_id
  where t.id = $1`;
