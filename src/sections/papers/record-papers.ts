import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { decidePortalAccess } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer } from '../../access/viewer.js';
import { AccessLog } from '../../audit/access-log.service.js';
import { dayOf } from '../engine/record.pages.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads, type Ask } from '../../platform/database/portal-reads.js';
import { NotFound } from '../../platform/errors.js';
import { DocumentFileQueries } from '../documents/document-files.queries.js';
import { DocumentFileSending } from '../documents/document-files.sending.js';
import type { RecordPaper } from '../engine/record-paper.js';
import { RecordQueries, type FullRecord, type Values } from '../engine/record.queries.js';
import type { Section } from '../engine/section.js';
import { PaperAnswers } from './paper.answers.js';

/** Single records as papers: behind the decision of their page, and what the paper needs beside it. */
@Injectable()
export class RecordPapers {
  constructor(
    private readonly queries: RecordQueries,
    private readonly portal: PortalReads,
    private readonly database: Database,
    private readonly log: AccessLog,
    private readonly answers: PaperAnswers,
    private readonly found: DocumentFileQueries,
    private readonly files: DocumentFileSending,
  ) {}

  /** @throws NotFound for what is out of scope, hidden, a draft or absent: all the same */
  async forPortal(
    section: Section,
    id: string,
    viewer: Viewer,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const facts = viewer.portal as PortalFacts;
    const record = await this.queries.forPortal(section, id, viewer.scope, facts, dayOf(viewer));
    const one = viewer.scope.find(({ customerId }) => customerId === record.customerId);
    if (!one) throw new NotFound();
    const paper = offered(section, record);
    const { supplied, beside } = await this.portal.within(one, (ask) => besideOf(paper, record, ask));
    if (supplied)
      return this.files.send(await this.found.forPortal(supplied, [one], facts), viewer, request, reply);
    const can = (permission: string) =>
      decidePortalAccess(permission, facts).scope.some(({ customerId }) => customerId === record.customerId);
    await this.note(section, record, viewer);
    await this.answers.send(paper.paper(record, beside, can), viewer, request, reply);
  }

  /** @throws NotFound */
  async forStaff(
    section: Section,
    id: string,
    viewer: Viewer,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const record = await this.queries.forStaff(section, id, dayOf(viewer));
    const paper = offered(section, record);
    const ask: Ask = (text, values) => this.database.rows(text, values);
    const { supplied, beside } = await besideOf(paper, record, ask);
    if (supplied) return this.files.send(await this.found.forStaff(supplied), viewer, request, reply);
    await this.note(section, record, viewer);
    await this.answers.send(
      paper.paper(record, beside, () => true),
      viewer,
      request,
      reply,
    );
  }

  /** Written down before it is handed out. */
  private async note(
    { key }: Section,
    { id, customerId, siteId, values }: FullRecord,
    viewer: Viewer,
  ): Promise<void> {
    const reference = String(values['reference']);
    await this.log.handOut(
      viewer,
      { action: 'record.paper-opened', subject: { kind: key, id }, customerId },
      { kind: 'download', section: key, record: { customerId, siteId, recordId: id, reference } },
    );
  }
}

function offered({ paper }: Section, record: FullRecord): RecordPaper {
  if (!paper?.offered(record)) throw new NotFound();
  return paper;
}

/** The document that stands for it, or else what it says beside the record. */
async function besideOf(
  paper: RecordPaper,
  record: FullRecord,
  ask: Ask,
): Promise<{ supplied?: string | undefined; beside: Values }> {
  const supplied = await paper.supplied?.(record, ask);
  return { supplied, beside: supplied ? {} : await paper.read(record, ask) };
}
