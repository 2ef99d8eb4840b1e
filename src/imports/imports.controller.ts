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
import { atFields, MapFaulty, readAsked, readMapText } from './import.asking.js';
import { importForm, type ImportFormInput } from './import-form.view.js';
import { importPage, SHOWN_REFUSALS, type ImportPageInput } from './import-page.view.js';
import { refusalCsv, refusalHeadings } from './import.report.js';
import { importsList } from './imports-list.view.js';
import { ImportsQueries } from './imports.queries.js';
import { importHref, Imports, IMPORTS } from './imports.service.js';
import { readImportUpload, type SentUpload } from './imports.upload.js';
import { ImportOpening } from './import.opening.js';

/** Administrator > Imports. */
@Controller(IMPORTS.slice(1))
@Staff('imports.run')
export class ImportsController {
  constructor(
    private readonly queries: ImportsQueries,
    private readonly imports: Imports,
    private readonly opening: ImportOpening,
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

  /** `like`: an earlier import, whose map is taken as it was; `section`: what the file holds. */
  @Get('new')
  async form(@Query('like') like: string | undefined, @Query('section') into: unknown): Promise<Page> {
    if (!like) return importForm({ section: typeof into === 'string' ? into : '' });
    const { section, map } = await this.queries.get(like);
    return importForm({ section, map: map === null ? '' : JSON.stringify(map, null, 2) });
  }

  @Post()
  async add(@Req() request: FastifyRequest, @Viewer() viewer: ViewerFacts): Promise<Page | Redirect> {
    const sent = await readImportUpload(request, this.storage);
    try {
      const { section, file, map } = readAsked(sent);
      const asked = { section, map, fileName: file.name, file: file.stored, bytes: file.bytes };
      return new Redirect(importHref(await atFields('file', () => this.imports.add(viewer, asked))));
    } catch (error) {
      try {
        return await again(error, (errors) => this.formAgain(sent, errors, error));
      } finally {
        if (sent.file) await this.storage.remove(sent.file.stored);
      }
    }
  }

  @Get(':id')
  show(@Param('id') id: string): Promise<Page> {
    return this.page(id);
  }

  @Post(':id/checks')
  async checkAgain(
    @Param('id') id: string,
    @Body() sent: { readonly map?: unknown },
    @Viewer() viewer: ViewerFacts,
  ): Promise<Page | Redirect> {
    const typed = String(sent?.map ?? '');
    try {
      const map = readMapText(typed);
      const row = await this.queries.get(id);
      await atFields('map', () => this.imports.checkAgain(viewer, row, map));
      return new Redirect(importHref(id));
    } catch (error) {
      return again(error, (errors) => this.page(id, { typed, errors, ...placesOf(error) }));
    }
  }

  @Post(':id/runs')
  async run(@Param('id') id: string, @Viewer() viewer: ViewerFacts): Promise<Redirect> {
    await this.imports.run(viewer, await this.queries.get(id));
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

  private async page(id: string, shown: Partial<ImportPageInput> = {}): Promise<Page> {
    const [row, refusals] = await Promise.all([
      this.queries.get(id),
      this.queries.refusals(id, SHOWN_REFUSALS),
    ]);
    return new Page('imports/import', importPage({ row, refusals, ...shown }), {
      status: shown.errors ? 422 : 200,
    });
  }

  /** The form with what was typed. A file cannot be put back into a form: the page asks for it again. */
  private async formAgain(
    { fields, file, mapFile }: SentUpload,
    errors: Readonly<Record<string, Text>>,
    error: unknown,
  ): Promise<Page> {
    const section = fields['section'] ?? '';
    const typed = mapFile ?? fields['map'] ?? '';
    const input: ImportFormInput = { section, map: typed, errors: { ...fileAgain(file), ...errors } };
    if (!(error instanceof MapFaulty) || !file) return importForm(input);
    const begun = await this.opening.beginning(section, () => this.storage.open(file.stored));
    return importForm({ ...input, ...placesOf(error), ...begun, map: typed || (begun?.map ?? '') });
  }
}

const fileAgain = (file: SentUpload['file']): Readonly<Record<string, Text>> =>
  file && !file.tooLarge ? { file: say('imports.upload.again') } : {};

const placesOf = (error: unknown): Pick<ImportFormInput, 'places'> =>
  error instanceof MapFaulty ? { places: error.places } : {};
