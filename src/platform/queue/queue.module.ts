import { BullModule } from '@nestjs/bull';
import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Config } from '../config.js';
import { Backlogs } from './backlogs.js';
import { JobQueue } from './job-queue.js';
import { QUEUES } from './jobs.js';
import { Workers } from './workers.js';

@Global()
@Module({
  imports: [
    DiscoveryModule,
    BullModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({ url: config.redisUrl, prefix: config.redisPrefix }),
    }),
    BullModule.registerQueue(...QUEUES.map((name) => ({ name }))),
  ],
  providers: [Backlogs, JobQueue, Workers],
  exports: [Backlogs, JobQueue, Workers],
})
export class QueueModule {}
