import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** Which types of documents no customer is shown: what is said of those would be said of what is merely hidden. */
@Injectable()
export class HiddenTypes {
  constructor(private readonly database: Database) {}

  /** @param staff who are shown all */
  async from(staff: boolean): Promise<ReadonlySet<string>> {
    if (staff) return new Set();
    const rows = await this.database.rows<{ key: string }>(
      'select key from file_types where not customer_file',
    );
    return new Set(rows.map(({ key }) => key));
  }
}
