import { describe, expect, it } from '@jest/globals';
import { mayBeInvitedTo, type SiteKind } from './site-rule.js';

const S = 'static';
const P = 'patrol';

describe('an invitation', () => {
  it.each<[SiteKind[], boolean]>([
    [[], true],
    [[S], true],
    [[S, S], true],
    [[P], false],
    [[P, P], false],
    [[P, S], true],
    [[S, P, P], true],
  ])('to somebody who would see %j is allowed: %s', (kinds, allowed) => {
    expect(mayBeInvitedTo(kinds)).toBe(allowed);
  });
});
