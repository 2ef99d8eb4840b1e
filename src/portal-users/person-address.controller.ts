import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { IsEmail, Matches, MaxLength } from 'class-validator';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { peopleHref } from '../customers/accounts/account-hrefs.js';
import { Outbox } from '../mail/outbox.service.js';
import { Conflict, say } from '../platform/errors.js';
import { again, parseForm } from '../platform/http/forms.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { PersonAddress } from './person-address.service.js';
import { addressPage } from './person-address.view.js';
import { PortalUsersQueries } from './portal-users.queries.js';

class AddressForm {
  @IsEmail()
  @MaxLength(320)
  email: string = '';

  @Matches(/^\d{1,9}$/, { message: 'settings.behind.noVersion' })
  version: string = '';
}

/** *Correct the address*: for an invitation that went to a wrong one. */
@Controller('admin/portal-users/:id/address')
@Staff('access.write')
export class PersonAddressController {
  constructor(
    private readonly queries: PortalUsersQueries,
    private readonly address: PersonAddress,
    private readonly outbox: Outbox,
  ) {}

  @Get()
  async form(@Param('id') id: string): Promise<Page> {
    return addressPage(await this.queries.get(id));
  }

  @Post()
  async correct(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Readonly<Record<string, unknown>> | undefined,
  ): Promise<Page | Redirect> {
    const row = await this.queries.get(id);
    const back = peopleHref(row);
    try {
      const { email, version } = await parseForm(AddressForm, sent);
      const mailed = await this.address.correct(viewer, row, email, Number(version));
      return mailed
        ? this.outbox.leadOn(back, 'portal-users.address.mailed', { email })
        : new Redirect(back, say('portal-users.address.saved', { email }));
    } catch (error) {
      if (error instanceof Conflict) return new Redirect(back, error.text, 'attention');
      const typed = typeof sent?.['email'] === 'string' ? sent['email'].slice(0, 1000) : '';
      return again(error, (errors) => addressPage(row, { email: typed, errors }));
    }
  }
}
