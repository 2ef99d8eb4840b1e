import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { Config } from '../platform/config.js';
import { say } from '../platform/errors.js';
import { brandHref, contrastWithWhite } from '../platform/pages/brand.js';
import type { Frame, FrameOrganisation } from '../platform/pages/frame.js';
import { Renderer } from '../platform/pages/renderer.js';
import { Words } from '../platform/pages/words.js';
import { isAddress, senderOf, type NamedAddress } from './addresses.js';
import type { Attachment, Letter } from './letters.js';
import type { ClaimedMail } from './mail.claims.js';
import type { MailKind } from './mail.entity.js';
import { SenderQueries } from './sender.queries.js';
import { inOneLine } from './smtp-answers.js';

/** A mail ready for the post: addresses apart from text, so that no text can become an address or a header. */
export interface MailMessage {
  readonly messageId: string;
  readonly from: NamedAddress;
  readonly to: string;
  readonly replyTo: string | undefined;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** Headers by which a mail program offers to stop such mails: a page (RFC 2369), and by one click (RFC 8058). */
  readonly list: { readonly unsubscribe: string } | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Writes a letter out: HTML and plain text of the same model, in the organisation's name. */
@Injectable()
export class MailMessages {
  private readonly from: NamedAddress;

  constructor(
    config: Config,
    private readonly sender: SenderQueries,
    private readonly renderer: Renderer,
    private readonly words: Words,
  ) {
    this.from = senderOf(config.mailFrom);
  }

  async write(
    mail: Pick<ClaimedMail, 'kind' | 'messageId' | 'recipient'>,
    letter: Letter,
  ): Promise<MailMessage> {
    const { organisation, replyTo } = await this.sender.sender();
    const answers = letter.replyTo ?? replyTo;
    return {
      messageId: mail.messageId,
      from: { name: inOneLine(letter.fromName ?? organisation.name), address: this.from.address },
      to: mail.recipient,
      replyTo: isAddress(answers) ? answers : undefined,
      attachments: letter.attachments ?? [],
      ...stopping(letter.stopHref),
      ...this.texts(mail.kind, letter, organisation),
    };
  }

  private texts(
    kind: MailKind,
    { subject: { key, values }, view, model: given }: Letter,
    sender: FrameOrganisation,
  ): Pick<MailMessage, 'subject' | 'html' | 'text'> {
    const model = { organisation: sender.name, portal: sender.portalName, ...given };
    const { organisation, portal } = model;
    const subject = inOneLine(this.words.say(say(key, { organisation, portal, ...values })));
    const part = (name: string, shown: object) => this.renderer.part(name, shown, frameOf(sender));
    const around = { subject, ...this.around(kind, model), button: buttonOf(sender) };
    const safe = (html: string) => new Handlebars.SafeString(html);
    const written = (end: '' | '.text', safely: (text: string) => unknown) => {
      const link = safely(part(`mails/link${end}`, around).trim());
      const body = safely(part(`${view}${end}`, { ...model, link }).trim());
      return part(`mails/layout${end}`, { ...around, body, link: around.placesButton ? null : link });
    };
    return { subject, html: written('', safe), text: written('.text', (text) => text) };
  }

  /** What the layout places around a letter's own text. */
  private around(kind: MailKind, model: Letter['model'] & { readonly portal: string }) {
    const afterword = `${WORDS[kind]}.unexpected`;
    return {
      href: model.href,
      label: say(`${WORDS[kind]}.button`, { portal: model.portal }),
      begin: 'begin' in model ? model.begin : null,
      placesButton: 'placesButton' in model && model.placesButton,
      expiresAt: 'expiresAt' in model ? model.expiresAt : null,
      afterword: this.words.has(afterword) ? say(afterword) : null,
    };
  }
}

/** Under which keys the words of a kind stand. */
const WORDS: Readonly<Record<MailKind, string>> = {
  invitation: 'mail.invitation',
  'invitation-test': 'mail.invitationTest',
  'invitation-wish': 'mail.invitationWish',
  'password-reset': 'mail.passwordReset',
  notification: 'mail.notification',
  'scheduled-report': 'mail.scheduledReport',
  'scheduled-report-trial': 'mail.scheduledReportTrial',
  'sign-in-link': 'mail.signInLink',
  'staff-welcome': 'mail.staffWelcome',
  test: 'mail.test',
};

/** Text on the button is white where that can be read on the organisation's colour, else dark. */
const buttonOf = ({ colour }: FrameOrganisation) => ({
  colour,
  ink: contrastWithWhite(colour) >= 4.5 ? '#ffffff' : '#17191e',
});

/** A mail has no viewer and no menu; views read only the organisation of it. */
const frameOf = (organisation: FrameOrganisation): Frame => ({
  room: 'visitor',
  organisation,
  viewer: null,
  csrfToken: '',
  menu: [],
  flash: null,
  path: '',
  homeHref: '',
  brandHref: brandHref(organisation.colour),
  now: new Date(),
});

/** Mail programs stop by one click only what lies behind TLS. */
function stopping(stopHref: string | undefined): Pick<MailMessage, 'list' | 'headers'> {
  if (!stopHref) return { list: undefined, headers: {} };
  const oneClick: Record<string, string> = stopHref.startsWith('https:')
    ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
    : {};
  return { list: { unsubscribe: `${stopHref}/one-click` }, headers: oneClick };
}
