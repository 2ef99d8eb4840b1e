import { Module } from '@nestjs/common';
import { IncidentSharesController } from './shares.controller.js';
import { IncidentShares } from './shares.service.js';

/** What incident reports have beyond other sections: they are shared person by person. */
@Module({ controllers: [IncidentSharesController], providers: [IncidentShares], exports: [IncidentShares] })
export class IncidentSectionModule {}
