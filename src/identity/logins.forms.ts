import { IsIn, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { isAddress } from '../mail/addresses.js';
import { Invalid, say, type Text } from '../platform/errors.js';
import type { Answers } from '../platform/http/behind.js';
import { parseForm } from '../platform/http/forms.js';
import { isId, newId } from '../platform/ids.js';
import type { NewLogin } from './login-administration.service.js';
import type { LoginChange } from './login-changes.service.js';
import type { LoginRow, OfferedRoleGroup } from './login.queries.js';

type Sent = Readonly<Record<string, unknown>>;

/** Login name and e-mail, as both forms of a new login ask for them. */
class NewLoginFields {
  @IsNotEmpty({ message: 'identity.logins.nameNeeded' })
  @IsString({ message: 'identity.logins.nameNeeded' })
  @MaxLength(200)
  @Matches(/^\P{Cc}*$/u)
  name: string = '';

  @IsNotEmpty({ message: 'platform.fields.email' })
  @IsString({ message: 'platform.fields.email' })
  @MaxLength(320)
  email: string = '';
}

class LoginTypeForm {
  @IsIn(['staff', 'customer', 'consolidated-account'], { message: 'identity.logins.type.needed' })
  type!: 'staff' | 'customer' | 'consolidated-account';
}

/** What a new login's form holds, right or wrong, for a form that is shown again. */
export interface TypedLogin {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly forPortal: boolean;
}

/** @throws Invalid at the field */
export async function readNewLogin(sent: Sent): Promise<NewLogin> {
  const { name, email } = await parseForm(NewLoginFields, sent);
  checkEmail(email);
  return { id: typedLogin(sent).id, name, email };
}

/** The form carries the id of the login to be, so that sent twice it makes one. */
export function typedLogin(sent: Sent): TypedLogin {
  const text = (name: string) => (typeof sent[name] === 'string' ? sent[name].slice(0, 400) : '');
  const id = text('id');
  return {
    id: isId(id) ? id : newId(),
    name: text('name'),
    email: text('email'),
    forPortal: sent['forPortal'] === 'on',
  };
}

/** @throws Invalid */
export const readType = async (sent: Sent): Promise<LoginTypeForm['type']> =>
  (await parseForm(LoginTypeForm, sent)).type;

/** The answers of a login's page by the ids of their fields: `name`, `email`, `roleGroups.<id>`. */
export const loginAnswers = (row: LoginRow, groups: readonly OfferedRoleGroup[]): Answers => ({
  name: row.name,
  email: row.email,
  ...Object.fromEntries(groups.map(({ id }) => [`roleGroups.${id}`, row.roleGroupIds.includes(id)])),
});

/** What was sent. Role groups that the viewer may not hand out were not asked about, and stay. */
export function sentLoginAnswers(
  sent: Sent,
  row: LoginRow,
  groups: readonly OfferedRoleGroup[],
  mayGive: (group: OfferedRoleGroup) => boolean,
): Answers {
  const ticked = new Set([sent['roleGroups'] ?? []].flat());
  const text = (name: string) =>
    typeof sent[name] === 'string'
      ? sent[name]
          .trim()
          .normalize('NFC')
          .replace(/\p{Cc}/gu, '')
      : '';
  return {
    name: text('name'),
    email: text('email'),
    ...Object.fromEntries(
      groups.map((group) => [
        `roleGroups.${group.id}`,
        mayGive(group) ? ticked.has(group.id) : row.roleGroupIds.includes(group.id),
      ]),
    ),
  };
}

/** @throws Invalid at the field */
export function loginChange(answers: Answers, groups: readonly OfferedRoleGroup[]): LoginChange {
  const name = String(answers['name']);
  const email = String(answers['email']);
  const faults: Record<string, Text> = {};
  if (name === '') faults['name'] = say('identity.logins.nameNeeded');
  if (name.length > 200) faults['name'] = say('platform.fields.tooLong');
  if (!isAddress(email)) faults['email'] = say('platform.fields.email');
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  const chosen = groups.filter(({ id }) => answers[`roleGroups.${id}`] === true);
  return { name, email, roleGroupIds: chosen.map(({ id }) => id) };
}

function checkEmail(email: string): void {
  if (!isAddress(email)) throw new Invalid({ email: say('platform.fields.email') });
}
