import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChangesForManyQueries } from './changes-for-many.queries.js';
import { OperationClaims } from './operation.claims.js';
import { OperationCourse } from './operation.course.js';
import { Operation } from './operation.entity.js';
import { OperationKinds } from './operation.kinds.js';
import { OperationsController } from './operations.controller.js';
import { OperationsJobs } from './operations.jobs.js';
import { OperationsQueries } from './operations.queries.js';
import { Operations } from './operations.service.js';
import { OperationsBacklog } from './operations.backlog.js';

/** Long work with progress. */
@Global()
@Module({
  imports: [DiscoveryModule, TypeOrmModule.forFeature([Operation])],
  controllers: [OperationsController],
  providers: [
    ChangesForManyQueries,
    OperationClaims,
    OperationCourse,
    OperationKinds,
    Operations,
    OperationsBacklog,
    OperationsJobs,
    OperationsQueries,
  ],
  exports: [OperationKinds, Operations, OperationsJobs, OperationsQueries],
})
export class OperationsModule {}
