import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { apiKeyHash } from '../access/access.guard.js';
import type { Viewer } from '../access/viewer.js';
import { Audit, type Actor } from '../audit/audit.service.js';
import { breaksUnique, Database } from '../platform/database/database.js';
import { Conflict, NotFound, say } from '../platform/errors.js';
import { isId, newId } from '../platform/ids.js';
import { mustBeWithin } from './login-rights.js';

/** Keys by which systems use the API. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Makes a key and says it once; afterwards only its hash is known.
   * @param roleGroup a role group's name or key
   * @param id of the key to be: a form that is sent twice makes one key
   * @throws NotFound when there is no such role group of staff, Conflict when this form has made its key already
   */
  async make(actor: Actor, name: string, roleGroup: string, id = newId()): Promise<string> {
    const key = `portico_${randomBytes(24).toString('base64url')}`;
    try {
      await this.database.transaction(async (manager) => {
        const [group] = await manager.query<{ id: string }[]>(
          `select id from role_groups where kind = 'staff' and (key = lower($1) or lower(name) = lower($1))`,
          [roleGroup],
        );
        if (!group) throw new NotFound(say('identity.apiKey.noRoleGroup', { roleGroup }));
        await manager.query(
          'insert into api_keys (id, name, key_hash, role_group_id) values ($1, $2, $3, $4)',
          [id, name, apiKeyHash(key), group.id],
        );
        await this.audit.record(manager, actor, {
          action: 'api-key.made',
          subject: { kind: 'api-key', id },
          after: { name, roleGroup },
        });
      });
    } catch (error) {
      if (breaksUnique(error, 'api_keys_pkey')) throw new Conflict(say('identity.apiKeys.madeAlready'));
      throw error;
    }
    return key;
  }

  /**
   * Ends a key: the next request with it is refused. Ended twice is ended.
   * @throws NotFound, Forbidden when it may do more than the viewer
   */
  async end(viewer: Viewer, id: string): Promise<void> {
    if (!isId(id)) throw new NotFound();
    await this.database.transaction(async (manager) => {
      const [key] = await manager.query<{ ended: boolean; permissions: string[] }[]>(
        `select k.ended_at is not null as ended, g.permissions
         from api_keys k join role_groups g on g.id = k.role_group_id where k.id = $1 for update of k`,
        [id],
      );
      if (!key) throw new NotFound();
      mustBeWithin(key, viewer);
      if (key.ended) return;
      await manager.query('update api_keys set ended_at = now() where id = $1', [id]);
      await this.audit.record(manager, viewer, { action: 'api-key.ended', subject: { kind: 'api-key', id } });
    });
  }
}
