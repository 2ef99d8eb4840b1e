import { say, type Text } from '../../platform/errors.js';
import type { Action } from '../../platform/pages/page.js';
import { isNarrowed, type ListRequest } from './list.request.js';
import type { ListContext } from './list.view.js';
import { kindsOf, type Section } from './section.js';

/** Why nothing stands there, and for staff the first step. */
export interface EmptyList {
  readonly title: Text;
  readonly text: Text;
  readonly action?: Action;
  readonly moreActions?: readonly Action[];
}

/** The way to import a file of these records. */
const importAction = (section: Section): Action => ({
  label: say('sections.empty.import'),
  href: `/admin/imports/new?section=${kindsOf(section)[0]?.collection ?? ''}`,
  icon: 'upload',
  kind: 'secondary',
});

/** What a list says that has nothing to show. */
export function emptyList(
  section: Section,
  request: ListRequest,
  context: ListContext,
  base: string,
  addition: Action | undefined,
): EmptyList {
  if (context.wrong)
    return { title: say('sections.empty.wrong.title'), text: say('sections.empty.wrong.text') };
  if (isNarrowed(request)) {
    return {
      title: say('sections.empty.narrowed.title'),
      text: say('sections.empty.narrowed.text'),
      action: { label: say('platform.filters.clear'), href: base },
    };
  }
  if (context.limitedToSites) {
    return { title: say('sections.empty.sites.title'), text: say('sections.empty.sites.text') };
  }
  const { key } = section;
  return {
    title: say(`${key}.empty.${context.room}.title`),
    text: say(`${key}.empty.${context.room}.text`),
    ...(addition ? { action: addition } : {}),
    ...(context.mayImport ? { moreActions: [importAction(section)] } : {}),
  };
}
