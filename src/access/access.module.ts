import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { FrameSource } from '../platform/pages/frame.js';
import { AccessFrame } from './access.frame.js';
import { AccessGuard } from './access.guard.js';
import { ApiLimit } from './api-limit.js';
import { PermissionCatalogue, type PermissionDefinition } from './catalogue.js';
import { DeclaredRoutes } from './declared-routes.js';
import { FactsQueries } from './facts.queries.js';
import { HealthController } from './health.controller.js';
import { SessionStrategy } from './session.strategy.js';
import { SessionTokens } from './session-tokens.js';

/** Who may see what, and the guard that asks. */
@Global()
@Module({})
export class AccessModule {
  static with(permissions: readonly PermissionDefinition[]): DynamicModule {
    return {
      module: AccessModule,
      imports: [DiscoveryModule, PassportModule],
      controllers: [HealthController],
      providers: [
        { provide: PermissionCatalogue, useValue: new PermissionCatalogue(permissions) },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: FrameSource, useClass: AccessFrame },
        ApiLimit,
        DeclaredRoutes,
        FactsQueries,
        SessionStrategy,
        SessionTokens,
      ],
      exports: [FrameSource, PermissionCatalogue, DeclaredRoutes, FactsQueries, SessionTokens],
    };
  }
}
