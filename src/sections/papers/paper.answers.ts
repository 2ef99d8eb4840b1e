import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OrganisationFacts, Viewer } from '../../access/viewer.js';
import { formatsFor } from '../../platform/pages/formats.js';
import { Words } from '../../platform/pages/words.js';
import type { Letterhead, Paper } from '../../platform/paper/paper.js';
import { paperPdf } from '../../platform/paper/paper.pdf.js';
import { Letterheads } from '../../settings/letterheads.js';
import { BusinessQueries } from '../company/business.queries.js';
import { askedFor, policyOf } from '../documents/file.answer.js';
import { disposition } from '../documents/file.name.js';
import { letterheadLines } from './letterhead.lines.js';

const PDF = 'application/pdf';

/** Sends papers to browsers, in the organisation's words and colours. */
@Injectable()
export class PaperAnswers {
  constructor(
    private readonly letterheads: Letterheads,
    private readonly business: BusinessQueries,
    private readonly words: Words,
  ) {}

  /**
   * Draws and sends it: to be looked at, or to be saved with `?download=1`. Nobody keeps it for somebody else.
   * @param as what it is called when it is saved, its title unless said; and whether it is for saving alone
   */
  async send(
    paper: Paper,
    viewer: Viewer,
    request: FastifyRequest,
    reply: FastifyReply,
    as: { readonly name?: string; readonly how?: 'attachment' } = {},
  ): Promise<void> {
    const { name = this.words.say(paper.title), how = askedFor(request) } = as;
    const { locale, timeZone, currency } = viewer.organisation as OrganisationFacts;
    const formats = formatsFor(locale, timeZone, currency);
    const pdf = await paperPdf(paper, await this.letterhead(viewer), { words: this.words, formats });
    await reply
      .type(PDF)
      .headers({
        'cache-control': 'private, no-store',
        'content-security-policy': policyOf(PDF),
        'cross-origin-resource-policy': 'same-origin',
        'content-disposition': disposition(how, name, PDF),
      })
      .send(pdf);
  }

  private async letterhead(viewer: Viewer): Promise<Letterhead> {
    const own = await this.letterheads.current();
    const business =
      viewer.kind === 'staff'
        ? (await this.business.current()).business
        : await this.business.forPortal(viewer.scope);
    return { ...own, lines: letterheadLines(own, business).map((line) => this.words.say(line)) };
  }
}
