import { Body, Controller, Get, Post } from '@nestjs/common';
import { Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { Conflict, say, type Text } from '../../platform/errors.js';
import { meet, unpackAnswers } from '../../platform/http/behind.js';
import { again } from '../../platform/http/forms.js';
import { Page, Redirect } from '../../platform/pages/page.js';
import { Words } from '../../platform/pages/words.js';
import { BUSINESS } from '../../settings/company.tabs.js';
import { LatestChangeQueries } from '../../audit/latest-change.queries.js';
import { SUBJECTS } from '../../settings/subjects.js';
import { behindNotice } from '../../audit/behind-notice.js';
import { businessAnswers } from './business.js';
import { readBusiness, typedBusiness } from './business.forms.js';
import { BusinessQueries } from './business.queries.js';
import { BusinessService } from './business.service.js';
import { businessPage } from './business.view.js';

type Sent = Readonly<Record<string, unknown>>;

/** Settings > Company, what customers read of the business. */
@Controller(BUSINESS.slice(1))
@Staff('settings.write')
export class BusinessController {
  constructor(
    private readonly queries: BusinessQueries,
    private readonly service: BusinessService,
    private readonly latest: LatestChangeQueries,
    private readonly words: Words,
  ) {}

  @Get()
  async form(@Viewer() viewer: ViewerFacts): Promise<Page> {
    return businessPage({ kept: await this.queries.current(), currency: currencyOf(viewer) });
  }

  @Post()
  async save(@Body() sent: Sent, @Viewer() viewer: ViewerFacts): Promise<Page | Redirect> {
    const currency = currencyOf(viewer);
    try {
      const { business } = await this.queries.current();
      const read = readBusiness(sent, currency, business);
      const changed = await this.service.save(viewer, read, Number(sent['version']));
      return new Redirect(BUSINESS, say(changed ? 'company.business.saved' : 'settings.saved.nothing'));
    } catch (error) {
      if (error instanceof Conflict) return this.behind(sent, viewer);
      return again(error, (errors) => this.again(sent, currency, errors));
    }
  }

  private async again(sent: Sent, currency: string, errors: Readonly<Record<string, Text>>): Promise<Page> {
    const answers = businessAnswers(typedBusiness(sent), currency);
    return businessPage({ kept: await this.queries.current(), currency, answers, errors, sent });
  }

  /** The form with what was changed elsewhere meanwhile; saving it again is made upon that. */
  private async behind(sent: Sent, viewer: ViewerFacts): Promise<Page> {
    const currency = currencyOf(viewer);
    const [kept, change] = await Promise.all([this.queries.current(), this.latest.of(SUBJECTS.business)]);
    const typed = businessAnswers(typedBusiness(sent), currency);
    const nameOf = (field: string) => this.words.say(labelOf(field));
    const { answers, marks } = meet(
      unpackAnswers(sent['shown']),
      businessAnswers(kept.business, currency),
      typed,
      nameOf,
    );
    return businessPage({ kept, currency, answers, errors: marks, behind: behindNotice(change, viewer) });
  }
}

const currencyOf = ({ organisation }: ViewerFacts): string => organisation?.currency ?? 'GBP';

/** `insurances-0-insurer` is called what its column is. */
function labelOf(field: string): string {
  const [list, , column] = field.split('-');
  return column ? `company.business.${list}.${column}` : `company.business.fields.${field}`;
}
