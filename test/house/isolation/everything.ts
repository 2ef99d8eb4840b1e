import type { Permission } from '../../../src/access/catalogue.js';
import type { DeclaredRoute } from '../../../src/access/declared-routes.js';
import { SECTIONS } from '../../../src/sections/sections.js';
import { addressesOf, isBrief, linksOn, placesOf, shapeOf, type Tries } from './addresses.js';
import { open, several, type Answer } from './looking.js';
import type { Looker, Marked } from './marked.js';
import { within } from './within.js';
import type { World } from './world.js';

const MOST_PAGES = 1500;
/** Each is a while in the making, and made by the same code. */
const MOST_PAPERS = 4;
const ASKED = {
  fully: () => true,
  briefly: isBrief,
  plainly: (address: string) => !/[?]|[.](xlsx|pdf)$/.test(address),
} as const;

/** Looks at every route of the portal as somebody does. */
export class Everything {
  constructor(
    protected readonly world: World,
    protected readonly url: string,
    private readonly routes: readonly DeclaredRoute[],
  ) {}

  /** What the routes of customers' people are; those that need one of these permissions only. */
  portalRoutes(method: string, needing?: Permission): DeclaredRoute[] {
    return this.routes.filter(
      ({ method: own, declaration }) =>
        own === method &&
        declaration?.who === 'portal' &&
        (!needing || declaration.permissions.includes(needing)),
    );
  }

  /**
   * Every answer that somebody can come by: of the routes, with every query, and of every link from there. Briefly:
   * without the queries that only narrow or sort. Plainly: without any.
   * @param ofEach so many records' pages of each kind
   */
  async everything(
    looker: Looker,
    how: keyof typeof ASKED = 'fully',
    ofEach = Number.POSITIVE_INFINITY,
  ): Promise<Answer[]> {
    let waiting = this.portalRoutes('GET')
      .filter((route) => placesOf(route) === 0)
      .flatMap((route) => addressesOf(route, this.tries(looker)))
      .filter(ASKED[how]);
    const known = new Set(waiting);
    const opened = new Map<string, number>();
    const answers: Answer[] = [];
    while (waiting.length > 0) {
      const found = await this.opened(looker, waiting);
      answers.push(...found);
      waiting = [];
      for (const { address, body } of found.filter(({ type }) => type.startsWith('text/html')))
        for (const link of linksOn(address, body)) {
          const shape = shapeOf(link);
          const count = opened.get(shape) ?? 0;
          const most = link.endsWith('/pdf') ? Math.min(ofEach, MOST_PAPERS) : ofEach;
          if (known.has(link) || (shape !== link && count >= most)) continue;
          known.add(link);
          opened.set(shape, count + 1);
          waiting.push(link);
        }
      if (answers.length > MOST_PAGES)
        throw new Error(`The links of ${looker.name} lead on for ever: ${waiting.slice(0, 6)}`);
    }
    return answers;
  }

  opened(looker: Looker, addresses: readonly string[]): Promise<Answer[]> {
    return several(addresses, (address) => open(this.url, looker, address));
  }

  protected tries(looker: Looker): Tries {
    const some = (all: readonly Marked[], own: boolean, most: number) =>
      all.filter((one) => within(one, looker) === own).slice(0, most);
    const of = (collection: string) => this.world.marked.filter(({ kind }) => kind.collection === collection);
    const searches = SECTIONS.map(({ key }) => {
      const all = this.world.marked.filter(({ kind }) => kind.key === key);
      const [own, foreign] = [some(all, true, 1), some(all, false, 2)];
      const found = [...own, ...foreign].map(({ token }) => token.slice(0, -1));
      return [key, [...found, ...foreign.map(({ nameToken }) => nameToken.slice(0, -1))]];
    });
    const ids = (all: readonly Marked[]) =>
      [...some(all, true, 1), ...some(all, false, 2)].map(({ id }) => id);
    return {
      searches: Object.fromEntries(searches) as Tries['searches'],
      customers: ids(of('customers')),
      sites: ids(of('sites')),
    };
  }
}
