import type { DeclaredRoute } from '../../../src/access/declared-routes.js';
import type { Permission } from '../../../src/access/catalogue.js';
import { customers } from '../../../src/sections/company/company.kind.js';
import { SECTIONS } from '../../../src/sections/sections.js';
import { HIDDEN_AMOUNT } from '../../support/sample-records.js';
import { addressesOf, filledIn, hasPlaces, linksOn, type Tries } from './addresses.js';
import { lasting, NOBODYS, open, words, type Answer } from './looking.js';
import { isClosed, within } from './within.js';
import type { Looker, Marked, World } from './world.js';

const MOST_PAGES = 1500;
const AT_ONCE = 6;

/** Looks at every route of the portal as somebody does, and says what they should not have seen. */
export class Isolation {
  constructor(
    private readonly world: World,
    private readonly url: string,
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
   * without the queries that only narrow or sort.
   */
  async everything(looker: Looker, how: 'fully' | 'briefly' = 'fully'): Promise<Answer[]> {
    const waiting = this.portalRoutes('GET')
      .filter((route) => !hasPlaces(route))
      .flatMap((route) => addressesOf(route, this.tries(looker)))
      .filter((address) => how === 'fully' || /^[^?]*(\?(columns|q)=.*)?$/.test(address));
    const known = new Set(waiting);
    const answers: Answer[] = [];
    for (let next = waiting.splice(0, AT_ONCE); next.length > 0; next = waiting.splice(0, AT_ONCE)) {
      if (answers.length > MOST_PAGES)
        throw new Error(`The links of ${looker.name} lead on for ever: ${next}`);
      const found = await Promise.all(next.map((address) => open(this.url, looker, address)));
      answers.push(...found);
      for (const { address, body } of found.filter(({ type }) => type.startsWith('text/html')))
        for (const link of linksOn(address, body)) {
          if (known.has(link)) continue;
          known.add(link);
          waiting.push(link);
        }
    }
    return answers;
  }

  /** Records in answers that are not this person's, or whose section is closed. */
  foreign(looker: Looker, answers: readonly Answer[], closed: ReadonlySet<Permission>): string[] {
    const faults = answers.flatMap(({ address, status, body }) => {
      const wrong = this.world.standingIn(body).filter(({ of, isName }) => {
        // Pages name the customer, and records name their site, whatever is closed.
        const named = isName && (of.kind === customers || of.kind.collection === 'sites');
        return !within(of, looker) || (!named && isClosed(of, closed));
      });
      const amount = closed.has('money') && HIDDEN.test(body.replaceAll(',', ''));
      return [
        ...wrong.map(({ of }) => `${looker.name} sees ${of.reference} (${of.kind.collection}) at ${address}`),
        ...(amount ? [`${looker.name} sees an amount at ${address}`] : []),
        ...(status >= 500 ? [`${address} fails: ${status}`] : []),
      ];
    });
    return [...new Set(faults)];
  }

  /** Records that are this person's and stand nowhere: an empty portal would keep everybody apart, too. */
  missing(looker: Looker, answers: readonly Answer[], closed: ReadonlySet<Permission>): string[] {
    const seen = new Set(answers.flatMap(({ body }) => this.world.standingIn(body)).map(({ of }) => of.id));
    return this.world.marked
      .filter((one) => one.kind !== customers && within(one, looker) && !isClosed(one, closed))
      .filter(({ id }) => !seen.has(id))
      .map(({ reference }) => `${looker.name} does not see ${reference}`);
  }

  /**
   * Routes at which an id that is another's answers otherwise than one that nobody has.
   * @param places those of customers and sites, by which lists are narrowed
   */
  async toldApart(looker: Looker, ids: readonly string[], places: readonly string[]): Promise<string[]> {
    const faults: string[] = [];
    for (const route of this.portalRoutes('GET').filter(hasPlaces)) {
      const absent = await this.answerAt(looker, route, NOBODYS);
      const answers = await inParts([...ids, 'nonsense'], async (id) => this.answerAt(looker, route, id));
      for (const [index, id] of [...ids, 'nonsense'].entries())
        if (answers[index] !== absent) faults.push(`${looker.name} tells ${id} from no id at ${route.path}`);
    }
    for (const route of this.portalRoutes('GET').filter((one) => !hasPlaces(one))) {
      for (const name of ['customer', 'site']) {
        const asked = async (id: string) =>
          words(await open(this.url, looker, `${route.path}?${name}=${id}`), id);
        const [absent, ...answers] = await inParts([NOBODYS, ...places], asked);
        for (const [index, id] of places.entries())
          if (answers[index] !== absent) faults.push(`${looker.name} finds ${id} at ${route.path}?${name}=`);
      }
    }
    return faults;
  }

  /** Answers that changed though nothing of this person's did. */
  async changed(looker: Looker, before: readonly Answer[]): Promise<string[]> {
    const faults = await inParts(before, async (one) => {
      const now = await open(this.url, looker, one.address);
      return lasting(now) === lasting(one) ? [] : [`${looker.name}: ${one.address} changed`];
    });
    return faults.flat();
  }

  /** Routes that need this permission and answer somebody for whom it is closed. */
  async answering(looker: Looker, permission: Permission, own: readonly Marked[]): Promise<string[]> {
    const faults: string[] = [];
    for (const route of this.portalRoutes('GET', permission)) {
      const ids = hasPlaces(route) ? [...own.map(({ id }) => id), NOBODYS] : [''];
      const addresses = hasPlaces(route)
        ? ids.map((id) => filledIn(route.path, id))
        : addressesOf(route, this.tries(looker));
      const answers = await inParts(addresses, (address) => open(this.url, looker, address));
      for (const { address, status } of answers)
        if (status !== 404) faults.push(`${address} answers ${status} without ${permission}`);
      const bodies = new Set(answers.map((answer) => words(answer)));
      if (bodies.size > 1) faults.push(`${route.path} answers differently without ${permission}`);
    }
    return faults;
  }

  private async answerAt(looker: Looker, { path }: DeclaredRoute, id: string): Promise<string> {
    return words(await open(this.url, looker, filledIn(path, id)), id);
  }

  private tries(looker: Looker): Tries {
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

/** Several at a time, answers in order. */
async function inParts<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE)
    done.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  return done;
}

/** Amounts of fields that a permission hides, as pages and files write them. */
const HIDDEN = new RegExp(`${String(HIDDEN_AMOUNT / 100).slice(0, 5)}\\d\\d\\.\\d\\d`);
