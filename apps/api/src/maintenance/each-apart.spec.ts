import { eachApart } from './each-apart.js';

describe('a chore for many cases', () => {
  it('goes on past the one that fails, and says at the end that it did', async () => {
    const done: string[] = [];
    const attempt = eachApart(['a', 'b', 'c'], async (item) => {
      if (item === 'b') throw new Error('b cannot be moved');
      done.push(await Promise.resolve(item));
    });

    await expect(attempt).rejects.toThrow('b cannot be moved');
    expect(done).toEqual(['a', 'c']);
  });

  it('is content when none fails', async () => {
    await expect(eachApart([1, 2], () => Promise.resolve())).resolves.toBeUndefined();
  });
});
