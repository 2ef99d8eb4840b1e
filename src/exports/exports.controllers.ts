import { Controller, Get, Param, Query, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Portal, Staff, Viewer } from '../access/access.decorators.js';
import { decidePortalAccess } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import { may, type Viewer as ViewerFacts } from '../access/viewer.js';
import { Storage } from '../files/storage.js';
import { Expired, NotFound, say, type ErrorWords } from '../platform/errors.js';
import { AccessLog } from '../audit/access-log.service.js';
import { ExportKinds } from './export.kinds.js';
import { Page } from '../platform/pages/page.js';
import { named } from '../sections/engine/section.controllers.js';
import { permissionOf, type Section } from '../sections/engine/section.js';
import { SECTIONS } from '../sections/sections.js';
import { ExportsQueries, type ExportRow } from './exports.queries.js';
import { exportsView } from './exports.view.js';
import { fileHeaders, type ListFormat } from './export.formats.js';
import { OFFICE_LISTS } from './office.lists.js';
import { ListDownloads } from './list-downloads.js';

/** Each list as a file, with the query of the list. */
export function listDownloadController(section: Section, format: ListFormat): Type {
  @Controller()
  class ListDownloadController {
    constructor(private readonly downloads: ListDownloads) {}

    @Get(`portal/${section.key}.${format}`)
    @Portal(permissionOf(section), 'exports')
    portal(
      @Viewer() viewer: ViewerFacts,
      @Query() query: Readonly<Record<string, unknown>>,
      @Res() reply: FastifyReply,
    ): Promise<void> {
      return this.downloads.answer(format, section, query, viewer, reply);
    }

    @Get(`admin/${section.key}.${format}`)
    @Staff('records.read')
    staff(
      @Viewer() viewer: ViewerFacts,
      @Query() query: Readonly<Record<string, unknown>>,
      @Res() reply: FastifyReply,
    ): Promise<void> {
      return this.downloads.answer(format, section, query, viewer, reply);
    }
  }
  return named(ListDownloadController, `Download ${section.key} ${format}`);
}

/** What somebody has asked for, and its files. */
@Controller()
export class ExportsController {
  constructor(
    private readonly queries: ExportsQueries,
    private readonly storage: Storage,
    private readonly kinds: ExportKinds,
    private readonly log: AccessLog,
  ) {}

  @Get('portal/exports')
  @Portal('exports')
  async portal(@Viewer() viewer: ViewerFacts): Promise<Page> {
    const open = SECTIONS.filter(
      (one) => decidePortalAccess(permissionOf(one), viewer.portal as PortalFacts).allowed,
    );
    return new Page(
      'exports/exports',
      exportsView(
        'portal',
        open.map(({ key }) => key),
        await this.asTheyStand(viewer),
      ),
    );
  }

  @Get('admin/exports')
  @Staff('records.read')
  async staff(@Viewer() viewer: ViewerFacts): Promise<Page> {
    return new Page(
      'exports/exports',
      exportsView(
        'admin',
        SECTIONS.filter((one) => viewer.available.has(permissionOf(one))).map(({ key }) => key),
        await this.queries.list(viewer),
        may(viewer, 'customers.read') ? OFFICE_LISTS : [],
      ),
    );
  }

  @Get('portal/exports/:id/file')
  @Portal('exports')
  portalFile(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.file(viewer, id, reply);
  }

  @Get('admin/exports/:id/file')
  @Staff('records.read')
  staffFile(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.file(viewer, id, reply);
  }

  /** A file that its asker may not have any more says that, and not what it holds. */
  private async asTheyStand(viewer: ViewerFacts): Promise<ExportRow[]> {
    const rows = await this.queries.list(viewer);
    const prints = new Map<string, string | undefined>();
    for (const row of rows)
      if (row.state === 'done' && !prints.has(row.section))
        prints.set(row.section, (await this.kinds.open(row))?.print);
    return rows.map((row) =>
      row.state === 'done' && prints.get(row.section) !== row.rights ? { ...row, state: 'withdrawn' } : row,
    );
  }

  /** A file outlives neither the rights it was written under nor what it holds. */
  private async file(viewer: ViewerFacts, id: string, reply: FastifyReply): Promise<void> {
    const again = wayBack(viewer);
    const row = await this.queries.finished(viewer, id, again);
    const open = await this.kinds.open(row);
    if (!open) throw new NotFound();
    if (open.print !== row.rights) throw new Expired(say('exports.changed'), again);
    if (!(await open.isStillShown(id))) throw new Expired(say('exports.gone'), again);
    await this.log.handOut(
      viewer,
      {
        action: 'export.downloaded',
        subject: { kind: 'export', id: row.id },
        after: { section: row.section },
      },
      { kind: 'download', section: row.section },
    );
    const stream = await this.storage.open(row.fileName);
    void reply.headers(fileHeaders(row.section, row.format, Number(row.bytes))).send(stream);
  }
}

const wayBack = ({ portal }: ViewerFacts): ErrorWords => ({
  wayOn: { label: 'exports.back', href: portal ? '/portal/exports' : '/admin/exports' },
});
