import { Injectable } from '@nestjs/common';
import { NotFound, say, type Text } from '../../platform/errors.js';
import { Database } from '../../platform/database/database.js';
import { isId } from '../../platform/ids.js';
import { verbatim } from '../../platform/pages/words.js';
import type { Choice } from '../../platform/lists/choice.js';
import { kindsOf, ofKind, type RecordKind, type Section } from '../engine/section.js';
import { RecordApi } from '../records/record.api.js';
import { readReference } from '../records/record.fields.js';
import type { Body } from './form.values.js';

export interface HandCustomer {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
}

/** A record as somebody is about to change it; of a deleted one, what it was. */
export interface HandRecord {
  readonly kind: RecordKind;
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly deleted: boolean;
  /** None where it is the organisation's own. */
  readonly customer: HandCustomer | null;
  readonly body: Body;
}

/** What fields of a form offer, by the kind of field. A site is typed where there are too many to choose from. */
export interface FormChoices {
  readonly site: readonly Choice[] | undefined;
  readonly fileType: readonly Choice[];
  readonly flag: readonly Choice[];
}

const MOST_SITES = 500;
const MOST_CUSTOMERS = 20;

/** Reads what forms of records need. */
@Injectable()
export class RecordFormQueries {
  constructor(
    private readonly database: Database,
    private readonly records: RecordApi,
  ) {}

  /** @throws NotFound, also for kinds that nobody writes by hand */
  async record(section: Section, id: string): Promise<HandRecord> {
    for (const kind of isId(id) ? kindsOf(section) : []) {
      const row = kind.byHand && (await this.database.row<Found>(found(kind), [id]));
      if (!row) continue;
      const { reference, deleted, customer } = row;
      const { version, body } = await this.records.standing(kind, reference);
      return { kind, id, reference, version, deleted, customer, body };
    }
    throw new NotFound();
  }

  /** The same, unless it is deleted. @throws NotFound */
  async standing(section: Section, id: string): Promise<HandRecord> {
    const record = await this.record(section, id);
    if (record.deleted) throw new NotFound();
    return record;
  }

  /** The record of this reference, where there is one. */
  async named(kind: RecordKind, reference: string): Promise<{ id: string; body: Body } | undefined> {
    const row = await this.database.row<{ id: string }>(
      `select r.id from ${kind.table} r where r.reference = $1 and r.deleted_at is null and ${ofKind(kind)}`,
      [reference],
    );
    return row && { id: row.id, body: (await this.records.standing(kind, reference)).body };
  }

  /** The deleted record of this reference, and whether it is this customer's: it comes back as it was, or not at all. */
  deletedNamed(
    kind: RecordKind,
    reference: string,
    customer: HandCustomer | null,
  ): Promise<{ id: string; own: boolean } | undefined> {
    return this.database.row(
      `select r.id, r.customer_id is not distinct from $2 as own from ${kind.table} r
       where r.reference = $1 and r.deleted_at is not null and ${ofKind(kind)}`,
      [reference, customer?.id ?? null],
    );
  }

  async customer(id: unknown): Promise<HandCustomer | undefined> {
    if (typeof id !== 'string' || !isId(id)) return undefined;
    return this.database.row(
      'select id, reference, name from customers where id = $1 and deleted_at is null',
      [id],
    );
  }

  /** Customers whose name or reference begins so; the first by name, and how many there are. */
  async customersLike(q: string): Promise<{ some: HandCustomer[]; count: number }> {
    const rows = await this.database.rows<HandCustomer & { count: number }>(
      `select id, reference, name, count(*) over ()::int as count from customers c
       where deleted_at is null and ($1 = '' or position(fold($1) in fold(name)) > 0 or starts_with(fold(reference), fold($1)))
       order by name_key, id limit ${MOST_CUSTOMERS}`,
      [q],
    );
    return { some: rows, count: rows[0]?.count ?? 0 };
  }

  /** What is said of a record that was just written. */
  async said({ byHand }: RecordKind, reference: string, what: 'added' | 'changed'): Promise<Text> {
    const more = await byHand?.said?.(
      (text, values) => this.database.rows(text, values),
      readReference(reference) ?? reference,
      what,
    );
    return more ?? say(`sections.form.${what}`, { reference });
  }

  /** What points at a record and stays when it is deleted, and how much of it. */
  async staying({ kind, id }: Pick<HandRecord, 'kind' | 'id'>): Promise<{ what: string; count: number }[]> {
    const counted = Object.entries(kind.byHand?.stays ?? {}).map(async ([what, text]) => ({
      what,
      count: Number((await this.database.row<{ count: string }>(text, [id]))?.count ?? 0),
    }));
    return (await Promise.all(counted)).filter(({ count }) => count > 0);
  }

  async choices(kind: RecordKind, customer: HandCustomer | null): Promise<FormChoices> {
    const has = (what: string) =>
      kind.fields.some((one) => one.kind === what) ||
      kind.children?.some(({ fields }) => fields.some((one) => one.kind === what));
    const read = async (text: string, values: readonly unknown[] = []) =>
      (await this.database.rows<{ value: string; label: string }>(text, values)).map(({ value, label }) => ({
        value,
        label: verbatim(label),
      }));
    const sites = customer && has('site') ? await read(SITES, [customer.id]) : [];
    return {
      site: sites.length > MOST_SITES ? undefined : sites,
      fileType: has('fileType')
        ? await read(`select key as value, name as label from file_types order by position, name`)
        : [],
      flag: has('flag')
        ? await read(`select key as value, name as label from flags order by position, name`)
        : [],
    };
  }

  /** The reference of a customer's site, to begin a form with. */
  async siteReference(customer: HandCustomer | null, id: unknown): Promise<string> {
    if (!customer || typeof id !== 'string' || !isId(id)) return '';
    const row = await this.database.row<{ reference: string }>(
      'select reference from sites where id = $1 and customer_id = $2 and deleted_at is null',
      [id, customer.id],
    );
    return row?.reference ?? '';
  }
}

interface Found {
  readonly reference: string;
  readonly deleted: boolean;
  readonly customer: HandCustomer | null;
}

const found = (kind: RecordKind): string => `
  select r.reference, r.deleted_at is not null as deleted,
    case when c.id is not null then jsonb_build_object('id', c.id, 'reference', c.reference, 'name', c.name) end as customer
  from ${kind.table} r left join customers c on c.id = r.customer_id where r.id = $1 and ${ofKind(kind)}`;

const SITES = `
  select reference as value, case when name = reference then name else name || ' (' || reference || ')' end as label
  from sites where customer_id = $1 and deleted_at is null order by name_key, id limit ${MOST_SITES + 1}`;
