import type { BehindNotice } from '../audit/behind-notice.js';
import { MANAGERS_SETTING } from './managers.view.js';
import type { PermissionCatalogue, PermissionDefinition } from '../access/catalogue.js';
import { CHANGES_FOR_MANY } from '../operations/operations.service.js';
import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import type { Answers } from '../platform/http/behind.js';
import { answersOf, type PortalSettings } from './portal-settings.js';
import type { Trade } from '../platform/run/command-line.js';
import type { Standing } from './portal-settings.queries.js';
import { listed, permissionName, type Say } from './portal-settings.words.js';
import { applying, type Applying } from './applying.js';
import { asSwitches, switchName, switchWords } from './switches.js';
import { belongsTo, tradeOptions } from './trades.js';
import { formBasis, sentBasis, type FormBasis } from './settings.page.js';

export const PORTAL_SETTINGS = '/admin/settings/customer-portal';

/** Where another trade is chosen. */
export const TRADE = `${PORTAL_SETTINGS}/trade`;

/** The parameters of `components/switch`. */
interface Switch {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: Text;
  readonly checked: boolean;
  readonly error: Text | null;
}

export interface PermissionRow {
  readonly name: Text;
  readonly help: Text;
  /** Other sections without which it shows nothing. */
  readonly needs: Text | null;
  /** A part stands indented below its section. */
  readonly part: boolean;
  readonly available: Switch;
  readonly default: Switch;
  readonly apply: Applying;
}

export interface PortalSettingsModel extends PageModel {
  readonly errors: Readonly<Record<string, Text>>;
  readonly warnings: readonly Text[];
  readonly behind: BehindNotice | null;
  readonly form: FormBasis;
  readonly enabled: { readonly checked: boolean; readonly error: Text | null };
  /** Where the organisation says whether customers look after their own people. */
  readonly managers: { readonly label: Text; readonly href: string };
  readonly rows: readonly PermissionRow[];
  /** Folded away: another trade's, and not available. */
  readonly others: readonly PermissionRow[];
  readonly trade: { readonly action: string; readonly value: Trade; readonly options: typeof tradeOptions };
  readonly autoPay: {
    readonly checked: boolean;
    readonly error: Text | null;
    readonly message: { readonly value: string; readonly error: Text | null };
  } | null;
}

/** What the page is made of. */
export interface PortalSettingsInput {
  readonly settings: PortalSettings;
  readonly version: number;
  readonly warnings: readonly Text[];
  readonly standing: Standing;
  readonly trade: Trade;
  /** What the form shows, where that differs from what stands: a form shown again. */
  readonly answers?: Answers;
  readonly errors?: Readonly<Record<string, Text>>;
  /** What was sent, of a form that is shown again with faults. */
  readonly sent?: Readonly<Record<string, unknown>>;
  /** Set when somebody else saved meanwhile; `errors` then mark what they changed. */
  readonly behind?: BehindNotice;
}

/** The page: 200, 422 with faults at their fields, or 409 with what somebody else changed. */
export function portalSettingsPage(
  input: PortalSettingsInput,
  catalogue: PermissionCatalogue,
  write: Say,
): Page<PortalSettingsModel> {
  const { settings, version, warnings, errors = {}, behind = null } = input;
  const now = answersOf(settings);
  const answers = input.answers ?? now;
  const basis = formBasis(PORTAL_SETTINGS, version, now);
  const status = behind ? 409 : Object.keys(errors).length > 0 ? 422 : 200;
  const shown = asSwitches(answers, catalogue);
  const rows = inOrder(catalogue).map((definition) => {
    const made = row(definition, catalogue, shown, errors, write);
    return { ...made, apply: applying(definition, input.standing, made.default.checked) };
  });
  const isOthers = ({ available }: PermissionRow) =>
    !available.checked && !available.error && !belongsTo(input.trade, available.value);
  const model: PortalSettingsModel = {
    head: {
      title: say('settings.portal.title'),
      purpose: say('settings.portal.purpose'),
      status: settings.enabled
        ? { words: say('settings.portal.isEnabled'), tone: 'good' }
        : { words: say('settings.portal.isDisabled'), tone: 'neutral' },
      moreActions: [{ label: say('operations.many.title'), href: CHANGES_FOR_MANY, icon: 'undo' }],
    },
    errors,
    warnings,
    behind,
    form: input.sent ? sentBasis(basis, input.sent) : basis,
    managers: { label: say('settings.managers.open'), href: MANAGERS_SETTING },
    enabled: { checked: answers['enabled'] === true, error: errors['enabled'] ?? null },
    rows: rows.filter((one) => !isOthers(one)),
    others: rows.filter(isOthers),
    trade: { action: TRADE, value: input.trade, options: tradeOptions },
    autoPay: catalogue.has('invoices') ? autoPay(answers, errors) : null,
  };
  return new Page('settings/customer-portal', model, { status });
}

/** Sections in the catalogue's order, each followed by its parts. */
export function inOrder({ all }: PermissionCatalogue): readonly PermissionDefinition[] {
  return all
    .filter(({ key }) => !sectionOf(key))
    .flatMap((section) => [section, ...all.filter(({ key }) => sectionOf(key) === section.key)]);
}

/** The section a part belongs to. */
const sectionOf = (key: string): string | undefined => (key.includes('.') ? key.split('.')[0] : undefined);

function row(
  definition: PermissionDefinition,
  catalogue: PermissionCatalogue,
  shown: Answers,
  errors: Readonly<Record<string, Text>>,
  write: Say,
): Omit<PermissionRow, 'apply'> {
  const { key, needs = [], words } = definition;
  const own = switchWords(definition);
  const others = needs.filter((other) => other !== sectionOf(key));
  const switchOf = (column: 'available' | 'default'): Switch => ({
    id: `${column}.${key}`,
    name: column,
    value: key,
    label: switchLabel(column, write(column === 'default' ? own.name : `${words}.name`)),
    checked: shown[`${column}.${key}`] === true,
    error: errors[`${column}.${key}`] ?? null,
  });
  return {
    name: verbatim(write(own.name)),
    help: verbatim(write(own.help)),
    needs:
      others.length > 0
        ? say('settings.portal.needs', {
            names: listed(others.map((other) => permissionName(catalogue, other, write))),
          })
        : null,
    part: sectionOf(key) !== undefined,
    available: switchOf('available'),
    default: switchOf('default'),
  };
}

function autoPay(
  answers: Answers,
  errors: Readonly<Record<string, Text>>,
): NonNullable<PortalSettingsModel['autoPay']> {
  return {
    checked: answers['allowAutoPayDeactivation'] === true,
    error: errors['allowAutoPayDeactivation'] ?? null,
    message: { value: String(answers['autoPayMessage'] ?? ''), error: errors['autoPayMessage'] ?? null },
  };
}

const switchLabel = (column: 'available' | 'default', name: string): Text =>
  say(`settings.portal.${column === 'available' ? 'availableFor' : 'defaultFor'}`, { name });

/** What a field of the form is called, for marks that stand away from it. */
export function portalFieldName(catalogue: PermissionCatalogue, write: Say): (field: string) => string {
  return (field) => {
    const [column = '', ...key] = field.split('.');
    const permission = key.join('.');
    if (!permission) return write(`settings.portal.fields.${field}`);
    const nameOf = column === 'default' ? switchName : permissionName;
    return write(switchLabel(column as 'available' | 'default', nameOf(catalogue, permission, write)));
  };
}
