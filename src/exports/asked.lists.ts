import { Injectable } from '@nestjs/common';
import type { PortalFacts } from '../access/facts.js';
import type { Viewer } from '../access/viewer.js';
import { AccessLog } from '../audit/access-log.service.js';
import { Cursors } from '../platform/lists/cursors.js';
import { hiddenInList, nothingHidden } from '../sections/engine/hidden-fields.js';
import { ListQueries } from '../sections/engine/list.queries.js';
import { readListRequest, type ListRequest } from '../sections/engine/list.request.js';
import { ListPlaces } from '../sections/engine/list.places.js';
import type { Section } from '../sections/engine/section.js';
import type { DownloadFormat } from './export.formats.js';
import type { Reader } from './list.copies.js';

type Query = Readonly<Record<string, unknown>>;

/** A list that somebody asks for as a file, and how many rows it has. */
export interface AskedList {
  readonly reader: Reader;
  readonly request: ListRequest;
  readonly rows: number;
  /** As it was asked, with the ids of a customer and a site that were named, and what was typed in the form of addresses. */
  readonly query: Query;
}

/** Reads what is asked for, whatever the file, and writes down that it is handed out. */
@Injectable()
export class AskedLists {
  constructor(
    private readonly lists: ListQueries,
    private readonly places: ListPlaces,
    private readonly cursors: Cursors,
    private readonly log: AccessLog,
  ) {}

  async read(section: Section, asked: Query, viewer: Viewer): Promise<AskedList> {
    const reader: Reader =
      viewer.kind === 'staff' ? 'staff' : { facts: viewer.portal as PortalFacts, scope: viewer.scope };
    const query = await this.places.meant(asked, viewer);
    const hidden = reader === 'staff' ? nothingHidden : hiddenInList(reader.facts, reader.scope, query);
    const currency = viewer.organisation?.currency;
    const request = readListRequest(section, query, this.cursors, hidden, { currency });
    const rows =
      reader === 'staff'
        ? await this.lists.countForStaff(section, request)
        : await this.lists.countForPortal(section, request, reader.scope, reader.facts);
    return { reader, request, rows, query: { ...query, ...request.filters } };
  }

  /** Written before the download begins. */
  async note(
    format: DownloadFormat,
    { key }: { readonly key: string },
    query: Query,
    viewer: Viewer,
    rows: number,
  ): Promise<void> {
    await this.log.handOut(
      viewer,
      {
        action: 'list.downloaded',
        subject: { kind: key },
        after: { section: key, format, query, rows },
      },
      { kind: 'download', section: key },
    );
  }
}
