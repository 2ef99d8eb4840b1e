import type { EntityManager } from 'typeorm';
import type { ImportLine } from './import.line.js';

/** Which of the customers and sites that records name are there, by reference. */
export class KnownPlaces {
  private constructor(
    private readonly customers: ReadonlySet<string>,
    private readonly owners: ReadonlyMap<string, string>,
  ) {}

  static async load(manager: EntityManager, lines: readonly ImportLine[]): Promise<KnownPlaces> {
    const named = (property: string) => [
      ...new Set(lines.map(({ record }) => record[property]).filter((value) => typeof value === 'string')),
    ];
    const customers = await manager.query<{ reference: string }[]>(
      'select reference from customers where reference = any ($1) and deleted_at is null',
      [named('customer')],
    );
    const sites = await manager.query<{ reference: string; customer: string }[]>(
      `select s.reference, c.reference as customer from sites s join customers c on c.id = s.customer_id
       where s.reference = any ($1) and s.deleted_at is null`,
      [named('site')],
    );
    return new KnownPlaces(
      new Set(customers.map(({ reference }) => reference)),
      new Map(sites.map(({ reference, customer }) => [reference, customer])),
    );
  }

  hasCustomer(reference: string): boolean {
    return this.customers.has(reference);
  }

  /** The customer a site belongs to. */
  ownerOf(site: string): string | undefined {
    return this.owners.get(site);
  }
}
