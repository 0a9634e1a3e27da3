import fc from 'fast-check';
import { LANGUAGES } from '../market';
import { maskedAt, readBy, screeningOf, spelled } from './masking';
import type { ScreenedFinding } from './screening';

const found = (from: number, to: number, more: Partial<ScreenedFinding> = {}): ScreenedFinding => ({
  ...{ field: 'body', kind: 'external-contact', rule: 'contact.email', from, to, score: 0.7, why: 'x', action: 'mask' },
  ...more,
});
const data = (body: string, ...findings: ScreenedFinding[]) => ({ body, screened: { ruleSet: 'f', versions: {}, findings } });
const masked = (body: string, ...findings: ScreenedFinding[]) =>
  spelled(screeningOf(data(body, ...findings))?.masked?.body ?? body, 'en');

describe('what the other side reads (R5.3)', () => {
  it('is the text with words in place of what is masked, one for what overlaps', () => {
    expect(masked('Mail a@b.de, now.', found(5, 11))).toBe('Mail [contact details removed], now.');
    expect(masked('0123456789', found(6, 8), found(1, 4), found(2, 5))).toBe(
      '0[contact details removed]5[contact details removed]89',
    );
    expect(masked('0123456789', found(0, 10), found(3, 4))).toBe('[contact details removed]');
    expect(masked('Pay 12 now', found(4, 6, { kind: 'off-platform-deal' }))).toBe('Pay [removed] now');
  });

  it('is all of it where nothing is masked', () => {
    expect(screeningOf({ body: 'x' })).toBeUndefined();
    expect(screeningOf(data('x'))).toBeUndefined();
    for (const action of ['flag', 'hold'] as const)
      expect(screeningOf(data('x', found(0, 1, { action })))).toEqual({ findings: [found(0, 1, { action })] });
  });

  it('is without the masks that were lifted, of which it says that they are flagged', () => {
    const [contact, deal] = [found(0, 3), found(2, 6, { kind: 'off-platform-deal' })];
    const lifted = { ...contact, action: 'flag' };
    expect(screeningOf(data('0123456789', contact, deal), [deal])).toEqual({
      findings: [lifted, deal],
      masked: { body: '01\ufdd16789' },
    });
    expect(screeningOf(data('0123456789', contact), [])).toEqual({ findings: [lifted] });
    for (const other of [{ from: 1 }, { to: 4 }, { field: 'subject' }, { kind: 'marketing' as const }])
      expect(screeningOf(data('0123456789', contact), [{ ...contact, ...other }])).toEqual({ findings: [lifted] });
    // Behind the end of a beginning nothing is masked.
    expect(maskedAt('012', [found(1, 9), found(3, 4)])).toBe('0\ufdd0');
    expect(maskedAt('012', [found(3, 4)])).toBe('012');
  });

  it('is said of each text of an event', () => {
    const facts = { carrier: 'a@b.de', reason: 'At b@c.de' };
    const findings = [found(0, 6, { field: 'facts.carrier' }), found(3, 9, { field: 'facts.reason' })];
    const { carrier, reason } = screeningOf({ facts, screened: { ruleSet: 'f', versions: {}, findings } })?.masked ?? {};
    expect([carrier, reason].map((text) => spelled(text as string, 'de'))).toEqual([
      '[Kontaktdaten entfernt]',
      'At [Kontaktdaten entfernt]',
    ]);
  });

  it('is in every language a text of its own', () => {
    const [contact, other] = [screeningOf(data('a', found(0, 1))), screeningOf(data('a', found(0, 1, { kind: 'marketing' })))];
    const texts = LANGUAGES.flatMap((language) => [contact, other].map((one) => spelled(one?.masked?.body ?? '', language)));
    expect(new Set(texts).size).toBe(2 * LANGUAGES.length);
    for (const text of texts) expect(text).toMatch(/^\[[\p{L} ]+\]$/u);
  });

  it('never has what is masked, whatever is found where', () => {
    const places = fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(places, (all) => {
        // Each character stands once, so that one of a masked place is seen wherever it were left.
        const body = Array.from({ length: 40 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
        const spans = all
          .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const)
          .filter(([from, to]) => from < to);
        const shown = masked(body, ...spans.map(([from, to]) => found(from, to)));
        for (const [at, sign] of [...body].entries())
          expect(shown.includes(sign)).toBe(!spans.some(([from, to]) => from <= at && at < to));
      }),
    );
  });

  it('tells findings to the author and the platform, and to the other side only that something is masked', () => {
    const screening = screeningOf(data('Mail a@b.de', found(5, 11)));
    const thing = { body: 'Mail a@b.de', at: 'now' };
    expect(readBy(thing, screening, { isOther: false, language: 'en' })).toEqual({ ...thing, findings: [found(5, 11)] });
    expect(readBy(thing, screening, { isOther: true, language: 'fr' })).toEqual({
      body: 'Mail [coordonnées supprimées]',
      at: 'now',
      masked: true,
    });
    expect(readBy(thing, { findings: [found(0, 1, { action: 'flag' })] }, { isOther: true, language: 'fr' })).toEqual(thing);
    expect(readBy(thing, null, { isOther: false, language: 'en' })).toEqual(thing);
  });
});
