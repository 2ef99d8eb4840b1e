import { describe, expect, it } from '@jest/globals';
import { MAIL_STATES } from '../mail/mail.entity.js';
import { invitationState, type InvitationFacts } from './invitation-state.js';

const NOW = new Date('2026-03-04T12:00:00Z');
const BEFORE = new Date('2026-03-04T11:59:59Z');
const LATER = new Date('2026-03-11T12:00:00Z');

const facts = (more: Partial<InvitationFacts> = {}): InvitationFacts => ({
  active: false,
  invitationId: '01900000-0000-7000-8000-000000000001',
  acceptedAt: null,
  revokedAt: null,
  expiresAt: LATER,
  bouncedAt: null,
  mailState: 'sent',
  ...more,
});
const state = (more?: Partial<InvitationFacts>) => invitationState(facts(more), NOW);

describe('the state of an invitation', () => {
  it('is none before anybody sent one', () => {
    expect(state({ invitationId: null, expiresAt: null, mailState: null })).toBe('none');
  });

  it.each([
    ['queued', 'queued'],
    ['sending', 'queued'],
    ['sent', 'sent'],
    ['failed', 'failed'],
    ['cancelled', 'failed'],
  ] as const)('with a mail that is %s is %s', (mailState, expected) => {
    expect(state({ mailState })).toBe(expected);
  });

  it('is expired from the moment its link has run out, to the second', () => {
    expect(state({ expiresAt: NOW })).toBe('expired');
    expect(state({ expiresAt: BEFORE, mailState: 'queued' })).toBe('expired');
  });

  it('stays failed when its mail never went out, also after the link has run out', () => {
    expect(state({ expiresAt: BEFORE, mailState: 'failed' })).toBe('failed');
  });

  it('is revoked whatever became of the mail', () => {
    for (const mailState of [...MAIL_STATES, null])
      expect(state({ revokedAt: BEFORE, mailState, expiresAt: BEFORE })).toBe('revoked');
  });

  it('is accepted once and for all, and also for an access that needed no invitation', () => {
    expect(state({ acceptedAt: BEFORE, revokedAt: BEFORE, expiresAt: BEFORE })).toBe('accepted');
    expect(state({ active: true, invitationId: null, expiresAt: null, mailState: null })).toBe('accepted');
  });

  it('is bounced when the mail came back, until it is accepted, revoked or mailed again', () => {
    const bouncedAt = BEFORE;
    expect(state({ bouncedAt })).toBe('bounced');
    expect(state({ bouncedAt, expiresAt: BEFORE })).toBe('bounced');
    expect(state({ bouncedAt, revokedAt: BEFORE })).toBe('revoked');
    expect(state({ bouncedAt, active: true })).toBe('accepted');
  });
});
