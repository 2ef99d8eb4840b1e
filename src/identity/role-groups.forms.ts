import { IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { STAFF_PERMISSIONS, type StaffPermission } from '../access/staff-permissions.js';
import type { Viewer } from '../access/viewer.js';
import type { Answers } from '../platform/http/behind.js';
import { isWithin } from './login-rights.js';
import { isAdministrators, type RoleGroupRow } from './role-groups.queries.js';

type Sent = Readonly<Record<string, unknown>>;

/** What a role group of one's own is called. */
export class RoleGroupForm {
  @IsNotEmpty({ message: 'identity.roleGroups.nameNeeded' })
  @IsString({ message: 'identity.roleGroups.nameNeeded' })
  @MaxLength(60)
  @Matches(/^\P{Cc}*$/u)
  name: string = '';
}

/** The id of one switch of the matrix. */
export const cellId = (groupId: string, permission: string): string => `${groupId}.${permission}`;

/** Which role groups have switches at all: those of staff, except administrators, who may do everything. */
export const editable = (groups: readonly RoleGroupRow[]): RoleGroupRow[] =>
  groups.filter((group) => group.kind === 'staff' && !isAdministrators(group));

/** The matrix as the answers of a form. */
export const matrixAnswers = (groups: readonly RoleGroupRow[]): Answers =>
  Object.fromEntries(
    editable(groups).flatMap(({ id, permissions }) =>
      STAFF_PERMISSIONS.map((key) => [cellId(id, key), permissions.includes(key)]),
    ),
  );

/** What was sent. Switches of what the viewer may not do themselves were not to be moved, and stay. */
export function sentMatrix(sent: Sent, groups: readonly RoleGroupRow[], viewer: Viewer): Answers {
  const ticked = new Set([sent['may'] ?? []].flat());
  return Object.fromEntries(
    editable(groups).flatMap(({ id, permissions }) =>
      STAFF_PERMISSIONS.map((key) => {
        const cell = cellId(id, key);
        return [cell, mayHandOut(key, viewer) ? ticked.has(cell) : permissions.includes(key)];
      }),
    ),
  );
}

/** Nobody hands out, or takes away, what they may not do themselves. */
export const mayHandOut = (permission: StaffPermission, viewer: Viewer): boolean =>
  isWithin({ permissions: [permission] }, viewer);
