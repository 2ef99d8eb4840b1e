import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { may, type Viewer } from '../../access/viewer.js';
import { Audit } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { Invalid, NotFound, say } from '../../platform/errors.js';
import { isId } from '../../platform/ids.js';
import { verbatim } from '../../platform/pages/words.js';
import type { Method } from './auto-pay.queries.js';
import { expiredSql, expirySql } from './expiry.js';

/** What auto-pay has come to. */
export type AutoPayChange = 'activated' | 'moved' | 'deactivated' | 'unchanged';

/** The same, with the payment method that it uses now or has used until now; none where it was off. */
export interface AutoPayDone {
  readonly change: AutoPayChange;
  readonly method: Pick<Method, 'brand' | 'lastFour'> | undefined;
}

const CHANGES = { activated: 'auto-pay.activated', moved: 'auto-pay.moved' } as const;

interface Chosen extends Omit<Method, 'id'> {
  readonly reference: string;
}

/** What customers' people and the office change about a customer's auto-pay, each by one narrow statement. */
@Injectable()
export class AutoPayService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Turns it on with a payment method of the customer's, or moves it there, unless that has expired. @throws Invalid at `method` */
  async use(viewer: Viewer, customer: unknown, method: unknown): Promise<AutoPayDone> {
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
      if (chosen.expired)
        throw new Invalid({ method: say(`${autoPayWords(viewer)}.expired`, { brand, lastFour, expiry }) });
      // Whoever is second waits here, and then sees what the first chose.
      const [made] = await manager.query<{ id: string }[]>(
        `insert into auto_pays (customer_id, payment_method_id) values ($1, $2)
         on conflict (customer_id) do nothing returning customer_id as id`,
        [customerId, method],
      );
      const change = made ? 'activated' : await this.move(manager, customerId, String(method));
      const done = { change, method: { brand, lastFour } } as const;
      if (change === 'unchanged') return done;
      await this.audit.record(manager, viewer, {
        action: CHANGES[change],
        subject: { kind: 'auto-pay', id: customerId },
        customerId,
        after: { paymentMethod: chosen.reference },
      });
      return done;
    });
  }

  /**
   * Turns it off: the office always, customers' people where the organisation lets them.
   * @throws Invalid with the organisation's own message
   */
  async deactivate(viewer: Viewer, customer: unknown): Promise<AutoPayDone> {
    const customerId = within(viewer, customer);
    return this.database.transaction(async (manager) => {
      if (viewer.kind === 'customer') await refuseUnlessAllowed(manager);
      const [used] = await manager.query<Pick<Chosen, 'reference' | 'brand' | 'lastFour'>[]>(
        `with gone as (delete from auto_pays where customer_id = $1 returning payment_method_id)
         select m.reference, m.brand, m.last_four as "lastFour" from gone g join payment_methods m on m.id = g.payment_method_id`,
        [customerId],
      );
      if (!used) return { change: 'unchanged', method: undefined };
      const { reference, brand, lastFour } = used;
      await this.audit.record(manager, viewer, {
        action: 'auto-pay.deactivated',
        subject: { kind: 'auto-pay', id: customerId },
        customerId,
        before: { paymentMethod: reference },
      });
      return { change: 'deactivated', method: { brand, lastFour } };
    });
  }

  private async move(
    manager: EntityManager,
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

/** Where the words of whoever looks stand: its customers read of themselves, the office of a customer. */
export const autoPayWords = ({ kind }: Pick<Viewer, 'kind'>): string =>
  kind === 'customer' ? 'auto-pay' : 'auto-pay.office';

/** Held until the end: the switch is not turned meanwhile. */
async function refuseUnlessAllowed(manager: EntityManager): Promise<void> {
  const [settings] = await manager.query<{ allowed: boolean; message: string }[]>(
    `select allow_auto_pay_deactivation as allowed, auto_pay_message as message from portal_settings for share`,
  );
  if (settings?.allowed) return;
  const own = settings?.message.trim();
  throw new Invalid({ deactivation: own ? verbatim(own) : say('auto-pay.callUs') });
}

/** The customer: any for the office, for its people one of which they see the whole. @throws NotFound */
function within(viewer: Viewer, customer: unknown): string {
  const isWhole = viewer.scope.some(({ customerId, sites }) => customerId === customer && sites === 'all');
  if (!isWhole && !may(viewer, 'records.write')) throw new NotFound();
  return String(customer);
}
