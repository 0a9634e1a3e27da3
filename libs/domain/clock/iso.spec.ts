import { assert, date, property, readConfigureGlobal } from 'fast-check';
import { iso } from './iso';

describe('an instant in writing', () => {
  it('is what toISOString says, of any year', () => {
    assert(
      property(date({ noInvalidDate: true }), (instant) => expect(iso(instant.getTime())).toBe(instant.toISOString())),
      {
        numRuns: readConfigureGlobal().numRuns ?? 2_000,
      },
    );
  });

  it.each([0, -1, 86_399_999, 86_400_000, 253_402_300_799_999, 253_402_300_800_000, -62_198_755_200_001])('of %d', (ms) => {
    expect(iso(ms)).toBe(new Date(ms).toISOString());
  });

  it('leaves out parts of a millisecond', () => {
    expect(iso(1_999.9)).toBe('1970-01-01T00:00:01.999Z');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 9e15])('refuses %d, of which there is no date', (ms) => {
    expect(() => iso(ms)).toThrow(RangeError);
  });
});
