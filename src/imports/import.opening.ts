import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Words } from '../platform/pages/words.js';
import { spokenFields } from './declared.fields.js';
import { type OpenImport, openImport } from './import.lines.js';
import { targetOf } from './import.targets.js';
import type { TableSource } from './table.source.js';

/** Opens files for what they are imported into, in the organisation's currency and time zone. */
@Injectable()
export class ImportOpening {
  constructor(
    private readonly database: Database,
    private readonly words: Words,
  ) {}

  /**
   * @param map as parsed JSON; none where the headings decide
   * @throws Refused for an unknown section and a file that is no table, Invalid for a map that does not fit
   */
  async open(section: string, source: TableSource, map: unknown): Promise<OpenImport> {
    const fields = spokenFields(targetOf(section).kind, this.words);
    const customs = await this.database.row<{ currency: string; timeZone: string }>(
      'select currency, time_zone as "timeZone" from organisation',
    );
    return openImport({
      source,
      fields,
      currency: customs?.currency ?? 'GBP',
      timeZone: customs?.timeZone ?? 'UTC',
      ...(map === undefined ? {} : { map }),
    });
  }
}
