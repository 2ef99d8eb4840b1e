import { Module } from '@nestjs/common';
import { AdminHomeController } from './home.controller.js';
import { HomeQueries } from './home.queries.js';

@Module({ controllers: [AdminHomeController], providers: [HomeQueries] })
export class AdminModule {}
