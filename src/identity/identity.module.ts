import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ViewingEnds } from '../access/viewing.js';
import { MailedTokens } from '../platform/mailed-tokens.js';
import { say } from '../platform/errors.js';
import { MenuEntries } from '../platform/pages/menu.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeyQueries } from './api-keys.queries.js';
import { ApiKeys } from './api-keys.service.js';
import { API_KEYS } from './api-keys.view.js';
import { LoginAdministration } from './login-administration.service.js';
import { LoginChangesController } from './login-changes.controller.js';
import { LoginChanges } from './login-changes.service.js';
import { LoginEnds } from './login-ends.service.js';
import { Login } from './login.entity.js';
import { LoginPages } from './login.pages.js';
import { LoginQueries } from './login.queries.js';
import { LoginSessionsQueries } from './login-sessions.queries.js';
import { LoginsController } from './logins.controller.js';
import { LoginsListQueries } from './logins-list.queries.js';
import { LOGINS } from './logins-list.view.js';
import { StaffLinks } from './staff-links.service.js';
import { Cursors } from '../platform/lists/cursors.js';
import { ListMemory } from '../platform/lists/list-memory.js';
import { Logins } from './logins.service.js';
import { NewPasswords } from './new-passwords.service.js';
import { OwnPasswords } from './own-passwords.js';
import { LoginLink } from './login-link.entity.js';
import { LoginLinksComposer } from './login-links.composer.js';
import { LoginLinks } from './login-links.service.js';
import { SignInLinksController } from './sign-in-links.controller.js';
import { PasswordResets } from './password-resets.service.js';
import { PasswordsController } from './passwords.controller.js';
import { AccessesController, PROFILE_CONTROLLERS } from './profile.controller.js';
import { Sealing } from '../platform/sealing.js';
import { SignInCodeController } from './sign-in-code.controller.js';
import { TWO_STEP_CONTROLLERS } from './two-step.controller.js';
import { TwoStepKeys } from './two-step.keys.js';
import { TwoSteps } from './two-step.service.js';
import { ProfileLinks } from './profile.links.js';
import { Profiles } from './profile.service.js';
import { RoleGroupsController } from './role-groups.controller.js';
import { RoleGroupsQueries } from './role-groups.queries.js';
import { RoleGroups } from './role-groups.service.js';
import { ROLE_GROUPS_PAGE } from './role-groups.view.js';
import { Session } from './session.entity.js';
import { Sessions } from './sessions.service.js';
import { SetUpQueries } from './set-up.queries.js';
import { SignInController } from './sign-in.controller.js';
import { SignInLimits } from './sign-in.limits.js';
import { SignIn } from './sign-in.service.js';
import { Viewing } from './viewing.entity.js';
import { ViewingsController } from './viewings.controller.js';
import { Viewings } from './viewings.service.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Login, LoginLink, Session, Viewing])],
  controllers: [
    ApiKeysController,
    LoginsController,
    LoginChangesController,
    RoleGroupsController,
    SignInController,
    SignInLinksController,
    PasswordsController,
    AccessesController,
    ViewingsController,
    ...PROFILE_CONTROLLERS,
    ...TWO_STEP_CONTROLLERS,
    SignInCodeController,
  ],
  providers: [
    ApiKeyQueries,
    ApiKeys,
    Cursors,
    ListMemory,
    LoginAdministration,
    LoginChanges,
    LoginEnds,
    LoginPages,
    LoginQueries,
    LoginSessionsQueries,
    Logins,
    LoginsListQueries,
    NewPasswords,
    OwnPasswords,
    RoleGroups,
    RoleGroupsQueries,
    StaffLinks,
    MailedTokens,
    LoginLinks,
    LoginLinksComposer,
    PasswordResets,
    Sessions,
    SetUpQueries,
    Sealing,
    SignIn,
    TwoStepKeys,
    TwoSteps,
    SignInLimits,
    ProfileLinks,
    Profiles,
    Viewings,
    { provide: ViewingEnds, useExisting: Viewings },
  ],
  exports: [
    ApiKeys,
    LoginPages,
    LoginQueries,
    Logins,
    MailedTokens,
    NewPasswords,
    ProfileLinks,
    Sessions,
    SetUpQueries,
    ViewingEnds,
  ],
})
export class IdentityModule implements OnModuleInit {
  constructor(
    private readonly menu: MenuEntries,
    private readonly profile: ProfileLinks,
  ) {}

  onModuleInit(): void {
    for (const room of ['admin', 'portal'] as const)
      this.profile.add({
        room,
        title: say('identity.twoStep.title'),
        text: say('identity.twoStep.purpose'),
        label: say('identity.twoStep.open'),
        href: `/${room}/two-step`,
      });
    this.menu.add({
      room: 'admin',
      group: 'administrator',
      key: 'logins',
      labelKey: 'identity.logins.title',
      href: LOGINS,
      icon: 'person',
      order: 10,
      visible: (viewer) => viewer.can('logins.write'),
    });
    this.menu.add({
      room: 'admin',
      group: 'administrator',
      key: 'role-groups',
      labelKey: 'identity.roleGroups.title',
      href: ROLE_GROUPS_PAGE,
      icon: 'group',
      order: 20,
      visible: (viewer) => viewer.can('logins.write'),
    });
    this.menu.add({
      room: 'admin',
      group: 'administrator',
      key: 'api-keys',
      labelKey: 'identity.apiKeys.title',
      href: API_KEYS,
      icon: 'key',
      order: 80,
      visible: (viewer) => viewer.can('settings.write'),
    });
  }
}
