import { say, type Text } from '../../platform/errors.js';
import { Page, type PageHead, type PageModel, type Tone } from '../../platform/pages/page.js';
import { verbatim } from '../../platform/pages/words.js';
import { billingTabs } from '../invoices/billing.tabs.js';
import { AUTO_PAY } from './auto-pay.links.js';
import type { AutoPay, Method } from './auto-pay.queries.js';

/** Why something was refused, and at which customer. */
export interface AutoPayFault {
  readonly customerId: string;
  readonly fields: Readonly<Record<string, Text>>;
}

/** Where the page stands. */
export interface AutoPayPlace {
  /** What its forms are sent to. */
  readonly action: string;
  readonly head: PageHead;
  /** Where its words stand, as `autoPayWords` says. */
  readonly words: string;
  /** What a customer's card is called. */
  readonly titleOf: (customerId: string) => Text;
  readonly mayChange: boolean;
}

/** Among a customer's own pages. */
export const inPortal = (names: ReadonlyMap<string, string>): AutoPayPlace => ({
  action: AUTO_PAY,
  head: {
    title: say('auto-pay.title'),
    purpose: say('auto-pay.purpose'),
    tabs: billingTabs('portal', 'auto-pay'),
  },
  words: 'auto-pay',
  titleOf: (id) => (names.size > 1 ? verbatim(names.get(id) ?? '') : say('auto-pay.title')),
  mayChange: true,
});

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
  place: AutoPayPlace,
  fault?: AutoPayFault,
): Page<AutoPayModel> {
  const { head, action } = place;
  const cards = states.map((one) =>
    card(one, place, fault?.customerId === one.customerId ? fault.fields : {}),
  );
  return new Page('payment-methods/auto-pay', { head, action, cards }, { status: fault ? 422 : 200 });
}

function card(
  { customerId, methods, methodId }: AutoPay,
  { action, words, titleOf, mayChange }: AutoPayPlace,
  errors: Readonly<Record<string, Text>>,
): AutoPayCard {
  const on = methodId !== undefined;
  const used = methods.find(({ id }) => id === methodId);
  const pays = used !== undefined && !used.expired;
  // Where none can be used beside the one that is there is nothing to choose; a refusal is said beside the choice.
  const choosing = methods.some((one) => one !== used && !one.expired) || errors['method'] !== undefined;
  return {
    customerId,
    title: titleOf(customerId),
    state: on
      ? { words: say(pays ? 'auto-pay.on' : 'auto-pay.stopped'), tone: pays ? 'good' : 'attention' }
      : { words: say('auto-pay.off'), tone: 'neutral' },
    text: used
      ? say(`${words}.${usedWords(used, choosing)}`, named(used))
      : say(`${words}.${textOf(on, methods)}`),
    choice:
      mayChange && methods.length > 0 && choosing
        ? {
            id: `method.${customerId}`,
            value: methodId ?? '',
            options: methods.map((one) => ({ value: one.id, label: optionWords(one) })),
            error: errors['method'] ?? null,
            button: say(on ? 'auto-pay.move' : 'auto-pay.activate'),
          }
        : null,
    end: on && mayChange ? { action: `${action}/deactivation`, error: errors['deactivation'] ?? null } : null,
  };
}

const named = ({ brand, lastFour }: Method) => ({ brand, lastFour });

const optionWords = (one: Method): Text =>
  say(one.expired ? 'auto-pay.expiredMethod' : 'auto-pay.method', { ...named(one), expiry: one.expiry });

function usedWords({ expired }: Method, choosing: boolean): string {
  if (!expired) return 'uses';
  return choosing ? 'usesExpired' : 'usesOnlyExpired';
}

function textOf(on: boolean, methods: readonly Method[]): string {
  const isUsable = methods.some(({ expired }) => !expired);
  if (methods.length > 0 && !isUsable) return 'allExpired';
  if (on) return 'removed';
  return methods.length > 0 ? 'isOff' : 'noMethods';
}
