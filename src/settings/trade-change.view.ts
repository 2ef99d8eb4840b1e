import { say, type Text } from '../platform/errors.js';
import { Page } from '../platform/pages/page.js';
import { PORTAL_SETTINGS, TRADE } from './portal-settings.view.js';
import { listed } from './portal-settings.words.js';
import type { TradePreview } from './trade-change.service.js';

/**
 * Asks before another trade is chosen: what becomes available, and what no longer is.
 * @param name what a permission is called
 */
export function tradePreview(
  { trade, opened, closed }: TradePreview,
  isCurrent: boolean,
  nameOf: (permission: string) => string,
  write: (text: Text) => string,
): Page {
  const name = write(say(`settings.trade.names.${trade}`));
  const sentence = (which: 'opened' | 'closed', permissions: readonly string[]): Text[] =>
    permissions.length === 0
      ? []
      : [
          say(`settings.trade.${which}`, {
            names: listed(permissions.map(nameOf)),
            count: permissions.length,
          }),
        ];
  const changes = [...sentence('opened', opened), ...sentence('closed', closed)];
  const back = { label: say('settings.portal.title'), href: PORTAL_SETTINGS };
  const confirm = {
    text: say(changes.length > 0 ? 'settings.trade.text' : 'settings.trade.same', { name }),
    points: [
      ...changes,
      ...(isCurrent ? [] : [say(`settings.trade.words.${trade}`)]),
      say('settings.trade.stays'),
    ],
    action: TRADE,
    fields: [{ name: 'trade', value: trade }],
    button: say('settings.trade.button', { name }),
    back: { label: say('platform.confirm.back'), href: PORTAL_SETTINGS },
  };
  return new Page('platform/confirm', {
    head: { title: say('settings.trade.ask', { name }), back },
    confirm,
  });
}
