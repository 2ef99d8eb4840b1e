import { IsEmail, IsISO8601, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { Invalid, say } from '../platform/errors.js';
import { parseForm } from '../platform/http/forms.js';
import type { Bounce } from './bounces.service.js';

class BounceBody {
  @IsOptional()
  @IsString({ message: 'invitations.bounces.api.text' })
  @MaxLength(998)
  messageId?: string;

  @IsOptional()
  @IsEmail()
  @MaxLength(320)
  email?: string;

  @IsNotEmpty({ message: 'invitations.bounces.api.reason' })
  @IsString({ message: 'invitations.bounces.api.text' })
  @MaxLength(5000)
  reason!: string;

  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true }, { message: 'invitations.bounces.api.moment' })
  at?: string;
}

const MEMBERS = ['messageId', 'email', 'reason', 'at'];
/** Clocks differ. */
const AHEAD = 5 * 60_000;

/** @throws Invalid naming every member at fault; exactly one of `messageId` and `email` says which mail it is */
export async function readBounce(body: unknown, now = new Date()): Promise<Bounce> {
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    throw new Invalid({ body: say('invitations.bounces.api.object') });
  const unknown = Object.keys(body).filter((name) => !MEMBERS.includes(name));
  if (unknown.length > 0)
    throw new Invalid(
      Object.fromEntries(unknown.map((name) => [name.slice(0, 200), say('invitations.bounces.api.unknown')])),
    );
  const { messageId, email, reason, at } = await parseForm(BounceBody, body);
  if ((messageId ? 1 : 0) + (email ? 1 : 0) !== 1)
    throw new Invalid({ messageId: say('invitations.bounces.api.which') });
  const moment = at ? new Date(at) : now;
  if (Number.isNaN(moment.getTime()) || moment.getTime() > now.getTime() + AHEAD)
    throw new Invalid({ at: say('invitations.bounces.api.moment') });
  return { ...(messageId ? { messageId } : { email: email as string }), reason, at: moment };
}
