import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../../access/decision.js';
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
  constructor(private readonly portal: PortalReads) {}

  /** Of each customer of which somebody sees the whole. */
  async forPortal(scope: RecordScope): Promise<AutoPay[]> {
    const found: AutoPay[] = [];
    for (const one of scope.filter(({ sites }) => sites === 'all')) {
      const { customerId } = one;
      const [methods = [], active = []] = await this.portal.atOnce(one, [
        { text: METHODS, values: [customerId] },
        { text: ACTIVE, values: [customerId] },
      ]);
      const [on] = active as unknown as { methodId: string }[];
      found.push({ customerId, methods: methods as unknown as Method[], methodId: on?.methodId });
    }
    return found;
  }
}

const METHODS = `
  select m.id, m.brand, m.last_four as "lastFour", ${expirySql('m')} as expiry, ${expiredSql('m')} as expired
  from payment_methods m where m.customer_id = $1 and m.deleted_at is null order by ${expiredSql('m')}, m.reference`;
const ACTIVE = 'select payment_method_id as "methodId" from auto_pays where customer_id = $1';
