import { describe, expect, it } from '@jest/globals';
import { parseCommand, UsageError } from './command-line.js';

describe('the words after portico', () => {
  it('start the demonstration of waste unless another trade is named', () => {
    expect(parseCommand(['demo'])).toEqual({ kind: 'long-running', name: 'demo', trade: 'waste' });
    expect(parseCommand(['demo', 'pool'])).toEqual({ kind: 'long-running', name: 'demo', trade: 'pool' });
  });

  it('clean, and only clean, when that is said', () => {
    expect(parseCommand(['demo', '--clean'])).toEqual({ kind: 'clean' });
    expect(parseCommand(['demo', 'pool', '--clean'])).toEqual({ kind: 'clean' });
  });

  it('hand everything after a one-off command on as it is', () => {
    const rest = ['--name', 'Ann --role', '--role', 'Office'];
    expect(parseCommand(['api-key', ...rest])).toEqual({ kind: 'one-off', name: 'api-key', rest });
  });

  it('explain themselves when there are none', () => {
    expect(parseCommand([])).toEqual({ kind: 'help' });
    expect(parseCommand(['--help'])).toEqual({ kind: 'help' });
  });

  it.each([
    [['demo', 'plumbing'], 'plumbing'],
    [['demo', 'pool', 'waste'], 'waste'],
    [['start', 'now'], 'now'],
    [['strat'], 'strat'],
  ])('refuse what is not known and name it: %p', (words, named) => {
    expect(() => parseCommand(words)).toThrow(UsageError);
    expect(() => parseCommand(words)).toThrow(named);
  });
});
