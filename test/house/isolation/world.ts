import { SYSTEM } from '../../../src/audit/audit.service.js';
import { customers } from '../../../src/sections/company/company.kind.js';
import type { Field } from '../../../src/sections/engine/field.js';
import { kindsOf, ofKind, type RecordKind } from '../../../src/sections/engine/section.js';
import { RecordWriter } from '../../../src/sections/records/record.writer.js';
import { RECORD_KINDS, SECTIONS } from '../../../src/sections/sections.js';
import type { TestPortico } from '../../support/app.js';
import type { Person } from '../../support/person.js';
import { sampleBody } from '../../support/sample-records.js';
import { Scene } from '../../support/scene.js';
import { PLACES, type CustomerName } from './places.js';
import { tokenFor } from './tokens.js';
import { shownSql } from './within.js';

/** One record with what gives it away: a word that stands in each of its texts and nowhere else. */
export interface Marked {
  readonly kind: RecordKind;
  readonly id: string;
  readonly reference: string;
  readonly token: string;
  readonly customerId: string;
  readonly siteId: string | null;
  /** Whether customers' people see it at all: drafts they do not. */
  readonly shown: boolean;
  /** The part of its section without which it is not seen, such as `timesheets.approval`. */
  readonly part: string | null;
  /** Its name, by which other sections' records call it, whatever is closed. */
  readonly nameToken: string;
}

/** A word of a record that stands in a text. */
export interface Standing {
  readonly of: Marked;
  readonly isName: boolean;
}

/** Somebody who looks around, with all that they may see. */
export interface Looker {
  readonly name: string;
  readonly person: Person;
  readonly loginId: string;
  readonly accessId: string;
  readonly customerId: string;
  readonly sites: 'all' | readonly string[];
}

const pointsAt = (kind: RecordKind, what: Field['kind']) => kind.fields.some((field) => field.kind === what);
const pointing = (kind: RecordKind): number =>
  (pointsAt(kind, 'job') || pointsAt(kind, 'order') ? 2 : 0) + (pointsAt(kind, 'site') ? 1 : 0);
/** Those that are pointed at come first. */
const KINDS: readonly RecordKind[] = [...RECORD_KINDS].sort((a, b) => pointing(a) - pointing(b));

/** As many records of a place as show every choice of a kind's fields. */
const turnsOf = (kind: RecordKind): number =>
  Math.max(5, ...kind.fields.map(({ choices }) => choices?.length ?? 0));

/** Customers with records of every kind, made from the declarations alone, and people who may see some of them. */
export class World {
  readonly scene: Scene;
  readonly lookers: Looker[] = [];
  marked: readonly Marked[] = [];
  private byToken: ReadonlyMap<string, Standing> = new Map();
  private written = 0;

  constructor(readonly portico: TestPortico) {
    this.scene = new Scene(portico);
  }

  /** The portal open, every customer with records at each site and at none. */
  async settle(): Promise<void> {
    await this.scene.openPortal();
    const [writer, names] = [this.portico.app.get(RecordWriter), Object.keys(PLACES)];
    const lines = names.map((reference, turn) => {
      const token = tokenFor(reference);
      const nameToken = tokenFor(`name of ${reference}`);
      const tokenOf = ({ name }: Field) => (name === 'name' ? nameToken : token);
      return { reference, body: sampleBody(customers, { token, tokenOf, turn, fileTypes: [] }) };
    });
    await writer.write(customers, lines, SYSTEM);
    await this.portico.sql('update customers set portal_enabled = true');
    for (const customer of Object.keys(PLACES) as CustomerName[]) await this.add(customer);
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
          const job = pointsAt(kind, 'job') ? `jobs/${site ?? customer}/${round}/0` : undefined;
          const reference = isSite ? name : `${token}/${name}`;
          const wishes = {
            customer,
            site: isSite ? undefined : site,
            job: job && `${tokenFor(job)}/${job}`,
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
  private async read(): Promise<void> {
    const found: Marked[] = [];
    for (const kind of [customers, ...RECORD_KINDS]) {
      const section = SECTIONS.find((one) => kindsOf(one).includes(kind));
      const rows = await this.portico.sql<Omit<Marked, 'kind' | 'token' | 'nameToken'>>(
        `select r.id, r.reference, ${section ? 'r.customer_id' : 'r.id'} as "customerId",
           ${section ? `r.${section.siteColumn}` : 'null'} as "siteId", (${shownSql(section)}) as shown,
           to_jsonb(r) ->> 'part' as part
         from ${kind.table} r where r.deleted_at is null and ${ofKind(kind)}`,
      );
      for (const row of rows) {
        const named = /^qx\w{6}(?=\/)/.exec(row.reference)?.[0];
        const nameToken = tokenFor(`name of ${row.reference}`);
        found.push({ ...row, kind, token: named ?? tokenFor(row.reference), nameToken });
      }
    }
    this.marked = found;
    this.byToken = new Map<string, Standing>([
      ...found.map((of): [string, Standing] => [of.token, { of, isName: false }]),
      ...found.map((of): [string, Standing] => [of.nameToken, { of, isName: true }]),
    ]);
  }

  /** Somebody of a customer, signed in. */
  async looker(name: string, customer: CustomerName, sites?: readonly string[]): Promise<Looker> {
    const person = await this.scene.portalUser(customer, `${name}@people.test`, sites);
    const [row] = await this.portico.sql<{ loginId: string; accessId: string; customerId: string }>(
      `select l.id as "loginId", u.id as "accessId", u.customer_id as "customerId"
       from logins l join portal_users u on u.login_id = l.id where l.email = $1`,
      [`${name}@people.test`],
    );
    const ids = await this.portico.sql<{ id: string }>('select id from sites where reference = any ($1)', [
      sites ?? [],
    ]);
    const looker: Looker = {
      name,
      person,
      ...(row as NonNullable<typeof row>),
      sites: sites ? ids.map(({ id }) => id) : 'all',
    };
    this.lookers.push(looker);
    return looker;
  }

  /** The records whose words stand in a text. */
  standingIn(text: string): Standing[] {
    const words = new Set(text.match(/qx[0-9a-z]{6}/g));
    return [...words].flatMap((word) => this.byToken.get(word) ?? []);
  }

  async withhold(looker: Looker, permissions: readonly string[]): Promise<void> {
    await this.portico.sql('update portal_users set withheld = $2 where id = $1', [
      looker.accessId,
      permissions,
    ]);
  }
}
