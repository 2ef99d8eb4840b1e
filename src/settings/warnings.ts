import type { Config } from '../platform/config.js';
import { say, type Text } from '../platform/errors.js';

/** What of the installation can be at odds with its surroundings. */
export interface InstallationFacts {
  readonly portalEnabled: boolean;
  /** Whom an answer to a mail reaches; empty when nobody was named. */
  readonly replyAddress: string;
}

/** The part of the configuration that is looked at. */
export type Surroundings = Pick<Config, 'baseUrl' | 'smtpUrl' | 'mailFrom' | 'demo'>;

/**
 * What an administrator should mend before customers are invited, worst first. Settings show it, `doctor` prints it.
 * A demonstration without a mail server of its own keeps its mail, so its links may well lead to this machine.
 */
export function installationWarnings(config: Surroundings, facts: InstallationFacts): readonly Text[] {
  const { baseUrl, smtpUrl, mailFrom, demo } = config;
  const mailIsReal = Boolean(smtpUrl) && !(demo && isHere(smtpUrl as string));
  return [
    !smtpUrl && say(`settings.warnings.${facts.portalEnabled ? 'portalWithoutMail' : 'noMail'}`),
    mailIsReal && isHere(baseUrl) && say('settings.warnings.linksToLocalhost', { address: baseUrl }),
    mailIsReal &&
      isLocal(senderHost(mailFrom)) &&
      say('settings.warnings.senderIsLocal', { sender: mailFrom }),
    !facts.replyAddress && say('settings.warnings.noReplyAddress', { sender: mailFrom }),
  ].filter((warning) => warning !== false);
}

/** Whether an address leads to the machine of whoever opens it. */
const isHere = (url: string): boolean => !URL.canParse(url) || isLocal(new URL(url).hostname);

const isLocal = (host: string): boolean =>
  /^(|localhost|.+\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$/i.test(host);

const senderHost = (mailFrom: string): string => /@([^>\s]*)>?\s*$/.exec(mailFrom)?.[1] ?? '';
