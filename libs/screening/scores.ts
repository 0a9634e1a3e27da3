/** How sure the engine's own finds are, before what stands around them is weighed: a part of the rule set, by what was seen. */
export const SCORES = {
  email: 0.97,
  emailSpelled: 0.93,
  emailApart: 0.92,
  emailOpen: 0.5,
  mailbox: 0.9,
  mailboxAlone: 0.8,
  linkNamed: 0.95,
  linkLong: 0.92,
  link: 0.9,
  linkOfCountry: 0.85,
  linkSpelled: 0.75,
  linkBracketed: 0.8,
  handle: 0.85,
  handleAlone: 0.6,
  messengerSpelled: 0.7,
  iban: 0.95,
  account: 0.95,
  accountNamed: 0.9,
  wallet: 0.9,
  walletByLetters: 0.8,
  phoneSplit: 0.8,
  phoneUnknown: 0.2,
  phoneUnknownAbroad: 0.6,
  phonePossible: 0.2,
  phonePossibleAbroad: 0.7,
  phonePossibleTrunk: 0.3,
  phonePossibleTrunkGrouped: 0.5,
  phoneAbroad: 0.95,
  phoneWithoutPlus: 0.35,
  phoneMobile: 0.45,
  phoneMobileGrouped: 0.75,
  phoneMobileTrunk: 0.8,
  phoneMobileTrunkGrouped: 0.9,
  phoneLandline: 0.25,
  phoneLandlineGrouped: 0.6,
  phoneLandlineTrunk: 0.35,
  phoneLandlineTrunkGrouped: 0.75,
  phoneSpelled: 0.92,
  phoneSpelledLong: 0.8,
  phoneSpelledWords: 0.6,
  phoneSpelledShort: 0.3,
  phoneObfuscated: 0.85,
  phoneObfuscatedLong: 0.65,
  phoneObfuscatedShort: 0.2,
} as const;

/** The scores of the engine's finds, by their names. */
export type Scores = Readonly<Record<keyof typeof SCORES, number>>;

/** The most that a telephone number scores by its form alone where it says no country. */
export function mostAtHome(scores: Scores): number {
  const names = Object.keys(scores) as (keyof Scores)[];
  return Math.max(...names.filter((name) => /^phone(?!.*Abroad)/.test(name)).map((name) => scores[name]));
}
