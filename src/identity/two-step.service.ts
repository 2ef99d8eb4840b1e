import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { Audit, type Actor } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { Invalid, say } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Sealing } from '../platform/sealing.js';
import { OwnPasswords } from './own-passwords.js';
import { bareHash, newRecoveryCodes, newSecret, recoveryHash, stepOf } from './two-step.codes.js';

/** How somebody's two-step sign-in stands. */
export interface TwoStep {
  /** Since when a code is asked for; null while none is. */
  readonly since: Date | null;
  /** While it is being set up: what the app is to be told. */
  readonly secret: string | null;
  readonly codesLeft: number;
  /** It is on, and the secret key that it was set up under is gone: neither app nor recovery codes can be checked. */
  readonly lost: boolean;
}

interface Row {
  readonly sealed: string;
  readonly confirmedAt: Date | null;
}

/** Two-step sign-in: after the password, or the link of a mail, a code of the app on one's phone. */
@Injectable()
export class TwoSteps {
  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
    private readonly own: OwnPasswords,
    private readonly audit: Audit,
  ) {}

  async of(loginId: string): Promise<TwoStep> {
    const row = await this.database.row<Row>(AUTHENTICATOR, [loginId]);
    const left = await this.database.row<{ left: number }>(LEFT, [loginId]);
    const since = row?.confirmedAt ?? null;
    const secret = row ? this.secretOf(loginId, row) : null;
    const lost = since !== null && secret === null;
    return { since, secret: since ? null : secret, codesLeft: left?.left ?? 0, lost };
  }

  /** Begins setting it up, anew where it was begun before. Nothing of one that is on is changed. */
  async begin(viewer: Viewer): Promise<void> {
    const id = viewer.id as string;
    await this.database.rows(BEGIN, [id, this.sealing.seal(newSecret(), id)]);
  }

  /**
   * Turns it on by a code of the app. Answers the recovery codes: they are shown this once.
   * @throws Invalid at `code`
   */
  async confirm(viewer: Viewer, code: string): Promise<readonly string[]> {
    const id = viewer.id as string;
    return this.database.transaction(async (manager) => {
      const [row] = await manager.query<Row[]>(`${AUTHENTICATOR} for update`, [id]);
      const secret = row && !row.confirmedAt ? this.secretOf(id, row) : null;
      const step = secret ? stepOf(secret, spaceless(code)) : undefined;
      if (step === undefined) throw new Invalid({ code: say('identity.twoStep.wrongCode') });
      await manager.query(
        'update login_authenticators set confirmed_at = now(), last_step = $2 where login_id = $1',
        [id, step],
      );
      await this.note(manager, viewer, id, 'login.two-step-on');
      return this.renew(manager, id, secret as string);
    });
  }

  /** New recovery codes in place of the old. @throws Invalid at `password` */
  async newCodes(viewer: Viewer, password: string): Promise<readonly string[]> {
    const id = viewer.id as string;
    await this.own.mustKnow(viewer, password, 'password');
    return this.database.transaction(async (manager) => {
      const [row] = await manager.query<Row[]>(`${AUTHENTICATOR} for update`, [id]);
      const secret = row?.confirmedAt ? this.secretOf(id, row) : null;
      if (!secret) throw new Invalid({ password: say('identity.twoStep.lost.own') });
      await this.note(manager, viewer, id, 'login.recovery-codes-made');
      return this.renew(manager, id, secret);
    });
  }

  /** Turns one's own off. @throws Invalid at `password` */
  async end(viewer: Viewer, password: string): Promise<void> {
    await this.own.mustKnow(viewer, password, 'password');
    await this.endFor(viewer, viewer.id as string);
  }

  /** Turns it off for somebody who has lost phone and codes. Who may is for the caller to say. */
  async endFor(actor: Actor, loginId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [, ended] = await manager.query<[unknown[], number]>(
        'delete from login_authenticators where login_id = $1',
        [loginId],
      );
      await manager.query('delete from login_recovery_codes where login_id = $1', [loginId]);
      if (ended > 0) await this.note(manager, actor, loginId, 'login.two-step-off');
    });
  }

  /**
   * Uses up a code of the app, or a recovery code, that was not used before.
   * @throws Invalid at `code` for any other
   */
  async spend(manager: EntityManager, loginId: string, typed: string): Promise<void> {
    const [row] = await manager.query<Row[]>(`${AUTHENTICATOR} for update`, [loginId]);
    const secret = row?.confirmedAt ? this.secretOf(loginId, row) : null;
    const step = secret ? stepOf(secret, spaceless(typed)) : undefined;
    // One that was kept without a key is put under it within the hour (`TwoStepKeys`).
    const kept = secret ? [bareHash(typed), recoveryHash(typed, secret)] : [];
    const [, spent] = await manager.query<[unknown[], number]>(
      step === undefined ? SPEND_RECOVERY : SPEND_STEP,
      [loginId, step ?? kept],
    );
    if (spent === 1) return;
    const lost = row?.confirmedAt && !secret;
    throw new Invalid({ code: say(lost ? 'identity.twoStep.lost.code' : 'identity.twoStep.wrong') });
  }

  private async renew(manager: EntityManager, loginId: string, secret: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await manager.query('delete from login_recovery_codes where login_id = $1', [loginId]);
    const hashes = codes.map((code) => recoveryHash(code, secret));
    await manager.query(RECOVERY_CODES, [codes.map(newId), loginId, hashes]);
    return codes;
  }

  /** Null where the secret key that sealed it is gone: then only somebody else helps, who turns it off. */
  private secretOf(loginId: string, { sealed }: Row): string | null {
    return this.sealing.open(sealed, loginId) ?? null;
  }

  private note(
    manager: EntityManager,
    actor: Actor,
    id: string,
    action: 'login.two-step-on' | 'login.two-step-off' | 'login.recovery-codes-made',
  ): Promise<void> {
    return this.audit.record(manager, actor, { action, subject: { kind: 'login', id } });
  }
}

/** Apps show a code in two halves. */
const spaceless = (code: string): string => code.replaceAll(/\s/g, '');

const AUTHENTICATOR =
  'select sealed, confirmed_at as "confirmedAt" from login_authenticators where login_id = $1';
const BEGIN = `insert into login_authenticators (login_id, sealed) values ($1, $2)
  on conflict (login_id) do update set sealed = excluded.sealed, created_at = now()
  where login_authenticators.confirmed_at is null`;
const LEFT = `select count(*)::int as left from login_recovery_codes where login_id = $1 and used_at is null`;
const RECOVERY_CODES = `insert into login_recovery_codes (id, login_id, code_hash)
  select n.id, $2, n.hash from unnest($1::uuid[], $3::text[]) as n (id, hash)`;
const SPEND_STEP = `update login_authenticators set last_step = $2
  where login_id = $1 and confirmed_at is not null and last_step < $2`;
const SPEND_RECOVERY = `update login_recovery_codes set used_at = now()
  where login_id = $1 and code_hash = any ($2) and used_at is null
    and exists (select from login_authenticators a where a.login_id = $1 and a.confirmed_at is not null)`;
