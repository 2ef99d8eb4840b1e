import { INVITATIONS } from '../../invitations/invitations-list.filters.js';
import { INVITE_MANY } from '../../invitations/invitations-list.view.js';
import { say, type Text } from '../../platform/errors.js';
import { Page, type PageModel } from '../../platform/pages/page.js';
import { MOST_LINES } from './list.lines.js';

export interface ListFormModel extends PageModel {
  readonly action: string;
  readonly people: string;
  /** The reference of the one customer whose people they all are. */
  readonly customer: string;
  readonly fileHelp: Text;
  readonly errors: Readonly<Record<string, Text>>;
}

/** What the form holds. */
export interface TypedList {
  readonly people: string;
  readonly customer: string;
}

/** The form that takes many people at once. */
export function listForm(typed: TypedList, errors: Readonly<Record<string, Text>> = {}): Page<ListFormModel> {
  const model: ListFormModel = {
    head: {
      title: say('portal-users.lists.title'),
      purpose: say('portal-users.lists.purpose'),
      back: { label: say('invitations.list.title'), href: INVITATIONS },
    },
    action: INVITE_MANY,
    ...typed,
    fileHelp: say('portal-users.lists.fileHelp', { most: MOST_LINES }),
    errors,
  };
  return new Page('portal-users/list-form', model, {
    status: Object.keys(errors).length > 0 ? 422 : 200,
  });
}
