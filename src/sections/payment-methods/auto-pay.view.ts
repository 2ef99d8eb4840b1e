import { say, type Text } from '../../platform/errors.js';
import { Page, type PageModel, type Tone } from '../../platform/pages/page.js';
import { verbatim } from '../../platform/pages/words.js';
import { billingTabs } from '../invoices/billing.tabs.js';
import type { AutoPay, Method } from './auto-pay.queries.js';

export const AUTO_PAY = '/portal/auto-pay';

/** Why something was refused, and at which customer. */
export interface AutoPayFault {
  readonly customerId: string;
  readonly fields: Readonly<Record<string, Text>>;
}

/** Auto-pay at one customer. */
export interface AutoPayCard {
  readonly customerId: string;
  readonly title: Text;
  readonly state: { readonly words: Text; readonly tone: Tone };
  readonly text: Text;
  /** The methods to choose from; none where there are none, or no other than the one that is used. */
  readonly choice: {
    readonly id: string;
    readonly value: string;
    readonly options: readonly { readonly value: string; readonly label: Text }[];
    readonly error: Text | null;
    readonly button: Text;
  } | null;
  readonly end: { readonly action: string; readonly error: Text | null } | null;
}

export interface AutoPayModel extends PageModel {
  readonly action: string;
  readonly cards: readonly AutoPayCard[];
}

/** The page of auto-pay; 422 when something was refused. Pure. */
export function autoPayPage(
  states: readonly AutoPay[],
  names: ReadonlyMap<string, string>,
  fault?: AutoPayFault,
): Page<AutoPayModel> {
  return new Page(
    'payment-methods/auto-pay',
    {
      head: {
        title: say('auto-pay.title'),
        purpose: say('auto-pay.purpose'),
        tabs: billingTabs('portal', 'auto-pay'),
      },
      action: AUTO_PAY,
      cards: states.map((one) =>
        card(
          one,
          names.size > 1 ? verbatim(names.get(one.customerId) ?? '') : say('auto-pay.title'),
          fault?.customerId === one.customerId ? fault.fields : {},
        ),
      ),
    },
    { status: fault ? 422 : 200 },
  );
}

function card(
  { customerId, methods, methodId }: AutoPay,
  title: Text,
  errors: Readonly<Record<string, Text>>,
): AutoPayCard {
  const on = methodId !== undefined;
  const used = methods.find(({ id }) => id === methodId);
  // Where the only one is used there is nothing to choose.
  const nothingElse = used !== undefined && methods.length === 1;
  return {
    customerId,
    title,
    state: on
      ? { words: say('auto-pay.on'), tone: used ? 'good' : 'attention' }
      : { words: say('auto-pay.off'), tone: 'neutral' },
    text: used ? say('auto-pay.uses', named(used)) : say(textOf(on, methods)),
    choice:
      methods.length === 0 || nothingElse
        ? null
        : {
            id: `method.${customerId}`,
            value: methodId ?? '',
            options: methods.map((one) => ({ value: one.id, label: say('auto-pay.method', named(one)) })),
            error: errors['method'] ?? null,
            button: say(on ? 'auto-pay.move' : 'auto-pay.activate'),
          },
    end: on ? { action: `${AUTO_PAY}/deactivation`, error: errors['deactivation'] ?? null } : null,
  };
}

const named = ({ brand, lastFour }: Method) => ({ brand, lastFour });

function textOf(on: boolean, methods: readonly Method[]): string {
  if (on) return 'auto-pay.removed';
  return methods.length > 0 ? 'auto-pay.isOff' : 'auto-pay.noMethods';
}
