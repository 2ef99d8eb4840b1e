import { Readable } from 'node:stream';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { Storage } from '../files/storage.js';
import { say, type Text } from '../platform/errors.js';
import { again } from '../platform/http/forms.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { Words } from '../platform/pages/words.js';
import { atFields, mapTextOf, readAsked } from './import.asking.js';
import { importForm } from './import-form.view.js';
import { importPage, SHOWN_REFUSALS } from './import-page.view.js';
import { refusalCsv, refusalHeadings } from './import.report.js';
import { importsList } from './imports-list.view.js';
import { ImportsQueries } from './imports.queries.js';
import { importHref, Imports, IMPORTS } from './imports.service.js';
import { readImportUpload, type SentUpload } from './imports.upload.js';
import { columnsHref } from './matching/match.view.js';
import { MatchingPages } from './matching/matching.pages.js';
import { Matching } from './matching/matching.service.js';
import { ImportsBackQueries } from './taking-back/imports-back.queries.js';
import { mayGoBack } from './taking-back/way-back.view.js';

/** Administrator > Imports. */
@Controller(IMPORTS.slice(1))
@Staff('imports.run')
export class ImportsController {
  constructor(
    private readonly queries: ImportsQueries,
    private readonly back: ImportsBackQueries,
    private readonly imports: Imports,
    private readonly matching: Matching,
    private readonly matchingPages: MatchingPages,
    private readonly storage: Storage,
    private readonly words: Words,
  ) {}

  @Get()
  async list(
    @Query('after') after: string | undefined,
    @Query('show') show: string | undefined,
  ): Promise<Page> {
    const shown = show === 'refused' ? show : undefined;
    const [{ rows, next }, count] = await Promise.all([
      this.queries.list(after, shown),
      this.queries.count(shown),
    ]);
    return new Page('imports/list', importsList(rows, count, next, shown));
  }

  /** `section`: what the file holds. */
  @Get('new')
  form(@Query('section') section: unknown, @Viewer() { available }: ViewerFacts): Page {
    return importForm({ available, section: typeof section === 'string' ? section : '' });
  }

  /** With a map it is checked at once; without one its columns are matched first. */
  @Post()
  async add(@Req() request: FastifyRequest, @Viewer() viewer: ViewerFacts): Promise<Page | Redirect> {
    const sent = await readImportUpload(request, this.storage);
    let id: string;
    try {
      const { section, file, map } = readAsked(sent);
      const asked = { section, map, fileName: file.name, file: file.stored, bytes: file.bytes };
      id = await atFields('file', () => this.matching.receive(viewer, asked));
      if (map === undefined) return new Redirect(columnsHref(id));
    } catch (error) {
      if (sent.file) await this.storage.remove(sent.file.stored);
      return again(error, (errors) => formAgain(viewer, sent, errors));
    }
    return this.matchingPages.chooseByMap(viewer, await this.queries.open(id), mapTextOf(sent));
  }

  /** Where the columns are still to be matched, that comes first. */
  @Get(':id')
  async show(@Param('id') id: string): Promise<Page | Redirect> {
    const row = await this.queries.get(id);
    if (row.step === 'match' && row.file !== null) return new Redirect(columnsHref(id));
    const refusals = await this.queries.refusals(id, SHOWN_REFUSALS);
    const names = await this.queries.namesIn(row.firstRecords);
    const outlook = mayGoBack(row) ? await this.back.outlook(id, row.section) : undefined;
    return new Page('imports/import', importPage({ row, refusals, names, outlook }));
  }

  @Post(':id/runs')
  async run(@Param('id') id: string, @Viewer() viewer: ViewerFacts): Promise<Redirect> {
    await this.imports.run(viewer, await this.queries.get(id));
    return new Redirect(importHref(id));
  }

  /** One of the values of a column: rows that say another are left out, and the file is checked anew. */
  @Post(':id/kinds')
  async choose(
    @Param('id') id: string,
    @Viewer() viewer: ViewerFacts,
    @Body() sent: Readonly<Record<string, unknown>> = {},
  ): Promise<Redirect> {
    const row = await this.queries.open(id);
    const only = { column: String(sent['column']), is: String(sent['is']) };
    await this.imports.check(viewer, row, { ...row.map, only });
    return new Redirect(importHref(id));
  }

  @Post(':id/cancellation')
  async stop(@Param('id') id: string, @Viewer() viewer: ViewerFacts): Promise<Redirect> {
    await this.imports.stop(viewer, await this.queries.get(id));
    return new Redirect(importHref(id));
  }

  @Get(':id/refused.csv')
  async refused(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.queries.get(id);
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="refused-rows.csv"');
    await reply.send(Readable.from(this.refusedCsv(id), { objectMode: false }));
  }

  private async *refusedCsv(id: string): AsyncGenerator<string> {
    const english = (text: Text) => this.words.say(text);
    // The mark at the beginning lets spreadsheets read accents.
    yield `\uFEFF${refusalHeadings(english)}`;
    for await (const some of this.queries.everyRefusal(id))
      yield some.map((problem) => refusalCsv(problem, english)).join('');
  }
}

/** The form with what was typed. A file cannot be put back into a form: the page asks for it again. */
const formAgain = (
  { available }: ViewerFacts,
  sent: SentUpload,
  errors: Readonly<Record<string, Text>>,
): Page =>
  importForm({
    available,
    section: sent.fields['section'] ?? '',
    map: mapTextOf(sent),
    errors: { ...fileAgain(sent.file), ...errors },
  });

const fileAgain = (file: SentUpload['file']): Readonly<Record<string, Text>> =>
  file && !file.tooLarge ? { file: say('imports.upload.again') } : {};
