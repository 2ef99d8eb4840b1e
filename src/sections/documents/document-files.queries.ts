import { Injectable } from '@nestjs/common';
import { decidePortalAccess, type RecordScope } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads } from '../../platform/database/portal-reads.js';
import { NotFound } from '../../platform/errors.js';
import { isId } from '../../platform/ids.js';
import type { ServedFile } from './file.answer.js';

/** A file with the record that it belongs to, and whose that is. */
export interface FoundFile extends ServedFile {
  readonly recordId: string;
  readonly reference: string;
  /** None where it is the organisation's own. */
  readonly customerId: string | null;
  readonly siteId: string | null;
  /** Where a newer one has replaced it: which it was. */
  readonly fileVersion: number | null;
}

/** A file that a newer one has replaced. */
export interface OlderFile extends FoundFile {
  readonly fileVersion: number;
  readonly until: string;
}

interface FileRow extends FoundFile {
  readonly showsPrices: boolean;
}

/** Finds the file of a document; one that is out of scope, hidden, without a file or absent is the same. */
@Injectable()
export class DocumentFileQueries {
  constructor(
    private readonly database: Database,
    private readonly portal: PortalReads,
  ) {}

  /**
   * Behind the same decision as the document's page, and the wall. A file that shows prices also needs financial
   * details at that customer.
   * @throws NotFound
   */
  async forPortal(id: string, scope: RecordScope, facts: PortalFacts): Promise<FoundFile> {
    return this.served(id, scope, facts, OF_PORTAL, []);
  }

  /** The same for a file that a newer one has replaced, where its type lets customers see those. @throws NotFound */
  async versionForPortal(
    id: string,
    number: string,
    scope: RecordScope,
    facts: PortalFacts,
  ): Promise<FoundFile> {
    return this.served(id, isNumber(number) ? scope : [], facts, OLDER_OF_PORTAL, [number]);
  }

  /** The same for a file of an order, behind the decision of the order's page. @throws NotFound */
  async forOrder(orderId: string, id: string, scope: RecordScope, facts: PortalFacts): Promise<FoundFile> {
    return this.served(id, isId(orderId) ? scope : [], facts, OF_ORDER, [orderId]);
  }

  /** The same for a photo of a job, behind the decision of the job's page. @throws NotFound */
  async forJob(jobId: string, id: string, scope: RecordScope, facts: PortalFacts): Promise<FoundFile> {
    return this.served(id, isId(jobId) ? scope : [], facts, OF_JOB, [jobId]);
  }

  private async served(
    id: string,
    scope: RecordScope,
    facts: PortalFacts,
    text: string,
    more: readonly unknown[],
  ): Promise<FoundFile> {
    for (const one of isId(id) ? scope : []) {
      const { customerId, sites } = one;
      const values = [id, customerId, sites === 'all' ? null : sites, ...more];
      const [file] = await this.portal.within(one, (ask) => ask<FileRow>(text, values));
      if (!file) continue;
      const money = decidePortalAccess('money', facts).scope.some((open) => open.customerId === customerId);
      if (file.showsPrices && !money) break;
      return file;
    }
    throw new NotFound();
  }

  /** @throws NotFound */
  async forStaff(id: string): Promise<FoundFile> {
    const file = isId(id) ? await this.database.row<FoundFile>(FILE, [id]) : undefined;
    if (!file) throw new NotFound();
    return file;
  }

  /** @throws NotFound */
  async versionForStaff(id: string, number: string): Promise<OlderFile> {
    const known = isId(id) && isNumber(number);
    const file = known
      ? await this.database.row<OlderFile>(`${OLDER} and v.number = $2`, [id, number])
      : undefined;
    if (!file) throw new NotFound();
    return file;
  }
}

const isNumber = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text);

const COLUMNS = `f.id, f.name, f.media_type as "mediaType", f.bytes::float8 as bytes, f.sha256, t.shows_prices as "showsPrices",
    d.id as "recordId", d.reference, d.customer_id as "customerId", d.site_id as "siteId"`;
const FILE = `select ${COLUMNS}, null::integer as "fileVersion"
  from documents d join files f on f.id = d.file_id join file_types t on t.key = d.type
  where d.id = $1 and d.deleted_at is null`;
const OLDER = `select ${COLUMNS}, v.number as "fileVersion",
    (v.replaced_at at time zone (select time_zone from organisation))::date::text as until
  from documents d join document_versions v on v.document_id = d.id join files f on f.id = v.file_id
    join file_types t on t.key = d.type
  where d.id = $1 and d.deleted_at is null`;

const PORTAL = `t.customer_file and d.customer_id = $2
  and ($3::uuid[] is null or d.site_id = any ($3::uuid[]))
  and (d.order_id is null or (portal_may('orders.files') and exists (select from orders o
    where o.id = d.order_id and o.deleted_at is null and o.status <> 'draft')))`;
const OF_PORTAL = `${FILE} and ${PORTAL}`;
const OLDER_OF_PORTAL = `${OLDER} and ${PORTAL} and t.older_versions and v.number = $4`;
const OF_ORDER = `${OF_PORTAL} and d.order_id = $4`;
const OF_JOB = `${OF_PORTAL} and d.job_id = $4 and d.type = 'photo' and f.media_type like 'image/%'
  and exists (select from jobs j where j.id = d.job_id and j.customer_id = $2 and j.deleted_at is null)`;
