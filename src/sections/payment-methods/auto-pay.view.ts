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
  // Where none can be used beside the one that is there is nothing to choose; a refusal is said beside the choice.
  const choosing = methods.some((one) => one !== used && !one.expired) || errors['method'] !== undefined;
  return {
    customerId,
    title,
    state: on
      ? { words: say('auto-pay.on'), tone: used && !used.expired ? 'good' : 'attention' }
      : { words: say('auto-pay.off'), tone: 'neutral' },
    text: used ? say(usedWords(used, choosing), named(used)) : say(textOf(on, methods)),
    choice:
      methods.length > 0 && choosing
        ? {
            id: `method.${customerId}`,
            value: methodId ?? '',
            options: methods.map((one) => ({ value: one.id, label: optionWords(one) })),
            error: errors['method'] ?? null,
            button: say(on ? 'auto-pay.move' : 'auto-pay.activate'),
          }
        : null,
    end: on ? { action: `${AUTO_PAY}/deactivation`, error: errors['deactivation'] ?? null } : null,
  };
}

const named = ({ brand, lastFour }: Method) => ({ brand, lastFour });

const optionWords = (one: Method): Text =>
  say(one.expired ? 'auto-pay.expiredMethod' : 'auto-pay.method', { ...named(one), expiry: one.expiry });

function usedWords({ expired }: Method, choosing: boolean): string {
  if (!expired) return 'auto-pay.uses';
  return choosing ? 'auto-pay.usesExpired' : 'auto-pay.usesOnlyExpired';
}

function textOf(on: boolean, methods: readonly Method[]): string {
  const isUsable = methods.some(({ expired }) => !expired);
  if (methods.length > 0 && !isUsable) return 'auto-pay.allExpired';
  if (on) return 'auto-pay.removed';
  return methods.length > 0 ? 'auto-pay.isOff' : 'auto-pay.noMethods';
}
