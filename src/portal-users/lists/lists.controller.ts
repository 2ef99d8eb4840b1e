import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { AccessLog } from '../../audit/access-log.service.js';
import { CustomersQueries } from '../../customers/customers.queries.js';
import { Invalid, NotFound, Refused, say } from '../../platform/errors.js';
import { again } from '../../platform/http/forms.js';
import { Redirect, type Page } from '../../platform/pages/page.js';
import { Words } from '../../platform/pages/words.js';
import { listForm, type TypedList } from './list-form.view.js';
import { readList, writtenList } from './list.lines.js';
import { listPage } from './list.view.js';
import { listReport } from './list.report.js';
import { textOf } from './list.text.js';
import { VERDICTS } from './list.verdict.js';
import { InvitationListsQueries, SENDINGS_OF_LISTS } from './lists.queries.js';
import { InvitationLists, listHref } from './lists.service.js';
import { readListUpload, type SentList } from './lists.upload.js';

/** *Invite many people*: a list is read, looked at, and then worked off. */
@Controller('admin/invitations')
@Staff('access.write')
export class InvitationListsController {
  constructor(
    private readonly customers: CustomersQueries,
    private readonly queries: InvitationListsQueries,
    private readonly lists: InvitationLists,
    private readonly words: Words,
    private readonly log: AccessLog,
  ) {}

  /** For one customer by its reference, or a list once more to be changed. */
  @Get('new')
  async form(@Query('customer') customer: unknown, @Query('list') list: unknown): Promise<Page> {
    if (typeof list !== 'string')
      return listForm({ people: '', customer: typeof customer === 'string' ? customer : '' });
    const { customerId } = await this.queries.get(list);
    const reference = customerId ? (await this.customers.get(customerId)).reference : '';
    const people = writtenList(await this.queries.everybody(list), customerId !== null);
    return listForm({ people, customer: reference });
  }

  @Post('new')
  async read(@Req() request: FastifyRequest, @Viewer() viewer: ViewerFacts): Promise<Page | Redirect> {
    let typed: TypedList = { people: '', customer: '' };
    try {
      const sent = await readListUpload(request);
      typed = { people: sent.people, customer: sent.customer };
      return new Redirect(listHref(await this.keep(viewer, sent)));
    } catch (error) {
      return again(error, (errors) => listForm(typed, errors));
    }
  }

  @Get('lists/:id')
  async show(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Query('show') show: unknown,
    @Query('after') after: unknown = '0',
  ): Promise<Page> {
    const shown = VERDICTS.find((one) => one === show);
    if (show !== undefined && !shown) throw new Refused(say('platform.lists.filter', { name: 'show' }));
    if (!/^\d{1,6}$/.test(String(after))) throw new Refused(say('platform.lists.cursor'));
    const list = await this.queries.get(id);
    const [counts, rows] = await Promise.all([
      this.queries.counts(id),
      this.queries.rows(id, shown, Number(after)),
    ]);
    return listPage({ list, counts, shown, rows, viewer });
  }

  @Post('lists/:id/sending')
  async send(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Readonly<Record<string, unknown>> | undefined,
  ): Promise<Redirect> {
    await this.queries.get(id);
    const sending = SENDINGS_OF_LISTS.find((one) => one === sent?.['choice']);
    if (!sending) throw new NotFound();
    await this.lists.begin(viewer, id, sending);
    return new Redirect(listHref(id));
  }

  /** Whom it did not mail, or would not, and why. */
  @Get('lists/:id/report.csv')
  async report(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const list = await this.queries.get(id);
    const rows = await this.queries.leftOut(list);
    const { customerId } = list;
    await this.log.handOut(
      viewer,
      {
        action: 'invitation-list.downloaded',
        subject: { kind: 'invitation-list', id },
        customerId,
        after: { rows: rows.length },
      },
      { kind: 'download', section: 'invitations' },
    );
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="not-invited.csv"');
    return listReport(rows, (text) => this.words.say(text));
  }

  /** @throws Invalid at the field */
  private async keep(viewer: ViewerFacts, { people, customer, file }: SentList): Promise<string> {
    if (file && people.trim() !== '') throw new Invalid({ file: say('portal-users.lists.oneOfBoth') });
    const customerId = customer === '' ? null : await this.customerId(customer);
    const { text, guessed } = file ? textOf(file.bytes) : { text: people, guessed: '' };
    const lines = atField(file ? 'file' : 'people', () => readList(text, customerId !== null));
    return this.lists.keep(viewer, {
      customerId,
      fileName: file?.name ?? '',
      guessedEncoding: guessed,
      lines,
    });
  }

  private async customerId(reference: string): Promise<string> {
    try {
      return (await this.customers.byReference(reference)).id;
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      throw new Invalid({ customer: say('portal-users.lists.noSuchCustomer') });
    }
  }
}

/** What is the matter with a list stands where the list came from. */
function atField<Answer>(field: string, read: () => Answer): Answer {
  try {
    return read();
  } catch (error) {
    return again(error, (fields) => {
      throw new Invalid({ [field]: fields['people'] ?? say('platform.fields.invalid') });
    });
  }
}
