import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckpointMemory } from './checkpoint-memory.js';

const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
const noteOf = (size: number) => `board.example.org/one\n${size}\n${ROOT}\n\n— board.example.org/one Az3grlg=\n`;

describe('the memory of checkpoints', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'consilium-memory-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes its folder, and knows nothing at first', () => {
    const memory = new CheckpointMemory(join(folder, 'new', 'one'));

    expect(memory.known()).toEqual([]);
    expect(memory.sizeOf('one')).toBe(0);
    expect(memory.recall('one')).toBeUndefined();
  });

  it('keeps the highest, word for word, past its process’s end', () => {
    const memory = new CheckpointMemory(folder);
    memory.keep('one', noteOf(7));
    memory.keep('one', noteOf(9));
    memory.keep('one', noteOf(8));
    memory.keep('two', noteOf(3));

    const after = new CheckpointMemory(folder);
    expect(after.known().sort()).toEqual(['one', 'two']);
    expect(after.sizeOf('one')).toBe(9);
    expect(readFileSync(join(folder, 'one.checkpoint'), 'utf8')).toBe(noteOf(9));
  });

  it('leaves nothing half written beside it', () => {
    const memory = new CheckpointMemory(folder);
    memory.keep('one', noteOf(7));

    expect(readdirSync(folder)).toEqual(['one.checkpoint']);
  });

  it('refuses a folder that holds something else under its names', () => {
    writeFileSync(join(folder, 'one.checkpoint'), 'nothing of ours');

    expect(() => new CheckpointMemory(folder)).toThrow('A signed note ends in signature lines');
  });
});
