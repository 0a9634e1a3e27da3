import type { Language, LanguagePack } from '../language-pack';
import { cs } from './cs';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import { hu } from './hu';
import { it } from './it';
import { nl } from './nl';
import { pl } from './pl';
import { ro } from './ro';
import { sk } from './sk';

/** The language packs of this release. */
export const PACKS: Readonly<Record<Language, LanguagePack>> = { de, en, pl, cs, sk, fr, it, es, nl, ro, hu };
