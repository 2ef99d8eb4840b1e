import { may, type Viewer } from '../../access/viewer.js';
import { INVITATIONS } from '../../invitations/invitations-list.filters.js';
import { INVITE_MANY } from '../../invitations/invitations-list.view.js';
import { say, type Text } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { Page, type Action, type PageModel, type Tab, type Tone } from '../../platform/pages/page.js';
import { tableView, type TableView } from '../../platform/pages/table.view.js';
import { LEFT_OUT, OFF, READY, VERDICTS, type Verdict } from './list.verdict.js';
import { listButtons, listNotices, sum, type ListButton } from './list.choices.js';
import { LIST_PAGE, type InvitationList, type ListCounts, type ListRow } from './lists.queries.js';
import { listHref } from './lists.service.js';

export interface ListModel extends PageModel {
  /** Milliseconds after which the page looks again, while people are being invited. */
  readonly poll: number | null;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly notices: readonly { readonly text: Text; readonly tone: Tone }[];
  /** What can be done with the list; null once it was. */
  readonly form: { readonly action: string; readonly buttons: readonly ListButton[] } | null;
  readonly back: Action | null;
  readonly report: Action | null;
  readonly table: TableView | null;
  readonly laterHref: string | null;
}

/** What the page is made of. */
export interface ListInput {
  readonly list: InvitationList;
  readonly counts: ListCounts;
  /** Of which only these are shown. */
  readonly shown: Verdict | undefined;
  readonly rows: readonly ListRow[];
  readonly viewer: Viewer;
}

const LOOK_AGAIN = 1500;

/** A list of people: what would become of each; then how far it is; then what became of each. */
export function listPage(input: ListInput): Page<ListModel> {
  const { list, counts, shown, viewer } = input;
  const rows = input.rows.slice(0, LIST_PAGE);
  const last = rows.at(-1);
  const working = list.state === 'queued' || list.state === 'running';
  const total = sum(counts, VERDICTS);
  const left = sum(counts, list.sending ? [...LEFT_OUT, ...OFF] : LEFT_OUT);
  const buttons = list.sending ? [] : listButtons(list, counts, may(viewer, 'settings.write'));
  const href = listHref(list.id);
  const model: ListModel = {
    head: {
      title: list.customer
        ? say('portal-users.lists.listOf', { count: total, customer: list.customer })
        : say('portal-users.lists.list', { count: total }),
      purpose: say(`portal-users.lists.${working ? 'working' : list.sending ? 'workedOff' : 'preview'}`),
      back: { label: say('invitations.list.title'), href: INVITATIONS },
      tabs: tabs(href, counts, shown, total),
      ...(working ? { refreshSeconds: 2 } : {}),
    },
    poll: working ? LOOK_AGAIN : null,
    progress: working ? { done: total - sum(counts, UNDONE), total } : null,
    notices: listNotices(list, counts),
    form: buttons.length > 0 ? { action: `${href}/sending`, buttons } : null,
    back: list.sending
      ? null
      : {
          label: say('portal-users.lists.change'),
          href: `${INVITE_MANY}?list=${list.id}`,
          kind: 'secondary',
        },
    report:
      left > 0
        ? {
            label: say('portal-users.lists.report', { count: left }),
            href: `${href}/report.csv`,
            icon: 'download',
            kind: 'secondary',
          }
        : null,
    table: rows.length > 0 ? table(rows) : null,
    laterHref:
      input.rows.length > LIST_PAGE && last
        ? `${href}?${new URLSearchParams({ ...(shown ? { show: shown } : {}), after: String(last.position) })}`
        : null,
  };
  return new Page('portal-users/list-of-people', model);
}

/** Those whose turn has not come. */
const UNDONE = [...READY, ...OFF] as const;

function tabs(href: string, counts: ListCounts, shown: Verdict | undefined, total: number): Tab[] {
  const tab = (label: Text, count: number, show?: Verdict): Tab => ({
    label,
    count,
    href: show ? `${href}?show=${show}` : href,
    current: shown === show,
  });
  return [
    tab(say('portal-users.lists.all'), total),
    ...VERDICTS.filter((one) => counts[one] || one === shown).map((one) =>
      tab(verdictWords(one), counts[one] ?? 0, one),
    ),
  ];
}

export const verdictWords = (verdict: Verdict): Text => say(`portal-users.lists.verdict.${verdict}`);

const TONES: Readonly<Partial<Record<Verdict, Tone>>> = {
  new: 'good',
  saved: 'good',
  sent: 'good',
  kept: 'good',
  active: 'neutral',
  invited: 'neutral',
  twice: 'neutral',
  staff: 'danger',
  'bad-address': 'danger',
  'no-customer': 'danger',
  'unknown-customer': 'danger',
};

function table(rows: readonly ListRow[]): TableView {
  const column = (key: string, telling = false) => ({
    key,
    label: say(`portal-users.lists.columns.${key}`),
    telling,
  });
  return tableView({
    caption: say('portal-users.lists.title'),
    columns: [
      column('person'),
      column('customer', true),
      column('outcome', true),
      column('name'),
      column('line'),
    ],
    rows: rows.map((row) => ({
      cells: [
        cell.text(row.email || row.typed),
        cell.text(row.customer ?? row.reference),
        cell.status(verdictWords(row.verdict), TONES[row.verdict] ?? 'attention'),
        cell.text(`${row.firstName} ${row.lastName}`.trim()),
        cell.number(row.line),
      ],
    })),
  });
}
