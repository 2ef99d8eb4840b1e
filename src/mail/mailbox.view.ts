import { say } from '../platform/errors.js';
import { cell } from '../platform/pages/cells.js';
import type { PageModel } from '../platform/pages/page.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import type { KeptMail } from './mailbox.files.js';

export const MAILBOX = '/dev/mailbox';

export interface MailboxPage extends PageModel {
  /** Null while there is no mail. */
  readonly table: TableView | null;
}

export interface MailPage extends PageModel {
  /** Null when the mail has no HTML. */
  readonly frameHref: string | null;
  readonly frameTitle: string;
  readonly text: string;
  readonly headers: KeptMail['headers'];
}

export function mailboxPage(mails: readonly KeptMail[]): MailboxPage {
  const rows = mails.map((mail) => ({
    href: `${MAILBOX}/${mail.name}`,
    cells: [
      mail.subject ? cell.text(mail.subject) : cell.words(say('mail.mailbox.noSubject')),
      cell.text(mail.to),
      cell.dateTime(mail.date),
    ],
  }));
  const columns = ['subject', 'to', 'at'].map((key) => ({ key, label: say(`mail.mailbox.${key}`) }));
  return {
    head: { title: say('mail.mailbox.title'), purpose: say('mail.mailbox.purpose') },
    table: rows.length > 0 ? tableView({ caption: say('mail.mailbox.caption'), columns, rows }) : null,
  };
}

export function mailPage(mail: KeptMail): MailPage {
  return {
    head: {
      title: mail.subject ? verbatim(mail.subject) : say('mail.mailbox.noSubject'),
      back: { label: say('mail.mailbox.back'), href: MAILBOX },
    },
    frameHref: mail.html ? `${MAILBOX}/${mail.name}/html` : null,
    frameTitle: mail.subject,
    text: mail.text,
    headers: mail.headers,
  };
}

/** A mail is a stranger's page: it runs nothing, fetches nothing, and only our own page may frame it. */
export const STRANGER =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; " +
  'sandbox allow-popups allow-top-navigation-by-user-activation';

/** Links open in the whole window, as from a mail program: our pages do not let themselves be framed. */
export function framedHtml(html: string): string {
  const base = '<base target="_top">';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html;
}
