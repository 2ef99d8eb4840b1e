import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Staff, Viewer } from '../../access/access.decorators.js';
import { may, type Viewer as ViewerFacts } from '../../access/viewer.js';
import { behindNotice } from '../../audit/behind-notice.js';
import { LatestChangeQueries } from '../../audit/latest-change.queries.js';
import { Conflict, say } from '../../platform/errors.js';
import { meet, unpackAnswers } from '../../platform/http/behind.js';
import { again } from '../../platform/http/forms.js';
import { Page, Redirect } from '../../platform/pages/page.js';
import { Words } from '../../platform/pages/words.js';
import { customerHref, CustomerPages } from '../customer-pages.js';
import { CustomersQueries } from '../customers.queries.js';
import { contactAnswers } from './contacts.js';
import { readContacts, typedContacts } from './contacts.forms.js';
import { CustomerContacts } from './contacts.service.js';
import { contactsPage, type ContactsInput } from './contacts.view.js';

type Sent = Readonly<Record<string, unknown>>;

export const contactsHref = ({ id }: { id: string }): string => `${customerHref({ id })}/contacts`;

/** The tab *Contacts* of a customer's page. */
@Controller('admin/customers/:id/contacts')
export class ContactsController {
  constructor(
    private readonly customers: CustomersQueries,
    private readonly pages: CustomerPages,
    private readonly contacts: CustomerContacts,
    private readonly words: Words,
    private readonly latest: LatestChangeQueries,
  ) {}

  @Get()
  @Staff('customers.read')
  show(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    return this.page(viewer, id, {}, 200);
  }

  @Post()
  @Staff('customers.write')
  async change(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    const customer = await this.customers.get(id);
    const shown = unpackAnswers(sent['shown']);
    const answers = contactAnswers(typedContacts(sent));
    try {
      const read = readContacts(sent, await this.contacts.of(id));
      const changed = await this.contacts.change(viewer, id, shown, read);
      const words = changed
        ? say('customers.changed', { name: customer.name })
        : say('customers.contacts.nothing');
      return new Redirect(contactsHref({ id }), words);
    } catch (error) {
      if (error instanceof Conflict) return this.behind(viewer, id, shown, answers);
      return again(error, (errors) => this.page(viewer, id, { answers, shown, errors }, 422));
    }
  }

  /** The form upon somebody else's change: saved again, it is made knowingly. */
  private async behind(
    viewer: ViewerFacts,
    id: string,
    shown: ReturnType<typeof unpackAnswers>,
    typed: Record<string, string>,
  ): Promise<Page> {
    const now = contactAnswers(await this.contacts.of(id));
    const nameOf = (field: string) => {
      const [list, , column] = field.split('-');
      return this.words.say(`customers.${list}.${column}`);
    };
    const { answers, marks } = meet(shown, now, typed, nameOf);
    const behind = behindNotice(await this.latest.of({ id }, 'customer.changed'), viewer);
    return this.page(viewer, id, { answers, errors: marks, behind }, 409);
  }

  private async page(
    viewer: ViewerFacts,
    id: string,
    more: Partial<ContactsInput>,
    status: number,
  ): Promise<Page> {
    const customer = await this.customers.get(id);
    const now = await this.contacts.of(id);
    const head = this.pages.head(customer, viewer, 'contacts');
    const mayChange = may(viewer, 'customers.write');
    const model = contactsPage(head, { now, action: contactsHref({ id }), mayChange, ...more });
    return new Page('customers/contacts', model, { status });
  }
}
