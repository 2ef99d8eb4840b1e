import type { EntityManager } from 'typeorm';
import type { ImportLine } from './import.line.js';

/** What is deleted keeps its reference. */
interface Place {
  readonly reference: string;
  readonly customer: string;
  readonly deleted: boolean;
}

/** Which of the customers and sites that records name are there, or were, by reference. */
export class KnownPlaces {
  private constructor(
    private readonly customers: ReadonlyMap<string, Place>,
    private readonly sites: ReadonlyMap<string, Place>,
  ) {}

  static async load(manager: EntityManager, lines: readonly ImportLine[]): Promise<KnownPlaces> {
    const named = (property: string) => [
      ...new Set(lines.map(({ record }) => record[property]).filter((value) => typeof value === 'string')),
    ];
    const customers = await manager.query<Place[]>(
      `select reference, reference as customer, deleted_at is not null as deleted
       from customers where reference = any ($1)`,
      [named('customer')],
    );
    const sites = await manager.query<Place[]>(
      `select s.reference, c.reference as customer, s.deleted_at is not null as deleted
       from sites s join customers c on c.id = s.customer_id where s.reference = any ($1)`,
      [named('site')],
    );
    const byReference = (places: readonly Place[]) => new Map(places.map((one) => [one.reference, one]));
    return new KnownPlaces(byReference(customers), byReference(sites));
  }

  hasCustomer(reference: string): boolean {
    return this.customers.has(reference);
  }

  isDeletedCustomer(reference: string): boolean {
    return this.customers.get(reference)?.deleted ?? false;
  }

  isDeletedSite(reference: string): boolean {
    return this.sites.get(reference)?.deleted ?? false;
  }

  /** The customer a site belongs to. */
  ownerOf(site: string): string | undefined {
    return this.sites.get(site)?.customer;
  }
}
