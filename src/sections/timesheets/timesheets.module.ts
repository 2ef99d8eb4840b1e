import { Module } from '@nestjs/common';
import { SectionsModule } from '../sections.module.js';
import { ApprovalsController } from './approvals.controller.js';
import { Approvals } from './approvals.service.js';

/** What timesheets have beyond other sections: customers approve them. */
@Module({ imports: [SectionsModule], controllers: [ApprovalsController], providers: [Approvals] })
export class TimesheetSectionModule {}
