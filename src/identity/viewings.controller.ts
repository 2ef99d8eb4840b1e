import { Body, Controller, Param, Post } from '@nestjs/common';
import { BeforeTwoStep, EvenWhileViewing, Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { say } from '../platform/errors.js';
import { Redirect } from '../platform/pages/page.js';
import { safePath } from './identity.forms.js';
import { Viewings } from './viewings.service.js';

/** *See the portal as somebody*: the same pages by the same decision, and nothing can be changed. */
@Controller('admin')
export class ViewingsController {
  constructor(private readonly viewings: Viewings) {}

  @Post('portal-users/:id/viewing')
  @Staff('portal.view-as')
  async begin(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Readonly<Record<string, unknown>> | undefined,
  ): Promise<Redirect> {
    await this.viewings.begin(viewer, id, wayBack(sent?.['back']) ?? `/admin/portal-users/${id}`);
    return new Redirect('/portal');
  }

  @Post('viewing/end')
  @Staff()
  @EvenWhileViewing()
  @BeforeTwoStep()
  async end(@Viewer() { viewing }: ViewerFacts): Promise<Redirect> {
    if (!viewing) return new Redirect('/admin');
    await this.viewings.end(viewing.id, 'stopped');
    return new Redirect(viewing.backHref, say('access.viewing.stopped', { person: viewing.person.name }));
  }
}

/** Back into the office, to a page and not to a file. */
function wayBack(path: unknown): string | undefined {
  const safe = safePath(typeof path === 'string' ? path : undefined);
  return safe && /^\/admin(\/|\?|$)/.test(safe) ? safe : undefined;
}
