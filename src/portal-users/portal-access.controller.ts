import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import { PermissionCatalogue } from '../access/catalogue.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { portalAccessHref } from '../customers/customer-pages.js';
import type { Customer } from '../customers/customer.entity.js';
import { CustomersQueries } from '../customers/customers.queries.js';
import { Invalid, say } from '../platform/errors.js';
import { isId, newId } from '../platform/ids.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { verbatim, Words } from '../platform/pages/words.js';
import type { Say } from '../settings/portal-settings.words.js';
import { AccessIsOff } from './people.refusals.js';
import { People } from './people.service.js';
import { choiceOf, readPortalAccess, typedPortalAccess, type Choice } from './portal-access.forms.js';
import { PortalAccessPages } from './portal-access.pages.js';
import { savedAccessWords } from './portal-access.words.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

@Controller('admin/customers/:id/portal-access')
export class PortalAccessController {
  private readonly write: Say;

  constructor(
    private readonly customers: CustomersQueries,
    private readonly people: People,
    private readonly shown: PortalAccessPages,
    private readonly catalogue: PermissionCatalogue,
    words: Words,
  ) {
    this.write = (text) => words.say(text);
  }

  @Get()
  @Staff('customers.read')
  async show(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Query('added') added: unknown,
    @Query('invited') invited: unknown,
  ): Promise<Page> {
    const customer = await this.customers.get(id);
    return this.shown.page(customer, viewer, {
      formId: newId(),
      ...(typeof added === 'string' && isId(added) ? { added } : {}),
      ...(typeof invited === 'string' && isId(invited) ? { invited } : {}),
    });
  }

  @Post()
  @Staff('access.write')
  async save(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    const customer = await this.customers.get(id);
    const typed = typedPortalAccess(sent ?? {}, this.catalogue);
    const choice = choiceOf(sent ?? {});
    if (choice === 'back') return this.shown.again(customer, viewer, typed, { errors: {}, status: 200 });
    try {
      return await this.saved(customer, viewer, sent ?? {}, choice);
    } catch (error) {
      return this.shown.refused(customer, viewer, typed, error);
    }
  }

  /** Invites everybody whom nobody has invited yet. */
  @Post('invitations')
  @Staff('access.write')
  async invite(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    const customer = await this.customers.get(id);
    const href = portalAccessHref(customer);
    try {
      const choice = choiceOf(sent ?? {}) === 'switch-on' ? 'switch-on' : 'ask';
      const [one] = await this.people.send(viewer, id, 'waiting', choice);
      return one
        ? new Redirect(`${href}?invited=${one}`)
        : new Redirect(href, say('portal-users.people.sentBefore'));
    } catch (error) {
      if (error instanceof Invalid) return new Redirect(href, Object.values(error.fields)[0], 'attention');
      if (!(error instanceof AccessIsOff)) throw error;
      return this.shown.offForWaiting(customer, viewer, error);
    }
  }

  private async saved(
    customer: Customer,
    viewer: ViewerFacts,
    sent: NonNullable<Sent>,
    choice: Exclude<Choice, 'back'>,
  ): Promise<Redirect> {
    const form = readPortalAccess(sent, this.catalogue, choice);
    const saved = await this.people.save(viewer, customer.id, form);
    const words = savedAccessWords(saved, customer.name, this.catalogue, this.write);
    const href = portalAccessHref(customer);
    if (form.people.length > 0)
      return new Redirect(`${href}?added=${form.formId}`, words ? verbatim(words) : undefined);
    return new Redirect(href, words ? verbatim(words) : say('portal-users.saved.nothing'));
  }
}
