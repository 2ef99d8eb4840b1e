import { Module } from '@nestjs/common';
import { DocumentSectionModule } from '../documents/documents.module.js';
import { JobPhotosController } from './photos.controller.js';

/** What jobs have beyond other sections: photos. */
@Module({ imports: [DocumentSectionModule], controllers: [JobPhotosController] })
export class JobSectionModule {}
