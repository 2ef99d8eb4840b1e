import { say, type Text } from '../platform/errors.js';
import type { PageModel } from '../platform/pages/page.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import { fieldCell, fieldLabel } from '../sections/engine/field.cells.js';
import type { ListPage } from '../sections/engine/list.queries.js';
import type { ListRequest } from '../sections/engine/list.request.js';
import type { Section } from '../sections/engine/section.js';
import type { HomeBlock } from './home.blocks.js';

/** One block with what was found for it. */
export interface FoundBlock {
  readonly block: HomeBlock;
  readonly section: Section;
  readonly request: ListRequest;
  readonly page: ListPage;
  /** The list that shows all of it. */
  readonly allHref: string;
}

export interface HomeModel extends PageModel {
  readonly blocks: readonly {
    readonly title: Text;
    readonly table: TableView | null;
    readonly nothing: Text;
    readonly all: { readonly label: Text; readonly href: string } | null;
  }[];
  readonly empty: boolean;
}

/** The first page of a customer's people: pure. */
export function homeView(name: string, customer: string, found: readonly FoundBlock[]): HomeModel {
  return {
    head: { title: verbatim(customer), purpose: say('portal.home.purpose', { name }) },
    blocks: found.map(({ block, section, request, page, allHref }) => ({
      title: say(`portal.home.${block.key}.title`),
      table: page.rows.length > 0 ? table(section, request, page, block) : null,
      nothing: say(`portal.home.${block.key}.nothing`),
      all:
        page.total > 0
          ? { label: say(`portal.home.${block.key}.all`, { count: page.total }), href: allHref }
          : null,
    })),
    empty: found.length === 0,
  };
}

/** Only what tells most: the list itself shows the rest. A column that would be empty is left out. */
function table(section: Section, request: ListRequest, page: ListPage, block: HomeBlock): TableView {
  const rows = page.rows.slice(0, block.most);
  const columns = request.columns
    .filter(({ list, kind }) => list === 'telling' || kind === 'site')
    .filter(({ name }) => rows.some((row) => row[name] !== null && row[name] !== ''));
  return tableView({
    caption: say(`portal.home.${block.key}.title`),
    columns: columns.map((field) => ({
      key: field.name,
      label: fieldLabel(section, field),
      numeric: ['weight', 'money', 'whole'].includes(field.kind),
      telling: field.list === 'telling',
    })),
    rows: rows.map((row) => ({
      href: `/portal/${section.key}/${row.id}`,
      cells: columns.map((field) => fieldCell(section.key, field, row)),
    })),
  });
}
