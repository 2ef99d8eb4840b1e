import { Controller, Get, Injectable, Query, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Portal, Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { say } from '../platform/errors.js';
import { Redirect } from '../platform/pages/page.js';
import { MOST_ROWS } from '../platform/paper/paper.js';
import { listHref } from '../sections/engine/list.href.js';
import { withCustomer } from '../sections/engine/list.pages.js';
import { ListQueries } from '../sections/engine/list.queries.js';
import { ListSumsQueries } from '../sections/engine/list.sums.js';
import { named } from '../sections/engine/section.controllers.js';
import { permissionOf, type Section } from '../sections/engine/section.js';
import { PaperAnswers } from '../sections/papers/paper.answers.js';
import { AskedLists } from './asked.lists.js';
import { listPaper } from './list.paper.js';

type Asked = Readonly<Record<string, unknown>>;

/** Lists as papers, behind the same doors as their other files. One that is too long says so, and leads back to them. */
@Injectable()
export class ListPapers {
  constructor(
    private readonly asked: AskedLists,
    private readonly lists: ListQueries,
    private readonly sums: ListSumsQueries,
    private readonly answers: PaperAnswers,
  ) {}

  async answer(
    section: Section,
    asked: Asked,
    viewer: ViewerFacts,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { reader, request: list, rows: counted, query } = await this.asked.read(section, asked, viewer);
    const several = reader === 'staff' || reader.facts.customers.length > 1;
    const shown = withCustomer(list, several);
    const read = async () =>
      reader === 'staff'
        ? this.lists.rowsForStaff(section, shown, MOST_ROWS)
        : this.lists.rowsForPortal(section, shown, reader.scope, reader.facts, MOST_ROWS);
    const rows = counted > MOST_ROWS ? [] : await read();
    // Some may have come while they were read.
    const count = Math.max(counted, rows.length);
    if (count > MOST_ROWS) {
      const back = listHref(`/${reader === 'staff' ? 'admin' : 'portal'}/${section.key}`, section, list);
      const text = say('exports.paper.tooLong', { count, most: MOST_ROWS });
      return void reply.send(new Redirect(back, text, 'attention'));
    }
    await this.asked.note('pdf', section, query, viewer, rows.length);
    const as = { name: section.key, how: 'attachment' } as const;
    const { sums, totals } =
      reader === 'staff'
        ? await this.sums.forStaff(section, list, count)
        : await this.sums.forPortal(section, list, reader.scope, count, reader.facts);
    const paper = listPaper(section, shown, rows, [...sums, ...totals], new Date());
    await this.answers.send(paper, viewer, request, reply, as);
  }
}

/** Each list as a paper, with the query of the list. */
export function listPaperController(section: Section): Type {
  @Controller()
  class ListPaperController {
    constructor(private readonly papers: ListPapers) {}

    @Get(`portal/${section.key}.pdf`)
    @Portal(permissionOf(section), 'exports')
    portal(
      @Viewer() viewer: ViewerFacts,
      @Query() query: Asked,
      @Req() request: FastifyRequest,
      @Res() reply: FastifyReply,
    ): Promise<void> {
      return this.papers.answer(section, query, viewer, request, reply);
    }

    @Get(`admin/${section.key}.pdf`)
    @Staff('records.read')
    staff(
      @Viewer() viewer: ViewerFacts,
      @Query() query: Asked,
      @Req() request: FastifyRequest,
      @Res() reply: FastifyReply,
    ): Promise<void> {
      return this.papers.answer(section, query, viewer, request, reply);
    }
  }
  return named(ListPaperController, `Paper of list ${section.key}`);
}
