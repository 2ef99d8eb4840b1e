import { Controller, Get, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { Conflict, say, type Text } from '../platform/errors.js';
import { again } from '../platform/http/forms.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { verbatim, Words } from '../platform/pages/words.js';
import { meet, unpackAnswers } from '../platform/http/behind.js';
import { InstallationQueries } from './installation.queries.js';
import { LatestChangeQueries } from '../audit/latest-change.queries.js';
import { SUBJECTS } from './subjects.js';
import { organisationAnswers, readOrganisation } from './organisation.forms.js';
import { OrganisationQueries } from './organisation.queries.js';
import { OrganisationService } from './organisation.service.js';
import { readUpload, type SentForm } from './organisation.upload.js';
import { ORGANISATION } from './company.tabs.js';
import { organisationPage, organisationSaved, type OrganisationInput } from './organisation.view.js';
import { behindNotice } from '../audit/behind-notice.js';
import { TestMails } from './test-mails.service.js';

@Controller(ORGANISATION.slice(1))
@Staff('settings.write')
export class OrganisationController {
  constructor(
    private readonly queries: OrganisationQueries,
    private readonly service: OrganisationService,
    private readonly installation: InstallationQueries,
    private readonly latest: LatestChangeQueries,
    private readonly testMails: TestMails,
    private readonly words: Words,
  ) {}

  @Get()
  form(@Viewer() viewer: ViewerFacts): Promise<Page> {
    return this.page(viewer, {});
  }

  @Post()
  async save(@Req() request: FastifyRequest, @Viewer() viewer: ViewerFacts): Promise<Page | Redirect> {
    const sent = await readUpload(request);
    try {
      const { organisation, logo, version } = await readOrganisation(sent);
      const saved = await this.service.save(viewer, organisation, logo, version);
      const write = (text: Text | string) => this.words.say(text);
      return new Redirect(ORGANISATION, verbatim(organisationSaved(saved, organisation, write)));
    } catch (error) {
      if (error instanceof Conflict) return this.behind(viewer, sent);
      return again(error, (errors) => this.again(viewer, sent, errors));
    }
  }

  @Post('test-mail')
  async testMail(@Viewer() viewer: ViewerFacts): Promise<Redirect> {
    const here = `${ORGANISATION}#test-mail`;
    return (await this.testMails.send(viewer))
      ? new Redirect(here, say('settings.testMail.asked', { email: viewer.email }))
      : new Redirect(here, say('settings.testMail.noServer'), 'attention');
  }

  private async page(viewer: ViewerFacts, shown: Partial<OrganisationInput>): Promise<Page> {
    const [kept, warnings, latest] = await Promise.all([
      this.queries.current(),
      this.installation.warnings(),
      this.testMails.latest(viewer.id as string),
    ]);
    return organisationPage({ kept, warnings, testMail: { to: viewer.email, latest }, ...shown });
  }

  /** The form with what was typed. A file cannot be put back into a form: the page asks for it again. */
  private again(viewer: ViewerFacts, { fields, file }: SentForm, errors: Readonly<Record<string, Text>>) {
    return this.page(viewer, {
      fields: organisationAnswers(fields),
      errors: { ...logoAgain(file), ...errors },
      sent: fields,
    });
  }

  /** The form with what somebody else changed meanwhile; saving it again is made upon their change. */
  private async behind(viewer: ViewerFacts, { fields, file }: SentForm): Promise<Page> {
    const [kept, change] = await Promise.all([this.queries.current(), this.latest.of(SUBJECTS.organisation)]);
    const nameOf = (field: string) => this.words.say(`settings.organisation.fields.${field}`);
    const shown = unpackAnswers(fields['shown']);
    const { answers, marks } = meet(shown, { ...kept.organisation }, organisationAnswers(fields), nameOf);
    return this.page(viewer, {
      kept,
      fields: organisationAnswers(answers),
      errors: { ...marks, ...logoAgain(file) },
      behind: behindNotice(change, viewer),
    });
  }
}

const logoAgain = (file: SentForm['file']): Readonly<Record<string, Text>> =>
  file ? { logo: say('settings.logo.again') } : {};
