import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Cursors } from '../platform/lists/cursors.js';
import { hiddenInList, nothingHidden } from '../sections/engine/hidden-fields.js';
import { readListRequest } from '../sections/engine/list.request.js';
import type { Section } from '../sections/engine/section.js';
import { SECTIONS } from '../sections/sections.js';
import { ExportContents } from './export.contents.js';
import { ExportFiles } from './export.files.js';
import { ExportKinds, type AskedExport, type OpenExport } from './export.kinds.js';
import { ExportRights } from './export.rights.js';

/** Lists as files: each section's rows, and the files of documents together. */
@Injectable()
export class ListExports implements OnModuleInit {
  constructor(
    private readonly kinds: ExportKinds,
    private readonly rights: ExportRights,
    private readonly contents: ExportContents,
    private readonly files: ExportFiles,
    private readonly cursors: Cursors,
  ) {}

  onModuleInit(): void {
    for (const section of SECTIONS)
      this.kinds.add({ key: section.key, open: (asked) => this.open(section, asked) });
  }

  private async open(section: Section, asked: AskedExport): Promise<OpenExport | undefined> {
    const { portalUserId, loginId, format, query } = asked;
    const reader = await this.rights.reader(portalUserId, loginId, section);
    if (!reader) return undefined;
    return {
      print: await this.rights.print(reader, section),
      write: (path, counting) => {
        const hidden = reader === 'staff' ? nothingHidden : hiddenInList(reader.facts, reader.scope, query);
        const request = readListRequest(section, query, this.cursors, hidden);
        return this.files.write(format, section, request, reader, path, counting);
      },
      isStillShown: (exportId) => this.contents.areStillShown(exportId, section, reader),
    };
  }
}
