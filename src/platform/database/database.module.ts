import './types.js';
import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config.js';
import { Database } from './database.js';
import { PortalReads } from './portal-reads.js';
import { databaseRoles } from './roles.js';
import { SafeRoles } from './safe-roles.js';

/** Who waits longer for a connection is told that Portico is busy, in place of waiting for ever. */
const LONGEST_WAIT_MS = 15_000;

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
        connectTimeoutMS: LONGEST_WAIT_MS,
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
        connectTimeoutMS: LONGEST_WAIT_MS,
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
