import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SignInLimits } from '../identity/sign-in.limits.js';
import { Cursors } from '../platform/lists/cursors.js';
import { ListMemory } from '../platform/lists/list-memory.js';
import { MenuEntries } from '../platform/pages/menu.js';
import { AcceptanceController } from './acceptance.controller.js';
import { Acceptance } from './acceptance.service.js';
import { BouncesApiController } from './bounces.api.controller.js';
import { Bounces } from './bounces.service.js';
import { InvitationSamples } from './invitation-samples.js';
import { InvitationSettingsController } from './invitation-settings.controller.js';
import { InvitationSettingsQueries } from './invitation-settings.queries.js';
import { InvitationSettingsService } from './invitation-settings.service.js';
import { INVITATION_SETTINGS } from './invitation-settings.view.js';
import { InvitationValues } from './invitation-values.js';
import { Wishes } from './wishes.service.js';
import { InvitationComposer } from './invitation.composer.js';
import { Invitation } from './invitation.entity.js';
import { InvitationLinks } from './invitation.links.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsListQueries } from './invitations-list.queries.js';
import { InvitationsQueries } from './invitations.queries.js';
import { Invitations } from './invitations.service.js';

/** How people get their access. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Invitation])],
  controllers: [
    AcceptanceController,
    BouncesApiController,
    InvitationSettingsController,
    InvitationsController,
  ],
  providers: [
    Acceptance,
    Bounces,
    Cursors,
    ListMemory,
    InvitationComposer,
    InvitationLinks,
    InvitationSamples,
    InvitationSettingsQueries,
    InvitationSettingsService,
    InvitationValues,
    Wishes,
    Invitations,
    InvitationsListQueries,
    InvitationsQueries,
    SignInLimits,
  ],
  exports: [Acceptance, InvitationLinks, Invitations, InvitationsQueries, InvitationsListQueries],
})
export class InvitationsModule implements OnModuleInit {
  constructor(private readonly menu: MenuEntries) {}

  onModuleInit(): void {
    this.menu.add({
      room: 'admin',
      group: 'relationships',
      key: 'invitations',
      labelKey: 'invitations.list.title',
      href: '/admin/invitations',
      icon: 'mail',
      order: 40,
      visible: (viewer) => viewer.can('customers.read'),
    });
    this.menu.add({
      room: 'admin',
      group: 'settings',
      key: 'invitation-settings',
      labelKey: 'invitations.settings.title',
      href: INVITATION_SETTINGS,
      icon: 'mail',
      order: 30,
      visible: (viewer) => viewer.can('settings.write'),
    });
  }
}
