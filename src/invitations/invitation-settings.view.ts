import type { BehindNotice } from '../audit/behind-notice.js';
import { say, type Text } from '../platform/errors.js';
import type { Answers } from '../platform/http/behind.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { formBasis, sentBasis, type FormBasis } from '../settings/settings.page.js';
import { MOST_DAYS, settingsAnswers, type TypedSettings } from './invitation-settings.forms.js';
import type { KeptInvitationSettings } from './invitation-settings.queries.js';
import { PLACEHOLDERS } from './mail-text.js';

export const INVITATION_SETTINGS = '/admin/settings/invitations';

/** The mail as it would arrive. */
export interface MailPreview {
  readonly subject: string;
  readonly text: string;
  readonly frameHref: string;
}

export interface InvitationSettingsModel extends PageModel {
  readonly errors: Readonly<Record<string, Text>>;
  readonly warnings: readonly Text[];
  readonly behind: BehindNotice | null;
  readonly form: FormBasis;
  readonly fields: TypedSettings;
  readonly mostDays: number;
  readonly placeholders: readonly { readonly place: string; readonly words: Text }[];
  readonly preview: MailPreview | null;
  readonly previewTitle: Text;
  readonly resetHref: string | null;
  readonly test: { readonly action: string; readonly help: Text };
}

/** What the page is made of. */
export interface InvitationSettingsInput {
  readonly kept: KeptInvitationSettings;
  readonly warnings: readonly Text[];
  readonly email: string;
  readonly preview: MailPreview | null;
  /** What the form shows, where that differs from what stands. */
  readonly fields?: TypedSettings;
  readonly errors?: Readonly<Record<string, Text>>;
  readonly sent?: Readonly<Record<string, unknown>>;
  readonly behind?: BehindNotice;
}

/** The page: 200, 422 with faults at their fields, or 409 with what somebody else changed. */
export function invitationSettingsPage(input: InvitationSettingsInput): Page<InvitationSettingsModel> {
  const { kept, errors = {}, behind = null } = input;
  const standing: Answers = settingsAnswers(kept.settings);
  const basis = formBasis(INVITATION_SETTINGS, kept.version, standing);
  const fields = input.fields ?? (standing as TypedSettings);
  const model: InvitationSettingsModel = {
    head: { title: say('invitations.settings.title'), purpose: say('invitations.settings.purpose') },
    errors,
    warnings: input.warnings,
    behind,
    form: input.sent ? sentBasis(basis, input.sent) : basis,
    fields,
    mostDays: MOST_DAYS,
    placeholders: PLACEHOLDERS.map((name) => ({
      place: `{${name}}`,
      words: say(`invitations.settings.placeholders.${name}`),
    })),
    preview: input.preview,
    previewTitle: say(`invitations.settings.${input.fields ? 'previewTyped' : 'previewSaved'}`),
    resetHref: kept.standard ? null : `${INVITATION_SETTINGS}/standard`,
    test: {
      action: `${INVITATION_SETTINGS}/test-mail`,
      help: say('invitations.settings.testHelp', { email: input.email }),
    },
  };
  return new Page('invitations/settings', model, {
    status: behind ? 409 : Object.keys(errors).length > 0 ? 422 : 200,
  });
}
