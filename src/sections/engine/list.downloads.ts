import { say } from '../../platform/errors.js';
import type { Action } from '../../platform/pages/page.js';
import type { Section } from './section.js';

const FORMATS = ['xlsx', 'csv', 'pdf'] as const;

/**
 * What downloads the rows of a list, each as a file of its kind; `hrefOf` adds how the list is narrowed. Files together are asked
 * for by a form, as they may be prepared.
 */
export function downloads(section: Section, room: string, hrefOf: (path: string) => string): Action[] {
  const base = `/${room}/${section.key}`;
  return [
    ...FORMATS.map((format) => ({
      label: say(`platform.lists.download.${format}`),
      short: say(`platform.lists.short.${format}`),
      href: hrefOf(`${base}.${format}`),
      icon: 'download',
    })),
    ...(section.bundle
      ? [
          {
            label: section.bundle.all,
            href: `${base}.zip`,
            icon: 'download',
            sends: { list: hrefOf('').replace('?', ''), all: 'on' },
          },
        ]
      : []),
  ];
}
