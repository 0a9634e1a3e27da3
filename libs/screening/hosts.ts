import type { Language } from './language-pack';

/** Hosts of carriers, whose links say where a parcel is. */
export const CARRIERS: readonly string[] = [
  ...['dhl.de', 'dhl.com', 'deutschepost.de', 'dpd.com', 'dpd.de', 'dpd.co.uk', 'dpdgroup.com', 'gls-group.eu', 'gls-group.com'],
  ...['ups.com', 'fedex.com', 'tnt.com', 'myhermes.de', 'hermesworld.com', 'evri.com', 'royalmail.com', 'parcelforce.com'],
  ...[
    'anpost.com',
    'post.at',
    'post.ch',
    'inpost.pl',
    'inpost.it',
    'inpost.es',
    'poczta-polska.pl',
    'packeta.com',
    'orlenpaczka.pl',
  ],
  ...[
    'zasilkovna.cz',
    'ceskaposta.cz',
    'ppl.cz',
    'packeta.sk',
    'posta.sk',
    'sps-sro.sk',
    'laposte.fr',
    'colissimo.fr',
    'gls-pakete.de',
  ],
  ...['chronopost.fr', 'mondialrelay.fr', 'mondialrelay.com', 'relaiscolis.com', 'poste.it', 'brt.it', 'correos.es', 'seur.com'],
  ...['mrw.es', 'nacex.es', 'postnl.nl', 'bpost.be', 'fancourier.ro', 'sameday.ro', 'cargus.ro', 'posta-romana.ro', 'posta.hu'],
  ...['foxpost.hu', '17track.net', 'paketda.de'],
];

/** Mailboxes that anybody has. */
export const MAILBOXES: ReadonlySet<string> = new Set(
  `gmail googlemail gmx web outlook hotmail live yahoo icloud protonmail proton tutanota freenet aol mail email yandex zoho posteo
   wp onet interia o2 gazeta tlen seznam centrum post atlas volny azet zoznam pobox orange wanadoo free laposte sfr bluewin
   libero virgilio tiscali alice telefonica terra ziggo kpnmail hetnet xs4all planet telenet skynet clicknet rdslink freemail
   citromail indamail btinternet hotmial t-online`
    .trim()
    .split(/\s+/),
);

/** Top level domains that a host without "www." may have; others are too often a missing blank. */
export const PLAIN_TLDS: ReadonlySet<string> = new Set(
  `com net org info biz shop store online site app dev eu de at ch uk ie pl cz sk fr be lu it es nl ro hu us ru gg ly link page tv xyz
   club market sale deals io co me to cc pro vip top`
    .trim()
    .split(/\s+/),
);

/** Those of them that are words of a language: "thanks.it" lacks a blank. */
export const WORD_TLDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  de: wordsOf('es page link club top shop store online'),
  en: wordsOf('it me to be us at co pro app shop store online site top sale market page link club deals'),
  pl: wordsOf('to me at be sklep top online'),
  cs: wordsOf('to me at be top online'),
  sk: wordsOf('to me at be top online'),
  fr: wordsOf('de es page site top'),
  it: wordsOf('me be co pro link online'),
  es: wordsOf('de es me pro at online'),
  nl: wordsOf('de me club top online shop link'),
  ro: wordsOf('de me top link online pro'),
  hu: wordsOf('de be is it me top online'),
};

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
