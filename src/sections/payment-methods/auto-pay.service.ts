import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { Audit } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { Invalid, NotFound, say } from '../../platform/errors.js';
import { isId } from '../../platform/ids.js';
import { verbatim } from '../../platform/pages/words.js';
import type { Method } from './auto-pay.queries.js';
import { expiredSql, expirySql } from './expiry.js';

/** What auto-pay has come to. */
export type AutoPayChange = 'activated' | 'moved' | 'deactivated' | 'unchanged';

const CHANGES = { activated: 'auto-pay.activated', moved: 'auto-pay.moved' } as const;

interface Chosen extends Omit<Method, 'id'> {
  readonly reference: string;
}

/** The little that customers' people change about auto-pay, each by one narrow statement. */
@Injectable()
export class AutoPayService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Turns it on with a payment method of the customer's, or moves it there, unless that has expired. @throws Invalid at `method` */
  async use(viewer: Viewer, customer: unknown, method: unknown): Promise<AutoPayChange> {
    const customerId = within(viewer, customer);
    return this.database.transaction(async (manager) => {
      // Held until the end: nobody removes it meanwhile.
      const found = isId(String(method))
        ? await manager.query<Chosen[]>(
            `select m.reference, m.brand, m.last_four as "lastFour", ${expirySql('m')} as expiry, ${expiredSql('m')} as expired from payment_methods m
             where m.id = $1 and m.customer_id = $2 and m.deleted_at is null for share of m`,
            [method, customerId],
          )
        : [];
      const [chosen] = found;
      if (!chosen) throw new Invalid({ method: say('auto-pay.gone') });
      const { brand, lastFour, expiry } = chosen;
      if (chosen.expired) throw new Invalid({ method: say('auto-pay.expired', { brand, lastFour, expiry }) });
      // Whoever is second waits here, and then sees what the first chose.
      const [made] = await manager.query<{ id: string }[]>(
        `insert into auto_pays (customer_id, payment_method_id) values ($1, $2)
         on conflict (customer_id) do nothing returning customer_id as id`,
        [customerId, method],
      );
      const change = made ? 'activated' : await this.move(manager, customerId, String(method));
      if (change === 'unchanged') return change;
      await this.audit.record(manager, viewer, {
        action: CHANGES[change],
        subject: { kind: 'auto-pay', id: customerId },
        customerId,
        after: { paymentMethod: chosen.reference },
      });
      return change;
    });
  }

  /** Turns it off, where the organisation lets customers do that. @throws Invalid with the organisation's own message */
  async deactivate(viewer: Viewer, customer: unknown): Promise<AutoPayChange> {
    const customerId = within(viewer, customer);
    return this.database.transaction(async (manager) => {
      // Held until the end: the switch is not turned meanwhile.
      const [settings] = await manager.query<{ allowed: boolean; message: string }[]>(
        `select allow_auto_pay_deactivation as allowed, auto_pay_message as message from portal_settings for share`,
      );
      if (!settings?.allowed) {
        const own = settings?.message.trim();
        throw new Invalid({ deactivation: own ? verbatim(own) : say('auto-pay.callUs') });
      }
      const gone = await manager.query<[{ id: string }[], number]>(
        'delete from auto_pays where customer_id = $1 returning payment_method_id as id',
        [customerId],
      );
      if (gone[1] === 0) return 'unchanged';
      await this.audit.record(manager, viewer, {
        action: 'auto-pay.deactivated',
        subject: { kind: 'auto-pay', id: customerId },
        customerId,
      });
      return 'deactivated';
    });
  }

  private async move(
    manager: Parameters<Parameters<Database['transaction']>[0]>[0],
    customerId: string,
    method: string,
  ): Promise<'moved' | 'unchanged'> {
    const [, moved] = await manager.query<[unknown[], number]>(
      `update auto_pays set payment_method_id = $2, since = now()
       where customer_id = $1 and payment_method_id <> $2`,
      [customerId, method],
    );
    return moved > 0 ? 'moved' : 'unchanged';
  }
}

/** The customer, where this person sees the whole of it. @throws NotFound */
function within({ scope }: Viewer, customer: unknown): string {
  const one = scope.find(({ customerId, sites }) => customerId === customer && sites === 'all');
  if (!one) throw new NotFound();
  return one.customerId;
}
