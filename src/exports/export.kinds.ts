import { Injectable } from '@nestjs/common';
import type { WrittenFile } from './export.contents.js';
import type { ListExport } from './export.entity.js';
import type { Counting } from './list.copies.js';

/** What was asked for, and by whom, as its row keeps it. */
export type AskedExport = Pick<ListExport, 'portalUserId' | 'loginId' | 'section' | 'format' | 'query'>;

/** A file as whoever asked for it may have it now. */
export interface OpenExport {
  /** Of all that decides what stands in it. Another print means: ask again. */
  readonly print: string;
  readonly write: (path: string, counting: Counting) => Promise<WrittenFile>;
  /** Whether all that the written file holds may still be seen. */
  readonly isStillShown: (exportId: string) => Promise<boolean>;
}

/** Something that people may ask for as a file. */
export interface ExportKind {
  /** The section of a list, or a name of its own; its words begin with it. */
  readonly key: string;
  /** As its asker stands now; undefined when it is no longer open to them. */
  readonly open: (asked: AskedExport) => Promise<OpenExport | undefined>;
}

/** What can be asked for as a file. Folders to the right add their kinds at start. */
@Injectable()
export class ExportKinds {
  private readonly kinds = new Map<string, ExportKind>();

  add(kind: ExportKind): void {
    if (this.kinds.has(kind.key)) throw new Error(`Two kinds of files are called "${kind.key}".`);
    this.kinds.set(kind.key, kind);
  }

  async open(asked: AskedExport): Promise<OpenExport | undefined> {
    return this.kinds.get(asked.section)?.open(asked);
  }
}
