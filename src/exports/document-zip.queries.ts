import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { PortalReads, type Ask } from '../platform/database/portal-reads.js';
import { reachOf } from '../sections/engine/list.reach.js';
import type { ListRequest } from '../sections/engine/list.request.js';
import { binding, where, type Reach } from '../sections/engine/list.sql.js';
import { documents } from '../sections/documents/documents.section.js';
import type { Reader } from './list.copies.js';

/** One document of a ZIP, with its file if it has one. */
export interface ZipDocument {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly type: string;
  /** What systems call the type. */
  readonly typeKey: string;
  readonly date: string;
  readonly validTo: string | null;
  readonly customerId: string;
  readonly customer: string;
  readonly site: string | null;
  readonly signed: boolean;
  readonly version: number | null;
  readonly showsPrices: boolean;
  readonly file: { readonly id: string; readonly name: string; readonly mediaType: string } | null;
}

/** How much there is. */
export interface ZipSize {
  readonly documents: number;
  readonly bytes: number;
}

/** Reads what a ZIP is to hold, under the scope of whoever asks. */
@Injectable()
export class DocumentZipQueries {
  constructor(
    private readonly database: Database,
    private readonly portal: PortalReads,
  ) {}

  async size(request: ListRequest, reader: Reader): Promise<ZipSize> {
    const parts = await this.each(request, reader, SIZE, '');
    const sum = (name: 'documents' | 'bytes') =>
      (parts as unknown as ZipSize[]).reduce((total, part) => total + part[name], 0);
    return { documents: sum('documents'), bytes: sum('bytes') };
  }

  /** One customer's after the other's, the newest first. */
  async documents(request: ListRequest, reader: Reader): Promise<ZipDocument[]> {
    return this.each(request, reader, DOCUMENT, 'order by r.date desc, r.id desc');
  }

  private async each<Row = ZipDocument>(
    request: ListRequest,
    reader: Reader,
    columns: string,
    order: string,
  ): Promise<Row[]> {
    const read = (reach: Reach, ask: Ask): Promise<Row[]> => {
      const { values, bind } = binding();
      const conditions = where(documents, request, reach, bind);
      const text = `select ${columns} from documents r ${JOINS} where ${conditions.join(' and ')} ${order}`;
      return ask<Row>(text, values);
    };
    if (reader === 'staff')
      return read({ sites: 'all', portal: false }, (text, values) => this.database.rows(text, values));
    const found: Row[] = [];
    for (const one of reachOf(documents, request, reader.scope, reader.facts))
      found.push(...(await this.portal.within(one, (ask) => read({ ...one, portal: true }, ask))));
    return found;
  }
}

const JOINS = `join file_types t on t.key = r.type join customers c on c.id = r.customer_id
  left join sites s on s.id = r.site_id left join files f on f.id = r.file_id`;

const SIZE = 'count(*)::int as documents, coalesce(sum(f.bytes), 0)::float8 as bytes';

const DOCUMENT = `r.id, r.reference, r.name, t.name as type, t.key as "typeKey", r.date::text, r.valid_to::text as "validTo",
  r.customer_id as "customerId", c.name as customer, s.name as site, r.signed, r.file_version as version,
  t.shows_prices as "showsPrices", case when f.id is not null then
    jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type) end as file`;
