import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditLine } from './audit-line.entity.js';
import { AuditName } from './audit-name.entity.js';
import { AccessLogJobs } from './access-log.jobs.js';
import { AccessLog } from './access-log.service.js';
import { Audit } from './audit.service.js';
import { LatestChangeQueries } from './latest-change.queries.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditLine, AuditName])],
  providers: [AccessLog, AccessLogJobs, Audit, LatestChangeQueries],
  exports: [AccessLog, Audit, LatestChangeQueries],
})
export class AuditModule {}
