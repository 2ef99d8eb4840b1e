import type { EntityManager } from 'typeorm';
import type { Actor } from '../audit/audit.service.js';
import { say, type Text } from '../platform/errors.js';
import { customers } from '../sections/company/company.kind.js';
import type { RecordKind } from '../sections/engine/section.js';
import { parseBody } from '../sections/records/record.body.js';
import type { RecordWriter } from '../sections/records/record.writer.js';
import { sites } from '../sections/sites/sites.section.js';
import type { ImportLine } from './import.line.js';
import type { ImportMap } from './import.map.js';
import { KnownPlaces } from './known.places.js';
import type { PassingPlaces } from './passing.places.js';
import { writtenOf, type WrittenRecords } from './taking-back/remembered.records.js';

/** Which customers and sites were created for some records, and which records cannot have theirs. */
export interface MadePlaces {
  readonly customers: readonly string[];
  /** Their references, and their customers'. */
  readonly sites: ReadonlyMap<string, string>;
  readonly written: readonly WrittenRecords[];
  readonly faults: ReadonlyMap<ImportLine, Faults>;
}
type Faults = Readonly<Record<string, Text>>;
type Body = Readonly<Record<string, unknown>>;

/** What records stand on and nobody has yet, where the map says that it is to be created. */
export class NewPlaces {
  private readonly customers = new Map<string, Body>();
  private readonly sites = new Map<string, Body>();
  private readonly faults = new Map<ImportLine, Faults>();

  private constructor(
    private readonly known: KnownPlaces,
    private readonly map: ImportMap,
    private readonly passing: PassingPlaces,
  ) {}

  /**
   * Creates them inside the transaction of the records: first customers, then their sites. Only a record that can have
   * all it stands on makes any of it; those with faults must not be written.
   */
  static async make(
    manager: EntityManager,
    { writer, actor }: { readonly writer: RecordWriter; readonly actor: Actor },
    { map, lines, passing }: { map: ImportMap; lines: readonly ImportLine[]; passing: PassingPlaces },
  ): Promise<MadePlaces> {
    if (map.unknownCustomers === 'refuse' && map.unknownSites === 'refuse')
      return { customers: [], sites: new Map(), written: [], faults: new Map() };
    const places = new NewPlaces(await KnownPlaces.load(manager, lines), map, passing);
    for (const line of lines) {
      const faults = places.look(line);
      if (faults) places.faults.set(line, faults);
    }
    const write = async (kind: RecordKind, wanted: ReadonlyMap<string, Body>): Promise<WrittenRecords> => {
      const bodies = [...wanted].map(([reference, body]) => ({ reference, body }));
      if (bodies.length === 0) return { kind, records: [] };
      return writtenOf(kind, await writer.writeWithin(manager, kind, bodies, actor));
    };
    const written = [await write(customers, places.customers), await write(sites, places.sites)];
    return { ...places.made(), written };
  }

  private look(line: ImportLine): Faults | undefined {
    const { customer, site } = line.record;
    if (typeof customer !== 'string') return undefined;
    if (this.known.isDeletedCustomer(customer))
      return { customer: say('imports.row.customerDeleted', { reference: customer }) };
    const isNew = !this.known.hasCustomer(customer) && !this.customers.has(customer);
    if (isNew && this.map.unknownCustomers === 'refuse')
      return { customer: say('sections.api.no.customer', { reference: customer }) };
    const body = { name: line.unknown.customer.name ?? customer };
    const faults = isNew ? faultsIn(customers, body, 'unknownCustomers') : undefined;
    const wrong = faults ?? (typeof site === 'string' ? this.lookAtSite(line, customer, site) : undefined);
    if (isNew && !wrong) this.customers.set(customer, body);
    return wrong;
  }

  private lookAtSite({ unknown }: ImportLine, customer: string, site: string): Faults | undefined {
    if (this.known.isDeletedSite(site)) return { site: say('imports.row.siteDeleted', { reference: site }) };
    const owner = this.known.ownerOf(site) ?? this.sites.get(site)?.['customer'];
    const isAnothers = owner === undefined ? this.passing.isAnothers(site, customer) : owner !== customer;
    if (isAnothers) return { site: say('sections.api.foreign.site', { reference: site }) };
    if (owner !== undefined) return undefined;
    if (this.map.unknownSites === 'refuse') return { site: say('sections.api.no.site', { reference: site }) };
    const body = { customer, name: unknown.site.name ?? site, kind: unknown.site.kind };
    const faults = faultsIn(sites, body, 'unknownSites');
    if (!faults) this.sites.set(site, body);
    return faults;
  }

  private made(): Omit<MadePlaces, 'written'> {
    return {
      customers: [...this.customers.keys()],
      sites: new Map([...this.sites].map(([site, { customer }]) => [site, String(customer)])),
      faults: this.faults,
    };
  }
}

// What is wrong with a new customer or site is said where the map names it.
const faultsIn = (kind: RecordKind, body: Body, place: string): Faults | undefined => {
  const faults = Object.entries(parseBody(kind, body).faults);
  if (faults.length === 0) return undefined;
  return Object.fromEntries(faults.map(([field, text]) => [`${place}.${field}`, text]));
};
