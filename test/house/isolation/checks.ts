import type { Permission } from '../../../src/access/catalogue.js';
import { customers } from '../../../src/sections/company/company.kind.js';
import { shapeOf } from './addresses.js';
import { Apart } from './apart.js';
import { lasting, type Answer } from './looking.js';
import type { Looker } from './marked.js';
import { PLACES } from './places.js';
import { isClosed, isClosedAt, within } from './within.js';

/** Says what somebody should not have seen, and what they should have. */
export class Isolation extends Apart {
  /** Records, people and amounts in answers that are not this person's to see, or whose section is closed. */
  foreign(looker: Looker, answers: readonly Answer[], closed: ReadonlySet<Permission>): string[] {
    const amountsOf = this.amountsFor(looker, closed);
    const faults = answers.flatMap(({ address, status, body }) => {
      const wrong = this.world.standingIn(body).filter(({ of, isName }) => {
        // Pages name the customer, and records name their site, whatever is closed.
        if (isName && of.kind === customers && looker.alsoNamed.includes(of.id)) return false;
        const named = isName && (of.kind === customers || of.kind.collection === 'sites');
        return !within(of, looker) || (!named && isClosed(of, looker, closed));
      });
      const people = this.world
        .peopleIn(body)
        .filter((name) => name !== looker.name && !looker.colleagues.includes(name));
      const amounts = this.world.amountsIn(body).filter((customer) => !amountsOf.has(customer));
      return [
        ...wrong.map(({ of }) => `${looker.name} sees ${of.reference} (${of.kind.collection}) at ${address}`),
        ...people.map((name) => `${looker.name} sees ${name} at ${address}`),
        ...amounts.map((customer) => `${looker.name} sees an amount of ${customer} at ${address}`),
        ...(status >= 500 ? [`${address} fails: ${status}`] : []),
      ];
    });
    return [...new Set(faults)];
  }

  /** Records that are this person's and stand nowhere: an empty portal would keep everybody apart, too. */
  missing(looker: Looker, answers: readonly Answer[], closed: ReadonlySet<Permission>): string[] {
    const seen = new Set(answers.flatMap(({ body }) => this.world.standingIn(body)).map(({ of }) => of.id));
    return (
      this.world.marked
        .filter((one) => one.kind !== customers && within(one, looker) && !isClosed(one, looker, closed))
        // An order's files stand on its page alone where documents are closed.
        .filter((one) => !one.orderId || !isClosedAt(one, looker, closed, 'documents'))
        .filter(({ id }) => !seen.has(id))
        .map(({ reference }) => `${looker.name} does not see ${reference}`)
    );
  }

  /** Of answers: the pages that everybody has and the lists of every section, without what was asked of them. */
  shared(answers: readonly Answer[]): string[] {
    return answers
      .map(({ address }) => address)
      .filter(
        (address) => shapeOf(address) === address && /^[^?]+(?<!xlsx)(\?(after|before)=.*)?$/.test(address),
      );
  }

  /** Of answers: where something stands that would be closed with these; of each kind of page and query two. */
  showing(looker: Looker, answers: readonly Answer[], closed: ReadonlySet<Permission>): string[] {
    const amounts = closed.has('money') ? this.amountsFor(looker, new Set()) : new Set();
    const shown = answers.filter(
      ({ body }) =>
        this.world.standingIn(body).some(({ of }) => within(of, looker) && isClosed(of, looker, closed)) ||
        this.world.amountsIn(body).some((customer) => amounts.has(customer)),
    );
    const counts = new Map<string, number>();
    return shown
      .map(({ address }) => address)
      .filter((address) => {
        const shape = shapeOf(address).replace(/=.*/, '');
        counts.set(shape, (counts.get(shape) ?? 0) + 1);
        return (counts.get(shape) as number) <= 2;
      });
  }

  /** Answers that changed though nothing of this person's did. */
  async changed(looker: Looker, before: readonly Answer[]): Promise<string[]> {
    const now = await this.opened(
      looker,
      before.map(({ address }) => address),
    );
    return before
      .filter((one, index) => lasting(now[index] as Answer) !== lasting(one))
      .map(({ address }) => `${looker.name}: ${address} changed`);
  }

  /** The customers whose amounts somebody may see. */
  private amountsFor(looker: Looker, closed: ReadonlySet<Permission>): Set<string> {
    const seen = this.world.marked.filter(
      (one) => one.kind === customers && within(one, looker) && !isClosedAt(one, looker, closed, 'money'),
    );
    return new Set(seen.map(({ reference }) => reference).filter((one) => one in PLACES));
  }
}
