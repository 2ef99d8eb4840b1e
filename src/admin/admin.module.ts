import { Module } from '@nestjs/common';
import { DemoModule } from './demo/demo.module.js';
import { AdminHomeController } from './home.controller.js';
import { HomeQueries } from './home.queries.js';

@Module({ imports: [DemoModule], controllers: [AdminHomeController], providers: [HomeQueries] })
export class AdminModule {}
