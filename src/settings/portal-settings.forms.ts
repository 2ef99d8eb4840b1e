import type { PermissionCatalogue } from '../access/catalogue.js';
import { Invalid, say, type Text } from '../platform/errors.js';
import { unpackAnswers, type Answers } from '../platform/http/behind.js';
import { switched } from './switches.js';
import { answersOf, withChange, type PortalSettings, type PortalSettingsChange } from './portal-settings.js';

const MESSAGE_LENGTH = 500;

/** What the page of Settings > Customer Portal sent. */
export interface SentPortalSettings {
  readonly change: PortalSettingsChange;
  readonly version: number;
  /** The answers as the page had shown them. */
  readonly shown: Answers | undefined;
}

type Body = Readonly<Record<string, unknown>>;

/**
 * Reads the page's form. A switch that is off sends nothing, so every switch of the catalogue is answered.
 * @throws Invalid when something in it was never on the page
 */
export function readPortalSettings(body: Body, catalogue: PermissionCatalogue): SentPortalSettings {
  const faults: Record<string, Text> = {};
  const version = Number(body['version']);
  if (!body['version'] || !Number.isSafeInteger(version))
    faults['version'] = say('settings.behind.noVersion');
  for (const column of ['available', 'default'] as const) {
    const unknown = ticked(body, column).find((key) => !catalogue.has(key));
    if (unknown !== undefined)
      faults[column] = say('settings.portal.unknown', { name: unknown.slice(0, 100) });
  }
  const change = typedPortalSettings(body, catalogue);
  const message = messageFault(change.autoPayMessage ?? '');
  if (message) faults['autoPayMessage'] = message;
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  return { change, version, shown: unpackAnswers(body['shown']) };
}

/** What was typed, right or wrong, for a form that is shown again. */
export function typedPortalSettings(body: Body, catalogue: PermissionCatalogue): PortalSettingsChange {
  const [available, usual] = [ticked(body, 'available'), ticked(body, 'default')];
  const sections = catalogue.all.map(({ key }) => [
    key,
    { available: available.includes(key), default: switched(catalogue, key, usual.includes(key)) },
  ]);
  const message = body['autoPayMessage'];
  return {
    enabled: body['enabled'] === 'on',
    sections: Object.fromEntries(sections) as PortalSettings['sections'],
    // Where nobody is invoiced, the page does not ask about auto-pay and leaves it as it is.
    ...(catalogue.has('invoices') && {
      allowAutoPayDeactivation: body['allowAutoPayDeactivation'] === 'on',
      autoPayMessage: typeof message === 'string' ? tidy(message) : '',
    }),
  };
}

/** As it is kept: trimmed, composed, with plain line ends. */
export const tidy = (message: string): string => message.trim().replaceAll('\r\n', '\n').normalize('NFC');

/** What is wrong with a message about auto-pay, if anything: its length, or characters that are no text. */
export function messageFault(message: string): Text | undefined {
  if (message.length > MESSAGE_LENGTH) return say('settings.portal.messageLong', { most: MESSAGE_LENGTH });
  return /(?![\n\t])\p{Cc}/u.test(message) ? say('platform.fields.invalid') : undefined;
}

/** What was sent as answers, on top of what stands. */
export const sentAnswers = (settings: PortalSettings, change: PortalSettingsChange): Answers =>
  answersOf(withChange(settings, change));

/** The boxes ticked under one name: none, one, or a list. */
function ticked(body: Body, name: string): string[] {
  const sent = body[name];
  const list = Array.isArray(sent) ? sent : sent === undefined ? [] : [sent];
  return list.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
}
