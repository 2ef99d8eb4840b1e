import type { EntityManager } from 'typeorm';
import type { Actor } from '../audit/audit.service.js';
import { say, type Text } from '../platform/errors.js';
import { customers } from '../sections/company/company.kind.js';
import type { RecordKind } from '../sections/engine/section.js';
import type { RecordLine } from '../sections/records/record.lines.js';
import type { RecordWriter } from '../sections/records/record.writer.js';
import { sites } from '../sections/sites/sites.section.js';
import type { ImportLine } from './import.line.js';
import type { ImportMap } from './import.map.js';
import { KnownPlaces } from './known.places.js';
import type { PassingPlaces } from './passing.places.js';

/** Which customers and sites were created for some records, and which records cannot have theirs. */
export interface MadePlaces {
  readonly customers: readonly string[];
  /** Their references, and their customers'. */
  readonly sites: ReadonlyMap<string, string>;
  readonly faults: ReadonlyMap<ImportLine, Faults>;
}
type Faults = Readonly<Record<string, Text>>;

/** Creates what records stand on and nobody has yet, where the map says so: first customers, then their sites. */
export class NewPlaces {
  private readonly faults = new Map<ImportLine, Faults>();
  private readonly wanted = {
    customers: new Map<string, ImportLine>(),
    sites: new Map<string, ImportLine>(),
  };

  private constructor(
    private readonly known: KnownPlaces,
    private readonly map: ImportMap,
    private readonly passing: PassingPlaces,
  ) {}

  /** Inside the transaction of the records themselves. Records with faults must not be written. */
  static async make(
    manager: EntityManager,
    { writer, actor }: { readonly writer: RecordWriter; readonly actor: Actor },
    { map, lines, passing }: { map: ImportMap; lines: readonly ImportLine[]; passing: PassingPlaces },
  ): Promise<MadePlaces> {
    if (map.unknownCustomers === 'refuse' && map.unknownSites === 'refuse')
      return { customers: [], sites: new Map(), faults: new Map() };
    const places = new NewPlaces(await KnownPlaces.load(manager, lines), map, passing);
    for (const line of lines) places.look(line);
    const write = (kind: RecordKind, wanted: readonly RecordLine[]) =>
      writer.writeWithin(manager, kind, wanted, actor);
    return places.write(lines, write);
  }

  /** Only a record that can have all it stands on makes any of it. */
  private look(line: ImportLine): void {
    const [customer, site] = [textOf(line, 'customer'), textOf(line, 'site')];
    if (customer === undefined) return;
    const isNew = !this.known.hasCustomer(customer);
    if (isNew && this.map.unknownCustomers === 'refuse')
      return this.refuse(line, { customer: say('sections.api.no.customer', { reference: customer }) });
    if (site !== undefined) {
      const owner = this.known.ownerOf(site) ?? this.wanted.sites.get(site)?.record.customer;
      const isForeign = owner === undefined ? this.passing.isAnothers(site, customer) : owner !== customer;
      if (isForeign)
        return this.refuse(line, { site: say('sections.api.foreign.site', { reference: site }) });
      if (owner === undefined && this.map.unknownSites === 'refuse')
        return this.refuse(line, { site: say('sections.api.no.site', { reference: site }) });
      if (owner === undefined) this.wanted.sites.set(site, line);
    }
    if (isNew && !this.wanted.customers.has(customer)) this.wanted.customers.set(customer, line);
  }

  private async write(lines: readonly ImportLine[], write: Write): Promise<MadePlaces> {
    const { customers: newCustomers, sites: newSites } = this.wanted;
    const customersMade = await made(write, customers, newCustomers, (reference, { unknown }) => ({
      name: unknown.customer.name ?? reference,
    }));
    const sitesMade = await made(write, sites, newSites, (reference, { unknown, record }) => ({
      customer: record.customer,
      name: unknown.site.name ?? reference,
      ...(unknown.site.kind ? { kind: unknown.site.kind } : {}),
    }));
    for (const line of lines) {
      const [customer = '', site = ''] = [textOf(line, 'customer'), textOf(line, 'site')];
      const faults = customersMade.refused.get(customer) ?? sitesMade.refused.get(site);
      if (faults && !this.faults.has(line))
        this.refuse(line, inPlaces(customersMade.refused.has(customer) ? 'Customers' : 'Sites', faults));
    }
    return {
      customers: customersMade.references,
      sites: new Map(sitesMade.references.map((site) => [site, String(newSites.get(site)?.record.customer)])),
      faults: this.faults,
    };
  }

  private refuse(line: ImportLine, faults: Faults): void {
    this.faults.set(line, faults);
  }
}

type Write = (kind: RecordKind, lines: readonly RecordLine[]) => ReturnType<RecordWriter['writeWithin']>;

const made = async (
  write: Write,
  kind: RecordKind,
  wanted: ReadonlyMap<string, ImportLine>,
  bodyOf: (reference: string, line: ImportLine) => object,
): Promise<{ references: readonly string[]; refused: ReadonlyMap<string, Faults> }> => {
  if (wanted.size === 0) return { references: [], refused: new Map() };
  const lines = [...wanted].map(([reference, line]) => ({ reference, body: bodyOf(reference, line) }));
  const results = await write(kind, lines);
  const refused = new Map<string, Faults>();
  results.forEach(({ errors }, index) => {
    if (Object.keys(errors).length > 0) refused.set(String(lines[index]?.reference), errors);
  });
  return {
    references: lines.map(({ reference }) => reference).filter((reference) => !refused.has(reference)),
    refused,
  };
};

// What is wrong with a new customer or site is said where the map names it.
const inPlaces = (kind: 'Customers' | 'Sites', faults: Faults): Faults =>
  Object.fromEntries(Object.entries(faults).map(([field, text]) => [`unknown${kind}.${field}`, text]));

const textOf = ({ record }: ImportLine, property: string): string | undefined =>
  typeof record[property] === 'string' ? record[property] : undefined;
