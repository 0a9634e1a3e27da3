import { clockAnswer } from './health.controller';

describe('the clock of a process', () => {
  it.each([
    [undefined, 'unknown'],
    [0, 'agrees'],
    [5_000, 'agrees'],
    [-5_000, 'agrees'],
    [5_001, 'off'],
    [-259_200_000, 'off'],
  ])('%p ms from that of the store: %s', (offsetMs, status) => {
    expect(clockAnswer(offsetMs)).toEqual(offsetMs === undefined ? { status } : { status, offsetMs });
  });
});
