import { createHash } from 'node:crypto';
import type { MadePlaces } from './new.places.js';
import { SeenReferences } from './seen.references.js';

/**
 * The customers and sites that a dry run has created and taken back: each portion of the file creates them anew, and
 * they count once. In constant memory for any file a person has.
 */
export class PassingPlaces {
  private readonly customers = new SeenReferences();
  private readonly sites = new SeenReferences();

  /** Whether a site was given to another customer than this earlier in the file; undefined when to none. */
  isAnothers(site: string, customer: string): boolean | undefined {
    const owner = this.sites.rowOf(site);
    return owner === undefined ? undefined : owner !== printOf(customer);
  }

  /** Remembers those of a portion and answers how many of them were not there before. */
  remember({ customers, sites }: Pick<MadePlaces, 'customers' | 'sites'>): {
    newCustomers: number;
    newSites: number;
  } {
    const isNew = (seen: SeenReferences, reference: string, mark: number) =>
      seen.add(reference, mark) === undefined;
    return {
      newCustomers: customers.filter((reference) => isNew(this.customers, reference, 1)).length,
      newSites: [...sites].filter(([site, customer]) => isNew(this.sites, site, printOf(customer))).length,
    };
  }
}

const printOf = (reference: string): number => createHash('sha1').update(reference).digest().readUInt32BE(0);
