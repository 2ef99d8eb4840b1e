import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../../access/decision.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads } from '../../platform/database/portal-reads.js';
import { expiredSql, expirySql } from './expiry.js';

export interface Method {
  readonly id: string;
  readonly brand: string;
  readonly lastFour: string;
  /** As on the card; empty where it has no end. */
  readonly expiry: string;
  readonly expired: boolean;
}

/** How auto-pay stands at one customer. */
export interface AutoPay {
  readonly customerId: string;
  readonly methods: readonly Method[];
  /** The method it uses; none while it is off. One that was removed is not among the methods. */
  readonly methodId: string | undefined;
}

@Injectable()
export class AutoPayQueries {
  constructor(
    private readonly portal: PortalReads,
    private readonly database: Database,
  ) {}

  /** Of each customer of which somebody sees the whole. */
  async forPortal(scope: RecordScope): Promise<AutoPay[]> {
    const found: AutoPay[] = [];
    for (const one of scope.filter(({ sites }) => sites === 'all')) {
      const { customerId } = one;
      const [methods = [], active = []] = await this.portal.atOnce(one, [
        { text: METHODS, values: [customerId] },
        { text: ACTIVE, values: [customerId] },
      ]);
      found.push(stateOf(customerId, methods as unknown as Method[], active as unknown as Active[]));
    }
    return found;
  }

  async forStaff(customerId: string): Promise<AutoPay> {
    const methods = await this.database.rows<Method>(METHODS, [customerId]);
    return stateOf(customerId, methods, await this.database.rows<Active>(ACTIVE, [customerId]));
  }

  /** The reference of the payment method it uses, also of one that was removed; null while it is off. */
  async used(customerId: string): Promise<string | null> {
    const row = await this.database.row<{ reference: string }>(
      `select m.reference from auto_pays a join payment_methods m on m.id = a.payment_method_id where a.customer_id = $1`,
      [customerId],
    );
    return row?.reference ?? null;
  }

  /** The id of a customer's payment method by its reference. */
  async methodNamed(customerId: string, reference: string): Promise<string | undefined> {
    const row = await this.database.row<{ id: string }>(
      'select id from payment_methods where customer_id = $1 and reference = $2 and deleted_at is null',
      [customerId, reference],
    );
    return row?.id;
  }
}

interface Active {
  readonly methodId: string;
}

const stateOf = (customerId: string, methods: readonly Method[], [on]: readonly Active[]): AutoPay => ({
  customerId,
  methods,
  methodId: on?.methodId,
});

const METHODS = `
  select m.id, m.brand, m.last_four as "lastFour", ${expirySql('m')} as expiry, ${expiredSql('m')} as expired
  from payment_methods m where m.customer_id = $1 and m.deleted_at is null order by ${expiredSql('m')}, m.reference`;
const ACTIVE = 'select payment_method_id as "methodId" from auto_pays where customer_id = $1';
