import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import { PermissionCatalogue } from '../access/catalogue.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { Refused, say, type Text } from '../platform/errors.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { Words } from '../platform/pages/words.js';
import type { Trade } from '../platform/run/command-line.js';
import { PORTAL_SETTINGS, TRADE } from './portal-settings.view.js';
import { permissionName } from './portal-settings.words.js';
import { TradeChanges } from './trade-change.service.js';
import { tradePreview } from './trade-change.view.js';
import { isTrade } from './trades.js';

/** The trade of this business: what choosing another one would change, and choosing it. */
@Controller(TRADE.slice(1))
@Staff('settings.write')
export class TradeChangeController {
  constructor(
    private readonly trades: TradeChanges,
    private readonly catalogue: PermissionCatalogue,
    private readonly words: Words,
  ) {}

  @Get()
  async preview(@Query('trade') sent: unknown): Promise<Page> {
    const current = await this.trades.current();
    const trade = sent === undefined ? current : readTrade(sent);
    const write = (text: Text | string) => this.words.say(text);
    const nameOf = (permission: string) => permissionName(this.catalogue, permission, write);
    return tradePreview(await this.trades.preview(trade), trade === current, nameOf, write);
  }

  @Post()
  async change(@Viewer() viewer: ViewerFacts, @Body() sent: unknown): Promise<Redirect> {
    const trade = readTrade((sent as { trade?: unknown } | undefined)?.trade);
    const changed = await this.trades.change(viewer, trade);
    const name = this.words.say(`settings.trade.names.${trade}`);
    return new Redirect(
      PORTAL_SETTINGS,
      say(`settings.trade.${changed ? 'changed' : 'unchanged'}`, { name }),
    );
  }
}

/** @throws Refused for what is no trade */
function readTrade(sent: unknown): Trade {
  if (typeof sent === 'string' && isTrade(sent)) return sent;
  throw new Refused(say('settings.trade.unknown'));
}
