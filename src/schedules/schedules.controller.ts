import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import { may, type Viewer as ViewerFacts } from '../access/viewer.js';
import { behindNotice } from '../audit/behind-notice.js';
import { LatestChangeQueries } from '../audit/latest-change.queries.js';
import { Outbox } from '../mail/outbox.service.js';
import { Forbidden, Invalid, say } from '../platform/errors.js';
import { formIdOf } from '../platform/http/forms.js';
import { newId } from '../platform/ids.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import {
  chooseAccountPage,
  endSchedulePage,
  NEW,
  type FormState,
  SCHEDULES,
  scheduleFormPage,
} from './schedule.form.view.js';
import { ScheduleDecisions } from './schedule.decisions.js';
import { ScheduleOffers } from './schedule.offers.js';
import { schedulePage } from './schedule.view.js';
import { readSchedule, typedSchedule, type ScheduleFields } from './schedules.forms.js';
import { schedulesPage } from './schedules.view.js';
import { ScheduleQueries } from './schedules.queries.js';
import { ScheduleMovedOn, Schedules } from './schedules.service.js';

type Sent = Readonly<Record<string, unknown>>;

/** Administrator > Schedules: reports that are mailed again and again, to people with and without a login. */
@Controller('admin/schedules')
@Staff('access.write')
export class SchedulesController {
  constructor(
    private readonly queries: ScheduleQueries,
    private readonly schedules: Schedules,
    private readonly decisions: ScheduleDecisions,
    private readonly offers: ScheduleOffers,
    private readonly latest: LatestChangeQueries,
    private readonly outbox: Outbox,
  ) {}

  @Get()
  async list(): Promise<Page> {
    return schedulesPage(await this.queries.list(), this.outbox.sends);
  }

  /** Whose figures it tells is asked first, where nothing says so. */
  @Get('new')
  async blank(@Query() { account: id, q }: Sent): Promise<Page> {
    const account = typeof id === 'string' ? await this.queries.account(id) : undefined;
    const words = typeof q === 'string' ? q.trim().slice(0, 200) : '';
    if (!account) return chooseAccountPage(words, await this.queries.accounts(words));
    return scheduleFormPage({ id: newId(), account, ...(await this.offers.offered(account)), typed: NEW });
  }

  @Post()
  async add(@Viewer() viewer: ViewerFacts, @Body() sent: Sent = {}): Promise<Page | Redirect> {
    const account = await this.queries.account(String(sent['account'] ?? ''));
    if (!account) return new Redirect(`${SCHEDULES}/new`);
    const state = { id: formIdOf(sent), account, ...(await this.offers.offered(account)) };
    return this.read(sent, state, async (fields) => {
      await this.schedules.add(viewer, state.id, account, fields);
      return new Redirect(`${SCHEDULES}/${state.id}`, say('schedules.added', { name: fields.name }));
    });
  }

  @Get(':id')
  async show(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    const schedule = await this.queries.get(id);
    const [recipients, deliveries] = await Promise.all([
      this.queries.recipients(id),
      this.queries.deliveries(id),
    ]);
    const mayTry = may(viewer, 'reports.read');
    const decided = await this.decisions.decideAll(recipients);
    return schedulePage(schedule, decided, deliveries, { sends: this.outbox.sends, mayTry });
  }

  @Get(':id/edit')
  async edit(@Param('id') id: string): Promise<Page> {
    const { typed, ...state } = await this.offers.standing(id);
    return scheduleFormPage({ ...state, typed });
  }

  @Post(':id')
  async change(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent = {},
  ): Promise<Page | Redirect> {
    const state = await this.offers.standing(id);
    return this.read(sent, state, async (fields) => {
      try {
        await this.schedules.change(viewer, id, Number(sent['version']), fields);
      } catch (error) {
        if (!(error instanceof ScheduleMovedOn)) throw error;
        const behind = behindNotice(await this.latest.of({ id }), viewer);
        return scheduleFormPage({ ...state, typed: typedSchedule(sent), behind });
      }
      return new Redirect(`${SCHEDULES}/${id}`, say('schedules.changed', { name: fields.name }));
    });
  }

  @Post(':id/pause')
  async pause(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    await this.schedules.pause(viewer, id);
    return new Redirect(`${SCHEDULES}/${id}`, say('schedules.pausedNow'));
  }

  @Post(':id/resumption')
  async resume(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    await this.schedules.resume(viewer, id);
    return new Redirect(`${SCHEDULES}/${id}`, say('schedules.resumedNow'));
  }

  @Post(':id/trial')
  async tryOut(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    if (!may(viewer, 'reports.read')) throw new Forbidden();
    const href = `${SCHEDULES}/${id}`;
    return (await this.schedules.tryOut(viewer, id))
      ? new Redirect(href, say('schedules.tried', { email: viewer.email }))
      : new Redirect(href, say('schedules.notTried'), 'attention');
  }

  @Get(':id/end')
  async confirm(@Param('id') id: string): Promise<Page> {
    return endSchedulePage(await this.queries.get(id));
  }

  @Post(':id/end')
  async end(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    const { name } = await this.queries.get(id);
    await this.schedules.end(viewer, id);
    return new Redirect(SCHEDULES, say('schedules.ended', { name }));
  }

  private async read(
    sent: Sent,
    state: Omit<FormState, 'typed'>,
    then: (fields: ScheduleFields) => Promise<Page | Redirect>,
  ): Promise<Page | Redirect> {
    try {
      const sites = state.sites.map(({ value }) => value);
      const { people, addresses = [] } = state;
      const fields = await readSchedule(sent, { people, sites, addresses });
      await this.offers.refuseStrangers(state.account, fields.addresses, addresses);
      return await then(fields);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return scheduleFormPage({ ...state, typed: typedSchedule(sent), errors: error.fields });
    }
  }
}
