import { say } from '../../platform/errors.js';
import { listTools, SHARED, type ListTools } from '../../platform/lists/list-tools.view.js';
import { fieldLabel } from './field.cells.js';
import type { Field } from './field.js';
import { keptQuery } from './list.href.js';
import { columnsToChoose, type ListRequest } from './list.request.js';
import { sortLinks } from './list.sorts.js';
import type { ListContext } from './list.view.js';
import type { Section } from './section.js';

/** The tools of a section's list. */
export const sectionTools = (
  section: Section,
  request: ListRequest,
  context: ListContext,
  standing: readonly Field[],
): ListTools =>
  listTools({
    ...context,
    key: section.key,
    query: keptQuery(section, request),
    sorts: sortLinks(section, request, context.hidden, `/${context.room}/${section.key}`),
    offered: columnsToChoose(section, context.hidden).map((field) => ({
      name: field.name,
      label: fieldLabel(section, field),
    })),
    chosen: request.chosen !== undefined,
    shown: request.chosen ?? request.columns.map(({ name }) => name),
    standing: standing.map(({ name }) => name),
    files: context.canExport ? say('sections.list.files') : null,
    shared: context.room === 'admin' ? SHARED : SHARED.slice(0, 1),
  });
