import type { PermissionCatalogue } from '../access/catalogue.js';
import { Invalid, say } from '../platform/errors.js';
import { isId, newId } from '../platform/ids.js';
import { unpackAnswers } from '../platform/http/behind.js';
import { switched } from '../settings/switches.js';
import type { PortalAccess } from './portal-access.js';
import { SENDINGS, type SentPortalAccess, type Sending } from './people.sent.js';
import { readTypedPeople } from './typed-people.js';

type Sent = Readonly<Record<string, unknown>>;
const MOST_TYPED = 50_000;

/** The tab as somebody filled it in, right or wrong: what a form that is shown again shows. */
export interface TypedPortalAccess {
  readonly access: PortalAccess;
  /** The switches as the form had shown them, as they came. */
  readonly shown: string;
  readonly formId: string;
  readonly people: string;
  /** Whether new people are invited at once. */
  readonly send: boolean;
}

/** What the person chose to do about invitations; `back` is to change the form first. */
export type Choice = Sending | 'back';

/** A switch that is off sends nothing, so every switch of the catalogue is answered. */
export function typedPortalAccess(sent: Sent, catalogue: PermissionCatalogue): TypedPortalAccess {
  const on = new Set([sent.sections ?? []].flat());
  return {
    access: {
      enabled: sent.enabled === 'on',
      sections: Object.fromEntries(
        catalogue.all.map(({ key }) => [key, switched(catalogue, key, on.has(key))]),
      ),
    },
    shown: typeof sent.shown === 'string' ? sent.shown : '',
    formId: typeof sent.form === 'string' && isId(sent.form) ? sent.form : newId(),
    people: typeof sent.people === 'string' ? sent.people.slice(0, MOST_TYPED) : '',
    send: sent.send === 'now',
  };
}

export const choiceOf = (sent: Sent): Choice => {
  const { choice } = sent;
  if (choice === 'back') return choice;
  return SENDINGS.find((one) => one === choice) ?? 'ask';
};

/**
 * The tab as it is to be saved.
 * @throws Invalid when a switch was never on the page
 */
export function readPortalAccess(
  sent: Sent,
  catalogue: PermissionCatalogue,
  sending: Sending,
): SentPortalAccess {
  const unknown = [sent.sections ?? []].flat().find((key) => typeof key !== 'string' || !catalogue.has(key));
  if (unknown !== undefined) throw new Invalid({ enabled: say('portal-users.access.unknown') });
  const { access, shown, formId, people: text, send } = typedPortalAccess(sent, catalogue);
  const { people, faults } = readTypedPeople(text);
  return {
    change: access,
    shown: unpackAnswers(shown),
    formId,
    people,
    faults,
    sending: send ? sending : 'later',
  };
}

/** The hidden fields that carry a filled-in tab through the page that asks what to do about invitations. */
export function carried(
  { access, shown, formId, people, send }: TypedPortalAccess,
  catalogue: PermissionCatalogue,
): readonly Hidden[] {
  return [
    ...(access.enabled ? [{ name: 'enabled', value: 'on' }] : []),
    ...Object.entries(access.sections).flatMap(([key, on]) =>
      switched(catalogue, key, on) ? [{ name: 'sections', value: key }] : [],
    ),
    { name: 'shown', value: shown },
    { name: 'form', value: formId },
    { name: 'people', value: people },
    ...(send ? [{ name: 'send', value: 'now' }] : []),
  ];
}

export interface Hidden {
  readonly name: string;
  readonly value: string;
}
