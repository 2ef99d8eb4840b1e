import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { say, type Text } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { Page, type PageModel } from '../../platform/pages/page.js';
import { tableView, type TableView } from '../../platform/pages/table.view.js';
import { kindsOf, ofKind, type Section } from '../engine/section.js';

/** As many as are listed: those before them are found by their reference. */
export const MOST_DELETED = 100;

export interface DeletedRecord {
  readonly id: string;
  readonly reference: string;
  readonly customer: string | null;
  readonly deletedAt: Date;
}

export interface DeletedRecordsModel extends PageModel {
  readonly table: TableView | null;
}

/** What was deleted of a section, each leading to where it is brought back. */
@Injectable()
export class DeletedRecordPages {
  constructor(private readonly database: Database) {}

  async show(section: Section): Promise<Page<DeletedRecordsModel>> {
    const kinds = kindsOf(section).filter(({ byHand }) => byHand);
    const rows = await this.database.rows<DeletedRecord>(
      `select r.id, r.reference, c.name as customer, r.deleted_at as "deletedAt"
       from ${section.table} r left join customers c on c.id = r.customer_id
       where r.deleted_at is not null and (${kinds.map((kind) => ofKind(kind)).join(' or ')})
       order by r.deleted_at desc, r.id desc limit ${MOST_DELETED}`,
      [],
    );
    return deletedRecords(
      {
        list: `/admin/${section.key}`,
        title: say(`${section.key}.title`),
        deleted: say('sections.deleted.title'),
      },
      rows,
    );
  }
}

/** Where they were listed. */
interface OfList {
  readonly list: string;
  readonly title: Text;
  /** What those that were deleted are called together. */
  readonly deleted: Text;
}

/** The records that were deleted last, each leading to where it is brought back. Pure. */
export function deletedRecords(of: OfList, rows: readonly DeletedRecord[]): Page<DeletedRecordsModel> {
  const { list } = of;
  const title = of.deleted;
  return new Page('sections/deleted', {
    head: {
      title,
      purpose: say('sections.deleted.purpose', { count: MOST_DELETED }),
      back: { label: of.title, href: list },
    },
    table:
      rows.length === 0
        ? null
        : tableView({
            caption: title,
            columns: [
              { key: 'reference', label: say('sections.fields.reference') },
              { key: 'customer', label: say('sections.fields.customer') },
              { key: 'deletedAt', label: say('sections.deleted.when') },
            ],
            rows: rows.map(({ id, reference, customer, deletedAt }) => ({
              href: `${list}/${id}/restoration`,
              cells: [cell.text(reference), cell.text(customer), cell.dateTime(deletedAt)],
            })),
          }),
  });
}
