import { ABUSE_WORDS } from './abuse';
import { CONTACT_WORDS } from './contact';
import { TRADE_WORDS } from './trade';

/** The words of every meaning that rules put together. */
export const WORDS = { ...CONTACT_WORDS, ...TRADE_WORDS, ...ABUSE_WORDS };

/** What a meaning is called. */
export type Meaning = keyof typeof WORDS;
