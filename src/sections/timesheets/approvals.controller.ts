import { Body, Controller, Param, Post } from '@nestjs/common';
import { Portal, Viewer } from '../../access/access.decorators.js';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { Conflict, Invalid, NotFound, say } from '../../platform/errors.js';
import { parseForm } from '../../platform/http/forms.js';
import { Page, Redirect } from '../../platform/pages/page.js';
import { verbatim, Words } from '../../platform/pages/words.js';
import { RecordPages } from '../engine/record.pages.js';
import { formAgain } from '../engine/record.form.js';
import { RejectionForm, seenTimesheets } from './approvals.forms.js';
import { Approvals, type Decision, type Outcome } from './approvals.service.js';
import { timesheets } from './timesheets.section.js';

const TIMESHEETS = '/portal/timesheets';
/** Each is decided by itself while somebody waits; the page offers fewer. */
const MOST_AT_ONCE = 200;
type Sent = Readonly<Record<string, unknown>>;

/** What customers' people say of timesheets that wait for them. */
@Controller(TIMESHEETS.slice(1))
@Portal('timesheets', 'timesheets.approval')
export class ApprovalsController {
  constructor(
    private readonly approvals: Approvals,
    private readonly pages: RecordPages,
    private readonly words: Words,
  ) {}

  /** Several together: what changed since the list was shown stays as it is, and is said. */
  @Post('approvals')
  async approveAll(@Body() body: Sent | undefined, @Viewer() viewer: ViewerFacts): Promise<Redirect> {
    const seen = seenTimesheets(body?.['timesheets']);
    if (seen.length > MOST_AT_ONCE)
      return new Redirect(TIMESHEETS, say('timesheets.said.tooMany', { most: MOST_AT_ONCE }), 'attention');
    const counts: Record<Outcome, number> = { done: 0, already: 0, changed: 0, unknown: 0 };
    for (const one of seen) counts[await this.decide(viewer, one, { decision: 'approved' })]++;
    const sentences = [
      ...(counts.done > 0 ? [say('timesheets.said.approved', { count: counts.done })] : []),
      ...(counts.already > 0 ? [say('timesheets.said.already', { count: counts.already })] : []),
      ...(counts.changed + counts.unknown > 0
        ? [say('timesheets.said.changed', { count: counts.changed + counts.unknown })]
        : []),
      ...(seen.length === 0 ? [say('timesheets.said.nothing')] : []),
    ];
    return new Redirect(TIMESHEETS, verbatim(sentences.map((one) => this.words.say(one)).join(' ')));
  }

  @Post(':id/approval')
  async approve(
    @Param('id') id: string,
    @Body() body: Sent | undefined,
    @Viewer() viewer: ViewerFacts,
  ): Promise<Redirect> {
    const seen = { id, version: Number(body?.['version']) };
    return this.answer(await this.decide(viewer, seen, { decision: 'approved' }), 'approved');
  }

  @Post(':id/rejection')
  async reject(
    @Param('id') id: string,
    @Body() body: Sent | undefined,
    @Viewer() viewer: ViewerFacts,
  ): Promise<Page | Redirect> {
    try {
      const { reason } = await parseForm(RejectionForm, body ?? {});
      const seen = { id, version: Number(body?.['version']) };
      return this.answer(await this.decide(viewer, seen, { decision: 'rejected', reason }), 'rejected');
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const page = await this.pages.forPortal(timesheets, id, viewer);
      return formAgain(page, `${TIMESHEETS}/${id}/rejection`, body ?? {}, error.fields);
    }
  }

  private decide(
    viewer: ViewerFacts,
    seen: { id: string; version: number },
    wish: Decision,
  ): Promise<Outcome> {
    const access = (viewer.portal as PortalFacts).access as NonNullable<PortalFacts['access']>;
    return this.approvals.decide(viewer, access.id, viewer.scope, seen, wish);
  }

  /** @throws NotFound, Conflict */
  private answer(outcome: Outcome, which: 'approved' | 'rejected'): Redirect {
    if (outcome === 'unknown') throw new NotFound();
    if (outcome === 'changed') throw new Conflict(say('timesheets.said.changed', { count: 1 }));
    return new Redirect(TIMESHEETS, say(`timesheets.said.${which}`, { count: 1 }));
  }
}
