import type { DeclaredRoute } from '../../access/declared-routes.js';
import { say, type Text } from '../../platform/errors.js';
import type { ApiGroup, RouteDescription } from '../../platform/http/api-description.js';
import { cell } from '../../platform/pages/cells.js';
import { Page, type PageModel } from '../../platform/pages/page.js';
import { tableView, type TableView } from '../../platform/pages/table.view.js';
import { EXAMPLE_REFERENCES } from './example.values.js';
import { permissionOf, problemExample, templated, type Say } from './openapi.js';
import { propertyTables, type PropertyTable } from './properties.view.js';

export const OPENAPI = '/api/openapi.json';

export interface ApiDocsModel extends PageModel {
  readonly basics: readonly {
    readonly id: string;
    readonly title: Text;
    readonly text: Text;
    readonly more: readonly Text[];
    readonly code: string | null;
  }[];
  readonly contents: readonly { readonly label: Text; readonly href: string }[];
  readonly groups: readonly {
    readonly id: string;
    readonly title: Text;
    readonly intro: Text;
    readonly routes: TableView;
    readonly properties: readonly { readonly title: Text; readonly table: TableView }[];
    readonly example: { readonly request: string; readonly body: string } | null;
  }[];
}

export interface ApiDocsInput {
  readonly groups: readonly ApiGroup[];
  readonly routes: readonly DeclaredRoute[];
  readonly baseUrl: string;
  readonly say: Say;
}

/** The page by which somebody connects another system: how one asks, then every collection. */
export function apiDocsPage({ groups, routes, baseUrl, say: write }: ApiDocsInput): Page<ApiDocsModel> {
  const basics = basicsOf(baseUrl, write);
  return new Page(
    'admin/api-docs',
    {
      head: {
        title: say('api-docs.title'),
        purpose: say('api-docs.purpose'),
        moreActions: [
          { label: say('api-docs.openapi'), href: OPENAPI, icon: 'download', kind: 'secondary' },
          { label: say('api-docs.keys'), href: '/admin/api-keys', icon: 'key', kind: 'secondary' },
        ],
      },
      basics,
      contents: [...basics, ...groups.map(({ key, title }) => ({ id: key, title }))].map(({ id, title }) => ({
        label: title,
        href: `#${id}`,
      })),
      groups: groups.map((group) => ({
        id: group.key,
        title: group.title,
        intro: group.intro,
        routes: routesTable(group, routes),
        properties: propertyTables(group).map(({ title, rows }) => ({
          title,
          table: propertiesTable(title, rows),
        })),
        example: exampleOf(group, baseUrl),
      })),
    },
    { layout: 'portal' },
  );
}

function basicsOf(baseUrl: string, write: Say): ApiDocsModel['basics'] {
  const part = (id: string, code: string | null = null, more = 0) => ({
    id,
    title: say(`api-docs.basics.${id}.title`),
    text: say(`api-docs.basics.${id}.text`),
    more: Array.from({ length: more }, (_, index) => say(`api-docs.basics.${id}.more${index + 1}`)),
    code,
  });
  return [
    part('key', `curl ${baseUrl}/api/v1/customers \\\n  -H "Authorization: Bearer portico_…"`, 2),
    part('bodies', null, 3),
    part('problems', json(problemExample(write)), 1),
    part('changes', null, 2),
    part('versions', null, 1),
    part('batches', null, 1),
  ];
}

function routesTable({ title, routes }: ApiGroup, declared: readonly DeclaredRoute[]): TableView {
  return tableView({
    caption: title,
    columns: ['request', 'says', 'needs'].map((key) => ({
      key,
      label: say(`api-docs.columns.${key}`),
      telling: true,
    })),
    rows: routes.map((route) => ({
      cells: [
        cell.text(`${route.method} ${templated(route.path)}`),
        cell.words(route.says),
        cell.text(permissionOf(route, declared)),
      ],
    })),
  });
}

function propertiesTable(title: Text, rows: PropertyTable['rows']): TableView {
  return tableView({
    caption: title,
    columns: ['property', 'title', 'kind', 'needed'].map((key) => ({
      key,
      label: say(`api-docs.columns.${key}`),
      telling: true,
    })),
    rows: rows.map(({ name, title: called, kind, needed }) => ({
      cells: [
        cell.text(name),
        called ? cell.words(called) : cell.text(null),
        cell.words(kind),
        needed ? cell.status(say('api-docs.needed'), 'information') : cell.text(null),
      ],
    })),
  });
}

/** The first request of a group that sends JSON. */
function exampleOf({ key, routes }: ApiGroup, baseUrl: string): ApiDocsModel['groups'][number]['example'] {
  const told = (route: RouteDescription) => typeof route.body?.example === 'object' && !route.body.type;
  const route = routes.find(told);
  if (!route) return null;
  const reference = EXAMPLE_REFERENCES[key] ?? (EXAMPLE_REFERENCES['customers'] as string);
  const path = route.path.replace(':reference', encodeURIComponent(reference));
  return { request: `${route.method} ${baseUrl}${path}`, body: json(route.body?.example) };
}

const json = (value: unknown): string => JSON.stringify(value, undefined, 2);
