import type { BehindNotice } from '../audit/behind-notice.js';
import { say, type Text } from '../platform/errors.js';
import { contrastWithWhite, isColour } from '../platform/pages/brand.js';
import { Page, type PageModel, type Tone } from '../platform/pages/page.js';
import type { MailState } from '../mail/mail.entity.js';
import { companyTabs, ORGANISATION } from './company.tabs.js';
import { LOGO_TYPES, type Organisation } from './organisation.js';
import { currencyOptions, timeZoneOptions, type Option } from './organisation.options.js';
import type { KeptOrganisation } from './organisation.queries.js';
import type { SavedOrganisation } from './organisation.service.js';
import { listed, type Say } from './portal-settings.words.js';
import { formBasis, sentBasis, type FormBasis } from './settings.page.js';
import type { TestMailResult } from './test-mails.service.js';

type Fields = Record<keyof Organisation, string>;
type Errors = Readonly<Record<string, Text>>;

export interface OrganisationModel extends PageModel {
  readonly errors: Errors;
  readonly warnings: readonly Text[];
  readonly behind: BehindNotice | null;
  readonly form: FormBasis;
  readonly fields: Fields;
  /** Says so when white on the colour would be hard to read. */
  readonly colourHelp: Text;
  readonly logoHref: string | null;
  readonly logoTypes: string;
  readonly timeZones: readonly Option[];
  readonly currencies: readonly Option[];
  readonly testMail: TestMailModel;
}

export interface TestMailModel {
  readonly action: string;
  readonly to: string;
  readonly latest: {
    readonly words: Text;
    readonly tone: Tone;
    readonly at: Date;
    /** The mail server's own words, where they help. */
    readonly answer: string | null;
  } | null;
  /** Milliseconds after which the page looks again, while the mail is on its way. */
  readonly poll: number | null;
}

/** What the page is made of. */
export interface OrganisationInput {
  readonly kept: KeptOrganisation;
  readonly warnings: readonly Text[];
  readonly testMail: { readonly to: string; readonly latest: TestMailResult | undefined };
  /** What the form shows, where that differs from what stands. */
  readonly fields?: Fields;
  readonly errors?: Errors;
  readonly sent?: Readonly<Record<string, unknown>>;
  readonly behind?: BehindNotice;
}

/** The page: 200, 422 with faults at their fields, or 409 with what somebody else changed. */
export function organisationPage(input: OrganisationInput): Page<OrganisationModel> {
  const { kept, warnings, errors = {}, behind = null } = input;
  const fields = input.fields ?? { ...kept.organisation };
  const basis = formBasis(ORGANISATION, kept.version, { ...kept.organisation });
  const testMail = testMailModel(input.testMail);
  const model: OrganisationModel = {
    head: {
      title: say('settings.organisation.title'),
      purpose: say('settings.organisation.purpose'),
      tabs: companyTabs(ORGANISATION),
    },
    errors,
    warnings,
    behind,
    form: input.sent ? sentBasis(basis, input.sent) : basis,
    fields,
    colourHelp: say(`settings.organisation.${darkTextOn(fields.colour) ? 'darkText' : 'help.colour'}`),
    logoHref: kept.logo ? `/logo?v=${kept.version}` : null,
    logoTypes: LOGO_TYPES.join(','),
    timeZones: timeZoneOptions(fields.timeZone),
    currencies: currencyOptions(),
    testMail,
  };
  return new Page('settings/organisation', model, {
    status: behind ? 409 : Object.keys(errors).length > 0 ? 422 : 200,
  });
}

const darkTextOn = (colour: string): boolean => isColour(colour) && contrastWithWhite(colour) < 4.5;

const TONES: Readonly<Record<MailState, Tone>> = {
  queued: 'information',
  sending: 'information',
  sent: 'good',
  failed: 'danger',
  cancelled: 'neutral',
};

function testMailModel({ to, latest }: OrganisationInput['testMail']): TestMailModel {
  const waits = latest?.state === 'queued' || latest?.state === 'sending';
  return {
    action: `${ORGANISATION}/test-mail`,
    to,
    latest: latest
      ? {
          words: say(`settings.testMail.${latest.state}`),
          tone: TONES[latest.state],
          at: latest.at,
          answer: latest.state === 'sent' ? null : latest.answer || null,
        }
      : null,
    // A mail that waits for a mail server may wait for long: nobody watches it all day.
    poll: waits && Date.now() - latest.at.getTime() < 120_000 ? 1500 : null,
  };
}

/** What a save changed, in sentences, for the top of the next page. */
export function organisationSaved(
  { changed, already }: SavedOrganisation,
  organisation: Organisation,
  write: Say,
): string {
  if (changed.length === 0) return write(`settings.saved.${already ? 'already' : 'nothing'}`);
  const names = listed(changed.map((field) => write(`settings.organisation.fields.${field}`)));
  const dark = changed.includes('colour') && darkTextOn(organisation.colour);
  const sentences = [
    say('settings.organisation.saved', { names }),
    ...(dark ? [say('settings.organisation.darkText')] : []),
  ];
  return sentences.map(write).join(' ');
}
