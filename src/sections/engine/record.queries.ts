import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads, type Ask } from '../../platform/database/portal-reads.js';
import { NotFound } from '../../platform/errors.js';
import { isId } from '../../platform/ids.js';
import { accountManagerOf, type Contact } from './ask.js';
import { hiddenFrom, nothingHidden, type Hidden } from './hidden-fields.js';
import { binding } from './list.sql.js';
import { selected } from './select.sql.js';
import type { Child, Section } from './section.js';
import { whoseSql } from './whose.sql.js';

export type Values = Readonly<Record<string, unknown>>;

/** A child row: its fields by name, and what stands in it. */
export type ChildRow = Values & { readonly id: string; readonly parentId: string };

/** A whole record: its fields by name, and the rows of each of its children, all levels, by the child's name. */
export interface FullRecord {
  readonly id: string;
  /** Of a record that is the organisation's own: the customer that is shown it, and none in the office. */
  readonly customerId: string | null;
  readonly siteId: string | null;
  readonly values: Values;
  readonly children: Readonly<Record<string, readonly ChildRow[]>>;
  /** Whether a field is closed to whoever asks. */
  readonly hidden: Hidden;
  /** More reads within the same scope, for what the record's page shows beside it. */
  readonly extra: Values;
  /** Who looks after the customer; read for customers' people. */
  readonly manager?: Contact;
}

/** Reads one record; what is out of scope and what does not exist are the same. */
@Injectable()
export class RecordQueries {
  constructor(
    private readonly database: Database,
    private readonly portal: PortalReads,
  ) {}

  /** @throws NotFound */
  async forPortal(
    section: Section,
    id: string,
    scope: RecordScope,
    facts: PortalFacts,
    today: string,
  ): Promise<FullRecord> {
    for (const one of isId(id) ? scope : []) {
      const hidden = hiddenFrom(facts, one.customerId);
      const found = await this.portal.within(one, (ask) => read(section, id, ask, hidden, today, one));
      if (found) return found;
    }
    throw new NotFound();
  }

  /** @throws NotFound */
  async forStaff(
    section: Section,
    id: string,
    today: string,
    hidden: Hidden = nothingHidden,
  ): Promise<FullRecord> {
    const ask: Ask = (text, values, name) => this.database.rows(text, values, name);
    const found = isId(id) ? await read(section, id, ask, hidden, today) : undefined;
    if (!found) throw new NotFound();
    return found;
  }

  /** The reference of a record that was deleted. */
  async deleted({ table }: Section, id: string): Promise<string | undefined> {
    if (!isId(id)) return undefined;
    const row = await this.database.row<{ reference: string }>(
      `select reference from ${table} where id = $1 and deleted_at is not null`,
      [id],
    );
    return row?.reference;
  }
}

const NOBODY: Contact = { name: '', phone: '', email: '' };

async function read(
  section: Section,
  id: string,
  ask: Ask,
  hidden: Hidden,
  today: string,
  scope?: { customerId: string; sites: 'all' | readonly string[] },
): Promise<FullRecord | undefined> {
  const { columns, joins } = selected(section, section.fields, hidden, scope !== undefined);
  const { values, bind } = binding();
  const conditions = [`r.id = ${bind(id)}`, 'r.deleted_at is null'];
  if (scope) conditions.push(...whoseSql(section, scope, bind));
  if (scope && section.shown) conditions.push(section.shown);
  const [row] = await ask<Values & { id: string; owner: string | null; place: string | null }>(
    `select r.id, r.customer_id as owner, r.${section.siteColumn} as place, r.version, ${columns.join(', ')}
     from ${section.table} r ${joins.join(' ')}
     where ${conditions.join(' and ')}`,
    values,
  );
  if (!row) return undefined;
  const children = await childrenOf(section.children ?? [], id, ask, hidden, scope !== undefined);
  const { read: readBeside, readForStaff, readForPortal } = section.page;
  const readMore = scope ? readForPortal : readForStaff;
  const extra = {
    ...(readBeside ? await readBeside(row, ask, today) : {}),
    ...(readMore ? await readMore(row, ask) : {}),
  };
  const customerId = row.owner ?? scope?.customerId ?? null;
  const found = {
    id: row.id,
    customerId,
    siteId: row.place,
    values: row,
    children,
    hidden,
    extra,
  };
  if (!scope) return found;
  // Who looks after the customer stands at its details: where those are closed, the business itself is asked.
  const manager = hidden({ needs: 'company' }) ? NOBODY : await accountManagerOf(scope.customerId, ask);
  return { ...found, manager };
}

async function childrenOf(
  children: readonly Child[],
  rootId: string,
  ask: Ask,
  hidden: Hidden,
  portal: boolean,
): Promise<Record<string, ChildRow[]>> {
  const found: Record<string, ChildRow[]> = {};
  for (const child of children) {
    if (hidden(child) || (portal && child.shown === 'false')) continue;
    const shown = portal && child.shown ? `and ${child.shown}` : '';
    const columns = child.fields
      .flatMap((field) => [
        `${hidden(field) ? 'null' : `x.${field.column}`} as "${field.name}"`,
        // What somebody wrote, beside the code that it counts as.
        ...(field.kind === 'fate' ? [`x.written as "${field.name}Written"`] : []),
      ])
      .join(', ');
    found[child.name] = await ask<ChildRow>(
      `select x.id, x.${child.parentColumn} as "parentId", ${columns} from ${child.table} x
       where x.${child.rootColumn} = $1 ${shown} order by x.position`,
      [rootId],
    );
    Object.assign(found, await childrenOf(child.children ?? [], rootId, ask, hidden, portal));
  }
  return found;
}
