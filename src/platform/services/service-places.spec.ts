import { describe, expect, it } from '@jest/globals';
import { choosePlaces, temporaryFolderOf } from './service-places.js';

const folder = '/home/ann/portico/.portico';

describe('where services keep their data', () => {
  it('is the project folder, and they run as the person, for anybody but root', () => {
    const places = choosePlaces(folder, false, true);
    expect(places.data).toBe(folder);
    expect(places.account).toBeUndefined();
    expect(places.temporaryFolder).toBeUndefined();
  });

  it('is the project folder, and they run as nobody, for root where others may enter', () => {
    const places = choosePlaces(folder, true, true);
    expect(places.data).toBe(folder);
    expect(places.account).toEqual({ uid: 65534, gid: 65534 });
    expect(places.temporaryFolder).toBeUndefined();
  });

  it('is one named temporary folder for root where others may not enter', () => {
    const places = choosePlaces(folder, true, false);
    expect(places.temporaryFolder).toBe(temporaryFolderOf(folder));
    expect(places.data).toBe(places.temporaryFolder);
    expect(places.programs.startsWith(`${places.temporaryFolder}/`)).toBe(true);
    expect(places.control.startsWith(`${folder}/`)).toBe(true);
  });

  it('gives each project a temporary folder of its own, the same at every start', () => {
    expect(temporaryFolderOf(folder)).toBe(temporaryFolderOf(folder));
    expect(temporaryFolderOf(folder)).not.toBe(temporaryFolderOf('/home/ben/portico/.portico'));
  });

  it('keeps tests apart from real data but shares the programs', () => {
    const [real, tests] = [choosePlaces(folder, false, true), choosePlaces(folder, false, true, 'test')];
    expect(tests.data).toBe(`${folder}/test`);
    expect(tests.control).not.toBe(real.control);
    expect(tests.programs).toBe(real.programs);
  });
});
