import { Module } from '@nestjs/common';
import { ApiDocsController } from './api-docs.controller.js';

/** What the API can do, said to people and to programs. */
@Module({ controllers: [ApiDocsController] })
export class ApiDocsModule {}
