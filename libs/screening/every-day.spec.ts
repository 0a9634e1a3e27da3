import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language } from './language-pack';
import { type Kind, ruleSet } from './rule-set';
import { screen } from './screen';

const RULES = ruleSet();
const KIND_OF: Readonly<Record<string, Kind>> = {
  contact: 'external-contact',
  deal: 'off-platform-deal',
  marketing: 'marketing',
  abuse: 'abusive-language',
};

interface Line {
  language: Language;
  /** what is found, with its place in ⟦⟧; "-" where nothing is */
  found: string;
  text: string;
}

const LINES = readFileSync(join(__dirname, 'every-day.txt'), 'utf8')
  .split(/^# /m)
  .flatMap((part): Line[] =>
    part
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => ({
        language: part.slice(0, 2) as Language,
        found: line.slice(0, line.indexOf(' ')),
        text: line.slice(line.indexOf(' ') + 1),
      })),
  );

/** A text as it is written in the file: what is found in it, and where. */
function asFound(text: string, language: Language): string[] {
  return screen({ text, language, role: 'buyer' }, RULES).findings.map(
    ({ kind, from, to }) => `${kind} ${text.slice(0, from)}⟦${text.slice(from, to)}⟧${text.slice(to)}`,
  );
}

describe.each(LANGUAGES)('R5.1 what is written every day in %s', (language) => {
  const lines = LINES.filter((line) => line.language === language);

  it('is clean where it is', () => {
    const clean = lines.filter(({ found }) => found === '-');
    expect(clean.length).toBeGreaterThan(20);
    expect(clean.flatMap(({ text }) => asFound(text, language))).toEqual([]);
  });

  it('is found where it breaks a rule, as long as it is', () => {
    const broken = lines.filter(({ found }) => found !== '-');
    expect(broken.length).toBeGreaterThan(12);
    expect(broken.flatMap(({ text }) => asFound(text.replace(/[⟦⟧]/g, ''), language))).toEqual(
      broken.map(({ found, text }) => `${KIND_OF[found]} ${text}`),
    );
  });
});
