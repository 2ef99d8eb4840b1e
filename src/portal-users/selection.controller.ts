import { Body, Controller, Param, Post } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { INVITATIONS } from '../invitations/invitations-list.filters.js';
import { SELECTION } from '../invitations/invitations-list.view.js';
import { InvitationsQueries } from '../invitations/invitations.queries.js';
import { Outbox } from '../mail/outbox.service.js';
import { NotFound, say } from '../platform/errors.js';
import { PAGE_SIZE } from '../platform/lists/keyset.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { SelectedInvitations, type ChosenInvitation } from './selection.service.js';
import { DEEDS, selectionDone, selectionPage, type Deed } from './selection.view.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

/** The rows of the invitations' list that somebody has ticked: what will happen to them, and then it does. */
@Controller(SELECTION.slice(1))
@Staff('access.write')
export class SelectionController {
  constructor(
    private readonly queries: InvitationsQueries,
    private readonly selected: SelectedInvitations,
    private readonly outbox: Outbox,
  ) {}

  @Post()
  async ask(@Body() sent: Sent): Promise<Page | Redirect> {
    const chosen = await this.chosen(sent);
    if (chosen.length === 0)
      return new Redirect(INVITATIONS, say('invitations.selection.nothing'), 'attention');
    const deed = deedOf(sent?.['deed']);
    const left = selectionDone(deed, 0, chosen.length, this.outbox.sends);
    return selectionPage(deed, chosen, new Date()) ?? new Redirect(INVITATIONS, left, 'attention');
  }

  @Post(':deed')
  async work(
    @Viewer() viewer: ViewerFacts,
    @Param('deed') wanted: string,
    @Body() sent: Sent,
  ): Promise<Redirect> {
    const deed = deedOf(wanted);
    const chosen = await this.chosen(sent);
    const done = await (deed === 'sending'
      ? this.selected.sendAgain(viewer, chosen)
      : this.selected.revoke(viewer, chosen));
    const words = selectionDone(deed, done, chosen.length, this.outbox.sends);
    const well = done === chosen.length && (deed === 'revocations' || this.outbox.sends);
    return new Redirect(INVITATIONS, words, well ? 'good' : 'attention');
  }

  /** A page of the list at most. */
  private async chosen(sent: Sent): Promise<ChosenInvitation[]> {
    const seen = new Map(
      [sent?.['chosen'] ?? []]
        .flat()
        .slice(0, PAGE_SIZE)
        .flatMap((one): [string, number][] => {
          const [, id = '', version] = /^([0-9a-f-]{36})\.(\d{1,9})$/.exec(String(one)) ?? [];
          return version ? [[id, Number(version)]] : [];
        }),
    );
    const rows = await this.queries.some([...seen.keys()]);
    return rows.map((row) => ({ ...row, seen: seen.get(row.id) ?? 0 }));
  }
}

/** @throws NotFound */
function deedOf(wanted: unknown): Deed {
  const deed = DEEDS.find((one) => one === wanted);
  if (!deed) throw new NotFound();
  return deed;
}
