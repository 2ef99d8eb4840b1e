import { Body, Controller, Get, Post } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import { PermissionCatalogue } from '../access/catalogue.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { Conflict, type Text } from '../platform/errors.js';
import { again } from '../platform/http/forms.js';
import { seenVersion } from '../platform/http/if-match.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { verbatim, Words } from '../platform/pages/words.js';
import { InstallationQueries } from './installation.queries.js';
import { LatestChangeQueries } from '../audit/latest-change.queries.js';
import { SUBJECTS } from './subjects.js';
import { answersOf } from './portal-settings.js';
import { readPortalSettings, sentAnswers, typedPortalSettings } from './portal-settings.forms.js';
import { PortalSettingsQueries } from './portal-settings.queries.js';
import { PortalSettingsService } from './portal-settings.service.js';
import {
  PORTAL_SETTINGS,
  portalFieldName,
  portalSettingsPage,
  type PortalSettingsInput,
} from './portal-settings.view.js';
import { savedWords, type Say } from './portal-settings.words.js';
import { TradeChanges } from './trade-change.service.js';
import { behindNotice } from '../audit/behind-notice.js';
import { meetSwitches } from './switches.js';

type Sent = Readonly<Record<string, unknown>>;

@Controller(PORTAL_SETTINGS.slice(1))
@Staff('settings.write')
export class PortalSettingsController {
  private readonly write: Say;

  constructor(
    private readonly queries: PortalSettingsQueries,
    private readonly service: PortalSettingsService,
    private readonly catalogue: PermissionCatalogue,
    private readonly installation: InstallationQueries,
    private readonly latest: LatestChangeQueries,
    private readonly trades: TradeChanges,
    words: Words,
  ) {
    this.write = (text) => words.say(text);
  }

  @Get()
  form(): Promise<Page> {
    return this.page({});
  }

  @Post()
  async save(@Body() body: Sent, @Viewer() viewer: ViewerFacts): Promise<Page | Redirect> {
    const sent = body ?? {};
    try {
      const { change, version } = readPortalSettings(sent, this.catalogue);
      const saved = await this.service.save(viewer, change, seenVersion(version));
      return new Redirect(PORTAL_SETTINGS, verbatim(savedWords(saved, this.catalogue, this.write)));
    } catch (error) {
      if (error instanceof Conflict) return this.behind(sent, viewer);
      return again(error, (errors) => this.again(sent, errors));
    }
  }

  private async page(shown: Partial<PortalSettingsInput>): Promise<Page> {
    const [kept, warnings, standing, trade] = await Promise.all([
      this.queries.current(),
      this.installation.warnings(),
      this.queries.standing(),
      this.trades.current(),
    ]);
    return portalSettingsPage({ ...kept, warnings, standing, trade, ...shown }, this.catalogue, this.write);
  }

  /** The form with what was typed, and a sentence at each field at fault. */
  private async again(sent: Sent, errors: Readonly<Record<string, Text>>): Promise<Page> {
    const { settings } = await this.queries.current();
    const answers = sentAnswers(settings, typedPortalSettings(sent, this.catalogue));
    return this.page({ answers, errors, sent });
  }

  /** The form with what was changed elsewhere meanwhile; saving it again is made upon that. */
  private async behind(sent: Sent, viewer: ViewerFacts): Promise<Page> {
    const [kept, change] = await Promise.all([
      this.queries.current(),
      this.latest.of(SUBJECTS.portalSettings),
    ]);
    const typed = readPortalSettings(sent, this.catalogue);
    const now = answersOf(kept.settings);
    const nameOf = portalFieldName(this.catalogue, this.write);
    const wanted = sentAnswers(kept.settings, typed.change);
    const { answers, marks } = meetSwitches(this.catalogue, typed.shown, now, wanted, nameOf);
    return this.page({ ...kept, answers, errors: marks, behind: behindNotice(change, viewer) });
  }
}
