import { Injectable } from '@nestjs/common';
import { MenuEntries, type MenuEntry } from '../platform/pages/menu.js';
import { ORGANISATION } from './company.tabs.js';
import { PORTAL_SETTINGS } from './portal-settings.view.js';
import { SECURITY } from './security.view.js';

const entry = (key: string, order: number, icon: string, href: string): MenuEntry => ({
  room: 'admin',
  group: 'settings',
  key: `settings.${key}`,
  labelKey: `settings.${key}.title`,
  href,
  icon,
  order,
  visible: (viewer) => viewer.can('settings.write'),
});

/** Settings in the menu of the office. */
@Injectable()
export class SettingsMenu {
  constructor(menu: MenuEntries) {
    menu.add(
      entry('portal', 10, 'portal', PORTAL_SETTINGS),
      entry('organisation', 20, 'company', ORGANISATION),
      entry('security', 40, 'shield', SECURITY),
    );
  }
}
