import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeclaredRoutes, type DeclaredRoute } from '../../src/access/declared-routes.js';
import { PERMISSIONS } from '../../src/app.permissions.js';
import { newId } from '../../src/platform/ids.js';
import { Workers } from '../../src/platform/queue/workers.js';
import { permissionOf } from '../../src/sections/engine/section.js';
import { SECTIONS } from '../../src/sections/sections.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { Isolation } from './isolation/checks.js';
import { HolesController } from './isolation/holes.js';
import type { Answer } from './isolation/looking.js';
import { closedBy, isClosed, within } from './isolation/within.js';
import { PLACES } from './isolation/places.js';
import type { Looker, Marked } from './isolation/marked.js';
import { World } from './isolation/world.js';

const isHole = ({ path }: DeclaredRoute) => path.startsWith('/portal/holes');
const ofPeople = ({ path }: DeclaredRoute) => /^\/portal\/(people|activity)/.test(path);
const NOTHING = new Set<string>();

describe('customers are kept apart', () => {
  let portico: TestPortico;
  let world: World;
  let routes: DeclaredRoute[];
  /** All of a customer; two of its sites; one; all, with something withheld; another customer. */
  let alice: Looker;
  let dan: Looker;
  let dora: Looker;
  let erin: Looker;
  let olaf: Looker;
  /** Two customers together, of whom one shows less; the manager of one; somebody with two accesses, by each of them. */
  let cora: Looker;
  let mia: Looker;
  let tess: readonly Looker[];
  /** What they see, all of it, while nothing has changed yet. */
  const seen = new Map<Looker, Answer[]>();

  beforeAll(async () => {
    portico = await startPortico({}, true, [HolesController]);
    world = new World(portico);
    await world.settle();
    alice = await world.looker('alice', 'OWN');
    dan = await world.looker('dan', 'OWN', ['OWN/A1', 'OWN/A2']);
    dora = await world.looker('dora', 'OWN', ['OWN/B1']);
    erin = await world.looker('erin', 'OWN');
    olaf = await world.looker('olaf', 'OTHER');
    cora = await world.looker('cora', 'BOTH');
    const atOther = await world.looker('tess', 'OTHER');
    const atOwn = await world.looker('tess', 'OWN', ['OWN/A1']);
    tess = [{ ...atOther, alsoNamed: atOwn.alsoNamed }, atOwn];
    mia = await world.asManager(await world.looker('mia', 'OWN', ['OWN/A1', 'OWN/A2']));
    // To one of two persons of a customer; to both, one of whom does not see all of its sites; by two customers.
    const own = (site: RegExp) => (one: Marked) => site.test(one.reference);
    await world.share(alice, own(/OWN\/(A1|B1)/));
    await world.share(dan, own(/OWN\/(A2|B1)/));
    await world.share(erin, own(/OWN\/A1/));
    await world.share(cora, own(/HALF/));
    for (const looker of [alice, dan, olaf, cora]) await writeExports(looker);
    routes = portico.app.get(DeclaredRoutes).all();
    for (const looker of [dan, cora]) seen.set(looker, await isolation().everything(looker));
  }, 400_000);
  afterAll(() => portico.close());

  /** The routes of the house, or those with holes in them. */
  const isolation = (of: (route: DeclaredRoute) => boolean = (route) => !isHole(route)) =>
    new Isolation(world, portico.url, routes.filter(of));

  /** A file of every list, as a worker writes it. */
  async function writeExports({ loginId, accessId }: Looker): Promise<void> {
    const write = portico.app.get(Workers, { strict: false }).handlers().get('exports.write');
    for (const { key } of SECTIONS) {
      const id = newId();
      await portico.sql(
        `insert into exports (id, login_id, portal_user_id, section, query, rows_expected) values ($1, $2, $3, $4, '{}', 1)`,
        [id, loginId, accessId, key],
      );
      await write?.({ id, attempt: 0 });
    }
  }

  /** A record of each kind for each reason why it is not theirs. */
  const foreignRecords = (looker: Looker): Marked[] => {
    const reasonOf = (one: Marked) =>
      [one.kind.key, one.customerId, one.siteId, one.shown, one.sharedWith?.length, one.needs].join(' ');
    const foreign = world.marked.filter((one) => !within(one, looker) || isClosed(one, looker, NOTHING));
    return [...new Map(foreign.map((one) => [reasonOf(one), one])).values()];
  };
  /** What lies beside records. */
  async function otherIds({ loginId, scope }: Looker): Promise<string[]> {
    const others = await portico.sql<{ id: string }>(
      `(select distinct on (login_id) id from exports where login_id <> $1)
       union all (select distinct on (customer_id) id from files where customer_id <> all ($2))
       union all select id from logins where id <> $1 union all select id from portal_users where login_id <> $1
       union all select id from consolidated_accounts`,
      [loginId, scope.map(({ customerId }) => customerId)],
    );
    return others.map(({ id }) => id);
  }
  /** Another customer, and a site of each customer that is not theirs. */
  const foreignPlaces = (looker: Looker) => {
    const foreign = world.marked.filter((one) => !within(one, looker));
    const sites = foreign.filter(({ kind }) => kind.collection === 'sites').reverse();
    return [
      foreign.find(({ kind }) => kind.collection === 'customers') as Marked,
      ...new Map(sites.map((one) => [one.customerId, one])).values(),
    ];
  };

  it('sees every record of its own somewhere, and nothing of another customer, site or person', async () => {
    for (const looker of [dan, cora, alice, dora, olaf, ...tess, mia]) {
      const how = looker === alice ? 'briefly' : 'plainly';
      const answers = seen.get(looker) ?? (await isolation().everything(looker, how, 3));
      expect(isolation().foreign(looker, answers, NOTHING)).toEqual([]);
      expect(isolation().missing(looker, answers, NOTHING)).toEqual([]);
      const pages = answers.filter(({ status }) => status === 200).length;
      expect(pages).toBeGreaterThan(SECTIONS.length * (seen.has(looker) ? 20 : 4));
    }
  }, 400_000);

  it('reads of the people of its own customer only, and only where it is their manager', async () => {
    const named = async (looker: Looker) => {
      const answers = await isolation().opened(looker, [
        '/portal/people',
        '/portal/activity',
        '/portal/activity.csv',
      ]);
      return [...new Set(answers.flatMap(({ body }) => world.peopleIn(body)))].sort();
    };
    expect(await named(mia)).toEqual(['alice', 'dan', 'dora', 'erin', 'mia', 'tess']);
    for (const looker of [alice, cora]) expect(await named(looker)).toEqual([looker.name]);
  });

  it('answers an id of another customer, another site or a draft like one that nobody has', async () => {
    for (const looker of [alice, dan, cora, mia]) {
      const foreign = foreignRecords(looker);
      expect(foreign.length).toBeGreaterThan(SECTIONS.length * 2);
      // What a manager opens beyond what everybody does are people.
      const at = looker === mia ? isolation(ofPeople) : isolation();
      const people = await isolation().opened(looker, ['/portal/people']);
      // Those whom a manager looks after are theirs.
      const others = (await otherIds(looker)).filter(
        (id) => !people[0]?.body.includes(`/portal/people/${id}"`),
      );
      // What narrows a list of one site narrows that of a whole customer.
      const places = looker === alice ? [] : foreignPlaces(looker);
      expect(await at.toldApart(looker, foreign, others, places)).toEqual([]);
    }
  }, 400_000);

  it('shows nothing of what is withheld from a person, at no address', async () => {
    const before = await isolation().everything(erin, 'briefly');
    const shared = isolation().shared(before);
    const closing = async (keys: readonly string[]) => {
      await world.withhold(erin, keys);
      const closed = closedBy(keys);
      const addresses = new Set([...shared, ...isolation().showing(erin, before, closed)]);
      const answers = await isolation().opened(erin, [...addresses]);
      expect(isolation().foreign(erin, answers, closed)).toEqual([]);
      expect(isolation().missing(erin, answers, closed)).toEqual([]);
    };
    const shows = ({ key }: { key: string }) => isolation().showing(erin, before, closedBy([key])).length > 0;
    const showing = PERMISSIONS.filter(shows).map(({ key }) => key);
    expect(showing).toEqual(expect.arrayContaining(['money', 'orders.files', ...SECTIONS.map(permissionOf)]));
    for (const key of showing) await closing([key]);
    // The others show no record of their own: together they must take none away either.
    await closing(PERMISSIONS.map(({ key }) => key).filter((key) => !showing.includes(key)));
    await world.withhold(erin, []);
  }, 900_000);

  it('answers 404 at every route of a section that is off: for the person, the customer, or everybody', async () => {
    const own = [
      ...new Map(
        world.marked
          .filter((one) => within(one, alice))
          .map((one) => [`${one.kind.key} ${one.orderId !== null}`, one]),
      ).values(),
    ];
    const switches = [
      (keys: string[]) => world.withhold(alice, keys),
      (keys: string[]) =>
        portico.sql(
          'update customer_permissions set allowed = not (permission = any ($2)) where customer_id = $1',
          [alice.scope[0]?.customerId, keys],
        ),
      (keys: string[]) =>
        portico.sql('update permission_settings set available = not (permission = any ($1))', [keys]),
    ];
    for (const { key } of PERMISSIONS) {
      for (const set of switches) {
        await set([key]);
        for (const closed of closedBy([key]))
          expect(await isolation().answering(alice, closed, own)).toEqual([]);
        await set([]);
      }
    }
  }, 900_000);

  it('changes nothing on anybody’s pages when others’ records do: no count, sum, chart or choice', async () => {
    const holes = await isolation(isHole).everything(alice);
    await world.add('OTHER', [...PLACES.OTHER, 'OTHER/C2']);
    await world.add('STRANGER', [...PLACES.STRANGER, 'STRANGER/D2']);
    expect(await isolation(isHole).changed(alice, holes)).toContain('alice: /portal/holes/count changed');
    // What a customer hides is sorted, filtered and added up for nobody: other amounts are the same pages.
    await world.moveAmounts('HALF');
    expect(await isolation().changed(cora, seen.get(cora) ?? [])).toEqual([]);
    await world.add('OWN', ['OWN/B1', 'OWN/B2']);
    expect(await isolation().changed(dan, seen.get(dan) ?? [])).toEqual([]);
  }, 900_000);

  describe('and the checks find', () => {
    it('a route that reads past the scope, and one that forgets the sites', async () => {
      const faults = async (looker: Looker, path: string) => {
        const broken = isolation((route) => route.path === path);
        return broken.foreign(looker, await broken.everything(looker), NOTHING);
      };
      for (const customer of ['OTHER', 'STRANGER', 'OWN/B1'])
        expect(await faults(dan, '/portal/holes/list')).toContainEqual(
          expect.stringMatching(new RegExp(`dan sees \\w+/jobs/${customer}.* at /portal/holes/list`)),
        );
      expect(await faults(dan, '/portal/holes/sites')).not.toEqual([]);
      expect(await faults(alice, '/portal/holes/sites')).toEqual([]);
      const empty = isolation(() => false);
      expect(empty.missing(alice, await empty.everything(alice), NOTHING).length).toBeGreaterThan(20);
    });

    it('a route that tells another’s record from none', async () => {
      const broken = isolation((route) => route.path === '/portal/holes/record/:id');
      const [own] = foreignPlaces(dan).slice(-1);
      expect(await broken.toldApart(dan, [], [own?.id as string], [])).toEqual([
        `dan tells ${own?.id} from no id at /portal/holes/record/:id`,
      ]);
    });

    it('a route that shows a section which is closed, and amounts', async () => {
      await world.withhold(erin, ['jobs', 'money']);
      const broken = isolation((route) => route.path === '/portal/holes/undeclared');
      const faults = broken.foreign(erin, await broken.everything(erin), closedBy(['jobs', 'money']));
      expect(faults).toContainEqual(expect.stringMatching(/^erin sees \w+\/jobs/));
      expect(faults).toContain('erin sees an amount of OWN at /portal/holes/undeclared');
      const declared = { ...(routes.find(isHole) as DeclaredRoute), path: '/portal/holes/undeclared' };
      const answering = new Isolation(world, portico.url, [
        { ...declared, declaration: { who: 'portal', permissions: ['jobs'] } },
      ]);
      expect(await answering.answering(erin, 'jobs', [])).toContainEqual(
        '/portal/holes/undeclared answers 200 without jobs',
      );
      await world.withhold(erin, []);
    });
  });
});
