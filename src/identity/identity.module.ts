import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailedTokens } from '../platform/mailed-tokens.js';
import { ApiKeys } from './api-keys.service.js';
import { Login } from './login.entity.js';
import { Logins } from './logins.service.js';
import { PasswordReset } from './password-reset.entity.js';
import { PasswordResetComposer } from './password-reset.composer.js';
import { PasswordResets } from './password-resets.service.js';
import { PasswordsController } from './passwords.controller.js';
import { Session } from './session.entity.js';
import { Sessions } from './sessions.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInLimits } from './sign-in.limits.js';
import { SignIn } from './sign-in.service.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Login, Session, PasswordReset])],
  controllers: [SignInController, PasswordsController],
  providers: [
    ApiKeys,
    Logins,
    MailedTokens,
    PasswordResetComposer,
    PasswordResets,
    Sessions,
    SignIn,
    SignInLimits,
  ],
  exports: [ApiKeys, Logins, MailedTokens, Sessions],
})
export class IdentityModule {}
