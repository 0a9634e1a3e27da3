import { electronicFormatIBAN, isValidIBAN } from 'ibantools';

const IBAN = /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?:[ .-]?[a-z\d]){11,30}/gu;
const WALLET =
  /(?<![A-Za-z\d])(?:bc1[a-z\d]{25,60}|0x[\da-fA-F]{40}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33})(?![A-Za-z\d])/g;
const SHORTEST_IBAN = 15;
const LONGEST_IBAN = 34;

/** An account to pay to. */
export interface Account {
  rule: 'deal.iban' | 'deal.wallet';
  from: number;
  to: number;
  score: number;
  why: string;
}

/** The accounts in a normalised text. */
export function ibansOf(text: string): Account[] {
  if (!/\d{2}/.test(text)) return [];
  return [...text.matchAll(IBAN)].flatMap(({ index, 0: found }) => {
    const length = ibanLength(found);
    return length === undefined
      ? []
      : [
          {
            rule: 'deal.iban' as const,
            from: index,
            to: index + length,
            score: 0.95,
            why: 'a bank account with its check digits',
          },
        ];
  });
}

/** The wallets in a text as it was written: their letters' case counts. */
export function walletsOf(original: string): Account[] {
  if (!/[A-Za-z\d]{26}/.test(original)) return [];
  return [...original.matchAll(WALLET)].map(({ index, 0: found }) => ({
    rule: 'deal.wallet' as const,
    from: index,
    to: index + found.length,
    score: /^(?:bc1|0x)/.test(found) ? 0.9 : /[a-z]/.test(found) && /[A-Z]/.test(found) ? 0.8 : 0,
    why: 'a wallet of a crypto currency',
  }));
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
