import { Module } from '@nestjs/common';
import { SectionsModule } from '../sections/sections.module.js';
import { ImportCommand } from './import.command.js';
import { Importer } from './importer.js';

/** Files in: from the command line, and from the office's page. */
@Module({
  imports: [SectionsModule],
  providers: [ImportCommand, Importer],
})
export class ImportsModule {}
