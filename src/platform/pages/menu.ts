import { Injectable } from '@nestjs/common';
import type { Room } from './frame.js';

/** The groups of each room's menu, in order. Their words stand under `platform.menu.<group>`. */
export const menuGroups = {
  visitor: [],
  portal: ['company', 'reporting'],
  admin: ['relationships', 'records', 'reporting', 'administrator', 'settings'],
} as const satisfies Record<Room, readonly string[]>;

export interface MenuViewer {
  can(permission: string): boolean;
}

export interface MenuEntry {
  readonly room: 'portal' | 'admin';
  readonly group: 'company' | 'relationships' | 'records' | 'reporting' | 'administrator' | 'settings';
  readonly key: string;
  readonly labelKey: string;
  readonly href: string;
  /** Addresses of further pages that belong to it and have no entry of their own. */
  readonly holds?: readonly string[];
  readonly icon: string;
  /** Ascending within the group. */
  readonly order: number;
  /** A heading of its own within the group, such as *Tables*: the key of its words. */
  readonly underKey?: string;
  readonly visible: (viewer: MenuViewer) => boolean;
}

export interface MenuItem {
  readonly key: string;
  readonly labelKey: string;
  readonly href: string;
  readonly icon: string;
  readonly current: boolean;
  /** The heading that begins with this entry. */
  readonly under: string | null;
  /** Whether it stands below such a heading. */
  readonly child: boolean;
}

export interface MenuGroup {
  readonly labelKey: string;
  readonly items: readonly MenuItem[];
}

/** What stands in the menus. Folders to the right add their entries at start: `menu.add({...})`. */
@Injectable()
export class MenuEntries {
  private readonly entries: MenuEntry[] = [];

  add(...entries: readonly MenuEntry[]): void {
    for (const entry of entries) {
      if (this.entries.some((other) => other.room === entry.room && other.key === entry.key)) {
        throw new Error(`The ${entry.room} menu has two entries "${entry.key}".`);
      }
      this.entries.push(entry);
    }
    this.entries.sort((a, b) => a.order - b.order);
  }

  /** The groups this viewer has entries in; the entry the path lies in is current. */
  for(room: Room, viewer: MenuViewer, path: string): readonly MenuGroup[] {
    const visible = this.entries.filter((entry) => entry.room === room && entry.visible(viewer));
    const current = currentHref(visible, path);
    return menuGroups[room]
      .map((group) => ({
        labelKey: `platform.menu.${group}`,
        items: items(
          visible.filter((entry) => entry.group === group),
          current,
        ),
      }))
      .filter((group) => group.items.length > 0);
  }
}

function items(entries: readonly MenuEntry[], current: string | undefined): MenuItem[] {
  return entries.map(({ key, labelKey, href, icon, underKey }, index) => ({
    key,
    labelKey,
    href,
    icon,
    current: href === current,
    child: underKey !== undefined,
    under: underKey && underKey !== entries[index - 1]?.underKey ? underKey : null,
  }));
}

/** The entry with the longest address the path lies in. A room's home (`/portal`) is current only on itself. */
function currentHref(entries: readonly MenuEntry[], path: string): string | undefined {
  const inside = (address: string) =>
    path === address || (address.split('/').length > 2 && path.startsWith(`${address}/`));
  return entries
    .flatMap(({ href, holds = [] }) => [href, ...holds].map((address) => ({ href, address })))
    .filter(({ address }) => inside(address))
    .sort((a, b) => b.address.length - a.address.length)[0]?.href;
}
