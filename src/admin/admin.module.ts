import { Module } from '@nestjs/common';
import { AdminHomeController } from './home.controller.js';

@Module({ controllers: [AdminHomeController] })
export class AdminModule {}
