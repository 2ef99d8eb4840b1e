import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../../audit/audit.service.js';
import { breaksUnique, Database } from '../../platform/database/database.js';
import { Invalid, NotFound, say } from '../../platform/errors.js';
import { keyOf } from '../documents/file-types.js';

/** Changes which flags there are, and which of them customers see from the next request on. */
@Injectable()
export class Flags {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Shows a flag to customers, or hides it. Answers its name. @throws NotFound */
  async mark(actor: Actor, key: string, customerFlag: boolean): Promise<string> {
    return this.database.transaction(async (manager) => {
      const [flag] = await manager.query<{ name: string; shown: boolean }[]>(
        'select name, customer_flag as shown from flags where key = $1 for update',
        [key],
      );
      if (!flag) throw new NotFound();
      if (flag.shown === customerFlag) return flag.name;
      await manager.query('update flags set customer_flag = $2 where key = $1', [key, customerFlag]);
      await this.audit.record(manager, actor, {
        action: 'flag.changed',
        subject: { kind: 'flag' },
        before: { flag: key, customerFlag: flag.shown },
        after: { flag: key, customerFlag },
      });
      return flag.name;
    });
  }

  /** A new flag, at the end of the list, hidden from customers. @throws Invalid at `name` when it is taken */
  async add(actor: Actor, name: string): Promise<void> {
    const key = keyOf(name);
    if (!key) throw new Invalid({ name: say('orders.flags.nameUnreadable') });
    try {
      await this.database.transaction(async (manager) => {
        await manager.query(
          'insert into flags (key, name, position) select $1, $2, coalesce(max(position), 0) + 1 from flags',
          [key, name],
        );
        const after = { flag: key, name };
        await this.audit.record(manager, actor, { action: 'flag.added', subject: { kind: 'flag' }, after });
      });
    } catch (error) {
      if (['flags_pkey', 'flags_name'].some((constraint) => breaksUnique(error, constraint)))
        throw new Invalid({ name: say('orders.flags.nameTaken', { name }) });
      throw error;
    }
  }
}
