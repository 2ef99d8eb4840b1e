import { describe, expect, it } from '@jest/globals';
import { eachAlone } from './each-alone.js';

describe('each alone', () => {
  it('has its turn also behind one that failed, and the failure is told', async () => {
    const worked: number[] = [];
    const all = eachAlone([1, 2, 3], (one) => {
      worked.push(one);
      return one === 2 ? Promise.reject(new Error('the second')) : Promise.resolve();
    });
    await expect(all).rejects.toThrow('the second');
    expect(worked).toEqual([1, 2, 3]);
  });

  it('says nothing where none fails', async () => {
    await expect(eachAlone([1], () => Promise.resolve())).resolves.toBeUndefined();
  });
});
