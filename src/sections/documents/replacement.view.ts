import { say, type Text } from '../../platform/errors.js';
import { Page, type PageModel } from '../../platform/pages/page.js';
import { verbatim } from '../../platform/pages/words.js';
import type { HandRecord } from '../record-forms/record-forms.queries.js';

export interface ReplacementModel extends PageModel {
  readonly action: string;
  readonly version: string;
  readonly movedOn: Text | null;
  readonly cancel: { readonly label: Text; readonly href: string };
}

/** A new file for a record that is there. Pure. */
export function replacementPage(
  { id, reference, version }: HandRecord,
  of: 'documents' | 'licences',
  fault?: Text,
  behind = false,
): Page<ReplacementModel> {
  const href = `/admin/${of}/${id}`;
  const status = behind ? 409 : fault ? 422 : 200;
  return new Page<ReplacementModel>(
    'documents/replacement',
    {
      head: {
        title: say('documents.upload.title', { reference }),
        purpose: say(`${of}.upload.purpose`),
        back: { label: verbatim(reference), href },
      },
      errors: fault ? { file: fault } : {},
      action: `${href}/replacement`,
      version: String(version),
      movedOn: behind ? say(`${of}.upload.movedOn`) : null,
      cancel: { label: say('platform.confirm.back'), href },
    },
    { status },
  );
}
