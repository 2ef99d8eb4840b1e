import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditLine } from './audit-line.entity.js';
import { AuditName } from './audit-name.entity.js';
import { Audit } from './audit.service.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditLine, AuditName])],
  providers: [Audit],
  exports: [Audit],
})
export class AuditModule {}
