import { Injectable } from '@nestjs/common';
import { SenderQueries } from '../mail/sender.queries.js';
import { formatsFor } from '../platform/pages/formats.js';
import type { PlaceholderValues } from './mail-text.js';

/** What differs from one invitation to the next. */
export interface InvitationFacts {
  readonly inviter: string;
  readonly customer: string;
  readonly firstName: string;
  readonly link: string;
  readonly expiresAt: Date;
}

/** What stands in the places of a text: the invitation's own, and the organisation's. */
@Injectable()
export class InvitationValues {
  constructor(private readonly sender: SenderQueries) {}

  async of({ expiresAt, ...own }: InvitationFacts): Promise<PlaceholderValues> {
    const { organisation } = await this.sender.sender();
    const { name, portalName, phone, locale, timeZone, currency } = organisation;
    return {
      ...own,
      organisation: name,
      portal: portalName,
      phone: phone ?? '',
      endDate: formatsFor(locale, timeZone, currency).dateTime(expiresAt),
    };
  }
}
