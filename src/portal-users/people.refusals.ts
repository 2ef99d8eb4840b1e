import { Conflict, Invalid, say } from '../platform/errors.js';
import type { TypedFault } from './typed-people.js';

/** Some of the addresses cannot be added; nothing was saved. */
export class PeopleRefused extends Invalid {
  constructor(readonly faults: readonly TypedFault[]) {
    super({ people: say('portal-users.people.refused', { count: faults.length }) });
  }
}

/** What is off: the portal, a customer's access; of a consolidated account the access of all its customers. */
export interface OffState {
  readonly portal: boolean;
  readonly customer: boolean;
  readonly consolidated: boolean;
}

/** Nothing is saved or mailed yet: the portal, or this customer's access, is off, and links would lead nowhere. */
export class AccessIsOff extends Conflict {
  constructor(readonly off: OffState) {
    super(say('portal-users.off.text'));
  }
}
