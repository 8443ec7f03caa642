import { setImmediate as turn } from 'node:timers/promises';
import { Semaphore } from './semaphore.js';

describe('a semaphore', () => {
  it('never lets more work at once than it has places, and keeps the order', async () => {
    const semaphore = new Semaphore(2, 10, () => new Error('full'));
    const begun: number[] = [];
    const finish: (() => void)[] = [];
    const works = [0, 1, 2, 3].map((number) =>
      semaphore.run(() => {
        begun.push(number);
        return new Promise<void>((resolve) => finish.push(resolve));
      }),
    );
    await turn();
    expect(begun).toEqual([0, 1]);

    finish[0]!();
    await works[0];
    await turn();
    expect(begun).toEqual([0, 1, 2]);

    finish[1]!();
    await works[1];
    await turn();
    expect(begun).toEqual([0, 1, 2, 3]);
    finish.forEach((done) => done());
    await Promise.all(works);
  });

  it('gives a place back when the work fails', async () => {
    const semaphore = new Semaphore(1, 0, () => new Error('full'));

    await expect(semaphore.run(() => Promise.reject(new Error('it broke')))).rejects.toThrow('it broke');
    await expect(semaphore.run(() => Promise.resolve('done'))).resolves.toBe('done');
  });
});
