import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../../access/decision.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads } from '../../platform/database/portal-reads.js';
import type { Statement } from '../../platform/database/together.js';
import { isId } from '../../platform/ids.js';
import { verbatim } from '../../platform/pages/words.js';
import type { ManyChoices } from './list.choices.js';
import { namedBy, onlyOne, type Found } from './list.named.js';
import { filtersOf } from './filters-of.js';
import type { ListRequest } from './list.request.js';
import type { ListContext } from './list.view.js';
import type { Section } from './section.js';

type Query = Readonly<Record<string, unknown>>;

/** Whose sites are meant: those of a scope, or, for staff, one customer's or everybody's. */
export type SitesOf = RecordScope | { readonly customerId: string | undefined };

/** The customer that a staff's list is narrowed to, as the query says it. */
export const customerOf = ({ customer }: Query): string | undefined =>
  typeof customer === 'string' && isId(customer) ? customer : undefined;

/** Single sites, where there are too many to choose from: somebody names the one that they mean. */
@Injectable()
export class ListSites {
  constructor(
    private readonly portal: PortalReads,
    private readonly database: Database,
  ) {}

  /** The one site of this reference or of this whole name; undefined where there is none, or where several are called so. */
  async meant(typed: unknown, of: SitesOf): Promise<string | undefined> {
    const words = namedBy(typed);
    return words === undefined ? undefined : onlyOne(await this.read(of, MEANT, words));
  }

  /** Whether this site, by its id or as it was typed, is another customer's than the one that is chosen. */
  async isElsewhere(site: unknown, customerId: string | undefined): Promise<boolean> {
    if (customerId === undefined || typeof site !== 'string' || site === '') return false;
    const id = isId(site) ? site : await this.meant(site, { customerId: undefined });
    const whose = id && (await this.database.row<{ customerId: string }>(WHOSE, [id]));
    return Boolean(whose && whose.customerId !== customerId);
  }

  /** What a list offers. Of too many sites the one that it is narrowed by: a chip names it, and the field keeps it. */
  async offered(
    { choices, many }: ManyChoices,
    site: string | undefined,
    of: SitesOf,
  ): Promise<Pick<ListContext, 'sites' | 'siteTyped'>> {
    if (!many) return { sites: choices };
    const [one] = site ? await this.read(of, CHOSEN, site) : [];
    if (!one) return { sites: [], siteTyped: '' };
    return { sites: [{ value: one.id, label: verbatim(one.name) }], siteTyped: one.reference };
  }

  /** What sites are called that filters of a list speak of. */
  async namesIn(
    section: Section,
    { filters }: ListRequest,
    of: SitesOf,
  ): Promise<ReadonlyMap<string, string>> {
    const ids = filtersOf(section).flatMap(({ name, siteOf }) => {
      const value = filters[name];
      const id = value === undefined ? undefined : siteOf?.(value);
      return id ? [id] : [];
    });
    const found = await Promise.all(ids.map((id) => this.read(of, CHOSEN, id)));
    return new Map(found.flat().map(({ id, name }) => [id, name]));
  }

  private async read(of: SitesOf, text: string, words: string): Promise<Found[]> {
    if ('customerId' in of) return this.database.rows<Found>(text, [of.customerId ?? null, null, words]);
    const answers = of.map((one) => {
      const sites = one.sites === 'all' ? null : one.sites;
      const statement: Statement = { text, values: [one.customerId, sites, words] };
      return this.portal.atOnce(one, [statement]);
    });
    return (await Promise.all(answers)).flat(2) as unknown as Found[];
  }
}

const READ = (condition: string) => `
  select id, reference, name, reference = $3 as exact from sites
  where ($1::uuid is null or customer_id = $1) and ($2::uuid[] is null or id = any ($2::uuid[]))
    and deleted_at is null and ${condition}
  order by exact desc limit 2`;
const MEANT = READ('(reference = $3 or name_key = fold($3))');
const CHOSEN = READ('id = $3::uuid').replace('reference = $3', 'true');
const WHOSE = 'select customer_id as "customerId" from sites where id = $1';
