import type { LanguagePack } from '../language-pack';
import { asQuestion, atStart, both, contexts, counted, joined, MESSENGER, nearby, rules, SHOPS, SHORT } from './writing';

const TENS = '20 vingt; 30 trente; 40 quarante; 50 cinquante; 60 soixante; 80 quatre-vingt';
const SCORES = '70 septante; 80 huitante octante; 90 nonante';
const NUMBER =
  '(?:numéro|num|n°)(?: (?:de |du )?(?:tél(?:éphone)?|portable|mobile|whats\\W?app|fixe|perso))?(?! (?:de|du) )|tél(?:éphone)?|portable|06|07|coordonnées|contact|ligne directe';
const MAIL = '(?:adresse )?(?:e\\W?mail|mail|courriel|mél|gmail)(?: perso| personnel)?|adresse (?:mail|électronique)';
const CONTACT = `${NUMBER}|${MAIL}|${MESSENGER}|pseudo|identifiant (?:insta~|whats~)`;
const YOUR = '(?:ton|votre|vos|tes|ta|un|des|vot)';
const CHANNEL = `(?:${MESSENGER}|signal|téléphone|tel|portable|e\\W?mail|mail|courriel|sms|texto|message privé|mp)`;
const SITE = '(?:la |cette |votre |le |ce )?(?:plateforme|plate-forme|site|appli(?:cation)?|marketplace|système)';
const OUTSIDE = `(?:en )?(?:dehors|hors)(?: (?:de|du|d'))? ?${SITE}|hors ${SITE}|(?:sans|contourn~|évit~) (?:passer par |utiliser )?${SITE}|sous le manteau|au black|de la main à la main|entre nous|(?:hors|en dehors d') ?ici|pas (?:par|via|sur) (?:le site|la plateforme|ici)|à côté de ${SITE}|sans intermédiaire`;
const OWN_SHOP =
  '(?:notre|mon|nos|ma) (?:propre )?(?:site(?: internet| web)?|boutique(?: en ligne)?|magasin|e-?shop|page|e-?boutique|atelier)';
const DIRECT =
  '(?:en direct|directement)(?: (?:avec|à|auprès de|chez|par|via|sur|de|vers))?(?: (?:nous|moi|mon|notre))?|en privé|de particulier à particulier';
const CHEAPER =
  'moins cher|remise|réduction|rabais|ristourne|promo|meilleur prix|prix (?:plus bas|ami|spécial|réduit|intéressant)|\\d{1,2} ?(?:%|pour ?cent) (?:de )?(?:moins|réduction|remise)|\\d{1,4} ?(?:€|euros?) (?:de )?(?:moins|réduction|remise)|moins (?:20|10|5)|économis~|-?\\d{1,2} ?%|un geste|bon prix';
const FEES =
  "(?:frais|commissions?) (?:de |du |d')?(?:la )?(?:plateforme|site|vente|service|vendeur|marketplace)|les frais(?! (?:de |d')?(?:port|livraison|envoi|retour|douane|transport|expédition))|commission~";
/** "Appelez-moi bête" asks for no call. */
const NO_NAME = '(?! (?:bête|idiot|fou|folle|stupide|débile|naï[fv]|parano|ignorant|maniaque|bizarre|madame|monsieur))';
const REVIEW =
  '(?:bon |bonne |bel |belle |super |gentil )?(?:avis|commentaire|note|évaluation|étoiles)(?: (?:positif|positive|5 étoiles|favorable))?';
const GIFT =
  "bon d'achat|bons? de réduction|cadeau~|remise|réduction|code|rembours~|surprise|gratuit~|offert~|chèque|bonus|cashback|récompense|\\d{1,3} ?(?:%|€|euros?)|carte cadeau";
const IDIOT =
  'idiots?|idiotes?|imbéciles?|crétins?|abrutis?|débiles?|voleurs?|voleuses?|escrocs?|arnaqueurs?|arnaqueuses?|menteurs?|menteuses?|nuls?|nulles?|incapables?|bouffons?|clowns?|minables?|racailles?|ordures?|pourris?|stupides?|bêtes?|malhonnêtes?|tocards?|guignols?|charlots?|bandits?|truands?|cons?|conn(?:e|es|ard|ards|asse|asses)|charognes?|rats?|parasites?|déchets?';

/** French, as in France, Belgium, Luxembourg and Switzerland. */
export const fr: LanguagePack = {
  language: 'fr',
  numbers: {
    ...counted(
      `0 zéro zero; 1 un une; 2 deux; 3 trois; 4 quatre; 5 cinq; 6 six; 7 sept; 8 huit; 9 neuf; 10 dix; 11 onze; 12 douze; 13 treize; 14 quatorze; 15 quinze; 16 seize;
       17 dix-sept; 18 dix-huit; 19 dix-neuf; ${TENS}; ${SCORES}; 70 soixante-dix; 80 quatre-vingts; 90 quatre-vingt-dix; 100 cent`,
    ),
    ...joined(`${TENS}; ${SCORES}`, '1 un; 2 deux; 3 trois; 4 quatre; 5 cinq; 6 six; 7 sept; 8 huit; 9 neuf', (ten, unit) => [
      `${ten}-${unit}`,
      `${ten} ${unit}`,
      `${ten.replace('-', ' ')} ${unit}`,
      `${ten}-et-${unit}`,
      `${ten} et ${unit}`,
    ]),
    ...joined(
      '60 soixante; 80 quatre-vingt',
      '10 dix; 11 onze; 12 douze; 13 treize; 14 quatorze; 15 quinze; 16 seize; 17 dix-sept; 18 dix-huit; 19 dix-neuf',
      (ten, unit) => [
        `${ten}-${unit}`,
        `${ten} ${unit}`,
        `${ten.replace('-', ' ')} ${unit.replace('-', ' ')}`,
        `${ten} et ${unit}`,
        `${ten}-et-${unit}`,
      ],
    ),
    'dix sept': '17',
    'dix huit': '18',
    'dix neuf': '19',
    'quatre vingt': '80',
    'quatre vingts': '80',
  },
  repeats: { double: 2, 'deux fois': 2, triple: 3, 'trois fois': 3 },
  symbols: {
    at: ['arobase', 'arobas', 'arrobase', 'at', 'arobaze', 'a commercial', 'chez', 'escargot'],
    dot: ['point', 'dot', 'pt'],
    dash: ['tiret', 'trait d’union', "trait d'union", 'tiret du six', 'tiret du 6', 'moins'],
    underscore: ['underscore', 'tiret bas', 'souligné', 'tiret du huit', 'tiret du 8', 'souligne'],
    slash: ['slash', 'barre oblique', 'barre'],
    plus: ['plus'],
  },
  patterns: {
    ask: rules('ask', 0.8, {
      bare: asQuestion(
        `(?:t'as|tu as|as-tu|vous avez|avez-vous) (?:pas )?${SHORT}|(?:et )?(?:votre|ton) (?:numéro|num|06|tél~|tel|portable|mail|e-?mail|insta~)(?: de (?:tél~|portable))?|${MESSENGER}`,
      ),
      request: `(?:envoy(?:ez|e|er)|donn(?:ez|e|er)|laiss(?:ez|e|er)|file(?:z|r)?|pass(?:ez|e|er)|communiqu(?:ez|e|er)|transmet(?:tez|s|tre)|indiqu(?:ez|e|er)|écri(?:s|vez)|dis|dites|partag(?:ez|e|er)|balance|fournir|auriez|aurais|avoir|besoin|voudrais|veux|récupérer|obtenir|connaître|connaitre)<15>${YOUR} (?:${CONTACT})(?! (?:de (?:commande|suivi|colis|série|facture|client)|du (?:colis|transporteur)))|(?:il me faut|il me faudrait|j'aurais besoin de|je veux bien) ${YOUR} (?:${CONTACT})`,
      what: `(?:quel(?:le)?|c'est quoi|c quoi)<8>(?:est|es|serait|c'est)?<6>(?:${YOUR} )(?:${CONTACT})|c'?est quoi ton (?:num~|insta~|snap|tel|mail)|(?:à|sur|par|avec) quel(?:le)? (?:numéro|num|adresse|mail)|(?:as-tu|avez-vous|t'as|tu as|vous avez|auriez-vous|aurais-tu|y a-t-il|y a t il|il y a)(?! (?:le|la|les) )<6>(?:un |une )?(?:numéro(?: de (?:tél~|portable|téléphone))?|num|tel|téléphone|portable|adresse mail|e?-?mail)(?! (?:de suivi|de colis|compatib|reconditionn|en stock|pour enfants|avec))`,
      messenger: `(?:as-tu|avez-vous|t'as|tu as|vous avez|t'es|tu es|êtes-vous|vous êtes|es-tu|utilisez-vous|tu utilises|vous utilisez)<10>(?:${MESSENGER}|signal)|(?:ajoute~?|add)(?:-| )(?:moi|nous)<15>(?:${CHANNEL})`,
      move: `(?:écri(?:s|vez|re|vons)|contact(?:ez|e|er|ons)|appel(?:ez|er|le|ons)|parl(?:er|ez|ons)|discut(?:er|ez|ons)|continu(?:er|ez|ons)|join(?:dre|s|ez)|répond(?:s|ez|re)|voir ça|échang(?:er|eons|ez)|passer|passons|envoi(?:e|es)|envoy(?:ez|er)(?:-| )(?:moi|nous|un)|arrang(?:er|eons)|régl(?:er|ons)|convenir)<25>(?:(?:par|sur|via|au) (?:mon |ton |votre |le )?${CHANNEL}(?! (?:de confirm|du transport))|en privé|ailleurs|autrement|${OUTSIDE})|(?:par|sur|via) ${CHANNEL}<20>(?:écri~|contact(?:ez|e)|discut~|parl(?:er|ons)|répond~|plus (?:simple|rapide|pratique))`,
      call: `${atStart(`(?:(?:s'il vous plaît|svp|stp|merci de|bonjour|alors|donc|sinon) ){0,2}(?:appel(?:ez|le)(?:-| )(?:moi|nous)${NO_NAME}|rappel(?:ez|le)(?:-| )(?:moi|nous)|téléphon(?:ez|e)(?:-| )(?:moi|nous)|(?:m'|nous )(?:appeler|rappeler))`)}|(?:appel(?:ez|le)|rappel(?:ez|le)|téléphon(?:ez|e)|bip(?:ez|e)|textot(?:ez|e))(?:-| )(?:moi|nous)${NO_NAME}|(?:pouvez-vous|peux-tu|pourriez-vous|pourrais-tu|vous pouvez|tu peux)<6>(?:m'|me |nous )(?:appeler|rappeler|téléphoner)`,
      'call-you':
        "(?:puis-je|je peux|on peut|pourrais-je|peut-on|j'aimerais|je voudrais|je préfère|je souhaite)<12>(?:vous|te|t'|v) ?(?:appeler|téléphoner|joindre|avoir au téléphone)|(?:comment|où) (?:puis-je|je peux|peut-on|on peut|pourrais-je) (?:vous|te|t') ?(?:joindre|contacter|appeler)<10>(?:par téléphone|directement|autrement|en privé|ailleurs|en dehors)|(?:je|on) (?:vous|te|t') ?(?:appelle|téléphone|rappelle)|(?:on|nous) (?:peut|pourrait|pouvons) (?:se|s'|nous) ?(?:téléphoner|appeler|parler au téléphone)",
      give: `(?:voici|voilà|je (?:vous|te) (?:donne|laisse|envoie|file|passe)|notez|note|prenez|prends|tenez|tiens|enregistrez)<12>(?:mon|notre|nos|mes|ma)(?: nouveau| propre)? (?:${CONTACT})`,
    }),
    hint: rules('hint', 0.7, {
      search:
        "(?:googl(?:ez|e|er|isez)|cherch(?:ez|e|er)|recherch(?:ez|e|er)|tap(?:ez|e|er)|regard(?:ez|e)|trouv(?:ez|e))(?:-| )?(?:nous|moi|juste|simplement|donc)?<20>(?:sur google|sur internet|sur le (?:net|web)|(?:le |notre |mon )nom (?:de (?:la |notre |ma |l')?(?:boutique|société|entreprise|magasin|marque)|du (?:magasin|site|vendeur))|notre (?:nom|enseigne|marque|société|boutique)|mon (?:nom|pseudo|enseigne)|dans google)|(?:googl(?:ez|e|isez))(?:-| )(?:nous|moi)",
      find: "(?:(?:vous|tu|on) )?(?:nous|me|m') ?(?:trouv(?:ez|erez|eras|es|er)|join(?:dre|drez))<20>(?:sur (?:google|internet|le net|le web|insta~|facebook|fb|les réseaux|tous)|partout|sous (?:le même|notre|mon|ce) (?:nom|pseudo)|avec (?:le même|notre) nom|facilement|ailleurs|dans l'annuaire|même (?:nom|pseudo))",
      printed:
        "(?:notre|nos|mon|mes|le|les) (?:numéro(?: de (?:téléphone|tél|portable))?|num|coordonnées|téléphone|tél|contact|adresse mail|mail|e-?mail)(?! de (?:suivi|colis|série|commande))<12>(?:est|sont|figure~|se trouve~|inscri~|imprim~|apparaî~|indiqu~|noté~|écrit~)<12>(?:sur|dans|au dos|à l'intérieur|derrière|avec) ?(?:du |de la |de |le |la |l'|les |votre |notre |ma |mon )?(?:colis|carton|boîte|paquet|carte|facture|bon de livraison|étiquette|flyer|prospectus|emballage|photo|photos|profil|logo|autocollant|bordereau|ticket|enveloppe|carte de visite)",
      look: '(?:regard(?:ez|e)|voir|jet(?:ez|te) un (?:œil|oeil)|lis(?:ez)?|vérifi(?:ez|e)|retourn(?:ez|e))<20>(?:au dos|derrière (?:la carte|le colis)|carte de visite|petite carte|mon profil|notre profil|expéditeur|mentions légales)',
      know: "(?:vous savez|tu sais|savez-vous|sais-tu)(?: (?:bien|déjà)){0,2} (?:où|comment) (?:me|nous|m') ?(?:trouver|joindre|contacter)|(?:même|mon) (?:pseudo|nom|identifiant)<15>(?:sur|chez|à) (?:gmail|insta~|google|hotmail|orange|facebook|snap~)|(?:vous avez|tu as|t'as) (?:déjà )?(?:mon|notre) (?:numéro|num|contact|carte|tel)",
      app: "(?:sur|via|par)<6>(?:l'|la |une )?(?:appli(?:cation)?|app|messagerie) (?:verte|bleue|violette|jaune|au téléphone|au fantôme)|(?:l'|la )(?:appli(?:cation)?|app) (?:verte|bleue|au logo)",
    }),
    deal: rules('deal', 0.9, {
      outside: both(
        45,
        'achèt~|achet~|vend~|vente|pay~|pai~|command~|transaction|affaire|arrang~|régl~|faire (?:ça|affaire|la)|trait~|conclu~|virement|passer|s’arranger|fait',
        OUTSIDE,
      ),
      cheaper: both(
        45,
        CHEAPER,
        `${OUTSIDE}|(?:command~|achet~|pay~|régl~)<12>(?:en direct|directement|en privé)|en direct|directement (?:à|avec|chez|auprès|sur|par|via|de) ?(?:nous|moi|notre|mon)|sans (?:les )?(?:frais|commissions?|facture)|(?:en )?(?:espèces|liquide|cash)|par virement`,
      ),
      direct:
        "(?<!(?:rendre|rembourser|restituer) (?:un |le |mon )?)(?:pay~|pai~|régl~|vir(?:er|ez|ement)|envoy~ (?:l'argent|le montant|la somme)|vers~)<25>(?:directement (?:à|sur|chez|vers) ?(?:nous|moi|mon|notre)|sur (?:mon|notre) (?:compte|rib|iban|paypal)|en direct|par virement (?:direct|bancaire sur|sur|à)|hors site|via lydia|par lydia|via wero|via paylib)|virement (?:direct )?sur (?:mon|notre) compte",
      friends:
        'paypal<20>(?:entre )?(?:proches|amis?|famille|friends)|entre (?:proches|amis)(?= (?:sur|via|par|paypal|pour|sans)|[.!?,]|$)|(?:amis?|proches) et (?:famille|proches|amis)|friends (?:and|&) family',
      cash: [
        0.8,
        both(
          30,
          'en (?:espèces|liquide|cash)|espèces|liquide|cash',
          'retrait|récupér~|vene(?:z|nt)|main propre|remise en|sur place|rencontr~|se voir|sans (?:facture|frais|commission)|moins cher|passe(?:z|r)',
        ),
      ],
      cancel: `annul~<60>(?:command~|achet~|pay~|pass(?:ez|er)|repass~|refai~|rachet~|prene~)<30>(?:en direct|directement(?= (?:chez|avec|à|sur|auprès|par|via))|en privé|${OUTSIDE}|(?:sur|via|par|dans|chez) (?:${OWN_SHOP})|moins cher|chez nous|chez moi)|annul~<40>(?:${OUTSIDE}|(?:sur|via|par|dans) (?:${OWN_SHOP}))`,
      fees: both(30, 'économis~|évit~|contourn~|sans(?: payer)?|éparg~|échapp~|pas de', FEES),
      shop: [
        0.8,
        both(
          30,
          'command(?:ez|er|e|ant)|achet(?:ez|er|é)|prene(?:z)|acheter',
          `(?:directement |plutôt )?(?:sur|via|par|dans) (?:${OWN_SHOP})`,
        ),
      ],
      privately: [
        0.8,
        `(?:command~|achet~|vend~|pay~|régl~)<12>(?:directement (?:à|avec|chez|auprès de) (?:nous|moi)|en privé|en direct)|(?:${DIRECT})<12>(?:achet~|vend(?:re|s)|moins cher)|(?:vente|transaction|deal) (?:privée?|en direct|directe?)|(?:ça )?reste entre nous`,
      ],
    }),
    marketing: rules('marketing', 0.8, {
      newsletter: both(
        30,
        "inscri~|abonn~|s'inscrire|rejoign~|rejoin~",
        "newsletter|lettre d'information|infolettre|liste de diffusion|(?:notre|mon) (?:club|chaîne|programme)~?",
      ),
      follow: `(?:suiv(?:ez|re)|suis|abonn(?:ez|e)|lik(?:ez|e)|rejoign(?:ez)|retrouv(?:ez|e)|tagu(?:ez|e)|ajout(?:ez|e)|aim(?:ez))(?:-| )(?:nous|vous|moi|notre|toi|mon)<25>(?:${MESSENGER}|youtube|page|chaîne|pinterest|réseaux|groupe|compte|blog)|${atStart('(?:et )?suiv(?:ez)?(?:-| )(?:nous|moi)')}`,
      code: both(
        45,
        "(?:code|coupon|bon)(?: (?:promo|de réduction|réduction|d'achat|avantage))?|remise|réduction|-?\\d{1,2} ?(?:%|pour ?cent)",
        `(?:prochaine?s?|futur~|seconde?|deuxième) (?:achats?|commandes?|fois)|${OWN_SHOP}|(?:tout|toute) (?:le site|la boutique|le magasin|la collection)`,
      ),
      review: both(
        60,
        `(?:laiss~|mett~|met~|écri~|donn~|post~|modifi~|supprim~|retir~|chang~|contre|échange d'|pour|ajout~|publi~) ?(?:nous |moi |un |une |votre |ton |d'un |l'|le |la |-nous )?${REVIEW}|not(?:ez|e)(?:-| )nous|(?:5|cinq) étoiles(?: ?\\?)?`,
        `(?:recev~|reçoi~|offr~|envo~|donn~|aur~|gagn~|obten~|bénéfici~|rembours~|et|on|contre|profit~)<20>(?:${GIFT})`,
      ),
      shop: `(?:visit(?:ez|e)|découvr(?:ez|ir)|rendez-vous|ven(?:ez) (?:voir|découvrir)|jet(?:ez|te) un (?:œil|oeil)|consult(?:ez|e)|retrouv(?:ez|er)|plus (?:de|sur)|passez)<20>(?:(?:sur |à |dans )?(?:${OWN_SHOP})|(?:notre|nos) (?:autres?|nouvel~|nouveau~|tout~) (?:produits?|articles?|collection|annonces|gamme|offres?))`,
      sale: both(
        35,
        "(?:notre|nos) (?:nouvelles?|grandes?|super|dernières?)<12>(?:collections?|soldes|promos?|promotions?|offres|ventes?)|black friday|soldes (?:d’été|d'hiver|d'été|sur)|vente flash|grande braderie",
        "profit~|découvr~|ne (?:ratez|manquez) pas|jusqu'à|-?\\d{1,2} ?%|maintenant|aujourd'hui|foncez|sur tout|dès|en ce moment",
      ),
    }),
    abuse: rules('abuse', 0.85, {
      insult:
        "connards?|connasses?|enculés?|enculer|encule|salopes?|salauds?|salopards?|putes?|fils de (?:pute|chien)|fdp|pd|ntm|tg|batards?|bâtards?|enfoirés?|trou du cul|trouduc|merdeux|sac à merde|sous-merde|gros (?:con|porc|tas)|grosse (?:conne|vache|pute)|sale(?:s)? (?:con|conne|voleur|arnaqueur|pute|chien|porc|rat|type|escroc|menteur)s?|pétasses?|pouffiasses?|petites? (?:bite|merde|con)|bande de (?:con|cons|voleurs|escrocs|nuls|arnaqueurs|incapables|salauds|abrutis|menteurs|débiles|clowns)|espèce (?:de |d') ?(?:con|conne|connard|voleur|merde|idiot|abruti|débile|imbécile|salaud|menteur|escroc)|tête de (?:con|noeud|nœud)|raclures?|crevures?|couilles|foutre|branleurs?|abrutis?",
      addressed: `(?:vous êtes|tu es|t'es|vous etes|t es|toi|vous n'êtes que|tu n'es qu)(?: (?:vraiment|que|qu'|des?|un|une|tous|toutes|trop|complètement|totalement|juste|bien|tellement|si|de vrais?|vrai|gros|grosse|sale|sales|petit|pauvre|rien|espèce|bande|pire)){0,4} ?(?:${IDIOT})`,
      vocative: `(?:espèce|bande) (?:de |d')?(?:${IDIOT})|${atStart('(?:escrocs?|voleurs?|arnaqueurs?|connards?|menteurs?|bande de .{0,3}voleurs)(?= ?[!]|$)')}|(?:ferme(?:z)?|fermez) (?:ta|votre|la) (?:gueule|bouche)|ta gueule|vos gueules|va(?:-t')?(?: te| vous)? ?(?:faire (?:foutre|voir|enculer)|mourir|crever|en enfer)|allez (?:vous faire (?:foutre|voir|enculer)|au diable|crever)|va te faire|nique ta|nique|casse-toi|cassez-vous|dégage(?:z)?|va chier|allez chier|je (?:vous|t'|te) (?:emmerde|crache|chie)|crève(?:z)?|suicide-toi|j'espère que (?:tu|vous) (?:vas|allez|crèv~|mourr~)<8>(?:crever|mourir|brûler)?|pauvre (?:con|conne|type|tarée?|cloche|merde)`,
      threat:
        "(?:je|on) (?:sais|sait|connais|saurai|vais trouver|trouverai)<6>(?:où|ton adresse|votre adresse|ou) (?:tu|vous)?<4>(?:habit~|viv~|travaill~|bosses?)|(?:je|on) (?:vais|va) (?:te|t'|vous|venir te|venir vous) ?(?:tuer|buter|casser|défoncer|frapper|retrouver|péter|exploser|démolir|crever|égorger|massacrer|fracasser|niquer|faire la peau)|(?:tu|vous) (?:vas|allez) (?:le |me le |la |amèrement )?(?:regretter|payer cher|le regretter|souffrir)|(?:te|vous) (?:casser|péter) (?:la gueule|les dents|la figure|les genoux)|je (?:te|vous) (?:tue|bute|défonce|crève)|(?:viens|vient|viendrai|passe|passer|débarque)<10>(?:chez (?:toi|vous))<20>(?:casser|régler|péter|avec (?:mes|des)|défoncer|tu vas)|fais attention à toi|gare à (?:toi|vous|ta famille)|on va (?:te|vous) retrouver",
      slur: 'bougnoules?|bicots?|négros?|nègres?|youpins?|pédés?|pédales?|tapettes?|gouines?|tarlouzes?|niakoués?|chintoks?|romanos?|ratons? (?:sale)|boches?|ritals?|mongols?|trisomiques?|sale(?:s)? (?:juif|juive|arabe|noir|noire|rom|gitan|étranger|turc|polonais|roumain|musulman|pédé|chinois|portugais|français|belge)s?|(?:retourne|rentre|retournez|rentrez) (?:dans (?:ton|votre) pays|chez (?:toi|vous))',
    }),
  },
  context: contexts({
    refusal:
      "rien ne (?:peut|doit|pourra) être (?:vend~|conclu~|pay~|fait~|envoy~|trait~)|(?:ne|n'|n’)<25>(?:pas|jamais|plus|aucun~?|ni|rien)|(?:pas|interdit~|jamais|éviter|évitez|aucun~?|inutile) (?:le droit |autorisé~ |possible |question |permis )?(?:de |d'|à )?(?:espèces|liquide|virement~|échang~|donn~|communiqu~|envoy~|partag~|transmet~|contact~|téléphon~|appel~|numéro~|mail~|pay~|paiement~|virement~|transaction~|vente~|hors|sortir|conclu~|trait~)|(?:uniquement|seulement|exclusivement|restons|rester|restez|préfér~|tout|toujours|merci)<20>(?:ici|(?:sur|par|via|dans) (?:la |cette |le |ce )?(?:plateforme|messagerie|site|chat|application))|interdit~|contraire aux règles|règles (?:interdisent|de la plateforme)|règlement interdit",
    warning:
      'attention|méfi~|prudence|prudent~|arnaques?|tentative|fraud~|escroquerie|phishing|hameçonnage|suspect~|douteux|faux (?:message|mail|sms|site)s?|ne (?:cliquez|répondez)|spam|piraté~|pirate|avertiss~|police|usurp~',
    thirdParty: `(?:eu|avoir eu|parlé (?:à|au|avec))<8>(?:transporteur|livreur|hotline|standard|chronopost|colissimo|mondial relay|dhl|dpd|gls|ups)<10>(?:au téléphone|au bout du fil|par téléphone)|m'(?:ont|a) (?:dit|conseillé) (?:de|d')|(?:contact~|appel~|joindre|joignez|voir avec|adress~)<16>(?:transporteur|livreur|fabricant|chronopost|colissimo|mondial relay|dhl|dpd|gls|ups)|(?:taxi~|ambulan~)|(?:un|une|cet|cette|l'|le|mon|ma) (?:autre |ancien )?(?:vendeur|vendeuse|personne|acheteur|acheteuse|monsieur|dame|individu|type|client|commerçant|marchand|concurrent)<6>(?:m'|a |me |nous |voulait|demand~|veut|dit|qui|prétend~)|quelqu'un|(?:le |la |mon |ma |un |votre )(?:livreur|facteur|transporteur|voisin~|mari|femme|ami~|frère|sœur|collègue|banque|fabricant|poste|chronopost|colissimo|mondial relay|dhl|dpd|ups|gls)<12>(?:a|m'|doit|va|voulait|demand~|dit|appel~|dis~)|(?:on m'a|m'a|nous a|m'ont) (?:demandé|proposé|insulté|traité|dit|écrit|contacté|menacé)|(?:signal~ (?:un|une|ce|cet|le|que)|plainte contre)|(?:magasin|boutique|supermarché)<6>(?:près de|à côté de chez|du coin)|dans un autre magasin|(?:mari|femme|fils|fille|frère|sœur|ami~)<12>(?:acheté~|trouvé~)|${both(30, SHOPS, CHEAPER)}`,
    productFeature: `(?:compatib~|connect~|appair~|affich~|notifications?|support~|install~|fonction~ avec|synchron~|préinstall~)<25>(?:${MESSENGER}|téléphone|mails?|e-?mails?|appels?|sms)|(?:${MESSENGER}|téléphone|appels|sms)<25>(?:compatib~|notifications?|affich~|montre|fonctionnalité|install~)|(?:coque|étui|support|housse|chargeur|câble|verre|film|batterie|socle)<8>(?:de |pour |du )(?:téléphone|portable|mobile|smartphone)|téléphone (?:est|ne|a|fonctionne|reconditionné|sans fil|fixe (?:sans|est)|acheté|reçu|commandé)|montre connectée|boîtes? aux lettres|carte sim|double sim|smartphone|imei`,
    orderNumber:
      "(?:numéro|num|n°|no|nº|code|réf|référence|id)(?: (?:de |du |d')?(?:la )?(?:commande|suivi|colis|série|facture|article|client|produit|modèle|référence|retour|dossier|lot|envoi|contrat|garantie|ticket|réclamation|transaction|pièce|expédition|bordereau|sav|siret|tva|compte client))|commande|suivi|colis|facture|référence|réf|modèle|ean|gtin|isbn|sku|imei|sn|s/n|siret|siren|tva|chronopost|colissimo|dhl|dpd|ups|gls|mondial relay|dossier|série|article|bordereau|ticket",
    price: 'prix|coût~|euros?|eur|€|montant|total|somme|centimes|tva|frais de port|remboursé~|chf|francs|acompte|caution',
    size: 'tailles?|pointure|longueur|largeur|hauteur|profondeur|diamètre|dimensions?|cm|mm|pouces?|kg|grammes?|litres?|ml|watts?|volts?|mah|ghz|go|to|gb|poids|pèse|tour de|résolution|pixels?|mesure~',
    date: 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|date|année|heures?|née?s?|horaires?',
    address:
      'rue|avenue|av|boulevard|bd|place|chemin|impasse|allée|code postal|cp|cedex|point relais|relais|bureau de poste|consigne|locker|adresse de livraison|étage|bâtiment|bât|appartement|appt|interphone|digicode|entrepôt|quai|route',
  }),
  nearby: nearby({
    messenger: `${MESSENGER}|signal|sms|texto|youtube|twitter|réseaux`,
    contactVerb:
      'appel(?:ez|le|er)|rappel(?:ez|le|er)|écri(?:s|vez|re)|contact(?:ez|e|er)|join(?:dre|s|ez)|téléphon(?:ez|e|er)|ajout(?:ez|e)|trouv(?:ez|er)|envoy(?:ez|er)|texto~|not(?:ez|e)|bip(?:ez|e)|répond(?:ez|s|ra|rai|rons|ront|re)?|décroch~',
    phoneNoun: 'téléphone|tél|tel|portable|mobile|numéro|num|n°|fixe|ligne|standard|fax|gsm|natel|06|07',
    mailNoun: 'e\\W?mail|mail|courriel|mél|adresse|boîte|gmail|orange|free|hotmail|outlook|yahoo|laposte|wanadoo',
  }),
};
