import { Global, Module } from '@nestjs/common';
import { SignInLimits } from '../identity/sign-in.limits.js';
import { BulkChangeController } from './bulk-change.controller.js';
import { BulkChangeQueries } from './bulk-change.queries.js';
import { BulkSteps } from './bulk-change.steps.js';
import { BulkStories } from './bulk-change.story.js';
import { BulkChanges } from './bulk-changes.service.js';
import { FirstPageController } from './first-page.controller.js';
import { InstallationQueries } from './installation.queries.js';
import { Letterheads } from './letterheads.js';
import { LogoController } from './logo.controller.js';
import { OrganisationController } from './organisation.controller.js';
import { OrganisationQueries } from './organisation.queries.js';
import { OrganisationService } from './organisation.service.js';
import { PermissionDefaults } from './permission-defaults.service.js';
import { PortalSettingsApiController } from './portal-settings.api.controller.js';
import { ManagersSettingController } from './managers.controller.js';
import { ManagersSetting } from './managers.service.js';
import { PortalSettingsController } from './portal-settings.controller.js';
import { PortalSettingsQueries } from './portal-settings.queries.js';
import { PortalSettingsService } from './portal-settings.service.js';
import { SetUpController } from './set-up.controller.js';
import { SetUp } from './set-up.service.js';
import { SecurityController } from './security.controller.js';
import { Security } from './security.service.js';
import { SettingsMenu } from './settings.menu.js';
import { TradeChangeController } from './trade-change.controller.js';
import { TradeChanges } from './trade-change.service.js';
import { TradeWords } from './trade.words.js';
import { TestMails } from './test-mails.service.js';

/** What the office sets once: the portal and its sections, the company, the first run. */
@Global()
@Module({
  controllers: [
    BulkChangeController,
    FirstPageController,
    LogoController,
    OrganisationController,
    ManagersSettingController,
    PortalSettingsController,
    PortalSettingsApiController,
    SecurityController,
    SetUpController,
    TradeChangeController,
  ],
  providers: [
    ManagersSetting,
    BulkChangeQueries,
    BulkChanges,
    BulkSteps,
    BulkStories,
    InstallationQueries,
    Letterheads,
    OrganisationQueries,
    OrganisationService,
    PermissionDefaults,
    PortalSettingsQueries,
    PortalSettingsService,
    Security,
    SettingsMenu,
    SetUp,
    SignInLimits,
    TestMails,
    TradeChanges,
    TradeWords,
  ],
  exports: [
    InstallationQueries,
    Letterheads,
    OrganisationService,
    PermissionDefaults,
    PortalSettingsQueries,
    PortalSettingsService,
    SetUp,
  ],
})
export class SettingsModule {}
