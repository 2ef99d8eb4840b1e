import { Assets } from '../../src/platform/pages/assets.js';
import { brandHref } from '../../src/platform/pages/brand.js';
import type { Frame, Room } from '../../src/platform/pages/frame.js';
import { MenuEntries, type MenuEntry } from '../../src/platform/pages/menu.js';
import { Renderer } from '../../src/platform/pages/renderer.js';
import { readMessages, Words } from '../../src/platform/pages/words.js';

/** Menus as a waste operator has them, so that samples are looked at in their place. */
const admin = {
  relationships: [
    'Customers:people',
    'Consolidated accounts:group',
    'Portal users:person',
    'Invitations:mail',
  ],
  records: ['Sites:sites', 'Sales:sales', 'Jobs:jobs', 'Invoices:invoices', 'Documents:documents'],
  reporting: ['Volumes:weight', 'Types:layers', 'Fates:recycle'],
  administrator: [
    'Logins:key',
    'Role groups:shield',
    'Imports:upload',
    'Schedules:calendar',
    'Audit log:audit',
  ],
  settings: ['Customer Portal:portal', 'Company:company'],
} as const;
const portal = {
  company: [
    'Summary:home',
    'Details:company',
    'Sites:sites',
    'Sales:sales',
    'Jobs:jobs',
    'Invoices:invoices',
    'Documents:documents',
    'Export:download',
  ],
  reporting: ['Volumes:weight', 'Types:layers', 'Fates:recycle'],
} as const;

const labels: Record<string, string> = {};

function entries(room: 'admin' | 'portal', groups: Readonly<Record<string, readonly string[]>>): MenuEntry[] {
  return Object.entries(groups).flatMap(([group, names]) =>
    names.map((name, order) => {
      const [label = '', icon = ''] = name.split(':');
      const key = `${group}-${label.toLowerCase().replaceAll(' ', '-')}`;
      labels[key] = label;
      const href = label === 'Summary' ? `/${room}` : `/${room}/${label.toLowerCase().replaceAll(' ', '-')}`;
      return {
        room,
        group: group as MenuEntry['group'],
        key,
        labelKey: `sample.${key}`,
        href,
        icon,
        order,
        visible: () => true,
      };
    }),
  );
}

const menu = new MenuEntries();
menu.add(...entries('admin', admin), ...entries('portal', portal));

export const sampleWords = new Words(readMessages('messages/en'));
sampleWords.overlay({ sample: labels });

export const sampleRenderer = new Renderer('views', sampleWords, new Assets('public'));

/** The frame of a room, with everything in it that a frame can hold. */
export function sampleFrame(room: Room, path: string, more: Partial<Frame> = {}): Frame {
  const home = room === 'visitor' ? '/' : `/${room}`;
  return {
    room,
    organisation: {
      name: 'Marlow Waste & Recycling Ltd',
      portalName: 'Marlow Waste',
      logoHref: null,
      colour: '#0b5d66',
      phone: '01628 555 0142',
      email: 'office@marlow-waste.example',
      locale: 'en-GB',
      timeZone: 'Europe/London',
      currency: 'GBP',
    },
    viewer:
      room === 'visitor'
        ? null
        : {
            name: room === 'admin' ? 'Ruth Bailey' : 'Dev Anand',
            profileHref: `${home}/profile`,
            customer: room === 'portal' ? 'Thames Valley Hotels Group' : null,
            switchHref: room === 'portal' ? '/portal/accesses' : null,
          },
    csrfToken: 'sample-token',
    menu: menu.for(room, { can: () => true }, path),
    flash: null,
    path,
    homeHref: home,
    brandHref: brandHref('#0b5d66'),
    now: new Date('2026-03-04T14:05:00Z'),
    ...more,
  };
}
