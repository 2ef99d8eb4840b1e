import { Controller, Get } from '@nestjs/common';
import { Portal, Viewer } from '../access/access.decorators.js';
import { decidePortalAccess } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { today } from '../platform/calendar.js';
import { Page } from '../platform/pages/page.js';
import { Cursors } from '../platform/lists/cursors.js';
import { hiddenInList } from '../sections/engine/hidden-fields.js';
import { withCustomer } from '../sections/engine/list.pages.js';
import { ListQueries } from '../sections/engine/list.queries.js';
import { sharedWith } from '../sections/engine/list.reach.js';
import { readListRequest } from '../sections/engine/list.request.js';
import { SECTIONS } from '../sections/sections.js';
import { HOME_BLOCKS } from './home.blocks.js';
import { HomeFiguresQueries } from './home.figures.js';
import { homeView, type FoundBlock } from './home.view.js';

/** The summary: each block only where its section is open, read within that section's scope. */
@Controller('portal')
export class PortalHomeController {
  constructor(
    private readonly lists: ListQueries,
    private readonly cursors: Cursors,
    private readonly figures: HomeFiguresQueries,
  ) {}

  @Get()
  @Portal()
  async home(@Viewer() viewer: ViewerFacts): Promise<Page> {
    const facts = viewer.portal as PortalFacts;
    const day = today(viewer.organisation?.timeZone ?? 'UTC');
    const several = facts.customers.length > 1;
    const found: FoundBlock[] = [];
    for (const block of HOME_BLOCKS) {
      const section = SECTIONS.find(({ key }) => key === block.section);
      const { allowed, scope } = decidePortalAccess(block.section, facts);
      const open = block.needs ? sharedWith(scope, facts, block.needs) : scope;
      if (!section || !allowed || open.length === 0) continue;
      const query = block.query(day);
      const asked = block.columns ? { ...query, columns: block.columns.join(',') } : query;
      const request = withCustomer(
        readListRequest(section, asked, this.cursors, hiddenInList(facts, open, {})),
        several,
      );
      const page = await this.lists.forPortal(section, request, open, facts);
      if (block.ifAny && page.rows.length === 0) continue;
      const allHref = `/portal/${section.key}?${new URLSearchParams(query)}`.replace(/\?$/, '');
      found.push({ block, page, allHref });
    }
    const access = viewer.accesses.find(({ id }) => id === facts.access?.id);
    const names = access?.name ?? facts.customers.map(({ name }) => name).join(', ');
    const figures = await this.figures.read(facts, day);
    return new Page('portal/home', homeView(names, day, figures, found, viewer.organisation?.name || 'Portico'));
  }
}
