import { Injectable } from '@nestjs/common';
import type { Viewer } from '../access/viewer.js';
import { behindNotice } from '../audit/behind-notice.js';
import { LatestChangeQueries } from '../audit/latest-change.queries.js';
import { Conflict, Invalid, say } from '../platform/errors.js';
import { differ, meet, packAnswers, unpackAnswers, type Answers } from '../platform/http/behind.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { Words } from '../platform/pages/words.js';
import { LastAdministrator } from './administrators.js';
import { LoginChanges } from './login-changes.service.js';
import { isWithin, mustBeWithin } from './login-rights.js';
import { LoginQueries, type LoginRow, type OfferedRoleGroup } from './login.queries.js';
import { LoginSessionsQueries } from './login-sessions.queries.js';
import { groupsFor, loginPage, type LoginInput } from './login.view.js';
import { loginAnswers, loginChange, sentLoginAnswers } from './logins.forms.js';
import { loginHref } from './logins-list.view.js';

type Sent = Readonly<Record<string, unknown>>;

/** The page of one login, and what its form does. */
@Injectable()
export class LoginPages {
  constructor(
    private readonly queries: LoginQueries,
    private readonly sessions: LoginSessionsQueries,
    private readonly changes: LoginChanges,
    private readonly words: Words,
    private readonly latest: LatestChangeQueries,
  ) {}

  /** @throws NotFound */
  async page(id: string, viewer: Viewer, shown: Pick<LoginInput, 'of' | 'again'> = {}): Promise<Page> {
    const [row, groups, sessions] = await Promise.all([
      this.queries.get(id),
      this.queries.roleGroups(),
      this.sessions.of(id),
    ]);
    return loginPage({ row, groups, sessions, viewer, ...shown });
  }

  /** Saves name, email and role groups; a form upon somebody else's change is shown what changed. */
  async change(id: string, viewer: Viewer, sent: Sent): Promise<Page | Redirect> {
    const row = await this.queries.get(id);
    mustBeWithin(row, viewer);
    const groups = groupsFor(row, await this.queries.roleGroups());
    const now = loginAnswers(row, groups);
    const answers = sentLoginAnswers(sent, row, groups, (group) => isWithin(group, viewer));
    const shown = unpackAnswers(sent['shown']);
    if (differ(now, shown) && differ(now, answers)) return this.behind(row, viewer, groups, shown, answers);
    try {
      await this.changes.change(viewer, id, loginChange(answers, groups), row.version);
      const name = String(answers['name']);
      return new Redirect(loginHref(id), say('identity.logins.saved', { name }));
    } catch (error) {
      const again = { answers, shown: packAnswers(shown ?? now), status: 422 as const };
      if (error instanceof LastAdministrator)
        return this.page(id, viewer, { again: { ...again, errors: administratorError(groups, error) } });
      // Somebody saved in the very moment between: the page is looked at again, and is behind.
      if (error instanceof Conflict) return this.change(id, viewer, sent);
      if (!(error instanceof Invalid)) throw error;
      return this.page(id, viewer, { again: { ...again, errors: error.fields } });
    }
  }

  private async behind(
    row: LoginRow,
    viewer: Viewer,
    groups: readonly OfferedRoleGroup[],
    shown: Answers | undefined,
    sent: Answers,
  ): Promise<Page> {
    const now = loginAnswers(row, groups);
    const nameOf = (field: string) =>
      groups.find(({ id }) => field === `roleGroups.${id}`)?.name ??
      this.words.say(`identity.logins.fields.${field}`);
    const { answers, marks } = meet(shown, now, sent, nameOf);
    const behind = behindNotice(await this.latest.of(row, 'login.changed'), viewer);
    const again = { answers, shown: packAnswers(now), errors: marks, status: 409 as const, behind };
    return this.page(row.id, viewer, { again });
  }
}

/** The sentence stands at the tick that was taken away. */
const administratorError = (groups: readonly OfferedRoleGroup[], { text }: LastAdministrator) => ({
  [`roleGroups.${groups.find(({ key }) => key === 'administrator')?.id}`]: text,
});
