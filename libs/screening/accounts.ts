import { electronicFormatIBAN, isValidIBAN } from 'ibantools';
import { matchesOf } from './matches';
import type { Scores } from './scores';
import type { Token } from './tokens';
import { hasRun } from './view';

const IBAN = /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?:[ .-]?[a-z\d]){11,30}/gu;
const WALLET =
  /(?<![A-Za-z\d])(?:bc1[a-z\d]{25,60}|0x[\da-fA-F]{40}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33})(?![A-Za-z\d])/g;
const SHORTEST_WALLET = 26;
const SHORTEST_IBAN = 15;
const LONGEST_IBAN = 34;

/** An account to pay to. */
export interface Account {
  rule: 'deal.iban' | 'deal.account' | 'deal.wallet';
  from: number;
  to: number;
  score: number;
  why: string;
}

/** The accounts in a normalised text. */
export function ibansOf(text: string, tokens: readonly Token[], scores: Scores): Account[] {
  if (!tokens.some(({ digits, from, to }, index) => digits && to - from >= 2 && tokens[index - 1]?.to === from)) return [];
  return matchesOf(IBAN, text).flatMap(({ index, 0: found }) => {
    const length = ibanLength(found);
    return length === undefined
      ? []
      : [
          {
            rule: 'deal.iban' as const,
            from: index,
            to: index + length,
            score: scores.iban,
            why: 'a bank account with its check digits',
          },
        ];
  });
}

/** The wallets in a text as it was written: their letters' case counts. */
export function walletsOf(original: string, scores: Scores): Account[] {
  if (!hasRun(original, SHORTEST_WALLET, isPlain)) return [];
  return matchesOf(WALLET, original).map(({ index, 0: found }) => ({
    rule: 'deal.wallet' as const,
    from: index,
    to: index + found.length,
    score: /^(?:bc1|0x)/.test(found) ? scores.wallet : /[a-z]/.test(found) && /[A-Z]/.test(found) ? scores.walletByLetters : 0,
    why: 'a wallet of a crypto currency',
  }));
}

function isPlain(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** How much of what looks like an account is one: words may follow it. */
function ibanLength(found: string): number | undefined {
  for (let length = found.length; length >= SHORTEST_IBAN; length -= 1) {
    const iban = electronicFormatIBAN(found.slice(0, length).replace(/[.]/g, '')) ?? '';
    if (
      iban.length <= LONGEST_IBAN &&
      iban.length >= SHORTEST_IBAN &&
      /[a-z\d]/i.test(found[length - 1] as string) &&
      isValidIBAN(iban)
    )
      return length;
  }
  return undefined;
}
