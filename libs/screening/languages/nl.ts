import type { LanguagePack } from '../language-pack';

export const nl: LanguagePack = {
  language: 'nl',
  numbers: {},
  repeats: {},
  symbols: { at: [], dot: [], dash: [], underscore: [], slash: [], plus: [] },
  patterns: { ask: [], hint: [], deal: [], marketing: [], abuse: [] },
  context: {
    refusal: [],
    warning: [],
    thirdParty: [],
    productFeature: [],
    orderNumber: [],
    price: [],
    size: [],
    date: [],
    address: [],
  },
  nearby: { messenger: [], contactVerb: [], phoneNoun: [], mailNoun: [] },
};
