import type { Permission } from '../../../src/access/catalogue.js';
import { SYSTEM } from '../../../src/audit/audit.service.js';
import { customers } from '../../../src/sections/company/company.kind.js';
import type { Field } from '../../../src/sections/engine/field.js';
import { kindsOf, ofKind, permissionOf, type RecordKind } from '../../../src/sections/engine/section.js';
import { RecordWriter } from '../../../src/sections/records/record.writer.js';
import { RECORD_KINDS, SECTIONS } from '../../../src/sections/sections.js';
import type { TestPortico } from '../../support/app.js';
import { HIDDEN_AMOUNT, sampleBody } from '../../support/sample-records.js';
import { Scene } from '../../support/scene.js';
import type { Marked, Standing } from './marked.js';
import { PLACES, type CustomerName } from './places.js';
import { tokenFor } from './tokens.js';
import { shownSql } from './within.js';

/** The amounts of a customer's records that money hides: no other customer has any of the same. */
export const amountOf = (customer: CustomerName): number =>
  HIDDEN_AMOUNT - Object.keys(PLACES).indexOf(customer) * 10_000_000;

/** 9,000,000.04 as pages, files and workbooks write it: its first two figures say whose it is. */
const AMOUNTS = /(?<![\da-f-])(\d\d)000\d\d(?:\.\d{1,2})?(?!\d)/g;

const marked = (name: string): string => `${tokenFor(name)}/${name}`;

const pointsAt = (kind: RecordKind, what: Field['kind']) => kind.fields.some((field) => field.kind === what);
const pointing = (kind: RecordKind): number =>
  (pointsAt(kind, 'job') || pointsAt(kind, 'order') ? 2 : 0) + (pointsAt(kind, 'site') ? 1 : 0);
/** Those that are pointed at come first. */
const KINDS: readonly RecordKind[] = [...RECORD_KINDS].sort((a, b) => pointing(a) - pointing(b));

/** As many records of a place as show every choice of a kind's fields. */
const turnsOf = (kind: RecordKind): number =>
  Math.max(5, ...kind.fields.map(({ choices }) => choices?.length ?? 0));

interface Row extends Omit<Marked, 'kind' | 'token' | 'nameToken' | 'needs'> {
  readonly part: Permission | null;
}

const SHARED_WITH = `coalesce((
  select array_agg(x.portal_user_id) from incident_shares x where x.incident_id = r.id), '{}')`;

/** Records of every kind, made from the declarations alone, and what gives them away. */
export class MarkedRecords {
  readonly scene: Scene;
  marked: readonly Marked[] = [];
  private byToken: ReadonlyMap<string, Standing> = new Map();
  private written = 0;

  constructor(readonly portico: TestPortico) {
    this.scene = new Scene(portico);
  }

  /** More records of a customer: at its sites (or at the one given) and at none. */
  async add(customer: CustomerName, at: readonly string[] = PLACES[customer]): Promise<void> {
    const round = ++this.written;
    for (const kind of KINDS) {
      const isSite = kind.collection === 'sites';
      const places: (string | undefined)[] = isSite ? [...at] : [...at, undefined];
      for (const [place, site] of places.entries()) {
        const turns = isSite ? 1 : turnsOf(kind);
        const lines = Array.from({ length: turns }, (_, turn) => {
          const name = isSite ? (site as string) : `${kind.collection}/${site ?? customer}/${round}/${turn}`;
          const token = tokenFor(name);
          // A site's name stands on every record of the site.
          const tokenOf = (field: Field) =>
            isSite && field.name === 'name' ? tokenFor(`name of ${name}`) : token;
          const first = (of: string) => marked(`${of}/${site ?? customer}/${round}/0`);
          const ofOrder = pointsAt(kind, 'order') && turn % 2 === 1;
          const reference = isSite ? name : marked(name);
          const wishes = {
            customer,
            site: isSite ? undefined : site,
            job: pointsAt(kind, 'job') && !ofOrder ? first('jobs') : undefined,
            order: ofOrder ? first('orders') : undefined,
            hiddenAmount: amountOf(customer),
            token,
            tokenOf,
            turn: turn + place,
            fileTypes: ['certificate', 'waste-transfer-note', 'other', 'price-list'],
          };
          const body = sampleBody(kind, wishes);
          // An archived site closes what it opened: nobody limited to it would see anything.
          return { reference, body: isSite ? { ...body, status: 'active' } : body };
        });
        const results = await this.portico.app.get(RecordWriter).write(kind, lines, SYSTEM);
        const refused = results.filter(({ result }) => result === 'refused');
        if (refused.length > 0)
          throw new Error(`${kind.collection}: ${JSON.stringify(refused[0], undefined, 1)}`);
      }
    }
    await this.giveFiles();
    await this.read();
  }

  /** Every document its file, with the document's token in its name and in its bytes. */
  private async giveFiles(): Promise<void> {
    const bare = await this.portico.sql<{ reference: string }>(
      'select reference from documents where file_id is null',
    );
    for (const { reference } of bare) {
      const token = reference.split('/', 1)[0];
      const path = `documents/${encodeURIComponent(reference)}/file?name=${token}.pdf`;
      const { status } = await this.scene.api('PUT', path, `%PDF-1.4\n% ${token}\n%%EOF\n`, {
        'content-type': 'application/pdf',
      });
      if (status > 299) throw new Error(`The file of ${reference}: ${status}`);
    }
  }

  /** Looks at the tables as their owner does: past every rule. */
  protected async read(): Promise<void> {
    const found: Marked[] = [];
    for (const kind of [customers, ...RECORD_KINDS]) {
      const section = SECTIONS.find((one) => kindsOf(one).includes(kind));
      const { customer, site, part } = {
        customer: section ? 'r.customer_id' : 'r.id',
        site: section ? `r.${section.siteColumn}` : 'null',
        // The files of an order are shown where its files are, and in no other way.
        part: pointsAt(kind, 'order')
          ? `case when r.order_id is not null then 'orders.files' end`
          : `to_jsonb(r) ->> 'part'`,
      };
      const rows = await this.portico.sql<Row>(
        `select r.id, r.reference, ${customer} as "customerId", ${site} as "siteId", (${shownSql(section)}) as shown,
           ${part} as part, ${kind.table === 'incidents' ? SHARED_WITH : 'null'} as "sharedWith",
           to_jsonb(r) ->> 'order_id' as "orderId"
         from ${kind.table} r where r.deleted_at is null and ${ofKind(kind)}`,
      );
      for (const { part: needed, ...row } of rows) {
        const named = /^qx\w{6}(?=\/)/.exec(row.reference)?.[0];
        const nameToken = tokenFor(`name of ${row.reference}`);
        const needs = row.orderId ? [] : [permissionOf(kind)];
        if (needed) needs.push(needed);
        found.push({ ...row, kind, token: named ?? tokenFor(row.reference), nameToken, needs });
      }
    }
    this.marked = found;
    this.byToken = new Map<string, Standing>([
      ...found.map((of): [string, Standing] => [of.token, { of, isName: false }]),
      ...found.map((of): [string, Standing] => [of.nameToken, { of, isName: true }]),
    ]);
  }

  /** The records whose words stand in a text. */
  standingIn(text: string): Standing[] {
    const words = new Set(text.match(/qx[0-9a-z]{6}/g));
    return [...words].flatMap((word) => this.byToken.get(word) ?? []);
  }

  /** The customers whose hidden amounts stand in a text, as pages, files and workbooks write them. */
  amountsIn(text: string): CustomerName[] {
    const figures = new Set([...text.replaceAll(',', '').matchAll(AMOUNTS)].map(([, customer]) => customer));
    return (Object.keys(PLACES) as CustomerName[]).filter((customer) =>
      figures.has(String(amountOf(customer) / 10_000_000)),
    );
  }

  /** Other hidden amounts at a customer. */
  async moveAmounts(customer: CustomerName): Promise<void> {
    for (const { table, fields } of RECORD_KINDS)
      for (const { column } of fields.filter(({ kind, needs }) => kind === 'money' && needs))
        await this.portico.sql(
          `update ${table} set ${column} = $2 + (hashtext(id::text) & 63)
           where customer_id = (select id from customers where reference = $1) and ${column} is not null`,
          [customer, amountOf(customer)],
        );
  }
}
