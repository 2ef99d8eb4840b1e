import { Injectable } from '@nestjs/common';
import { DocumentZipQueries, type ZipDocument, type ZipSize } from '../exports/document-zip.queries.js';
import type { Reader } from '../exports/list.copies.js';
import type { StoredFile } from '../exports/zip.entries.js';
import type { IndexedRecord } from '../exports/zip.index.js';
import { Database } from '../platform/database/database.js';
import { PortalReads, type Ask } from '../platform/database/portal-reads.js';
import { Cursors } from '../platform/lists/cursors.js';
import { Words } from '../platform/pages/words.js';
import { hiddenInList, nothingHidden } from '../sections/engine/hidden-fields.js';
import { reachOf } from '../sections/engine/list.reach.js';
import { readListRequest, type ListRequest } from '../sections/engine/list.request.js';
import { binding, where, type Reach } from '../sections/engine/list.sql.js';
import type { Section } from '../sections/engine/section.js';
import { documents } from '../sections/documents/documents.section.js';
import { licences } from '../sections/licences/licences.section.js';
import type { PeriodRequest } from '../sections/period/period.request.js';
import { evidenceQuery } from './duty-of-care.queries.js';
import { MOVEMENTS } from './gaps.js';

/** A licence with its own paper. */
export type PackLicence = IndexedRecord & StoredFile & { readonly id: string };

/** Reads what a pack holds, under the scope of whoever asks. */
@Injectable()
export class PackContents {
  constructor(
    private readonly zips: DocumentZipQueries,
    private readonly database: Database,
    private readonly portal: PortalReads,
    private readonly cursors: Cursors,
    private readonly words: Words,
  ) {}

  /** How much the documents are; papers of licences are few. */
  size(request: PeriodRequest, reader: Reader): Promise<ZipSize> {
    return this.zips.size(this.listOf(documents, evidenceQuery(request), reader), reader);
  }

  documents(request: PeriodRequest, reader: Reader): Promise<ZipDocument[]> {
    return this.zips.documents(this.listOf(documents, evidenceQuery(request), reader), reader);
  }

  async licences(request: PeriodRequest, reader: Reader): Promise<PackLicence[]> {
    const list = this.listOf(licences, evidenceQuery(request), reader);
    const read = async (reach: Reach, ask: Ask): Promise<LicenceRow[]> => {
      const { values, bind } = binding();
      const conditions = where(licences, list, reach, bind).join(' and ');
      return ask<LicenceRow>(`${LICENCES} where ${conditions} order by r.holder_key, r.id`, values);
    };
    const found: LicenceRow[] = [];
    if (reader === 'staff')
      found.push(
        ...(await read({ sites: 'all', portal: false }, (text, values) => this.database.rows(text, values))),
      );
    else
      for (const one of reachOf(licences, list, reader.scope, reader.facts))
        found.push(...(await this.portal.within(one, (ask) => read({ ...one, portal: true }, ask))));
    return found.map(({ kind, ...row }) => ({
      ...row,
      type: this.words.say(`licences.kind.${kind}`),
      signed: null,
      version: null,
    }));
  }

  /** The jobs that moved waste, as their list is asked for. */
  movements({ range, customer, site }: PeriodRequest, reader: Reader): ListRequest {
    const place = { ...(customer ? { customer } : {}), ...(site ? { site } : {}) };
    return this.listOf(MOVEMENTS.section, { ...MOVEMENTS.query, ...range, ...place }, reader);
  }

  private listOf(section: Section, query: Readonly<Record<string, string>>, reader: Reader): ListRequest {
    const hidden = reader === 'staff' ? nothingHidden : hiddenInList(reader.facts, reader.scope, query);
    return readListRequest(section, query, this.cursors, hidden);
  }
}

type LicenceRow = Omit<PackLicence, 'type' | 'signed' | 'version'> & { readonly kind: string };

const LICENCES = `select r.id, r.reference, r.holder || ' ' || r.number as name, r.kind, r.valid_from::text as date,
    r.valid_to::text as "validTo", c.name as customer, s.name as site, case when f.id is not null then
      jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type) end as file
  from licences r left join customers c on c.id = r.customer_id
    left join sites s on s.id = r.site_id and s.customer_id = r.customer_id left join files f on f.id = r.file_id`;
