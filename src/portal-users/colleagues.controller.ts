import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { PortalManager, Viewer } from '../access/access.decorators.js';
import { PermissionCatalogue } from '../access/catalogue.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { Outbox } from '../mail/outbox.service.js';
import { Conflict, Invalid, NotFound, say, type Text } from '../platform/errors.js';
import { again, formIdOf } from '../platform/http/forms.js';
import { differ, meet, packAnswers, unpackAnswers } from '../platform/http/behind.js';
import { newId } from '../platform/ids.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { Words } from '../platform/pages/words.js';
import { boundsOf, type Bounds } from './colleague-bounds.js';
import {
  colleagueAccess,
  colleagueAnswers,
  newColleague,
  sentColleagueAnswers,
  typedColleague,
  type ColleagueQuestions,
} from './colleagues.forms.js';
import { accessOfRow, Colleagues, mayLookAfter } from './colleagues.service.js';
import {
  COLLEAGUES,
  colleagueHref,
  colleaguePage,
  colleaguesPage,
  endColleaguePage,
  type ColleagueInput,
} from './colleagues.view.js';
import { PortalUsersQueries, type PersonRow } from './portal-users.queries.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

/** The customer's own manager looks after its people. For everybody else none of these pages exists. */
@Controller('portal/people')
@PortalManager()
export class ColleaguesController {
  constructor(
    private readonly queries: PortalUsersQueries,
    private readonly colleagues: Colleagues,
    private readonly catalogue: PermissionCatalogue,
    private readonly words: Words,
    private readonly outbox: Outbox,
  ) {}

  @Get()
  async list(@Viewer() viewer: ViewerFacts): Promise<Page> {
    const bounds = within(viewer);
    return colleaguesPage(await this.queries.ofAccount(bounds.customerId), viewer, bounds, new Date());
  }

  @Get('new')
  async blank(@Viewer() viewer: ViewerFacts): Promise<Page> {
    return this.page({ questions: await this.questions(viewer), formId: newId() });
  }

  @Post()
  async invite(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Page | Redirect> {
    const questions = await this.questions(viewer);
    const [typed, formId] = [typedColleague(sent ?? {}), formIdOf(sent ?? {})];
    const answers = sentColleagueAnswers(sent ?? {}, questions);
    try {
      const person = newColleague(typed, colleagueAccess(answers, questions));
      await this.colleagues.invite(viewer, person, formId);
      return this.outbox.leadOn(COLLEAGUES, 'portal-users.colleagues.sent', { email: typed.email });
    } catch (error) {
      const show = (errors: Readonly<Record<string, Text>>) =>
        this.page({ questions, typed, formId, answers, errors });
      if (error instanceof Conflict) return show({ email: error.text });
      return again(error, show);
    }
  }

  @Get(':id')
  async show(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    const [row, questions] = await Promise.all([this.colleague(viewer, id), this.questions(viewer)]);
    return this.page({ questions, row });
  }

  @Post(':id')
  async limit(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    const [row, questions] = await Promise.all([this.colleague(viewer, id), this.questions(viewer)]);
    const now = colleagueAnswers(accessOfRow(row), questions);
    const answers = sentColleagueAnswers(sent ?? {}, questions);
    const shown = unpackAnswers(sent?.['shown']);
    if (differ(now, shown) && differ(now, answers)) {
      const met = meet(shown, now, answers, (field) => this.nameOf(field, questions));
      return this.page({ questions, row, answers: met.answers, errors: met.marks, behind: true });
    }
    try {
      await this.colleagues.limit(viewer, row, colleagueAccess(answers, questions, row));
      return new Redirect(colleagueHref(id), say('portal-users.person.saved', { email: row.email }));
    } catch (error) {
      // Somebody saved in the very moment between: the page is looked at again, and is behind.
      if (error instanceof Conflict) return this.limit(viewer, id, sent);
      if (!(error instanceof Invalid)) throw error;
      return this.page({ questions, row, answers, shown: packAnswers(shown ?? now), errors: error.fields });
    }
  }

  @Post(':id/invitations')
  async inviteAgain(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    const row = await this.colleague(viewer, id);
    try {
      await this.colleagues.inviteAgain(viewer, row);
      return this.outbox.leadOn(COLLEAGUES, 'portal-users.colleagues.sentAgain', { email: row.email });
    } catch (error) {
      if (error instanceof Invalid)
        return new Redirect(colleagueHref(id), Object.values(error.fields)[0], 'attention');
      if (!(error instanceof Conflict)) throw error;
      return new Redirect(COLLEAGUES, error.text, 'attention');
    }
  }

  @Get(':id/end')
  async confirmEnd(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    return endColleaguePage(await this.colleague(viewer, id));
  }

  @Post(':id/end')
  async end(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    const row = await this.colleague(viewer, id);
    await this.colleagues.remove(viewer, row);
    const { email, customer } = row;
    return new Redirect(COLLEAGUES, say('portal-users.end.done', { email, customer }));
  }

  /** Somebody of the same customer whom the manager may change. @throws NotFound for everybody else */
  private async colleague(viewer: ViewerFacts, id: string): Promise<PersonRow> {
    const bounds = within(viewer);
    const row = await this.queries.get(id);
    if (row.accountId !== bounds.customerId || !mayLookAfter(row, viewer, bounds)) throw new NotFound();
    return row;
  }

  private async questions(viewer: ViewerFacts): Promise<ColleagueQuestions> {
    const bounds = within(viewer);
    const sites = await this.queries.sites(bounds.customerId);
    const { sites: own } = bounds;
    return { bounds, sites: own === 'all' ? sites : sites.filter(({ id }) => own.includes(id)) };
  }

  private page(input: Omit<ColleagueInput, 'catalogue'>): Page {
    return colleaguePage({ ...input, catalogue: this.catalogue });
  }

  private nameOf(field: string, { sites }: ColleagueQuestions): string {
    const [kind, ...rest] = field.split('.');
    const key = rest.join('.');
    if (kind === 'sections') return this.words.say(`${this.catalogue.find(key)?.words ?? key}.name`);
    if (kind === 'sites') return sites.find(({ id }) => id === key)?.name ?? key;
    return this.words.say('portal-users.person.everySite');
  }
}

/** @throws NotFound for those who are no managers */
function within(viewer: ViewerFacts): Bounds {
  const bounds = boundsOf(viewer.portal);
  if (!bounds) throw new NotFound();
  return bounds;
}
