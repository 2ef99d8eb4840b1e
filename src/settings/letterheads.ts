import { buffer } from 'node:stream/consumers';
import { Injectable, Logger } from '@nestjs/common';
import { Storage } from '../files/storage.js';
import type { Letterhead } from '../platform/paper/paper.js';
import type { Logo } from './organisation.js';
import { OrganisationQueries } from './organisation.queries.js';

/** What stands at the head of every paper, as Settings > Company says it. */
@Injectable()
export class Letterheads {
  private readonly log = new Logger(Letterheads.name);

  constructor(
    private readonly queries: OrganisationQueries,
    private readonly storage: Storage,
  ) {}

  async current(): Promise<Letterhead> {
    const { organisation, logo } = await this.queries.current();
    const { name, colour, phone, email } = organisation;
    return {
      name,
      colour,
      lines: [phone, email].filter(Boolean),
      logo: logo ? await this.bytes(logo) : null,
    };
  }

  /** A paper without its logo is of more use than none. */
  private async bytes({ file }: Logo): Promise<Buffer | null> {
    try {
      return await buffer(await this.storage.open(file));
    } catch (error) {
      this.log.warn(`The logo cannot be read: ${(error as Error).message}`);
      return null;
    }
  }
}
