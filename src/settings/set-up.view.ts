import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';

/** What of the form is shown again: never a password. */
export interface SetUpFields {
  readonly code: string;
  readonly organisation: string;
  readonly name: string;
  readonly email: string;
}

export interface SetUpModel extends PageModel {
  readonly fields: SetUpFields;
  readonly errors: Readonly<Record<string, Text>>;
}

/** The set-up page, empty or again. */
export function setUpPage(
  sent: Readonly<Record<string, unknown>>,
  errors: SetUpModel['errors'] = {},
  status: 200 | 422 | 429 = Object.keys(errors).length > 0 ? 422 : 200,
): Page<SetUpModel> {
  const typed = (name: string) => (typeof sent[name] === 'string' ? sent[name] : '');
  const model: SetUpModel = {
    head: { title: say('settings.setUp.title'), purpose: say('settings.setUp.purpose') },
    fields: {
      code: typed('code'),
      organisation: typed('organisation'),
      name: typed('name'),
      email: typed('email'),
    },
    errors,
  };
  return new Page('settings/set-up', model, { layout: 'visitor', status });
}
