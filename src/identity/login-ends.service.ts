import { Injectable } from '@nestjs/common';
import type { Viewer } from '../access/viewer.js';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { Forbidden, say, NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { holdAdministrators, isAdministrator, keepAnAdministrator } from './administrators.js';
import { mustBeWithin } from './login-rights.js';
import { LoginQueries } from './login.queries.js';
import { StaffLinks } from './staff-links.service.js';
import { TwoSteps } from './two-step.service.js';

/** Keeps people out: for good until somebody lets them in again, or only where they are signed in now. */
@Injectable()
export class LoginEnds {
  constructor(
    private readonly database: Database,
    private readonly queries: LoginQueries,
    private readonly links: StaffLinks,
    private readonly twoSteps: TwoSteps,
    private readonly audit: Audit,
  ) {}

  /** Signs the login out everywhere, at once, and lets it in no more. @throws NotFound, Forbidden, LastAdministrator */
  async disable(viewer: Viewer, id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await holdAdministrators(manager);
      const login = await this.queries.held(manager, id);
      mustBeWithin(login, viewer);
      if (login.state === 'disabled') return;
      const administrator = await isAdministrator(manager, id);
      await manager.query(
        `update logins set disabled_at = now(), epoch = epoch + 1, version = version + 1, updated_at = now()
         where id = $1`,
        [id],
      );
      if (administrator) await keepAnAdministrator(manager);
      await this.links.takeBack(manager, id);
      await this.audit.record(manager, viewer, {
        action: 'login.disabled',
        subject: { kind: 'login', id },
      });
    });
  }

  /** Turns two-step sign-in off for somebody who has lost phone and codes. @throws NotFound, Forbidden */
  async endTwoStep(viewer: Viewer, id: string): Promise<void> {
    // An unlocked session of one's own is not enough: the profile asks for the password.
    if (id === viewer.id) throw new Forbidden(say('identity.twoStep.reset.own'));
    mustBeWithin(await this.queries.get(id), viewer);
    await this.twoSteps.endFor(viewer, id);
  }

  /** Lets the login in again, with what it had. @throws NotFound, Forbidden */
  async enable(viewer: Viewer, id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const login = await this.queries.held(manager, id);
      mustBeWithin(login, viewer);
      if (login.state !== 'disabled') return;
      await manager.query(
        'update logins set disabled_at = null, version = version + 1, updated_at = now() where id = $1',
        [id],
      );
      await this.audit.record(manager, viewer, { action: 'login.enabled', subject: { kind: 'login', id } });
    });
  }

  /**
   * Signs somebody out: everywhere, or in one place.
   * @param spared the session that stays: one's own
   * @returns how many sessions ended
   * @throws NotFound, also for a session that is not this login's; Forbidden
   */
  async endSessions(
    viewer: Viewer,
    loginId: string,
    { only, spared }: { readonly only?: string; readonly spared?: string } = {},
  ): Promise<number> {
    if (only !== undefined && !isId(only)) throw new NotFound();
    return this.database.transaction(async (manager) => {
      const login = await this.queries.held(manager, loginId);
      if (loginId !== viewer.id) mustBeWithin(login, viewer);
      const [ended] = await manager.query<[{ id: string }[], number]>(
        `update sessions set ended_at = now()
         where login_id = $1 and ended_at is null and expires_at > now()
           and ($2::uuid is null or id = $2) and id is distinct from $3::uuid
         returning id`,
        [loginId, only ?? null, spared ?? null],
      );
      if (only !== undefined && ended.length === 0) throw new NotFound();
      if (ended.length > 0)
        await this.audit.record(manager, viewer, {
          action: 'login.sessions-ended',
          subject: { kind: 'login', id: loginId },
          after: { count: ended.length },
        });
      return ended.length;
    });
  }
}
