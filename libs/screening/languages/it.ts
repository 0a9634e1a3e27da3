import type { LanguagePack } from '../language-pack';
import { asQuestion, atStart, both, contexts, counted, joined, MESSENGER, nearby, rules, SHOPS, SHORT } from './writing';

const TENS = '20 venti; 30 trenta; 40 quaranta; 50 cinquanta; 60 sessanta; 70 settanta; 80 ottanta; 90 novanta';
const NUMBER =
  '(?:numero|num|nr|n°)(?: (?:di |del )?(?:telefono|tel|cellulare|cell|whats\\W?app|fisso|privato))?(?! (?:di|del|dell) )|telefono|cellulare|cell|tel|recapit[oi]|contatt[oi]|riferimenti';
const MAIL = '(?:indirizzo )?(?:e\\W?mail|mail|posta elettronica|gmail)(?: privata| personale)?';
const CONTACT = `${NUMBER}|${MAIL}|${MESSENGER}|profilo (?:insta~|facebook)|nickname`;
const YOUR = '(?:il (?:tuo|suo|vostro|numero)|la (?:tua|sua|vostra)|tuo|suo|vostro|tua|sua|i (?:tuoi|suoi|vostri)|un|una|l)';
const CHANNEL = `(?:${MESSENGER}|signal|telefono|cellulare|e\\W?mail|mail|sms|messaggio privato|posta elettronica)`;
const SITE = "(?:questa |la |questo |il |dalla |della |del |dal |l'|dall'|vostra )?(?:piattaforma|sito|portale|app|marketplace)";
const OUTSIDE = `(?:al di )?fuori (?:da |di |dal |dalla |della )?(?:${SITE}|qui)|(?:senza|aggirando|evitando|scavalcando|saltando|bypassando) (?:passare (?:per|da|dalla) |usare )?${SITE}|sottobanco|in nero|non (?:tramite|su|sulla|attraverso) (?:la piattaforma|il sito|questo sito|qui)|senza intermediari|a quattr'occhi|esternamente`;
const DIRECT = 'direttamente (?:con|da|a|presso|tramite|su|sul) ?(?:noi|me|mio|nostro|il nostro|il mio)|in privato|privatamente';
const CHEAPER =
  'scont[oi]|meno caro|costa meno|più conveniente|a meno|prezzo (?:migliore|più basso|speciale|di favore|scontato)|prezzo inferiore|risparmi~|\\d{1,2} ?(?:%|per ?cento)|\\d{1,4} ?(?:€|euro) (?:in meno|di meno|di sconto)|conviene|buon prezzo|miglior prezzo|ribasso';
const FEES =
  '(?:commission[ei]|spese|costi|percentuale|tariffe)(?: (?:della |del |di |di vendita |alla )(?:piattaforma|sito|portale|vendita|marketplace|gestione))|commission[ei]';
const REVIEW =
  '(?:bella |buona |ottima )?(?:recension[ei]|feedback|valutazion[ei]|stelle|stelline|commento)(?: (?:positiv[ao]|a 5 stelle|favorevole))?';
const GIFT =
  'buon[oi]|sconto|sconti|regal[oi]|omaggi~|coupon|voucher|rimborso|rimborsiamo|sorpresa|gratis|gratuit~|cashback|premio|\\d{1,3} ?(?:%|€|euro)|bonus';
const IDIOT =
  'idiot[aie]|deficient[ei]|cretin[oaie]|imbecill[ei]|stupid[oaie]|ladr[oaie]|ladri|truffator[ei]|bugiard[oaie]|incapac[ei]|pagliacc[oi]|buffon[ei]|delinquent[ei]|schifos[oaie]|vergognos[oi]|scem[oaie]|ignorant[ei]|farabutt[oi]|mascalzon[ei]|criminal[ei]|disonest[oaie]|falliti?|poveracci?o?|maiali?|vermi|verme|parassit[ai]|feccia|ritardat[oaie]|mongoloid[ei]|somar[oi]|pezzent[ei]|furfant[ei]|imbroglion[ei]';

/** Italian. */
export const it: LanguagePack = {
  language: 'it',
  numbers: {
    ...counted(
      `0 zero; 1 uno un una; 2 due; 3 tre; 4 quattro; 5 cinque; 6 sei; 7 sette; 8 otto; 9 nove; 10 dieci; 11 undici; 12 dodici; 13 tredici; 14 quattordici; 15 quindici;
       16 sedici; 17 diciassette; 18 diciotto; 19 diciannove; ${TENS}; 21 ventuno; 28 ventotto; 31 trentuno; 38 trentotto; 41 quarantuno; 48 quarantotto; 51 cinquantuno;
       58 cinquantotto; 61 sessantuno; 68 sessantotto; 71 settantuno; 78 settantotto; 81 ottantuno; 88 ottantotto; 91 novantuno; 98 novantotto; 23 ventitré; 33 trentatré;
       43 quarantatré; 53 cinquantatré; 63 sessantatré; 73 settantatré; 83 ottantatré; 93 novantatré; 100 cento; 200 duecento; 300 trecento; 400 quattrocento;
       500 cinquecento; 600 seicento; 700 settecento; 800 ottocento; 900 novecento`,
    ),
    ...joined(TENS, '2 due; 3 tre; 4 quattro; 5 cinque; 6 sei; 7 sette; 9 nove', (ten, unit) => [
      `${ten}${unit}`,
      `${ten} ${unit}`,
    ]),
  },
  repeats: { doppio: 2, doppia: 2, 'due volte': 2, triplo: 3, tripla: 3, 'tre volte': 3 },
  symbols: {
    at: ['chiocciola', 'chiocciolina', 'at', 'et', 'chiocciolla', 'lumachina'],
    dot: ['punto', 'dot', 'pto'],
    dash: ['trattino', 'meno', 'lineetta', 'trattino alto'],
    underscore: ['underscore', 'trattino basso', 'sottolineato', 'sottolineatura'],
    slash: ['barra', 'slash', 'barra obliqua'],
    plus: ['più', 'piu', 'plus'],
  },
  patterns: {
    ask: rules('ask', 0.8, {
      bare: asQuestion(
        `(?:hai|ha|avete|usi|usate) ${SHORT}|(?:e )?(?:il )?(?:suo|tuo|vostro) (?:numero|cell~|telefono|recapito)(?: di telefono)?|(?:la )?(?:sua|tua|vostra) (?:e-?)?mail|${MESSENGER}`,
      ),
      request: `(?:mand(?:a|i|ami|atemi|arci|aci|armi|atemi)|invi(?:a|i|ami|atemi|aci|armi|arci)|d(?:ammi|acci|arci|armi|atemi|ia|ai)|mi dia|mi dai|mi da|mi mand[ai]|mi invi[ai]?|lasci(?:a|ami|atemi|arci|armi|aci)|mi lasci[ai]?|scriv(?:imi|etemi|ermi|i|a)|pass(?:ami|armi|a|i)|mi passi|fornir(?:mi|ci)|mi fornisca|comunic(?:ami|armi|a|hi)|avere|posso avere|ottenere|vorrei|ho bisogno del|mi serve|mi servirebbe|condivid~|girami|dimmi|mi dica|mi può dare|mi puoi dare)<12>${YOUR} ?(?:${CONTACT})(?! (?:di|del|dell'|dell) ?(?:ordine|spedizione|serie|fattura|tracking|modello|pacco|cliente|corriere))`,
      what: `(?:qual(?:'?è| è| e)?|quale|che)<5>(?:è|e|sarebbe|hai|avete|ha)?<5>${YOUR} ?(?:${CONTACT})|(?:a|su|con) (?:che|quale) (?:numero|indirizzo|mail|cellulare)|(?:hai|avete|ha|c'è|esiste)<6>(?:un |una )(?:numero(?: di (?:telefono|cellulare)| whatsapp)?|recapito(?: telefonico)?|cellulare|contatto(?: telefonico)?|e?-?mail)(?! (?:di serie|di tracking|nuovo|ricondizionato|disponibile|compatibile|di ordine))`,
      messenger: `(?:hai|avete|ha|usi|usate|usa|sei su|siete su|è su|tieni)<8>(?:${MESSENGER}|signal)|(?:aggiung(?:imi|etemi|i))<12>(?:${CHANNEL})`,
      move: `(?:scriv(?:imi|etemi|ermi|iamoci|erci|eteci|ici|a|i)|contatt(?:ami|atemi|armi|arci|iamoci|arvi|arla|arti|ateci|i|are)|chiam(?:ami|atemi|armi|arci|are)|sent(?:iamoci|irci|ire)|parl(?:iamo|are|iamone|arne)|continu(?:iamo|are)|pass(?:iamo|are)|accord(?:iamoci|arci|arsi)|mand(?:ami|atemi|a)|rispond(?:imi|ermi|a|i)|discut(?:ere|iamo)|proseguire|proseguiamo|messaggi(?:ami|amo)|vediamocela)<25>(?:(?:su|via|per|tramite|al|in|con|sul|attraverso) (?:il |mio |tuo |la )?${CHANNEL}(?! (?:del corriere|di conferma))|in privato|privatamente|altrove|${OUTSIDE})|(?:su|via|per|tramite) ${CHANNEL}<20>(?:scriv~|contatt~|sentiamoci|parliamo|più (?:comodo|facile|veloce)|facciamo prima|rispondo)`,
      call: `${atStart('(?:(?:per favore|per piacere|allora|quindi|buongiorno|ciao|se vuole|se vuoi) ){0,2}(?:(?:chiam(?:ami|atemi|aci|ateci)|mi chiami|ci chiami)(?! (?:pure )?(?:paz|scem|stupid|idiot|tont|ignorant|pignol|esagerat|cret))|telefon(?:ami|atemi|aci)|richiamami|mi richiami|fammi uno squillo|mi telefoni)')}|(?:può|puoi|potete|potrebbe|potresti|riesci a|riesce a)<4>(?:chiamarmi|telefonarmi|chiamarci|richiamarmi|contattarmi telefonicamente)|fammi uno squillo|(?:chiamami|chiamatemi|telefonami)(?! (?:pure )?(?:paz|scem|stupid|idiot|tont|ignorant|pignol|esagerat|cret))`,
      'call-you':
        '(?:posso|possiamo|potrei|vorrei|preferirei|preferisco)<6>(?:chiamar(?:la|ti|vi)|telefonar(?:le|ti|vi)|sentir(?:la|ti|ci) (?:per|al) telefono|parlare al telefono|contattar(?:la|ti|vi) (?:telefonicamente|in privato|direttamente))|come (?:posso|possiamo) (?:contattar|raggiunger|chiamar|rintracciar)(?:la|ti|vi)<8>(?:telefonicamente|direttamente|in privato|fuori|altrimenti)|(?:la|ti|vi) (?:chiamo|telefono|richiamo)(?: (?:io|al|sul|quando|domani|subito))?|ci sentiamo (?:per|al) telefono|possiamo (?:sentirci|parlarci|parlare) (?:per|al) telefono',
      give: `(?:ecco|questo è|(?:ti|le|vi) (?:lascio|do|mando|invio|passo|scrivo)|segna(?:ti|tevi|re)?|salva(?:ti)?|prenda nota|annoti|usa)<10>(?:il mio|la mia|il nostro|la nostra|i miei|i nostri|mio|mia)(?: nuovo)? (?:${CONTACT})`,
    }),
    hint: rules('hint', 0.7, {
      search:
        '(?:cerc(?:a|hi|aci|ateci|ami|atemi|are|ate|hi pure)|googl(?:a|are|aci|i)|digit(?:a|i|are|ate)|guard(?:a|i)|ci cerchi|prov(?:a|i) a cercare|scriv(?:a|i))<20>(?:su google|su internet|in rete|sul web|online|il (?:nome )?(?:del nostro|della nostra|del mio|nostro|mio) (?:nome|negozio|ditta|azienda|marchio|shop)|il nome (?:del|della) (?:negozio|ditta|nostra|nostro|azienda|società)|la nostra (?:ditta|azienda|società)|il nostro (?:nome|marchio|negozio)|il mio nome)|(?:googlaci|cercaci|cercateci|cercami|ci cerchi)<20>(?:google|internet|rete|online|nome|fuori|altrove|ovunque)',
      find: "(?:ci|mi) (?:trov(?:a|i|ate|erà|erai|erete)|può trovare|puoi trovare|potete trovare|raggiung~)<12>(?:su (?:google|internet|insta~|facebook|fb|tutti i)|in rete|sul web|online|ovunque|dappertutto|con (?:lo stesso|il nostro|il mio|questo) nome|sotto (?:lo stesso|il nostro) nome|altrove|facilmente|sull'elenco|col nome)|(?:trovarci|trovarmi)<12>(?:su google|su internet|online|ovunque|facilmente|con lo stesso nome|altrove|in rete)",
      printed:
        "(?:il nostro|il mio|i nostri|i miei|la nostra|il|i) (?:numero(?: di (?:telefono|cellulare))?|recapit[oi]|contatt[oi]|telefono|cellulare|mail|e-?mail|indirizzo mail|riferimenti)(?! (?:di (?:serie|tracking|spedizione|ordine)))<12>(?:è|sono|si trova~|trov(?:a|i|ate)|scritt[oi]|stampat[oi]|riportat[oi]|c'è|indicat[oi])<12>(?:sul|nel|sulla|nella|dentro|sull'|nell'|dietro|sui|sulle|in)(?: il| la| lo)? ?(?:pacco|scatola|bigliett~|fattura|etichetta|volantino|bolla|foto|profilo|retro|confezione|busta|adesivo|scontrino|logo|mittente|imballo|cartolina|cartoncino)",
      look: "(?:guard(?:a|i|ate)|veda|vedi|legg(?:a|i)|controll(?:a|i)|dia un'occhiata|dai un'occhiata|gir(?:a|i))<15>(?:sul retro|(?:il |al )?retro|dietro il bigliett~|bigliett~ da visita|bigliettino|il mio profilo|il nostro profilo|il mittente)",
      know: '(?:sai|sa|sapete)(?: (?:già|bene|benissimo)){0,2} (?:dove|come) (?:trovarmi|trovarci|contattarmi|contattarci|raggiungermi)|(?:stesso|mio) (?:nome|nickname|nick|utente)(?: utente)?<12>(?:su|di) (?:gmail|insta~|google|hotmail|libero|facebook|telegram)|(?:hai|ha|avete) già (?:il mio|il nostro) (?:numero|contatto|recapito|biglietto)',
      app: "(?:su|sull'|tramite|con|nell')<4>(?:l')?(?:app|applicazione) (?:verde|blu|azzurra|viola|gialla|col telefono|con il telefono|del fantasmino|con la cornetta)|l'app verde|(?:scriv~|sent~|chiam~|trov~|cerc~|contatt~|parl~|sono|siamo)<15>su quella verde",
    }),
    deal: rules('deal', 0.9, {
      outside: both(
        45,
        'acquist~|compr(?:a|are|o|i|ate|iamo)|vend~|pag(?:a|are|hi|amento|ando|hiamo|ate)|ordin(?:a|are|i|ate)|affare|transazione|accord~|conclud~|fare|facciamo|gestir~|bonifico|trattare|trattiamo|chiudere|sistem~',
        OUTSIDE,
      ),
      cheaper: both(
        45,
        CHEAPER,
        `${OUTSIDE}|(?:acquist~|compr~|ordin~|pag~)<10>(?:direttamente|in privato|privatamente)|direttamente (?:da|con|presso|a|sul) ?(?:noi|me|nostro|mio)|senza (?:commission[ei]|fattura|scontrino)|in contanti|con bonifico|tramite bonifico`,
      ),
      direct:
        '(?<!(?:restituire|rimborsare|ridare) (?:un |il )?)(?:pag(?:a|are|hi|ate|ami|armi|amento)|bonific~|vers(?:a|are|i|ate)|mand(?:a|ami|are) i soldi|invi(?:a|ami|are) (?:i soldi|il denaro|la somma)|ricaric~)<20>(?:direttamente (?:a|su|sul|con) ?(?:me|noi|mio|nostro)|sul (?:mio|nostro) (?:conto|iban|paypal|postepay)|su (?:postepay|iban nostro|mia postepay)|(?:la |sulla )?(?:mia )?postepay|con bonifico (?:diretto|a|sul)|tramite bonifico (?:diretto|a|sul))|bonifico (?:diretto|sul (?:mio|nostro) conto)',
      friends:
        'paypal<20>(?:amici|familiari|parenti|friends)|(?:amici|parenti) e (?:familiari|parenti|famiglia)|tra amici<8>paypal|friends (?:and|&) family',
      cash: [
        0.8,
        both(
          30,
          'contanti|cash|contante',
          'ritir~|ritiro|di persona|a mano|incontr~|consegna a mano|sul posto|pass(?:a|i|are) (?:da|a)|senza (?:fattura|scontrino|commission[ei])|vediamo',
        ),
      ],
      cancel: `(?:annull~|cancell~|disdic~|disdir~)<60>(?:acquist~|compr~|ordin(?:a|i|are|ate)|pag(?:a|hi|are)|riacquist~|rifa~|faccia~)<25>(?:direttamente|in privato|privatamente|${OUTSIDE}|(?:sul|dal|nel|tramite il) (?:nostro|mio) (?:sito|negozio|shop|e-?commerce)|a meno|da noi|da me)`,
      fees: both(30, 'risparmi~|evit~|aggir~|senza(?: pagare)?|salt~|non pag~', FEES),
      shop: [
        0.8,
        both(
          30,
          '(?:acquist(?:a|i|are|ate)|compr(?:a|i|are|ate)|ordin(?:a|i|are|ate))',
          '(?:direttamente )?(?:sul|dal|nel|tramite il|presso il|sulla|dalla) (?:nostro|mio|nostra|mia) (?:sito|negozio|shop|e-?commerce|pagina|store)',
        ),
      ],
      privately: [
        0.8,
        `(?:acquist~|compr~|ordin~|vend~|pag~)<10>(?:direttamente (?:da|con|a) (?:noi|me)|in privato|privatamente)|(?:${DIRECT})<12>(?:acquist~|compr~|pag~|vend~|a meno)|(?:vendita|affare|transazione) privat[ao]|(?:resta|rimane) tra (?:noi|di noi)`,
      ],
    }),
    marketing: rules('marketing', 0.8, {
      newsletter: both(
        30,
        'iscriv~|(?<!(?:annull|disdi|cancell|revoc)[^.!?]{0,25})iscrizione|abbon~|registr(?:a|i|ati|atevi)',
        'newsletter|mailing list|(?:nostro|nostra|mio) (?:canale|club|programma|lista)',
      ),
      follow: `(?:segui(?:ci|mi|teci|temi)?|ci segua|metti(?:te)? (?:mi piace|un like|like)|iscriviti|iscrivetevi|visita(?:te)?|aggiungici|trovaci|taggaci|unisciti)<20>(?:${MESSENGER}|youtube|pagina|canale|pinterest|social|gruppo|profilo|blog)|${atStart('(?:e )?(?:seguici|seguiteci|seguimi|ci segua)')}`,
      code: both(
        45,
        '(?:codice|coupon|buono)(?: (?:sconto|promo|promozionale|regalo))?|sconto|\\d{1,2} ?(?:%|per ?cento)',
        '(?:prossim[oi]|futuri?|second[oa]|successiv[oi]) (?:acquist[oi]|ordin[ei]|spesa|volta)|(?:sul|nel|del) (?:nostro|mio) (?:sito|negozio|shop|e-?commerce|store)|(?:tutto|intero) (?:il )?(?:sito|negozio|catalogo)|su tutto',
      ),
      review: both(
        60,
        `(?:lasc(?:i|ia|iaci|iare|iate|iarci|iandoci)|lasciand~|scriv~|da(?:cci|rci|teci|ndo)|mett~|modific~|cambi~|elimin~|rimuov~|per|in cambio di|pubblic~|aggiung~) ?(?:una |un |la |vostra |tua |sua |ci )?(?:una |tua |sua )?${REVIEW}|(?:5|cinque) (?:stelle|stelline)(?: ?\\?)?`,
        `(?:ricev~|ottien~|regal~|invi~|mand~|offr~|dar~|diamo|avrai|avrà|avrete|vinc~|rimbors~|e|in cambio|spett~|c'è)<20>(?:${GIFT})|rimborsiamo`,
      ),
      shop: "(?:visit(?:a|i|ate)|scopr(?:i|a|ite)|vieni a|venga a|dai un'occhiata|date un'occhiata|guard(?:a|i)|altri? prodotti|trov(?:a|i)|passi?a?)<20>(?:(?:il |al |sul |nel |la |sulla )?(?:nostro|mio|nostra|mia) (?:sito|negozio|shop|e-?commerce|pagina|store)|(?<!(?:tra|fra) )(?:(?:i nostri|le nostre|la nostra|gli altri) (?:altri |altre |nuovi |nuove |nuova )?(?:prodotti|offerte|collezione|articoli|gamma)|(?:i nostri|gli) (?:altri|nuovi) annunci))",
      sale: both(
        35,
        '(?:nuova|nuove|grande|grandi|super)<12>(?:collezione|saldi|promozioni?|offerte?|svendita)|black friday|saldi (?:estivi|invernali)',
        'scopr~|non perd~|fino al|approfitt~|\\d{1,2} ?%|adesso|ora|solo (?:oggi|per)|su tutto',
      ),
    }),
    abuse: rules('abuse', 0.85, {
      insult:
        'stronz(?:o|a|i|e|ate|ata)|vaffanculo|vaffa|fanculo|figli? di (?:puttana|troia)|puttan[ae]|troi[ae](?! di)|merd(?:a|e|os[oaie])|pezz[oi] di merda|coglion[ei]|cazz(?:o|i|one|oni|ate|ata|ari|aro)|minchia|minchion[ei]|testa di (?:cazzo|minchia|merda)|teste di cazzo|bastard[oaie]|rincoglionit[oaie]|rompicoglioni|zoccol[ae] (?:di|schifosa)|succhiacazzi|froci[oa]?|frocio|ricchion[ei]|culattone|mortacci tua|mortacci|porc[oa] (?:dio|troia|madonna|puttana)|dio (?:cane|porco)|infam[ei]|sfigat[oi]|incazz~|bagascia|mignott[ae]',
      addressed: `(?:sei|siete|lei è|voi siete|tu sei|è)(?: (?:proprio|davvero|solo|un|uno|una|dei|degli|delle|un vero|veramente|tutti|soltanto|solamente|il più|grande|grandi|gran|povero|brutto|brutti|vero|veri|banda di|branco di|massa di|così|completamente|totalmente|che)){1,4} ?(?:${IDIOT})|(?:sei|siete) (?:${IDIOT})|(?:banda|branco|massa|manica) di (?:${IDIOT}|cani|animali)`,
      vocative: `(?:brutt[oaie]|spec[ie]e?(?: di)?|razza di|maledett[oaie]|schifos[oaie]|lurid[oaie]|stupid[oaie]|sporc[oaie]) (?:idiot~|ladr~|truffator~|bugiard~|deficient~|cretin~|imbecill~|stronz~|maial~|vacca|scem~|animale|bestia|zingar~|stupid~|delinquent~)|${atStart('(?:ladri|truffatori|ladro|truffatore|idiota|idioti|deficienti?|buffoni|bugiardi|vergognatevi ladri)(?= ?[!]|$)')}|va(?:i|da)? (?:a quel paese|all'inferno|al diavolo|a cagare|a farti fottere|a morire)|andate (?:a quel paese|all'inferno|a cagare|a farvi fottere)|chiudi (?:quella |il |la )?(?:bocca|becco)|sta(?:i)? zitt[oa] (?:idiota|stupid~|scem~)|fottiti|fottetevi|crepa(?:te)?|ammazzati|muori|spero che (?:tu |ti |vi )?(?:muoi~|crep~|venga un)|vai a farti|sucami|mi fai schifo|mi fate schifo|fate schifo`,
      threat:
        '(?<!non )(?:so|sappiamo|scoprirò|scopro|trovo)<4>dove (?:abiti|vivi|abitate|lavori|vivete|lavorate)|(?:ti|vi|la) (?:ammazz~|uccid~|spacc~|romp~|distrugg~|mass?acr~|spezz~|picchi~|faccio a pezzi|gonfi~|brucio|sparo|taglio)|(?<!(?:come|dove) )(?:ti|vi|la) trov(?:erò|eremo)(?! (?:su|sul|sulla|in|nel|nella|tra|online) )|(?:te|ve) (?:la faccio|la faremo) pagare|(?:te|ve) ne pentir~|(?:ti|vi) (?:pentirai|pentirete)|se ne pentirà|la pagher(?:ai|ete|à) cara|(?:vengo|veniamo|passo|mando)<8>(?:sotto casa|a casa (?:tua|vostra)|lì|qualcuno|i miei)<15>(?:a|con|e|a prenderti|a spaccarti)?|(?:stai|stia|state) attent[oaie] (?:a te|quando|alla tua|ai tuoi)|guardati le spalle|hai i giorni contati',
      slur: 'negr[oaie]|negracci[oa]|zingar[oaie] (?:di merda|schifos~|ladr~|sporc~)|terron[ei]|polentone|ebre[oi] (?:di merda|schifos~)|checc[ah]e?|finocchi? (?:di merda|schifos~)|muso giallo|musi gialli|crucc(?:o|hi)|mongoloid[ei]|(?:sporc[oaie]|lurid[oaie]|schifos[oaie]|maledett[oaie]) (?:ebre~|negr~|zingar~|rumen~|albanes~|marocchin~|arab~|cines~|musulman~|stranier~|ross?[oi]|gay|polacc~|napoletan~)|(?:torna|tornate|tornatene) (?:al|nel|a) (?:tuo|vostro|casa) (?:paese|tua|vostra)?',
    }),
  },
  context: contexts({
    refusal:
      '(?:vendere|pagare|trattare|concludere|accordarci)<30>non (?:possiamo|posso|si può|è (?:possibile|permesso|consentito))|(?:non|mai|niente|nessun[ao]?|vietat[oaie]|proibit[oaie]|evit~|impossibile|né)<40>(?:contanti|bonific~|scambi~|dare|inviar~|invii|mand~|forni~|comunic~|condivid~|contatt~|telefon~|chiam~|numer~|mail|e-?mail|pag~|pagament~|bonific~|transazion~|vend~|fuori|privat~|tratt~|accett~|accord~|diamo|recension~|contant~|whats\\W?app|possibile|consentit~|permess~|autorizzat~)|(?:solo|soltanto|esclusivamente|unicamente|restiamo|rimaniamo|preferi~|sempre|tutto|meglio)<20>(?:qui|(?:sulla|tramite|attraverso|su|in|nella|via) (?:la |questa |questo |il )?(?:piattaforma|chat|sito|messaggi~|portale|app))|vietat[oaie]|contro (?:le regole|il regolamento)|(?:le regole|il regolamento) (?:vietano|vieta|non)',
    warning:
      'attenzione|attent[oi]|diffid~|truffa|truffe|tentativo|frod~|phishing|sospett~|fals[oiae] (?:messaggi~|mail|sms|sito|siti|email)|raggir~|non (?:cliccar~|clicchi|fidar~|rispond~)|spam|hackerat~|hacker|(?<!(?:la|vi|ti|le|lo) )avviso|polizia|carabinieri|scam',
    thirdParty: `(?:parlato|stat[oa] al telefono|sentito)<20>(?:corriere|assistenza|call center|poste|bartolini|brt|gls|dhl|sda|ups)|mi hanno (?:detto|consigliato) di|(?:contatt~|chiam~|senta|sentire|rivolg~)<16>(?:corriere|produttore|vettore|bartolini|brt|dhl|dpd|gls|ups)|(?:taxi~|ambulan~)|(?:un|una|quel|quella|l'|il|mio|mia) (?:altr[oa] |precedente )?(?:venditore|venditrice|persona|acquirente|signore|signora|tizio|cliente|negoziante|utente|concorrente)<6>(?:mi|ha|ci|voleva|vuole|chied~|dice|che)|qualcuno|(?:il |la |mio |mia |un |vostro )(?:corriere|postino|vicin[oa]|marito|moglie|amic[oa]|fratello|sorella|collega|banca|produttore|poste|bartolini|brt|gls|dhl|sda|ups)<12>(?:ha|mi|deve|voleva|chied~|dice|chiam~|telefon~)|(?:mi|ci) (?:ha|hanno|è stato) (?:chiesto|proposto|insultat~|scritto|detto|contattat~|offerto|minacciat~)|segnal(?:o|are|azione)|(?:negozio|supermercato|ferramenta)<6>(?:sotto casa|vicino a casa|qui vicino)|in un altro negozio|(?:marito|moglie|figli[oa]|fratello|sorella|amic[oa])<12>(?:comprat~|pres[oa]|trovat~)|${both(30, SHOPS, CHEAPER)}`,
    productFeature: `(?:compatibil~|conness~|colleg~|mostr~|visualizz~|notific~|support~|install~|funzion[ei] (?:di|con)|sincronizz~|preinstallat~)<25>(?:${MESSENGER}|telefono|mail|chiamate|sms)|(?:${MESSENGER}|telefono|chiamate|sms)<25>(?:compatibil~|notific~|visualizz~|orologio|install~)|(?:cover|custodia|supporto|caricatore|cavo|vetro|pellicola|batteria)<8>(?:per |del |di )(?:telefono|cellulare|smartphone)|(?:telefono|cellulare) (?:è|non|ha|funziona|ricondizionato|cordless|fisso (?:non|è)|acquistato|arrivato)|smart ?watch|cassetta (?:delle lettere|postale)|sim card|scheda sim|dual sim|smartphone|imei`,
    orderNumber:
      "(?:numero|num|n°|nr|codice|cod|rif|riferimento|id)(?: (?:di |d'|del |dell'|della )?(?:ordine|tracking|spedizione|pacco|serie|fattura|articolo|cliente|prodotto|modello|reso|pratica|lotto|garanzia|ricevuta|reclamo|transazione|ricambio|seriale|ticket|tracciamento|collo|ldv|scontrino|barre))|ordine|tracking|spedizione|pacco|fattura|articolo|modello|seriale|ean|gtin|isbn|sku|imei|sn|s/n|partita iva|p\\.? ?iva|codice fiscale|brt|bartolini|gls|dhl|sda|ups|ldv|reso|pratica|matricola|lotto",
    price: 'prezz[oi]|cost[aoi]|euro|eur|€|importo|totale|somma|centesimi|iva|spese di spedizione|rimborsat[oi]|caparra|acconto',
    size: 'tagli[ae]|misur[ae]|lunghezza|larghezza|altezza|profondità|diametro|dimension[ei]|cm|mm|pollici|kg|gramm[io]|litr[io]|ml|watt|volt|mah|ghz|gb|tb|peso|pesa|vita|fianchi|torace|risoluzione|pixel|numero di scarp[ae]',
    date: 'gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|data|anno|ore|nato|nata|orari?o?',
    address:
      'via|viale|piazza|piazzale|corso|vicolo|largo|strada|cap|civico|punto (?:di )?ritiro|locker|ufficio postale|indirizzo di (?:consegna|spedizione)|piano|scala|interno|edicola|tabaccheria|deposito|magazzino|citofono|provincia|inpost',
  }),
  nearby: nearby({
    messenger: `${MESSENGER}|signal|sms|youtube|twitter|social`,
    contactVerb:
      'chiam(?:a|ami|atemi|i|are|armi)|telefon(?:a|ami|are|i)|scriv(?:i|imi|a|etemi|ere|ermi)|contatt(?:a|ami|i|are|armi|atemi)|sentir(?:ci|e)|sentiamoci|richiam(?:a|ami|i)|trov(?:a|i|ami)|aggiungi(?:mi)?|mand(?:a|ami)|segn(?:a|ati)|messaggi(?:a|ami)|invi(?:a|ami)|rispond~|chied(?:i|a|ete) di',
    phoneNoun: 'telefono|tel|cellulare|cell|numero|num|nr|n°|fisso|recapito|fax|contatto|mobile',
    mailNoun: 'e\\W?mail|mail|posta|indirizzo|casella|gmail|libero|hotmail|outlook|yahoo|alice|virgilio|pec',
  }),
};
