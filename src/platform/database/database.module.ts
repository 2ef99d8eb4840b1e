import './types.js';
import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config.js';
import { Database } from './database.js';
import { PortalReads } from './portal-reads.js';
import { databaseRoles } from './roles.js';
import { SafeRoles } from './safe-roles.js';

/** The name of the DataSource that portal reads go through. */
export const PORTAL = 'portal';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({
        type: 'postgres',
        url: databaseRoles(config).appUrl,
        autoLoadEntities: true,
        applicationName: 'portico',
        extra: { max: 10 },
        retryAttempts: 3,
        retryDelay: 1000,
      }),
    }),
    TypeOrmModule.forRootAsync({
      name: PORTAL,
      inject: [Config],
      useFactory: (config: Config) => ({
        type: 'postgres',
        name: PORTAL,
        url: databaseRoles(config).portalUrl,
        applicationName: 'portico portal',
        extra: { max: 10 },
        retryAttempts: 3,
        retryDelay: 1000,
      }),
    }),
  ],
  providers: [Database, PortalReads, SafeRoles],
  exports: [Database, PortalReads],
})
export class DatabaseModule {}
