import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditLine } from './audit-line.entity.js';
import { Audit } from './audit.service.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditLine])],
  providers: [Audit],
  exports: [Audit],
})
export class AuditModule {}
