import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { toBeChanged, type BulkCounts } from './bulk-change.js';
import { applyHref } from './applying.js';
import { PORTAL_SETTINGS } from './portal-settings.view.js';

/** What would be changed, before it is. */
export interface BulkPreview extends PageModel {
  readonly action: string;
  /** That another change of it is at work, and the way there. */
  readonly atWork: {
    readonly text: Text;
    readonly action: { readonly label: Text; readonly href: string };
  } | null;
  readonly value: 'on' | 'off';
  readonly points: readonly Text[];
  /** What to do with those set by hand; none are, or a choice. */
  readonly choices: readonly {
    readonly value: 'keep' | 'overwrite';
    readonly label: Text;
    readonly checked: boolean;
  }[];
  readonly byHand: Text | null;
  readonly button: Text;
  readonly back: { readonly label: Text; readonly href: string };
}

/** Says that everything is so already. */
export interface NothingToChange extends PageModel {
  readonly points: readonly Text[];
  readonly back: { readonly label: Text; readonly href: string };
}

/** What the preview is made of. */
export interface BulkPreviewInput {
  readonly permission: string;
  readonly name: string;
  readonly value: boolean;
  readonly counts: BulkCounts;
  readonly available: boolean;
  /** Whether new customers begin with this value already. */
  readonly isDefault: boolean;
  /** Where another change of it is followed that is at work. */
  readonly atWork: string | undefined;
}

const portalSettings = { label: say('settings.portal.title'), href: PORTAL_SETTINGS };

/** The page that asks before a permission is changed for everybody; where all have it so, it says that. */
export function bulkPreview(input: BulkPreviewInput): Page<BulkPreview> | Page<NothingToChange> {
  const { permission, name, value, counts, isDefault } = input;
  const way = value ? 'show' : 'hide';
  const { differing, byHand } = counts;
  if (differing === 0 && isDefault) return nothingToChange(input, way);
  const most = toBeChanged(counts, true);
  // Where keeping them would change nobody, that is not what the person came for.
  const usual = toBeChanged(counts, false) > 0 ? 'keep' : 'overwrite';
  const title = differing === 0 ? `settings.bulk.button.newOnly.${way}` : `settings.bulk.title.${way}`;
  const model: BulkPreview = {
    head: { title: say(title, { name }), back: portalSettings },
    action: applyHref(permission),
    atWork: input.atWork
      ? {
          text: say('settings.bulk.anotherAtWork'),
          action: { label: say('settings.bulk.follow'), href: input.atWork },
        }
      : null,
    value: value ? 'on' : 'off',
    points: [
      ...existing(input, way),
      ...(isDefault ? [] : [say(`settings.bulk.new.${way}`, { name })]),
      ...unavailable(input),
      ...(differing > 0 ? [say('settings.bulk.atOnce')] : []),
    ],
    byHand: byHand > 0 ? say('settings.bulk.byHand', { count: byHand }) : null,
    choices:
      byHand > 0
        ? (['keep', 'overwrite'] as const).map((choice) => ({
            value: choice,
            label: say(`settings.bulk.choice.${choice}`, {
              byHand,
              count: toBeChanged(counts, choice === 'overwrite'),
            }),
            checked: choice === usual,
          }))
        : [],
    button: buttonWords(name, way, most, byHand),
    back: { label: say('platform.confirm.back'), href: PORTAL_SETTINGS },
  };
  return new Page('settings/bulk-change', model);
}

function nothingToChange(input: BulkPreviewInput, way: 'show' | 'hide'): Page<NothingToChange> {
  const back = { label: say('settings.bulk.nothing.back'), href: PORTAL_SETTINGS };
  return new Page('settings/bulk-nothing', {
    head: { title: say('settings.bulk.nothing.title'), back: portalSettings },
    points: [...existing(input, way), say(`settings.bulk.nothing.new.${way}`), ...unavailable(input)],
    back,
  });
}

const unavailable = ({ available, value, name }: BulkPreviewInput): Text[] =>
  available || !value ? [] : [say('settings.bulk.unavailable', { name })];

/** What becomes of the customers there are. */
function existing(
  { name, counts: { customers, differing } }: BulkPreviewInput,
  way: 'show' | 'hide',
): Text[] {
  const same = customers - differing;
  if (differing === 0) return [say(`settings.bulk.nothing.existing.${way}`, { name, count: same })];
  return [
    say(`settings.bulk.differ.${way}`, { name, count: differing }),
    ...(same > 0 ? [say(`settings.bulk.asTheyAre.${way}`, { name, count: same })] : []),
  ];
}

function buttonWords(name: string, way: 'show' | 'hide', count: number, byHand: number): Text {
  if (count === 0) return say(`settings.bulk.button.newOnly.${way}`, { name });
  if (byHand > 0) return say(`settings.bulk.button.some.${way}`, { name });
  return say(`settings.bulk.button.all.${way}`, { name, count });
}
