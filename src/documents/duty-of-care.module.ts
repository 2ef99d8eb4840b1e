import { Module, type OnModuleInit } from '@nestjs/common';
import { may, type Viewer } from '../access/viewer.js';
import { CustomerPages } from '../customers/customer-pages.js';
import { ExportsModule } from '../exports/exports.module.js';
import { say } from '../platform/errors.js';
import { MenuEntries } from '../platform/pages/menu.js';
import { DUTY_OF_CARE } from '../sections/documents/notes.js';
import { SectionsModule } from '../sections/sections.module.js';
import { DutyOfCareController } from './duty-of-care.controller.js';
import { DutyOfCarePacks } from './duty-of-care.packs.js';
import { DutyOfCarePages } from './duty-of-care.pages.js';
import { DutyOfCareQueries } from './duty-of-care.queries.js';
import { HiddenTypes } from './hidden-types.queries.js';
import { PackContents } from './pack.contents.js';
import { PackRequests } from './pack.requests.js';

/** What duty of care asks for: gaps, and the pack. */
@Module({
  imports: [ExportsModule, SectionsModule],
  controllers: [DutyOfCareController],
  providers: [DutyOfCarePacks, DutyOfCarePages, DutyOfCareQueries, HiddenTypes, PackContents, PackRequests],
})
export class DutyOfCareModule implements OnModuleInit {
  constructor(
    private readonly menu: MenuEntries,
    private readonly customerPages: CustomerPages,
  ) {}

  onModuleInit(): void {
    const entry = {
      key: 'duty-of-care',
      labelKey: 'duty-of-care.title',
      icon: 'hazard',
      order: 85,
    } as const;
    const used = (viewer: Viewer) => viewer.available.has(DUTY_OF_CARE);
    this.customerPages.addTab({
      key: 'duty-of-care',
      label: say('duty-of-care.title'),
      order: 45,
      href: ({ id }) => `/admin/duty-of-care?customer=${id}`,
      visible: (viewer) => may(viewer, 'records.read') && used(viewer),
    });
    this.menu.add(
      {
        ...entry,
        room: 'portal',
        group: 'company',
        href: '/portal/duty-of-care',
        visible: (viewer) => viewer.can(DUTY_OF_CARE),
      },
      {
        ...entry,
        room: 'admin',
        group: 'records',
        href: '/admin/duty-of-care',
        visible: (viewer) => viewer.can('records.read') && viewer.can(DUTY_OF_CARE),
      },
    );
  }
}
