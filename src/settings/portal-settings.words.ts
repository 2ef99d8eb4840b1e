import type { PermissionCatalogue, Permission } from '../access/catalogue.js';
import { say, type Text } from '../platform/errors.js';
import { switchesMoved, type PortalSettings, type SwitchChange } from './portal-settings.js';
import type { SavedPortalSettings } from './portal-settings.service.js';

/** Writes words out, as `Words.say` does. */
export type Say = (text: Text | string) => string;

/** Words as a list in a sentence: `Jobs, Invoices and Documents`. */
export const listed = (names: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);

/** What a permission is called on the page. */
export const permissionName = (catalogue: PermissionCatalogue, permission: Permission, write: Say): string =>
  write(`${catalogue.find(permission)?.words ?? permission}.name`);

/**
 * What a save did, in sentences: "Jobs is now available. New customers will not see Invoices. 30 existing customers
 * still do." Sections that went the same way share a sentence.
 */
export function savedWords(saved: SavedPortalSettings, catalogue: PermissionCatalogue, write: Say): string {
  const { before, after, differing, already } = saved;
  const moved = switchesMoved(before, after);
  const sentences = [
    ...portalWords(before, after),
    ...availableWords(moved, named(catalogue, write)),
    ...defaultWords(moved, differing, named(catalogue, write)),
    ...autoPayWords(before, after),
  ];
  const nothing = say(`settings.saved.${already ? 'already' : 'nothing'}`);
  return (sentences.length > 0 ? sentences : [nothing]).map(write).join(' ');
}

type Names = (changes: readonly SwitchChange[]) => { readonly names: string; readonly count: number };

const named =
  (catalogue: PermissionCatalogue, write: Say): Names =>
  (changes) => {
    const names = changes.map(({ permission }) => permissionName(catalogue, permission, write));
    return { names: listed(names), count: names.length };
  };

function portalWords(before: PortalSettings, after: PortalSettings): Text[] {
  if (before.enabled === after.enabled) return [];
  return [say(`settings.portal.saved.${after.enabled ? 'enabled' : 'disabled'}`)];
}

function availableWords(moved: readonly SwitchChange[], names: Names): Text[] {
  return [true, false].flatMap((on) => {
    const changes = moved.filter((change) => change.column === 'available' && change.on === on);
    return changes.length === 0
      ? []
      : [say(`settings.portal.saved.${on ? 'available' : 'unavailable'}`, names(changes))];
  });
}

function defaultWords(
  moved: readonly SwitchChange[],
  differing: ReadonlyMap<Permission, number>,
  names: Names,
): Text[] {
  const changes = moved.filter(({ column }) => column === 'default');
  // While a section is not available nobody sees it: how many customers have it on is no news then.
  const still = (change: SwitchChange) => (change.available ? (differing.get(change.permission) ?? 0) : 0);
  const kind = (change: SwitchChange) => `${change.on} ${change.available} ${still(change)}`;
  return [...new Set(changes.map(kind))].flatMap((one) => {
    const group = changes.filter((change) => kind(change) === one);
    const [{ on, available }, count] = [group[0] as SwitchChange, still(group[0] as SwitchChange)];
    const which = on ? (available ? 'newSee' : 'newSeeLater') : 'newDoNotSee';
    const sentence = say(`settings.portal.saved.${which}`, names(group));
    const others = say(`settings.portal.saved.${on ? 'othersDoNot' : 'othersDo'}`, { count });
    return count > 0 ? [sentence, others] : [sentence];
  });
}

function autoPayWords(before: PortalSettings, after: PortalSettings): Text[] {
  const { allowAutoPayDeactivation: allowed, autoPayMessage: message } = after;
  return [
    ...(allowed === before.allowAutoPayDeactivation
      ? []
      : [say(`settings.portal.saved.${allowed ? 'autoPayAllowed' : 'autoPayKept'}`)]),
    ...(message === before.autoPayMessage ? [] : [say('settings.portal.saved.autoPayMessage')]),
  ];
}
