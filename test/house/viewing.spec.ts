import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { EvenWhileViewing, Portal, Staff, Viewer } from '../../src/access/access.decorators.js';
import { DeclaredRoutes, type DeclaredRoute } from '../../src/access/declared-routes.js';
import type { Viewer as ViewerFacts } from '../../src/access/viewer.js';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Isolation } from './isolation/checks.js';
import { open } from './isolation/looking.js';
import { changeable, lookAs, moved, seenOtherwise, tables } from './isolation/viewing.js';
import type { Looker } from './isolation/marked.js';
import { World } from './isolation/world.js';

/** What looking at the portal as somebody must never find: a page of its own, and something that changes. */
@Controller()
class ViewingHoles {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  @Get('portal/viewing-holes/told')
  @Portal()
  told(@Viewer() { viewing }: ViewerFacts): string {
    return viewing ? 'for staff' : 'for customers';
  }

  @Get('portal/viewing-holes/visited')
  @Portal()
  async visited(@Viewer() { id }: ViewerFacts): Promise<string> {
    await this.source.query('update logins set last_signed_in_at = now() where id = $1', [id]);
    return 'noted';
  }

  @Post('admin/viewing-holes/door')
  @Staff()
  @EvenWhileViewing()
  door(): string {
    return 'Come in.';
  }
}

const isHole = ({ path }: DeclaredRoute) => path.includes('viewing-holes');

describe('looking at the portal as one of its people', () => {
  let portico: TestPortico;
  let world: World;
  let routes: DeclaredRoute[];
  let staff: Person;
  let lookers: Looker[];

  beforeAll(async () => {
    portico = await startPortico({}, true, [ViewingHoles]);
    world = new World(portico);
    await world.settle();
    lookers = [await world.looker('alice', 'OWN'), await world.looker('dora', 'OWN', ['OWN/B1'])];
    await world.withhold(lookers[1] as Looker, ['money']);
    routes = portico.app.get(DeclaredRoutes).all();
    staff = await world.scene.staff();
  }, 120_000);
  afterAll(() => portico.close());

  const isolation = () =>
    new Isolation(
      world,
      portico.url,
      routes.filter((route) => !isHole(route)),
    );
  const stop = async () => {
    await staff.open('/portal');
    await staff.submit('/admin/viewing/end');
  };

  it('shows every page, file and error as that person sees it, byte for byte, and changes no table', async () => {
    for (const looker of lookers) {
      const answers = await isolation().everything(looker, 'briefly');
      expect(answers.length).toBeGreaterThan(30);
      await lookAs(staff, looker.accessId);
      const before = await tables(portico);
      // A person's own profile marks the session that they look from, which nobody else has.
      const pages = answers.filter(({ address }) => !address.startsWith('/portal/profile'));
      expect(await seenOtherwise(portico.url, staff, looker, pages)).toEqual([]);
      expect(moved(before, await tables(portico))).toEqual([]);
      await stop();
    }
  }, 240_000);

  it('changes nothing by any route with any method, but for stopping and signing out', async () => {
    const left = routes.filter((route) => !isHole(route) && route.evenWhileViewing);
    expect(left.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'POST /admin/viewing/end',
      'POST /sign-out',
    ]);
    await lookAs(staff, lookers[0]?.accessId as string);
    const before = await tables(portico);
    expect(await changeable(routes, staff)).toEqual([]);
    expect(moved(before, await tables(portico))).toEqual([]);
    await stop();
  });

  it('would find a page that differs, a visit that is noted, and a door that stands open', async () => {
    const looker = lookers[0] as Looker;
    const told = await open(portico.url, looker, '/portal/viewing-holes/told');
    await lookAs(staff, looker.accessId);
    expect(await seenOtherwise(portico.url, staff, looker, [told])).toContain(
      '/portal/viewing-holes/told differs for who looks as alice',
    );
    const before = await tables(portico);
    await open(portico.url, { person: staff }, '/portal/viewing-holes/visited');
    expect(moved(before, await tables(portico))).toEqual(['logins']);
    const doors = routes.filter(isHole).map((route) => ({ ...route, evenWhileViewing: false }));
    expect(await changeable(doors, staff)).toEqual([
      'POST /admin/viewing-holes/door answers 201 to who looks as somebody else',
    ]);
    await stop();
  });
});
