import { Body, Controller, Param, Post } from '@nestjs/common';
import { Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { say } from '../../platform/errors.js';
import { Redirect } from '../../platform/pages/page.js';
import { verbatim, Words } from '../../platform/pages/words.js';
import { IncidentShares } from './shares.service.js';

type Sent = Readonly<Record<string, unknown>>;
const idsOf = (sent: unknown): Set<string> => new Set([sent ?? []].flat().map(String));

/** With whom a report is shared, as the office says it on the report's page. */
@Controller('admin/incidents/:id/shares')
export class IncidentSharesController {
  constructor(
    private readonly shares: IncidentShares,
    private readonly words: Words,
  ) {}

  @Post()
  @Staff('access.write')
  async save(
    @Param('id') id: string,
    @Body() body: Sent | undefined,
    @Viewer() viewer: ViewerFacts,
  ): Promise<Redirect> {
    const { people, shown, offered } = body ?? {};
    const sent = { ticked: idsOf(people), shown: idsOf(shown), offered: idsOf(offered) };
    const { shared, taken } = await this.shares.save(viewer, id, sent);
    const sentences = [
      ...(shared > 0 ? [say('incidents.shares.shared', { count: shared })] : []),
      ...(taken > 0 ? [say('incidents.shares.taken', { count: taken })] : []),
      ...(shared + taken === 0 ? [say('incidents.shares.unchanged')] : []),
    ];
    const said = verbatim(sentences.map((one) => this.words.say(one)).join(' '));
    return new Redirect(`/admin/incidents/${id}`, said);
  }
}
