import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { ACCESS_LOG, KEEPING } from './access.view.js';
import type { KeptFor, WouldRemove } from './keeping.service.js';

export interface KeepingModel extends PageModel {
  readonly action: string;
  readonly version: number;
  readonly months: string;
  readonly cancel: { readonly label: Text; readonly href: string };
  /** What somebody else saved meanwhile. */
  readonly behind: Text | null;
}

/** The form for how long the access log is kept. */
export function keepingPage(
  { months, version }: KeptFor,
  again?: {
    readonly months: string;
    readonly errors?: Readonly<Record<string, Text>>;
    readonly status: number;
  },
): Page<KeepingModel> {
  return new Page(
    'logs/keeping',
    {
      head: {
        title: say('logs.access.keep.title'),
        purpose: say('logs.access.keep.purpose'),
        back: { label: say('logs.access.title'), href: ACCESS_LOG },
      },
      action: KEEPING,
      version,
      months: again?.months ?? String(months),
      cancel: { label: say('platform.confirm.back'), href: ACCESS_LOG },
      behind: again?.status === 409 ? say('logs.access.keep.behind', { count: months }) : null,
      errors: again?.errors ?? {},
    },
    { status: again?.status ?? 200 },
  );
}

/** Asks before a shorter time takes entries away, and says how many. */
export function removalPage({ months, removed }: WouldRemove, version: number): Page {
  const back = { label: say('logs.access.keep.title'), href: KEEPING };
  const { entries, until } = removed;
  return new Page('platform/confirm', {
    head: { title: say('logs.access.keep.removal.title', { count: months }), back },
    confirm: {
      text: say('logs.access.keep.removal.text', { count: entries, until }),
      points: [
        say('logs.access.keep.removal.months', { count: removed.months }),
        say('logs.access.keep.removal.when'),
        say('logs.access.keep.removal.forever'),
      ],
      action: KEEPING,
      fields: [
        { name: 'months', value: String(months) },
        { name: 'version', value: String(version) },
        { name: 'confirmed', value: 'yes' },
      ],
      button: say('logs.access.keep.removal.button', { count: entries }),
      danger: true,
      back: { label: say('platform.confirm.back'), href: KEEPING },
    },
  } as PageModel & { confirm: object });
}
