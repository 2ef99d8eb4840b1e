import type { PermissionCatalogue } from '../access/catalogue.js';
import { say, type Text } from '../platform/errors.js';
import { listed, permissionName, type Say } from '../settings/portal-settings.words.js';
import { permissionsMoved } from './portal-access.js';
import type { SavedForm } from './people.sent.js';

/** What a save did to the switches, in sentences; empty when it did nothing. */
export function savedAccessWords(
  { before, after, portalOpened }: SavedForm,
  name: string,
  catalogue: PermissionCatalogue,
  write: Say,
): string {
  const moved = permissionsMoved(before, after);
  const some = (on: boolean): Text[] => {
    const names = moved
      .filter((key) => after.sections[key] === on)
      .map((key) => permissionName(catalogue, key, write));
    const key = `portal-users.saved.${on ? 'shown' : 'hidden'}`;
    return names.length > 0 ? [say(key, { names: listed(names), name })] : [];
  };
  const switched =
    before.enabled === after.enabled
      ? []
      : [say(`portal-users.saved.${after.enabled ? 'on' : 'off'}`, { name })];
  const opened = portalOpened ? [say('portal-users.saved.portalOpened')] : [];
  return [...opened, ...switched, ...some(true), ...some(false)].map(write).join(' ');
}
