import { IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import type { Viewer } from '../access/viewer.js';
import { Invalid, say } from '../platform/errors.js';
import { parseForm } from '../platform/http/forms.js';
import type { KeyRoleGroup } from './api-keys.queries.js';

type Sent = Readonly<Record<string, unknown>>;

/** A key to be: what it is for, and what it may do. */
export class ApiKeyForm {
  @IsNotEmpty({ message: 'identity.apiKeys.nameNeeded' })
  @IsString({ message: 'identity.apiKeys.nameNeeded' })
  @MaxLength(100)
  @Matches(/^\P{Cc}*$/u)
  name: string = '';

  @IsNotEmpty({ message: 'identity.apiKeys.roleGroupNeeded' })
  @IsString({ message: 'identity.apiKeys.roleGroupNeeded' })
  roleGroup: string = '';
}

/** @throws Invalid with what stands at which field */
export async function readApiKey(sent: Sent, groups: readonly KeyRoleGroup[]): Promise<ApiKeyForm> {
  const form = await parseForm(ApiKeyForm, sent);
  if (groups.some(({ key }) => key === form.roleGroup)) return form;
  throw new Invalid({ roleGroup: say('identity.apiKeys.roleGroupNeeded') });
}

/** Nobody hands a system more than they may do themselves. */
export const groupsWithin = (groups: readonly KeyRoleGroup[], { staffPermissions }: Viewer): KeyRoleGroup[] =>
  groups.filter(({ permissions }) =>
    permissions.every((permission) => staffPermissions.has('*') || staffPermissions.has(permission)),
  );
