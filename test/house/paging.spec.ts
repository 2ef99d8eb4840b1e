import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordScope } from '../../src/access/decision.js';
import type { PortalFacts } from '../../src/access/facts.js';
import { FactsQueries } from '../../src/access/facts.queries.js';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { customers } from '../../src/sections/company/company.kind.js';
import { Cursors } from '../../src/platform/lists/cursors.js';
import { readAs, type Field } from '../../src/sections/engine/field.js';
import { filtersOf } from '../../src/sections/engine/filters-of.js';
import { ListQueries, type ListPage, type Row } from '../../src/sections/engine/list.queries.js';
import { readListRequest } from '../../src/sections/engine/list.request.js';
import { PAGE } from '../../src/sections/engine/list.sql.js';
import { kindsOf, orderOf, type RecordKind, type Section } from '../../src/sections/engine/section.js';
import { RecordWriter } from '../../src/sections/records/record.writer.js';
import { SECTIONS } from '../../src/sections/sections.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { sampleBody, seeded } from '../support/sample-records.js';
import { Scene } from '../support/scene.js';

const CUSTOMERS = ['ACME', 'Beta', 'éclair'];
const SITES = 8;
const RECORDS = 90;
const SCOPES = 4;
/** Names that only differ in case, accents or length, and many that do not differ at all. */
const NAMES = ['Depot', 'depot', 'Dépôt', 'DEPOT 2', 'Zeta', 'Ærø', 'x', 'x'];

type Chance = ReturnType<typeof seeded>;
type Query = Readonly<Record<string, string>>;

/** A record as its table holds it, with the value that a list is sorted by. */
interface Held {
  readonly id: string;
  readonly customerId: string;
  readonly siteId: string | null;
  readonly shown: boolean;
  readonly sorted: string | null;
  readonly columns: Readonly<Record<string, unknown>>;
}

describe('a list over several customers', () => {
  let portico: TestPortico;
  let facts: PortalFacts;
  let sites: { id: string; customerId: string }[];

  beforeAll(async () => {
    portico = await startPortico();
    const scene = new Scene(portico);
    await scene.openPortal();
    const write = async (kind: RecordKind, lines: { reference: string; body: object }[]) => {
      const results = await portico.app.get(RecordWriter).write(kind, lines, SYSTEM);
      expect(results.filter(({ result }) => result !== 'created')).toEqual([]);
    };
    const body = { token: 'x', turn: 0, fileTypes: [] };
    await write(
      customers,
      CUSTOMERS.map((reference) => ({ reference, body: sampleBody(customers, body) })),
    );
    await portico.sql('update customers set portal_enabled = true');
    for (const section of SECTIONS)
      for (const kind of kindsOf(section)) await write(kind, linesOf(section, kind));
    await portico.sql(
      `update customer_permissions set allowed = permission <> 'money'
       where customer_id = (select id from customers where reference = 'Beta')`,
    );
    sites = await portico.sql('select id, customer_id as "customerId" from sites');
    facts = await factsOfAll(scene);
    // A report is seen only by those it is shared with.
    await portico.sql(
      `insert into incident_shares (incident_id, customer_id, portal_user_id, how)
       select id, customer_id, $1, 'hand' from incidents`,
      [facts.access?.id],
    );
  }, 120_000);
  afterAll(() => portico.close());

  /** Records of all customers, in no order, at sites and at none, with few different values. */
  function linesOf(section: Section, kind: RecordKind): { reference: string; body: object }[] {
    const chance = seeded(SECTIONS.indexOf(section));
    const isSite = section.siteColumn === 'id';
    return Array.from({ length: RECORDS * CUSTOMERS.length }, (_, index) => {
      const customer = CUSTOMERS[index % CUSTOMERS.length] as string;
      const at = chance(SITES + 1) * CUSTOMERS.length + (index % CUSTOMERS.length);
      const wishes = {
        customer,
        site: isSite || at >= SITES * CUSTOMERS.length ? undefined : `sites-${at}`,
        token: NAMES[chance(NAMES.length)] as string,
        turn: chance(40),
        fileTypes: ['certificate', 'other', 'waste-transfer-note'],
      };
      const [letter] = ['a', 'B', 'é', '0', '-', '~'].slice(chance(6));
      const reference = isSite ? `sites-${index}` : `${letter}${kind.collection}-${index}`;
      return { reference, body: sampleBody(kind, wishes) };
    });
  }

  /** One person with an access to each customer, looked at together. */
  async function factsOfAll(scene: Scene): Promise<PortalFacts> {
    for (const [index, customer] of CUSTOMERS.entries())
      await scene.portalUser(customer, `person${index}@people.test`);
    const accesses = await portico.sql<{ id: string }>('select id from portal_users order by created_at');
    const all = await Promise.all(accesses.map(({ id }) => portico.app.get(FactsQueries).ofAccess(id)));
    return { ...(all[0] as PortalFacts), customers: all.flatMap((one) => one?.customers ?? []) };
  }

  /** Some of the customers, in any order, each with all of its sites, some or none. */
  function randomScope(chance: Chance): RecordScope {
    const some = facts.customers.filter(() => chance(4) > 0).sort(() => chance(3) - 1);
    return some.map(({ id }) => {
      const own = sites.filter(({ customerId }) => customerId === id);
      return {
        customerId: id,
        accessId: facts.access?.id,
        open: facts.catalogue.walled,
        sites: chance(2) === 0 ? 'all' : own.filter(() => chance(3) === 0).map((one) => one.id),
      };
    });
  }

  /** Now and then only one customer's, or only those of one choice. */
  function randomFilters(section: Section, chance: Chance): Query {
    const query: Record<string, string> = {};
    const { id } = facts.customers[chance(facts.customers.length)] ?? { id: '' };
    if (chance(4) === 0) query['customer'] = id;
    for (const { name, choices = [], unoffered, field } of filtersOf(section)) {
      const offered = choices.filter((choice) => !unoffered?.portal.includes(choice));
      if (field?.choices && offered.length > 0 && chance(3) === 0)
        query[name] = offered[chance(offered.length)] as string;
    }
    return query;
  }

  async function held(section: Section, sort: NonNullable<Field['sort']>): Promise<Held[]> {
    const shown = (section.shown ?? 'true')
      .replace(/portal_may\('[^']*'\)/g, 'true')
      .replace('portal_access()', `'${facts.access?.id}'::uuid`);
    // A choice that nobody writes, such as overdue, is what the declaration says it is.
    const derived = filtersOf(section).flatMap(({ field }) =>
      field?.choices && field.derived ? [`'${field.column}', ${readAs(field, true)}`] : [],
    );
    return portico.sql<Held>(
      `select r.id, r.customer_id as "customerId", r.${section.siteColumn} as "siteId", (${shown}) as shown,
         r.${sort.column}::text as sorted, to_jsonb(r) || jsonb_build_object(${derived.join(', ')}) as columns
       from ${section.table} r`,
    );
  }

  const asks = (section: Section, query: Query, scope: RecordScope): Promise<ListPage> => {
    const request = readListRequest(section, query, portico.app.get(Cursors), () => false);
    return portico.app.get(ListQueries).forPortal(section, request, scope, facts);
  };
  const cursor = (section: Section, sort: string, row: Row | undefined): string => {
    const sorting = { field: sort.replace(/^-/, ''), descending: sort.startsWith('-') };
    return portico.app
      .get(Cursors)
      .pack(orderOf(section, sorting), { value: row?.sorted ?? null, id: row?.id as string });
  };

  /** Every page from the first to the last, then back from there to the first. */
  async function walk(
    section: Section,
    query: Query,
    scope: RecordScope,
    at = cursor,
  ): Promise<ListPage[][]> {
    const sort = query['sort'] as string;
    const there = [await asks(section, query, scope)];
    for (let last = there[0]; last?.later; there.push(last)) {
      last = await asks(section, { ...query, after: at(section, sort, last.rows.at(-1)) }, scope);
      if (there.length > 50) throw new Error('The pages never end.');
    }
    const back = [there.at(-1) as ListPage];
    for (let first = back[0]; first?.earlier && first.rows.length > 0; back.unshift(first)) {
      first = await asks(section, { ...query, before: at(section, sort, first.rows[0]) }, scope);
      if (back.length > 50) throw new Error('The pages never begin.');
    }
    return [there, back];
  }

  const sorts = SECTIONS.flatMap((section) =>
    section.fields.flatMap(({ name, sort }) =>
      sort ? [name, `-${name}`].map((by) => [section.key, by, section, sort] as const) : [],
    ),
  );

  it.each(sorts)(
    'of %s by %s shows each record once, in order, there and back',
    async (key, by, section, sort) => {
      const chance = seeded(key.length * 1000 + by.length);
      const all = await held(section, sort);
      let most = 0;
      for (let turn = 0; turn < SCOPES; turn++) {
        const scope =
          turn === 0
            ? facts.customers.map(({ id }) => ({
                customerId: id,
                sites: 'all' as const,
                accessId: facts.access?.id,
                open: facts.catalogue.walled,
              }))
            : randomScope(chance);
        const filters = turn === 0 ? {} : randomFilters(section, chance);
        const expected = recount(section, all, scope, filters, by.startsWith('-'));
        const [there = [], back = []] = await walk(section, { ...filters, sort: by }, scope);
        for (const pages of [there, back]) {
          expect(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(expected);
          for (const { total } of pages) expect(total).toBe(expected.length);
          expect(pages.map(({ earlier }) => earlier)).toEqual(pages.map((_, index) => index > 0));
          expect(pages.map(({ later }) => later)).toEqual(pages.map((_, index) => index < pages.length - 1));
        }
        most = Math.max(most, expected.length);
      }
      expect(most).toBeGreaterThan(2 * PAGE);
    },
  );

  it('is seen to lose records when places in it do not tell equals apart', async () => {
    const jobs = SECTIONS.find(({ key }) => key === 'jobs') as Section;
    const scope = facts.customers.map(({ id }) => ({ customerId: id, sites: 'all' as const }));
    const all = await held(jobs, { column: 'date' });
    const forgetful: typeof cursor = (section, sort, row) =>
      cursor(section, sort, row && { ...row, id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' });
    const [there = []] = await walk(jobs, { sort: 'date' }, scope, forgetful);
    const seen = there.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(seen.length).toBeLessThan(recount(jobs, all, scope, {}, false).length);
  });

  it.each(
    SECTIONS.filter(({ fields }) => fields.some(({ needs, list }) => needs === 'money' && list)).map(
      (one) => [one.key, one] as const,
    ),
  )(
    'of %s leaves a field empty on the rows of the customer that hides it, and only there',
    async (_, section) => {
      const hidden = section.fields.filter(({ needs, list }) => needs === 'money' && list);
      const scope = facts.customers.map(({ id }) => ({ customerId: id, sites: 'all' as const }));
      const columns = ['customer', ...hidden.map(({ name }) => name)].join(',');
      const request = readListRequest(
        section,
        { columns: hidden.map(({ name }) => name).join(',') },
        portico.app.get(Cursors),
        () => false,
      );
      const { rows } = await portico.app.get(ListQueries).forPortal(section, request, scope, facts);
      const beta = facts.customers.find(({ reference }) => reference === 'Beta')?.id;
      const owners = await portico.sql<{ id: string; owner: string }>(
        `select id, customer_id as owner from ${section.table}`,
      );
      const ownerOf = new Map(owners.map(({ id, owner }) => [id, owner]));
      for (const { name } of hidden)
        for (const row of rows)
          expect([columns, row[name] === null]).toEqual([columns, ownerOf.get(row.id) === beta]);
    },
  );
});

/** What a list must be, counted plainly: in scope, shown, as filtered; by bytes, nulls last, equals by their ids. */
function recount(
  section: Section,
  all: readonly Held[],
  scope: RecordScope,
  filters: Query,
  descending: boolean,
): string[] {
  const inScope = ({ customerId, siteId }: Held) =>
    scope.some(
      (one) =>
        one.customerId === customerId &&
        (one.sites === 'all' || (siteId !== null && one.sites.includes(siteId))),
    );
  const asFiltered = ({ customerId, columns }: Held) =>
    Object.entries(filters).every(([name, value]) =>
      name === 'customer'
        ? customerId === value
        : columns[filtersOf(section).find((one) => one.name === name)?.field?.column ?? ''] === value,
    );
  const sign = descending ? -1 : 1;
  return all
    .filter((one) => one.shown && inScope(one) && asFiltered(one))
    .sort((a, b) => {
      if (a.sorted === null || b.sorted === null)
        return a.sorted === b.sorted ? sign * (a.id < b.id ? -1 : 1) : a.sorted === null ? 1 : -1;
      return sign * (Buffer.compare(Buffer.from(a.sorted), Buffer.from(b.sorted)) || (a.id < b.id ? -1 : 1));
    })
    .map(({ id }) => id);
}
