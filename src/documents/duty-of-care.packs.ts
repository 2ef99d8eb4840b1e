import { Injectable, type OnModuleInit } from '@nestjs/common';
import { openedBy } from '../exports/document-zips.js';
import { ExportContents, type WrittenFile } from '../exports/export.contents.js';
import { ExportKinds, type AskedExport, type OpenExport } from '../exports/export.kinds.js';
import { ExportRights } from '../exports/export.rights.js';
import { ListCopies, type Counting, type Reader } from '../exports/list.copies.js';
import { Storage } from '../files/storage.js';
import { Words } from '../platform/pages/words.js';
import type { Section } from '../sections/engine/section.js';
import { DUTY_OF_CARE } from '../sections/documents/notes.js';
import { documents } from '../sections/documents/documents.section.js';
import { jobs } from '../sections/jobs/jobs.section.js';
import { licences } from '../sections/licences/licences.section.js';
import { readPeriod, type PeriodRequest } from '../sections/period/period.request.js';
import { HiddenTypes } from './hidden-types.queries.js';
import { movementsSql } from './movements.sql.js';
import { PackContents } from './pack.contents.js';
import { PackFile } from './pack.file.js';

/** What the pack is called among files. */
export const PACK = 'duty-of-care';

const PARTS = { documents, jobs, licences } as const satisfies Readonly<Record<string, Section>>;
type Part = keyof typeof PARTS;
/** Who may have which part of it; a part that is closed is left out. */
type Readers = Readonly<Partial<Record<Part, Reader>>>;

/** The duty-of-care pack: notes, returns, licences and permits of some days, the movements themselves, and an index. */
@Injectable()
export class DutyOfCarePacks implements OnModuleInit {
  constructor(
    private readonly kinds: ExportKinds,
    private readonly rights: ExportRights,
    private readonly held: ExportContents,
    private readonly contents: PackContents,
    private readonly copies: ListCopies,
    private readonly storage: Storage,
    private readonly words: Words,
    private readonly hiddenTypes: HiddenTypes,
  ) {}

  onModuleInit(): void {
    this.kinds.add({ key: PACK, open: (asked) => this.open(asked) });
  }

  private async open(asked: AskedExport): Promise<OpenExport | undefined> {
    const readers = await this.readers(asked);
    if (!readers.documents || !readers.jobs) return undefined;
    const request = readPeriod(asked.query, String(asked.query['to']));
    return {
      print: await this.print(readers),
      write: (path, counting) => this.write(request, readers, path, counting),
      isStillShown: async (exportId) => {
        for (const [part, reader] of Object.entries(readers) as [Part, Reader][])
          if (!(await this.held.areStillShown(exportId, PARTS[part], reader))) return false;
        return true;
      },
    };
  }

  private async readers({ portalUserId, loginId }: AskedExport): Promise<Readers> {
    const readers: Partial<Record<Part, Reader>> = {};
    for (const part of Object.keys(PARTS) as Part[]) {
      const reader = await this.rights.reader(portalUserId, loginId, PARTS[part], [DUTY_OF_CARE]);
      if (reader) readers[part] = reader;
    }
    return readers;
  }

  private async print(readers: Readers): Promise<string> {
    const parts = (Object.keys(readers) as Part[]).map(async (part) => {
      const reader = readers[part] as Reader;
      return `${part} ${await this.rights.print(reader, PARTS[part])}`;
    });
    return (await Promise.all(parts)).join(', ');
  }

  private async write(
    request: PeriodRequest,
    readers: Readers,
    path: string,
    counting: Counting,
  ): Promise<WrittenFile> {
    const pack = new PackFile(path, this.storage, this.words, counting);
    try {
      if (readers.jobs) await this.addMovements(pack, request, readers.jobs);
      if (readers.documents)
        await pack.addPapers(
          await this.contents.documents(request, readers.documents),
          openedBy(readers.documents),
        );
      if (readers.licences) await pack.addLicences(await this.contents.licences(request, readers.licences));
      return await pack.close();
    } catch (error) {
      await pack.abandon(error as Error);
      throw error;
    }
  }

  private async addMovements(pack: PackFile, request: PeriodRequest, reader: Reader): Promise<void> {
    const list = this.contents.movements(request, reader);
    const nameOf = (gap: string) => this.words.say(`${PACK}.names.${gap}`);
    const types = await this.hiddenTypes.from(reader === 'staff');
    await pack.addMovements((sink) =>
      this.copies.copyEach(
        jobs,
        list,
        reader,
        (reach, hidden) => movementsSql(list, reach, hidden, nameOf, types),
        'csv',
        sink,
        () => undefined,
      ),
    );
  }
}
