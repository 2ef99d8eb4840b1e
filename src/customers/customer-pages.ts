import { Injectable } from '@nestjs/common';
import type { Viewer } from '../access/viewer.js';
import { say, type Text } from '../platform/errors.js';
import type { PageHead, Tab } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import type { Customer } from './customer.entity.js';

/** What a tab may know of its customer. */
export type TabCustomer = Pick<Customer, 'id' | 'reference' | 'name' | 'portalEnabled'>;

/** One tab of a customer's page. */
export interface CustomerTab {
  readonly key: string;
  readonly label: Text;
  /** Ascending from left to right: Details 10, Sites 20, Portal Access 30, Records 40. */
  readonly order: number;
  readonly href: (customer: TabCustomer) => string;
  /** Everybody who may open the customer sees it, unless said. */
  readonly visible?: (viewer: Viewer) => boolean;
}

export const customerHref = ({ id }: { id: string }): string => `/admin/customers/${id}`;
export const portalAccessHref = ({ id }: { id: string }): string => `${customerHref({ id })}/portal-access`;

/**
 * The tabs of a customer's page, and the head that stands above each of them. Folders to the right add theirs at
 * start: `pages.addTab({...})`, and ask for `pages.head(customer, viewer, 'their key')`.
 */
@Injectable()
export class CustomerPages {
  private readonly tabs: CustomerTab[] = [];

  addTab(...tabs: readonly CustomerTab[]): void {
    for (const tab of tabs) {
      if (this.tabs.some(({ key }) => key === tab.key))
        throw new Error(`A customer's page has two tabs "${tab.key}".`);
      this.tabs.push(tab);
    }
    this.tabs.sort((a, b) => a.order - b.order);
  }

  /** Name, the icon of portal access (on every tab), a way back to the list, and the tabs with this one open. */
  head(customer: TabCustomer, viewer: Viewer, current: string): PageHead {
    const tabs: Tab[] = this.tabs
      .filter(({ visible }) => visible?.(viewer) ?? true)
      .map(({ key, label, href }) => ({ label, href: href(customer), current: key === current }));
    return {
      title: verbatim(customer.name),
      back: { label: say('customers.list.title'), href: '/admin/customers' },
      switch: {
        on: customer.portalEnabled,
        icon: 'portal',
        label: say('customers.portalAccess'),
        href: portalAccessHref(customer),
      },
      tabs,
    };
  }
}
