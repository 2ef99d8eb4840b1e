import type { Permission } from '../../../src/access/catalogue.js';
import type { DeclaredRoute } from '../../../src/access/declared-routes.js';
import { SECTIONS } from '../../../src/sections/sections.js';
import { addressesOf, filledIn, isBrief, placesOf } from './addresses.js';
import { Everything } from './everything.js';
import { NOBODYS, open, several, words } from './looking.js';
import type { Looker, Marked } from './marked.js';
import { isClosed, within } from './within.js';

/** Whether what is somebody else's, or closed, can be told from what is not there. */
export class Apart extends Everything {
  /**
   * Routes at which an id that is another's answers otherwise than one that nobody has.
   * @param foreign records that are not theirs: at pages of their own kind all are tried, elsewhere three
   * @param others ids of what lies beside records
   * @param places customers and sites by whose ids lists are narrowed
   */
  async toldApart(
    looker: Looker,
    foreign: readonly Marked[],
    others: readonly string[],
    places: readonly Marked[],
  ): Promise<string[]> {
    const faults: string[] = [];
    const oneOfEach = [...new Map(foreign.map((one) => [one.kind.key, one])).values()];
    let turn = 0;
    for (const route of this.portalRoutes('GET').filter((one) => placesOf(one) > 0)) {
      const key = SECTIONS.find((one) => route.path.startsWith(`/portal/${one.key}/`))?.key;
      const ofItsKind = foreign.filter(({ kind }) => kind.key === key);
      const some = oneOfEach.filter((_, index) => (index + turn) % 6 === 0);
      turn++;
      const ids = [...new Set([...ofItsKind, ...some].map(({ id }) => id)), 'nonsense'];
      const tried = [
        ...(key ? ids : [...ids, ...others]).map((id) => [id]),
        ...(placesOf(route) === 2 ? this.pairs(looker) : []),
      ];
      const [absent, ...answers] = await several([[NOBODYS], ...tried], (one) =>
        this.answerAt(looker, route, one),
      );
      for (const [index, one] of tried.entries())
        if (answers[index] !== absent)
          faults.push(`${looker.name} tells ${one.join(' of ')} from no id at ${route.path}`);
    }
    const lists = this.portalRoutes('GET').filter((one) => placesOf(one) === 0 && places.length > 0);
    for (const route of lists.filter(({ path }) => !path.endsWith('.xlsx'))) {
      for (const name of ['customer', 'site']) {
        const tried = places.filter(({ kind }) => kind.collection === `${name}s`);
        const asked = async (id: string) =>
          words(await open(this.url, looker, `${route.path}?${name}=${id}`), [id]);
        const [absent, ...answers] = await several([NOBODYS, ...tried.map(({ id }) => id)], asked);
        for (const [index, { id }] of tried.entries())
          if (answers[index] !== absent) faults.push(`${looker.name} finds ${id} at ${route.path}?${name}=`);
      }
    }
    return faults;
  }

  /** Orders with files that are none of theirs, or not of that order: of their own orders and of others'. */
  private pairs(looker: Looker): string[][] {
    const files = this.world.marked.filter(({ orderId }) => orderId !== null);
    const own = files.filter((file) => within(file, looker) && !isClosed(file, looker, new Set()));
    const foreign = files.filter((file) => !own.includes(file));
    const [first, second] = own.filter((one, at) => own.findIndex((o) => o.orderId === one.orderId) === at);
    return [
      ...foreign.map((file) => [file.orderId as string, file.id]),
      ...(first ? foreign.slice(0, 4).map((file) => [first.orderId as string, file.id]) : []),
      ...(first && second ? [[first.orderId as string, second.id]] : []),
    ];
  }

  /** Routes that need this permission and answer somebody for whom it is closed. */
  async answering(looker: Looker, permission: Permission, own: readonly Marked[]): Promise<string[]> {
    const faults: string[] = [];
    for (const route of this.portalRoutes('GET', permission)) {
      const ids = [
        ...own.map(({ id, orderId }) => (orderId && placesOf(route) === 2 ? [orderId, id] : [id])),
      ];
      const addresses =
        placesOf(route) > 0
          ? [...ids, [NOBODYS]].map((id) => filledIn(route.path, ...id))
          : addressesOf(route, this.tries(looker)).filter(isBrief);
      const answers = await this.opened(looker, addresses);
      for (const { address, status } of answers)
        if (status !== 404) faults.push(`${address} answers ${status} without ${permission}`);
      const bodies = new Set(answers.map((answer) => words(answer)));
      if (bodies.size > 1) faults.push(`${route.path} answers differently without ${permission}`);
    }
    return faults;
  }

  private async answerAt(looker: Looker, { path }: DeclaredRoute, ids: readonly string[]): Promise<string> {
    return words(await open(this.url, looker, filledIn(path, ...ids)), ids);
  }
}
