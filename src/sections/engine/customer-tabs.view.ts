import { say, type Text } from '../../platform/errors.js';
import { isTelling } from '../../platform/lists/list-columns.js';
import type { PageHead, PageModel } from '../../platform/pages/page.js';
import { tableView, type TableView } from '../../platform/pages/table.view.js';
import { fieldCell, fieldLabel } from './field.cells.js';
import type { ListPage } from './list.queries.js';
import type { ListRequest } from './list.request.js';
import type { Section } from './section.js';

/** The newest records of one section, as a customer's page shows them. */
export interface SectionBlock {
  readonly title: Text;
  readonly count: Text;
  readonly table: TableView | null;
  readonly empty: Text;
  readonly all: { readonly label: Text; readonly href: string } | null;
}

export interface CustomerTabModel extends PageModel {
  readonly blocks: readonly SectionBlock[];
}

/** Sections of one customer, each with its first rows and a way to all of them. */
export function customerTab(
  head: PageHead,
  customerId: string,
  found: readonly { section: Section; request: ListRequest; page: ListPage }[],
  most: number,
): CustomerTabModel {
  return { head, blocks: found.map((one) => block(one.section, one.request, one.page, customerId, most)) };
}

function block(
  section: Section,
  request: ListRequest,
  page: ListPage,
  customerId: string,
  most: number,
): SectionBlock {
  const rows = page.rows.slice(0, most);
  const title = say(`${section.key}.title`);
  const columns = request.columns.filter(({ kind }) => kind !== 'customer');
  return {
    title,
    count: say(`${section.key}.count`, { count: page.total }),
    table:
      rows.length === 0
        ? null
        : tableView({
            caption: title,
            columns: columns.map((field) => ({
              key: field.name,
              label: fieldLabel(section, field),
              numeric: ['weight', 'money', 'whole'].includes(field.kind),
              telling: isTelling(field),
            })),
            rows: rows.map((row) => ({
              href: `/admin/${section.key}/${row.id}`,
              cells: columns.map((field) => fieldCell(section.key, field, row)),
            })),
          }),
    empty: say(`${section.key}.empty.admin.text`),
    all:
      page.total > rows.length
        ? { label: say('sections.tabs.all'), href: `/admin/${section.key}?customer=${customerId}` }
        : null,
  };
}
