import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Permission } from '../access/catalogue.js';
import type { Actor } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import type { Trade } from '../platform/run/command-line.js';
import { Words } from '../platform/pages/words.js';
import { switchesMoved, withChange, type PortalSettings } from './portal-settings.js';
import { PortalSettingsQueries } from './portal-settings.queries.js';
import { PortalSettingsService } from './portal-settings.service.js';
import { belongsTo, isTrade } from './trades.js';

/** What another trade would make of the sections. */
export interface TradePreview {
  readonly trade: Trade;
  readonly opened: readonly Permission[];
  readonly closed: readonly Permission[];
}

/** Changes the trade of an installation that is in use: which sections are available, and which words are used. */
@Injectable()
export class TradeChanges {
  constructor(
    private readonly database: Database,
    private readonly queries: PortalSettingsQueries,
    private readonly settings: PortalSettingsService,
    private readonly words: Words,
  ) {}

  async current(): Promise<Trade> {
    const row = await this.database.row<{ trade: string }>('select trade from organisation');
    return tradeOf(row?.trade);
  }

  async preview(trade: Trade): Promise<TradePreview> {
    const { settings } = await this.queries.current();
    const moved = switchesMoved(settings, ofTrade(settings, trade));
    const which = (on: boolean) =>
      moved.filter((change) => change.on === on).map(({ permission }) => permission);
    return { trade, opened: which(true), closed: which(false) };
  }

  /**
   * Makes the trade's sections available and all others not. What customers have, and what new ones begin with, stays.
   * Answers whether something was changed.
   */
  async change(actor: Actor, trade: Trade): Promise<boolean> {
    const changed = await this.database.transaction(async (manager) => {
      const { settings: before } = await this.queries.locked(manager);
      const old = await tradeWithin(manager);
      await manager.query('update organisation set trade = $1', [trade]);
      const after = ofTrade(before, trade);
      return this.settings.record(manager, actor, { ...before, trade: old }, { ...after, trade });
    });
    this.words.speakAs(trade);
    return changed;
  }
}

async function tradeWithin(manager: EntityManager): Promise<Trade> {
  const [row] = await manager.query<{ trade: string }[]>('select trade from organisation for update');
  return tradeOf(row?.trade);
}

/** A database may hold what an older version wrote. */
const tradeOf = (text: string | undefined): Trade => (text && isTrade(text) ? text : 'everything');

const ofTrade = (settings: PortalSettings, trade: Trade): PortalSettings =>
  withChange(settings, {
    sections: Object.fromEntries(
      Object.keys(settings.sections).map((key) => [key, { available: belongsTo(trade, key) }]),
    ),
  });
