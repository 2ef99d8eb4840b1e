import { Controller, Get } from '@nestjs/common';
import { Viewer, Visitor } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { Redirect } from '../platform/pages/page.js';
import { SetUp } from './set-up.service.js';

const ROOMS = { staff: '/admin', customer: '/portal' } as const;

/** Where the bare address leads: to one's room, to signing in, or at the very first to setting up. */
@Controller()
export class FirstPageController {
  constructor(private readonly setUp: SetUp) {}

  @Get()
  @Visitor()
  async home(@Viewer() { kind }: ViewerFacts): Promise<Redirect> {
    if (kind === 'staff' || kind === 'customer') return new Redirect(ROOMS[kind]);
    return new Redirect((await this.setUp.needed()) ? '/set-up' : '/sign-in');
  }
}
