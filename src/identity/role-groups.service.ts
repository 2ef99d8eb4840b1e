import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { STAFF_PERMISSIONS } from '../access/staff-permissions.js';
import type { Viewer } from '../access/viewer.js';
import type { AuditAction } from '../audit/actions.js';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { Conflict, Invalid, NotFound, say } from '../platform/errors.js';
import { differ, type Answers } from '../platform/http/behind.js';
import { mustBeWithin } from './login-rights.js';
import { cellId, editable, matrixAnswers } from './role-groups.forms.js';
import { builtInWords, isBuiltIn, RoleGroupsQueries, type RoleGroupRow } from './role-groups.queries.js';

/** Somebody else moved switches of the matrix since it was shown. */
export class MatrixMovedOn extends Conflict {
  constructor(readonly groups: readonly RoleGroupRow[]) {
    super(say('identity.roleGroups.behind'));
  }
}

/** What staff may do. It applies from everybody's next request on. */
@Injectable()
export class RoleGroups {
  constructor(
    private readonly database: Database,
    private readonly queries: RoleGroupsQueries,
    private readonly audit: Audit,
  ) {}

  /**
   * The whole matrix.
   * @param shown the switches as the form had shown them
   * @returns how many role groups changed
   * @throws MatrixMovedOn
   */
  async saveMatrix(viewer: Viewer, wanted: Answers, shown: Answers | undefined): Promise<number> {
    return this.database.transaction(async (manager) => {
      const groups = await this.queries.held(manager);
      const now = matrixAnswers(groups);
      if (differ(now, shown) && differ(now, { ...now, ...wanted })) throw new MatrixMovedOn(groups);
      let changed = 0;
      for (const group of editable(groups)) {
        const permissions = STAFF_PERMISSIONS.filter((key) => wanted[cellId(group.id, key)] === true);
        const before = STAFF_PERMISSIONS.filter((key) => group.permissions.includes(key));
        if (before.join() === permissions.join()) continue;
        await manager.query('update role_groups set permissions = $2 where id = $1', [group.id, permissions]);
        const sides = { before: { permissions: before }, after: { permissions } };
        await this.record(manager, viewer, 'role-group.changed', group.id, sides);
        changed += 1;
      }
      return changed;
    });
  }

  /**
   * A role group of one's own, beginning with what another may do.
   * @throws Invalid at `name`, NotFound, Forbidden when the other may do more than the viewer
   */
  async add(viewer: Viewer, id: string, name: string, fromId: string | undefined): Promise<void> {
    await this.database.transaction(async (manager) => {
      const groups = await this.queries.held(manager);
      if (groups.some((group) => group.id === id)) return;
      mustBeFree(groups, name);
      const from = fromId === undefined ? undefined : editable(groups).find((group) => group.id === fromId);
      if (fromId !== undefined && !from) throw new NotFound();
      const permissions = from?.permissions ?? [];
      mustBeWithin({ permissions }, viewer);
      await manager.query(
        `insert into role_groups (id, key, name, kind, permissions) values ($1, $2, $3, 'staff', $4)`,
        [id, `own-${id}`, name, permissions],
      );
      await this.record(manager, viewer, 'role-group.added', id, { after: { name, permissions } });
    });
  }

  /** @throws NotFound, Conflict for one that every installation has, Invalid at `name`, Forbidden */
  async rename(viewer: Viewer, id: string, name: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { groups, group } = await this.own(manager, viewer, id);
      if (group.name === name) return;
      mustBeFree(groups, name, id);
      await manager.query('update role_groups set name = $2 where id = $1', [id, name]);
      const sides = { before: { name: group.name }, after: { name } };
      await this.record(manager, viewer, 'role-group.changed', id, sides);
    });
  }

  /** @throws NotFound, Conflict while anybody is in it, or for one that every installation has; Forbidden */
  async remove(viewer: Viewer, id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { group } = await this.own(manager, viewer, id);
      const [used] = await manager.query<{ used: boolean }[]>(USED, [id]);
      if (used?.used) throw new Conflict(say('identity.roleGroups.remove.used', { name: group.name }));
      await manager.query('delete from role_groups where id = $1', [id]);
      const { name, permissions } = group;
      await this.record(manager, viewer, 'role-group.removed', id, { before: { name, permissions } });
    });
  }

  private async own(
    manager: EntityManager,
    viewer: Viewer,
    id: string,
  ): Promise<{ groups: readonly RoleGroupRow[]; group: RoleGroupRow }> {
    const groups = await this.queries.held(manager);
    const group = groups.find((one) => one.id === id);
    if (!group) throw new NotFound();
    if (isBuiltIn(group)) throw new Conflict(builtInWords(group));
    mustBeWithin(group, viewer);
    return { groups, group };
  }

  private record(
    manager: EntityManager,
    viewer: Viewer,
    action: AuditAction,
    id: string,
    sides: { before?: object; after?: object },
  ): Promise<void> {
    return this.audit.record(manager, viewer, { action, subject: { kind: 'role-group', id }, ...sides });
  }
}

/** Two role groups of one name could not be told apart. @throws Invalid at `name` */
function mustBeFree(groups: readonly RoleGroupRow[], name: string, except?: string): void {
  const same = (other: string) => other.toLowerCase() === name.toLowerCase();
  if (groups.some((group) => group.id !== except && same(group.name)))
    throw new Invalid({ name: say('identity.roleGroups.nameTaken', { name }) });
}

/** Keys that ended count too: what they could do stays readable. */
const USED = `
  select exists (select from login_role_groups where role_group_id = $1)
    or exists (select from api_keys where role_group_id = $1) as used`;
