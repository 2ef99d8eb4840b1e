import { Injectable } from '@nestjs/common';
import type { Viewer } from '../access/viewer.js';
import { Database } from '../platform/database/database.js';
import { Invalid, say, TooMany, type Text } from '../platform/errors.js';
import { emailKey } from './login.entity.js';
import { checkPassword } from './passwords.js';
import { SignInLimits } from './sign-in.limits.js';

/** The password was guessed too often to be looked at now. */
export class TooManyGuesses extends Invalid {
  override readonly status = 429;
}

/**
 * One's own password, asked for again before what an unlocked session alone must not do. Guesses are counted as those of
 * the sign-in are, and together with them.
 */
@Injectable()
export class OwnPasswords {
  constructor(
    private readonly database: Database,
    private readonly limits: SignInLimits,
  ) {}

  /** @throws Invalid at `field` when it is wrong, TooManyGuesses there after too many */
  async mustKnow({ id, email, address }: Viewer, password: string, field: string): Promise<void> {
    const key = emailKey(email);
    await this.limits.attempt(key, address, 'identity.profile.tooMany').catch((error: Error) => {
      throw error instanceof TooMany ? new TooManyGuesses({ [field]: error.text }) : error;
    });
    const login = await this.database.row<{ hash: string | null }>(
      'select password_hash as hash from logins where id = $1',
      [id],
    );
    if (!(await checkPassword(password, login?.hash)))
      throw new Invalid({ [field]: say('identity.profile.wrongPassword') });
    await this.limits.succeeded(key);
  }
}

/** What a form shows again with, and how it answers. */
export interface ShownAgain {
  readonly errors: Readonly<Record<string, Text>>;
  readonly status: number;
}

/** For a form that asks for it: shows it again where its input was at fault; any other error goes on its way. */
export function askedAgain<Answer>(error: unknown, show: (again: ShownAgain) => Answer): Answer {
  if (error instanceof Invalid) return show({ errors: error.fields, status: error.status });
  throw error;
}
