import { describe, expect, it } from '@jest/globals';
import { filesBelow, readsEnvironment, tooLong, wrongImports, writtenOrder } from './structure.js';

const sources = filesBelow('src', '.ts');

describe('the order of the folders', () => {
  it('is written down in ARCHITECTURE.md and begins with platform', () => {
    expect(writtenOrder()).toEqual(
      expect.arrayContaining(['platform', 'access', 'sections', 'portal', 'admin']),
    );
    expect(writtenOrder()[0]).toBe('platform');
  });

  it('holds: imports only point left', () => {
    expect(wrongImports(sources, writtenOrder())).toEqual([]);
  });

  it('is seen to be broken where it is', () => {
    const bad = [
      { path: 'src/access/bad.ts', text: `import { x } from '../portal/home.view.js';` },
      { path: 'src/mail/mail.entity.ts', text: `import { y } from '../access/viewer.js';` },
      { path: 'src/utils/drawer.ts', text: `import { z } from '../platform/ids.js';` },
    ];
    expect(wrongImports(bad, ['platform', 'access', 'mail', 'portal'])).toEqual([
      'src/access/bad.ts imports src/portal/home.view.ts: access stands left of portal',
      'src/mail/mail.entity.ts imports src/access/viewer.ts: an entity is a leaf',
      'src/utils/drawer.ts: the folder utils stands nowhere in the order',
    ]);
  });
});

describe('files', () => {
  it('are no longer than 200 lines', () => {
    const code = [...sources, ...filesBelow('test', '.ts')].filter(
      // Stories and samples are as long as what they tell.
      ({ path }) => !path.endsWith('.spec.ts') && !path.startsWith('test/house/samples/'),
    );
    expect(tooLong(code)).toEqual([]);
    expect(tooLong([{ path: 'src/long.ts', text: 'x\n'.repeat(201) }])).toEqual(['src/long.ts: 201 lines']);
  });

  it('leave the environment to the configuration', () => {
    const allowed = [
      'src/platform/config.ts',
      'src/platform/run/surroundings.ts',
      'src/platform/services/surroundings.ts',
    ];
    expect(readsEnvironment(sources, allowed)).toEqual([]);
    expect(readsEnvironment([{ path: 'src/x.ts', text: 'process.env.PORT' }], allowed)).toEqual(['src/x.ts']);
  });
});
