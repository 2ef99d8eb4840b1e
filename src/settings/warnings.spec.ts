import { describe, expect, it } from '@jest/globals';
import { installationWarnings, type InstallationFacts, type Surroundings } from './warnings.js';

const sound: Surroundings = {
  baseUrl: 'https://portal.acme.example',
  smtpUrl: 'smtps://mail.acme.example',
  mailFrom: 'Acme <portal@acme.example>',
  demo: undefined,
};
const facts: InstallationFacts = { portalEnabled: true, replyAddress: 'office@acme.example' };
const warned = (config: Partial<Surroundings>, more: Partial<InstallationFacts> = {}) =>
  installationWarnings({ ...sound, ...config }, { ...facts, ...more }).map(({ key }) =>
    key.replace('settings.warnings.', ''),
  );

describe('what an administrator is warned of', () => {
  it('is nothing where all is well', () => expect(warned({})).toEqual([]));

  it('is that links lead to this machine while mail is real', () => {
    for (const baseUrl of [
      'http://localhost:3000',
      'http://127.0.0.1',
      'http://[::1]:3000',
      'http://portico.localhost',
    ]) {
      expect(warned({ baseUrl })).toEqual(['linksToLocalhost']);
    }
    expect(warned({ baseUrl: 'http://localhost:3000', smtpUrl: 'smtp://127.0.0.1:2525' })).toEqual([
      'linksToLocalhost',
    ]);
  });

  it('is not that of a demonstration that keeps its mail, but of one that sends it', () => {
    const demo = { demo: 'waste', baseUrl: 'http://localhost:3000', mailFrom: 'Portico <portico@localhost>' };
    expect(warned({ ...demo, smtpUrl: 'smtp://127.0.0.1:2525' })).toEqual([]);
    expect(warned({ ...demo, smtpUrl: 'smtp://mail.acme.example' })).toEqual([
      'linksToLocalhost',
      'senderIsLocal',
    ]);
  });

  it('is that no mail can be sent, more so while the portal is enabled', () => {
    expect(warned({ smtpUrl: undefined, baseUrl: 'http://localhost:3000' })).toEqual(['portalWithoutMail']);
    expect(warned({ smtpUrl: undefined }, { portalEnabled: false })).toEqual(['noMail']);
  });

  it('is that answers go nowhere', () =>
    expect(warned({}, { replyAddress: '' })).toEqual(['noReplyAddress']));
});
