import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { FrameOrganisation } from '../platform/pages/frame.js';

/** The organisation in whose name mails go out, and whom an answer reaches (empty: the sending address). */
export interface Sender {
  readonly organisation: FrameOrganisation;
  readonly replyTo: string;
}

@Injectable()
export class SenderQueries {
  constructor(private readonly database: Database) {}

  async sender(): Promise<Sender> {
    const row = (await this.database.row<SenderRow>(SENDER)) as SenderRow;
    const { replyTo, ...organisation } = row;
    return { organisation: { ...organisation, logoHref: null }, replyTo };
  }
}

type SenderRow = Omit<FrameOrganisation, 'logoHref'> & { readonly replyTo: string };

const SENDER = `
  select coalesce(nullif(name, ''), 'Portico') as name,
    coalesce(nullif(portal_name, ''), nullif(name, ''), 'Portico') as "portalName",
    colour, nullif(phone, '') as phone, nullif(email, '') as email,
    coalesce(nullif(reply_address, ''), email) as "replyTo",
    locale, time_zone as "timeZone", currency
  from organisation`;
