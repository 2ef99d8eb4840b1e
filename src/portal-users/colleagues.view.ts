import type { PermissionCatalogue } from '../access/catalogue.js';
import type { Viewer } from '../access/viewer.js';
import { invitationStateView, invitationWords } from '../invitations/invitation-state.view.js';
import { say, type Text } from '../platform/errors.js';
import { packAnswers, type Answers } from '../platform/http/behind.js';
import { Page, type PageModel, type Tone } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import { widest, type Bounds } from './colleague-bounds.js';
import { colleagueAnswers, type ColleagueQuestions, type TypedColleague } from './colleagues.forms.js';
import { accessOfRow, mayLookAfter } from './colleagues.service.js';
import type { PersonRow } from './portal-users.queries.js';

export const COLLEAGUES = '/portal/people';
export const colleagueHref = (id: string): string => `${COLLEAGUES}/${id}`;

export interface ColleaguesModel extends PageModel {
  readonly people: readonly {
    readonly name: Text;
    readonly email: string;
    readonly state: { readonly words: Text; readonly tone: Tone };
    readonly facts: readonly Text[];
    readonly lastSignedInAt: Date | null;
    /** Null for those whom the manager may not change. */
    readonly href: string | null;
    readonly label: Text;
  }[];
  /** Set when there is nobody beside the manager. */
  readonly alone: boolean;
}

/** Everybody of the customer who can see its portal, for the manager. */
export function colleaguesPage(
  rows: readonly PersonRow[],
  viewer: Viewer,
  bounds: Bounds,
  now: Date,
): Page<ColleaguesModel> {
  return new Page('portal-users/colleagues', {
    head: {
      title: say('portal-users.colleagues.title'),
      purpose: say('portal-users.colleagues.purpose'),
      action: { label: say('portal-users.colleagues.invite'), href: `${COLLEAGUES}/new`, icon: 'plus' },
    },
    alone: rows.length < 2,
    people: rows.map((row) => {
      const own = row.id === viewer.portal?.access?.id;
      const changeable = mayLookAfter(row, viewer, bounds);
      // Of mail servers only the office hears.
      const { state, tone } = invitationStateView({ ...row, noMailServer: false }, now);
      const reason = own ? 'you' : row.manager ? 'manager' : changeable ? undefined : 'more';
      return {
        name: verbatim(nameOf(row)),
        email: row.email,
        state: { words: invitationWords(state), tone },
        facts: [
          row.everySite
            ? say('portal-users.person.everySite')
            : say('portal-users.person.someSites', { count: row.siteIds.length }),
          ...(reason ? [say(`portal-users.colleagues.${reason}`)] : []),
        ],
        lastSignedInAt: row.lastSignedInAt,
        href: changeable ? colleagueHref(row.id) : null,
        label: say('portal-users.colleagues.change', { name: nameOf(row) }),
      };
    }),
  });
}

/** Of somebody who is known elsewhere a manager learns no name before they accept. */
const nameOf = ({ known, name, email }: PersonRow): string => (known && name) || email;

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: Text;
  readonly checked: boolean;
  readonly error: Text | null;
}

export interface ColleagueModel extends PageModel {
  readonly behind: boolean;
  readonly errors: Readonly<Record<string, Text>>;
  readonly form: {
    readonly action: string;
    readonly id: string;
    readonly shown: string;
    readonly button: Text;
  };
  /** Asked of somebody new. */
  readonly typed: TypedColleague | null;
  /** Null where the manager does not see all sites either. */
  readonly every: Choice | null;
  readonly some: Choice | null;
  readonly sites: readonly Choice[];
  readonly permissions: readonly Choice[];
  readonly again: { readonly action: string; readonly label: Text } | null;
  readonly endHref: string | null;
}

export interface ColleagueInput {
  readonly questions: ColleagueQuestions;
  readonly catalogue: PermissionCatalogue;
  /** The person; none for somebody new, whose form has an id of its own. */
  readonly row?: PersonRow;
  readonly formId?: string;
  readonly typed?: TypedColleague;
  readonly answers?: Answers;
  readonly shown?: string;
  readonly errors?: Readonly<Record<string, Text>>;
  readonly behind?: boolean;
}

/** A colleague to be invited, or one who is here already: what they see, within what the manager sees. */
export function colleaguePage(input: ColleagueInput): Page<ColleagueModel> {
  const { questions, catalogue, row, errors = {}, behind = false } = input;
  const { bounds, sites } = questions;
  const standing = colleagueAnswers(row ? accessOfRow(row) : widest(bounds), questions);
  const answers = input.answers ?? standing;
  const choice = (id: string, name: string, value: string, label: Text, checked = answers[id] === true) => ({
    id,
    name,
    value,
    label,
    checked,
    error: errors[id] ?? null,
  });
  const all = bounds.sites === 'all';
  const model: ColleagueModel = {
    head: head(row),
    behind,
    errors,
    form: {
      action: row ? colleagueHref(row.id) : COLLEAGUES,
      id: input.formId ?? '',
      shown: input.shown ?? packAnswers(standing),
      button: say(`portal-users.colleagues.${row ? 'save' : 'send'}`),
    },
    typed: row ? null : (input.typed ?? { email: '', firstName: '', lastName: '' }),
    every: all ? choice('everySite', 'everySite', 'every', say('portal-users.person.everySite')) : null,
    some: all
      ? choice(
          'chosenSites',
          'everySite',
          'chosen',
          say('portal-users.person.chosenSites'),
          answers['everySite'] !== true,
        )
      : null,
    sites: sites.map(({ id, reference, name, kind }) =>
      choice(`sites.${id}`, 'sites', id, say(`portal-users.person.site-${kind}`, { reference, name })),
    ),
    permissions: bounds.visible.map((key) =>
      choice(`sections.${key}`, 'sections', key, say(`${catalogue.find(key)?.words ?? key}.name`)),
    ),
    again:
      row && !row.active && !row.disabled
        ? { action: `${colleagueHref(row.id)}/invitations`, label: say('portal-users.person.sendAgain') }
        : null,
    endHref: row ? `${colleagueHref(row.id)}/end` : null,
  };
  const status = behind ? 409 : Object.keys(errors).length > 0 ? 422 : 200;
  return new Page('portal-users/colleague', model, { status });
}

function head(row: PersonRow | undefined) {
  const back = { label: say('portal-users.colleagues.title'), href: COLLEAGUES };
  return row
    ? { title: verbatim(nameOf(row)), purpose: verbatim(row.email), back }
    : {
        title: say('portal-users.colleagues.invite'),
        purpose: say('portal-users.colleagues.invitePurpose'),
        back,
      };
}

/** Asks before a colleague's access ends. */
export function endColleaguePage({ id, email, customer }: PersonRow): Page {
  const href = colleagueHref(id);
  return new Page('platform/confirm', {
    head: {
      title: say('portal-users.end.title', { email, customer }),
      back: { label: verbatim(email), href },
    },
    confirm: {
      text: say('portal-users.end.text', { email, customer }),
      points: [say('portal-users.end.link'), say('portal-users.colleagues.inviteLater')],
      action: `${href}/end`,
      button: say('portal-users.end.button', { email }),
      danger: true,
      back: { label: say('platform.confirm.back'), href },
    },
  } as PageModel);
}
