import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { apiKeyHash } from '../access/access.guard.js';
import { Audit, type Actor } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { NotFound, say } from '../platform/errors.js';
import { newId } from '../platform/ids.js';

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
   * @throws NotFound when there is no such role group of staff
   */
  async make(actor: Actor, name: string, roleGroup: string): Promise<string> {
    const key = `portico_${randomBytes(24).toString('base64url')}`;
    await this.database.transaction(async (manager) => {
      const [group] = await manager.query<{ id: string }[]>(
        `select id from role_groups where kind = 'staff' and (key = lower($1) or lower(name) = lower($1))`,
        [roleGroup],
      );
      if (!group) throw new NotFound(say('identity.apiKey.noRoleGroup', { roleGroup }));
      const id = newId();
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
    return key;
  }
}
