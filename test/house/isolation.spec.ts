import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeclaredRoutes, type DeclaredRoute } from '../../src/access/declared-routes.js';
import { PERMISSIONS } from '../../src/app.permissions.js';
import { newId } from '../../src/platform/ids.js';
import { Workers } from '../../src/platform/queue/workers.js';
import { SECTIONS } from '../../src/sections/sections.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { Isolation } from './isolation/checks.js';
import { HolesController } from './isolation/holes.js';
import { closedBy, within } from './isolation/within.js';
import { PLACES } from './isolation/places.js';
import { World, type Looker } from './isolation/world.js';

const isHole = ({ path }: DeclaredRoute) => path.startsWith('/portal/holes');
const NOTHING = new Set<string>();

describe('customers are kept apart', () => {
  let portico: TestPortico;
  let world: World;
  let routes: DeclaredRoute[];
  let alice: Looker;
  let dan: Looker;
  let dora: Looker;
  let erin: Looker;
  let olaf: Looker;

  beforeAll(async () => {
    portico = await startPortico({}, true, [HolesController]);
    world = new World(portico);
    await world.settle();
    alice = await world.looker('alice', 'OWN');
    dan = await world.looker('dan', 'OWN', ['OWN/A1', 'OWN/A2']);
    dora = await world.looker('dora', 'OWN', ['OWN/B1']);
    erin = await world.looker('erin', 'OWN');
    olaf = await world.looker('olaf', 'OTHER');
    for (const looker of [alice, dan, olaf]) await writeExports(looker);
    routes = portico.app.get(DeclaredRoutes).all();
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

  /** Ids that are nobody's business: a record of each kind for each reason, and what lies beside records. */
  async function foreignIds(looker: Looker): Promise<string[]> {
    const reasons = new Map(
      world.marked
        .filter((one) => !within(one, looker))
        .map((one) => [`${one.kind.key} ${one.customerId} ${one.siteId} ${one.shown}`, one.id]),
    );
    const others = await portico.sql<{ id: string }>(
      `select id from exports where login_id <> $1 union all select id from files where customer_id <> $2
       union all select id from logins where id <> $1 union all select id from portal_users where login_id <> $1`,
      [looker.loginId, looker.customerId],
    );
    return [...reasons.values(), ...others.map(({ id }) => id)];
  }
  const foreignPlaces = (looker: Looker) =>
    world.marked
      .filter(({ kind }) => ['customers', 'sites'].includes(kind.collection))
      .filter((one) => !within(one, looker))
      .map(({ id }) => id);

  it('sees every record of its own somewhere, and nothing of another customer or another site', async () => {
    for (const looker of [alice, dan, dora, olaf]) {
      const how = [alice, dan].includes(looker) ? 'fully' : 'briefly';
      const answers = await isolation().everything(looker, how);
      expect(isolation().foreign(looker, answers, NOTHING)).toEqual([]);
      expect(isolation().missing(looker, answers, NOTHING)).toEqual([]);
      expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(SECTIONS.length * 10);
    }
  }, 400_000);

  it('answers an id of another customer, another site or a draft like one that nobody has', async () => {
    for (const looker of [alice, dan]) {
      const [ids, places] = [await foreignIds(looker), foreignPlaces(looker)];
      expect(ids.length).toBeGreaterThan(SECTIONS.length * 2);
      expect(await isolation().toldApart(looker, ids, places)).toEqual([]);
    }
  }, 400_000);

  it('shows nothing of what is withheld from a person, at no address', async () => {
    for (const { key } of PERMISSIONS) {
      await world.withhold(erin, [key]);
      const closed = closedBy([key]);
      const answers = await isolation().everything(erin, 'briefly');
      expect(isolation().foreign(erin, answers, closed)).toEqual([]);
      expect(isolation().missing(erin, answers, closed)).toEqual([]);
    }
    await world.withhold(erin, []);
  }, 900_000);

  it('answers 404 at every route of a section that is off: for the person, the customer, or everybody', async () => {
    const own = world.marked.filter((one) => within(one, alice));
    const switches = [
      (keys: string[]) => world.withhold(alice, keys),
      (keys: string[]) =>
        portico.sql(
          'update customer_permissions set allowed = not (permission = any ($2)) where customer_id = $1',
          [alice.customerId, keys],
        ),
      (keys: string[]) =>
        portico.sql('update permission_settings set available = not (permission = any ($1))', [keys]),
    ];
    for (const { key } of PERMISSIONS) {
      const ids = [...new Map(own.map((one) => [one.kind.key, one])).values()];
      for (const set of switches) {
        await set([key]);
        for (const closed of closedBy([key]))
          expect(await isolation().answering(alice, closed, ids)).toEqual([]);
        await set([]);
      }
    }
  }, 900_000);

  it('changes nothing on anybody’s pages when others’ records do: no count, sum, chart or choice', async () => {
    const before = new Map<Looker, Awaited<ReturnType<Isolation['everything']>>>();
    for (const looker of [alice, dan]) before.set(looker, await isolation().everything(looker));
    const holes = await isolation(isHole).everything(alice);
    await world.add('OTHER', [...PLACES.OTHER, 'OTHER/C2']);
    await world.add('STRANGER', [...PLACES.STRANGER, 'STRANGER/D2']);
    for (const [looker, answers] of before) expect(await isolation().changed(looker, answers)).toEqual([]);
    expect(await isolation(isHole).changed(alice, holes)).toContain('alice: /portal/holes/count changed');
    await world.add('OWN', ['OWN/B1', 'OWN/B2']);
    expect(await isolation().changed(dan, before.get(dan) ?? [])).toEqual([]);
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
      expect(await broken.toldApart(dan, [own as string], [])).toEqual([
        `dan tells ${own} from no id at /portal/holes/record/:id`,
      ]);
    });

    it('a route that shows a section which is closed, and amounts', async () => {
      await world.withhold(erin, ['jobs', 'money']);
      const broken = isolation((route) => route.path === '/portal/holes/undeclared');
      const faults = broken.foreign(erin, await broken.everything(erin), closedBy(['jobs', 'money']));
      expect(faults).toContainEqual(expect.stringMatching(/^erin sees \w+\/jobs/));
      expect(faults).toContain('erin sees an amount at /portal/holes/undeclared');
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
