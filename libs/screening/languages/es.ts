import type { LanguagePack } from '../language-pack';
import { asQuestion, atStart, both, contexts, counted, joined, MESSENGER, nearby, rules, SHOPS, SHORT } from './writing';

const TENS = '30 treinta; 40 cuarenta; 50 cincuenta; 60 sesenta; 70 setenta; 80 ochenta; 90 noventa';
const CHAT = `${MESSENGER}|wh?ats(?:app?)?|wasap~?|guasap~?|wsp|wpp|wassap`;
const NUMBER =
  '(?:número|num|nº|nro)(?: (?:de )?(?:teléfono|tel|móvil|celular|whats\\W?app|fijo|contacto))?(?! (?:de|del) )|teléfono|tlf|tfno|móvil|celular|datos de contacto|contacto';
const MAIL = '(?:dirección de )?(?:correo(?: electrónico)?|e\\W?mail|mail|gmail)(?: personal| privado)?';
const CONTACT = `${NUMBER}|${MAIL}|${CHAT}|usuario de (?:insta~|telegram)`;
const YOUR = '(?:tu|su|vuestro|tus|sus|vuestros|un|el (?:tuyo|suyo)|el)';
const CHANNEL = `(?:${CHAT}|signal|teléfono|móvil|tlf|e\\W?mail|mail|correo|sms|privado|mensaje privado|mp)`;
const SITE = '(?:la |esta |el |este |vuestra )?(?:plataforma|web|página|app|aplicación|portal|sitio)';
const OUTSIDE = `fuera de (?:${SITE}|aquí)|por fuera(?: de ${SITE})?|(?:sin|saltándo~|saltar~|evitando|esquivando) (?:pasar por |usar |la |utilizar )?${SITE}|en negro|bajo mano|bajo cuerda|no (?:por|a través de|en) (?:la plataforma|esta web|esta página|aquí)|sin intermediarios|al margen de ${SITE}`;
const OWN_SHOP = '(?:nuestra|nuestro|mi) (?:propia )?(?:tienda(?: online)?|web|página(?: web)?|sitio web|comercio|shop|negocio)';
const DIRECT =
  '(?:directamente|directo) (?:con|a|en|por|conmigo) ?(?:nosotros|mí|mi|nuestra|migo)?|en privado|de particular a particular';
const CHEAPER =
  'más barat[oa]|descuento|rebaja|mejor precio|precio (?:más bajo|especial|rebajado|inferior|mejor)|por menos|ahorr~|\\d{1,2} ?(?:%|por ciento)|\\d{1,4} ?(?:€|euros?) (?:menos|de descuento)|menos dinero|económico|buen precio|te lo dejo (?:en|por)|se lo dejo (?:en|por)';
/** "Llámame tonta" asks for no call. */
const NO_NAME =
  '(?! (?:lo que quieras|(?:un |una )?(?:tont|loc|idiota|estúpid|burr|pesad|ignorante|paranoic|exagerad|torpe|inútil|rar|antigu)))';
const REVIEW =
  '(?:buena |5 |cinco )?(?:reseñas?|valoración|valoraciones|opinión|opiniones|estrellas|comentario|calificación)(?: (?:positiva|de 5 estrellas|favorable|positivo))?';
const GIFT =
  'vale|cupón|regal[oa]~|descuento|reembols~|devolvemos|sorpresa|gratis|cashback|premio|bono|\\d{1,3} ?(?:%|€|euros?)|tarjeta regalo|obsequi~';
const IDIOT =
  'idiotas?|imbéciles?|imbécil|estúpid[oa]s?|ladrón(?:es|a|as)?|estafador(?:es|a|as)?|mentiros[oa]s?|sinvergüenzas?|tont[oa]s?|inútiles?|inútil|payas[oa]s?|gilipollas|capull[oa]s?|subnormal(?:es)?|retrasad[oa]s?|basura|escoria|delincuentes?|timador(?:es|a)?|chorizos?|cerd[oa]s?|ratas?|asqueros[oa]s?|miserables?|caraduras?|bastard[oa]s?|cretin[oa]s?|analfabet[oa]s?|criminales|parásitos?';

/** Spanish, as in Spain, with what people from Latin America write. */
export const es: LanguagePack = {
  language: 'es',
  numbers: {
    ...counted(
      `0 cero; 1 uno un una; 2 dos; 3 tres; 4 cuatro; 5 cinco; 6 seis; 7 siete; 8 ocho; 9 nueve; 10 diez; 11 once; 12 doce; 13 trece; 14 catorce; 15 quince; 16 dieciséis; 17 diecisiete;
       18 dieciocho; 19 diecinueve; 20 veinte; 21 veintiuno veintiún; 22 veintidós; 23 veintitrés; 24 veinticuatro; 25 veinticinco; 26 veintiséis; 27 veintisiete; 28 veintiocho; 29 veintinueve;
       ${TENS}; 100 cien ciento; 200 doscientos; 300 trescientos; 400 cuatrocientos; 500 quinientos; 600 seiscientos; 700 setecientos; 800 ochocientos; 900 novecientos`,
    ),
    ...joined(TENS, '1 uno; 2 dos; 3 tres; 4 cuatro; 5 cinco; 6 seis; 7 siete; 8 ocho; 9 nueve', (ten, unit) => [
      `${ten} y ${unit}`,
      `${ten} i ${unit}`,
      `${ten.slice(0, -1)}i${unit}`,
      `${ten}y${unit}`,
      `${ten} ${unit}`,
    ]),
  },
  repeats: { doble: 2, 'dos veces': 2, triple: 3, 'tres veces': 3 },
  symbols: {
    at: ['arroba', 'at', 'aroba', 'arrova'],
    dot: ['punto', 'dot', 'pto'],
    dash: ['guion', 'guión', 'guion medio', 'guión medio', 'menos', 'raya'],
    underscore: ['guion bajo', 'guión bajo', 'barra baja', 'subrayado', 'underscore'],
    slash: ['barra', 'slash', 'barra inclinada'],
    plus: ['más', 'mas', 'plus'],
  },
  patterns: {
    ask: rules('ask', 0.8, {
      bare: asQuestion(
        `(?:tienes|tenés|tiene|tenéis) ${SHORT}|(?:y )?(?:su|tu|vuestro) (?:número|móvil|teléfono|correo|mail)(?: de teléfono| por favor)?|${CHAT}`,
      ),
      request: `(?:enví(?:e|a)(?:me|nos)?|enviar(?:me|nos)|mánd(?:a|e)(?:me|nos)|manda(?:r)?(?:me|nos)?|da(?:r)?(?:me|nos)|d(?:é|e)(?:me|nos)|pása(?:me|nos)|páse(?:me|nos)|pasa(?:r)?(?:me|nos)?|deja(?:r)?(?:me|nos)?|déja(?:me|nos)|déje(?:me|nos)|facilít(?:a|e)(?:me|nos)|facilitar(?:me|nos)|indica(?:r)?(?:me|nos)?|dime|díga(?:me|nos)|escribe|tener|necesito|necesitamos|quiero|querría|comparte|dice[s]?)<10>${YOUR} (?:${CONTACT})(?! (?:de|del|con) (?:la )?(?:pedido|envío|seguimiento|serie|factura|tracking|paquete|confirma|etiqueta))`,
      what: `(?:cuál|que|qué|kual)<5>(?:es|sería|tienes)?<5>${YOUR} (?:${CONTACT})|(?:a|en|con) qué (?:número|teléfono|móvil|correo|mail)|(?:tienes|tiene|tenéis|tienen|hay|existe)<5>(?:un |algún |un )(?:número(?: de (?:teléfono|móvil|contacto))?|teléfono|móvil|contacto|correo|e?-?mail)(?! (?:de serie|de seguimiento|nuevo|libre|en stock|compatible|reacondicionado|de pedido))`,
      messenger: `(?:tienes|tenés|tiene|tenéis|tienen|usas|usa|usáis|estás en|está en|estáis en)<6>(?:${CHAT}|signal)|(?:agrég(?:a|ue)me|añád(?:e|a)me)<12>(?:${CHANNEL})`,
      move: `(?:escrí?b(?:e|a|an|ir|id)(?:me|nos|le|te|selo)?|escríb(?:e|a)(?:me|nos)|contact(?:a|e|ar|ad)(?:me|nos)?|contáct(?:a|e)(?:me|nos)|llam(?:a|ar|e)(?:me|nos)?|hablamos|hablar|hablemos|habl(?:a|e)(?:me|nos)?|seguimos|seguir|continu(?:ar|amos|emos)|pasamos|pasar|pasemos|quedamos|respóndeme|mánd(?:a|e)(?:me|nos)|concretamos|acordamos|chatear|comunicar(?:nos|me)?|comunícate|lo vemos|tratarlo)<25>(?:(?:por|al|vía|a|en|mediante|a través de) (?:el |mi |tu |su )?${CHANNEL}(?! (?:de confirmación|del transport))|en privado|por otro lado|por otra vía|${OUTSIDE})|(?:por|vía|al) ${CHANNEL}<20>(?:escrib~|contact~|hablamos|más (?:cómodo|fácil|rápido)|te cuento|te paso)`,
      call: `${atStart(`(?:(?:por favor|porfa|entonces|mejor|hola|si quiere|si quieres) ){0,2}(?:(?:llám(?:a|e)(?:me|nos)|llamad(?:me|nos))${NO_NAME}|tele?fonéame|hazme una (?:perdida|llamada)|dame un toque)`)}|(?:puede|puedes|podéis|podría|podrías|me puedes|me puede|nos puede)<3>(?:llamarme|llamar|llamarnos|telefonear)(?! (?:a |al )(?:la|el|transport|seur|correos|mrw))|(?:llám(?:a|e)me|dame un toque|hazme una perdida)${NO_NAME}`,
      'call-you':
        '(?:puedo|podemos|podría|prefiero|me gustaría|quisiera|quiero)<5>(?:llamar(?:le|te|os|la|lo)|telefonear(?:le|te)|hablar (?:con usted |contigo )?por teléfono|contactar(?:le|te)? por (?:teléfono|otro))|cómo (?:puedo|podemos) (?:contactar|localizar|llamar)(?:le|te|os|la)?<8>(?:por teléfono|directamente|en privado|fuera|de otra)|(?:te|le|os) (?:llamo|llamaré|llamamos|doy un toque)|(?:podemos|podríamos) hablar por teléfono',
      give: `(?:aquí (?:tienes|tiene|está|te dejo)|este es|(?:te|le|os) (?:dejo|doy|paso|mando|envío|escribo)|apunta|anota|guarda|apunte)<10>(?:mi|nuestro|mis|nuestros)(?: nuevo)? (?:${CONTACT})`,
    }),
    hint: rules('hint', 0.7, {
      search:
        '(?:busca(?:nos|me|r|d)?|búsca(?:nos|me)|búsque(?:nos|me)|busque|googlea~?|googlé~|pon(?:ga)?|escrib(?:e|a)|mira|teclea)<20>(?:en google|en internet|en la red|por internet|(?:el |nuestro |mi )nombre (?:de (?:la |nuestra |mi )(?:tienda|empresa|marca)|del (?:negocio|comercio))|nuestr[oa] (?:nombre|tienda|empresa|marca)|mi nombre|por nuestro nombre)|(?:googléanos|googleanos|búscanos|búsquenos)<20>(?:google|internet|nombre|redes|fuera|online|fácil)',
      find: '(?:nos|me) (?:encuentra[sn]?|encontrará[sn]?|puede[sn]? encontrar|localiza[sn]?|encontráis)<12>(?:en (?:google|internet|la red|insta~|facebook|todas|las redes|redes)|por (?:el nombre|nuestro nombre|todas)|con (?:el mismo|nuestro|mi) nombre|bajo el mismo nombre|fácilmente|fuera|en cualquier)|(?:encontrarnos|encontrarme)<12>(?:en google|en internet|con el mismo nombre|por el nombre|fácilmente|en redes)',
      printed:
        '(?:nuestro|mi|el|nuestros|mis|los) (?:número(?: de (?:teléfono|móvil|contacto))?|teléfono|móvil|datos(?: de contacto)?|contacto|correo|e?-?mail)(?! de (?:seguimiento|serie|pedido|envío))<10>(?:está|están|viene|vienen|aparece~|figura~|sale|impres[oa]|puesto|lo tiene[sn]?|escrito)<12>(?:en|dentro|detrás|por|junto)(?: de)? ?(?:la|el|las|los|tu|su)? ?(?:paquete|caja|tarjeta|factura|etiqueta|folleto|albarán|foto|fotos|perfil|reverso|embalaje|sobre|pegatina|ticket|logo|remitente|tarjetita)',
      look: '(?:mir[ae]|vea|ve|lee|lea|fíjate|fíjese|revis[ae]|echa un vistazo|eche un vistazo|dale la vuelta)<15>(?:el reverso|detrás|por detrás|tarjeta(?: de visita)?|mi perfil|nuestro perfil|el remitente)',
      know: '(?:ya )?(?:sabes|sabe|sabéis)(?: (?:ya|bien)){0,2} (?:dónde|cómo) (?:encontrarme|encontrarnos|contactarme|contactarnos|localizarme|estoy|estamos)|(?:mismo|mi) (?:usuario|nombre|nick)(?: de usuario)?<12>(?:en|de) (?:gmail|insta~|google|hotmail|facebook|telegram)|(?:tienes|tiene|tenéis) (?:ya )?(?:mi|nuestro) (?:número|contacto|teléfono|tarjeta)|ya (?:tienes|tiene) (?:mi|nuestro) (?:número|contacto|teléfono)',
      app: '(?:por|en|a)<4>(?:la )?(?:app|aplicación) (?:verde|azul|morada|amarilla|del teléfono|del fantasma|del avión)|la verde<6>(?:app|aplicación|de mensajes)',
    }),
    deal: rules('deal', 0.9, {
      outside: both(
        45,
        'compr~|vend~|venta|pag~|ped(?:ir|ido|irlo)|trato|transacción|acord~|cerra~|cerramos|hac(?:er|emos|erlo)|hacemos|gestion~|transfer~|negoci~|arregl~',
        OUTSIDE,
      ),
      cheaper: both(
        45,
        CHEAPER,
        `${OUTSIDE}|(?:compr~|pid~|ped(?:ir|ido)|pag~)<10>(?:directamente|directo|en privado)|directamente (?:con|a|en) ?(?:nosotros|mí|nuestra|nuestro|mi)|sin (?:comisión(?:es)?|factura|comisiones)|en (?:efectivo|metálico|mano)|por (?:transferencia|bizum)`,
      ),
      direct:
        '(?<!(?:devolver|reembolsar|reintegrar) (?:un |el |mi )?)(?:pag(?:a|ar|ue|o|ue[sn]?|arme|arnos|ame|ando)|págame|transfier~|transfer~|ingres(?:a|e|ar)|haz(?:me)?|hágame|envíame el dinero|enviar el dinero)<20>(?:directamente (?:a|en|por) ?(?:mi|nuestra|nosotros|mí)?|a (?:mi|nuestra) cuenta|por bizum|(?:un )?bizum|en mi (?:cuenta|paypal)|a mi paypal|por transferencia (?:directa|a (?:mi|nuestra))|transferencia (?:directa|a (?:mi|nuestra)))|transferencia a (?:mi|nuestra) cuenta',
      friends: 'paypal<20>(?:amigos|familia~|friends)|(?:amigos|familiares) y (?:familia~|amigos)|friends (?:and|&) family',
      cash: [
        0.8,
        both(
          30,
          'en efectivo|en metálico|efectivo|en mano',
          'recog~|quedamos|quedar|en persona|al recoger|sin (?:factura|comisi~)|pas(?:a|e|ar) por|entrega en mano',
        ),
      ],
      cancel: `(?:cancel~|anul~)<60>(?:compr~|pid~|ped(?:ir|ido|irlo)|pag(?:a|ue|ar)|hag~|haz~)<25>(?:directamente|en privado|${OUTSIDE}|(?:en|por|desde) (?:${OWN_SHOP})|más barato|con nosotros|conmigo)`,
      fees: both(
        30,
        'ahorr~|evit~|esquiv~|sin(?: pagar)?|nos quitamos|salt~',
        'comisiones|comisión|(?:gastos|tarifas?|tasas?) (?:de|por) (?:la )?(?:plataforma|web|venta|app)',
      ),
      shop: [
        0.8,
        both(
          30,
          '(?:compr(?:a|e|ar|arlo|ad)|cómpr(?:a|e)lo|pid(?:e|a)|ped(?:ir|irlo)|pídelo)',
          `(?:directamente )?(?:en|por|desde|a través de) (?:${OWN_SHOP})`,
        ),
      ],
      privately: [
        0.8,
        `(?:compr~|vend~|pid~|pag~)<10>(?:directamente (?:con|a) (?:nosotros|mí)|en privado|directo conmigo|directamente conmigo)|(?:${DIRECT})<12>(?:compr~|pag~|más barato)|(?:venta|trato|transacción) (?:privad[oa]|directa)|queda entre nosotros`,
      ],
    }),
    marketing: rules('marketing', 0.8, {
      newsletter: both(
        30,
        'suscrí?b~|apúnt~|apunt~|regístr~|únete|suscripción',
        'newsletter|boletín|lista de correo|(?:nuestro|nuestra|mi) (?:canal|club|programa|lista)',
      ),
      follow: `(?:síguenos|síganos|seguidnos|sígueme|síguenos|dale (?:a )?(?:me gusta|like)|visita(?:nos)?|únete|suscríbete|etiquétanos|encuéntranos)<20>(?:${MESSENGER}|youtube|página|canal|pinterest|redes|grupo|perfil|blog)|${atStart('(?:y )?(?:síguenos|síganos|sígueme|seguidnos)')}`,
      code: both(
        45,
        '(?:código|cupón|vale)(?: (?:de descuento|descuento|promocional))?|descuento|\\d{1,2} ?(?:%|por ciento)',
        `(?:próxim[oa]s?|siguiente|futuras?|segund[oa]) (?:compras?|pedidos?|vez)|${OWN_SHOP}|tod[oa] (?:la tienda|la web|el catálogo)`,
      ),
      review: both(
        60,
        `(?:dej(?:a|e|ar|ándo~|as|arnos|anos)|déj~|escrib~|pon~|hac~|haz~|cambi~|elimin~|borr~|por|a cambio de|public~|valór~|da(?:r|nos)?|modific~) ?(?:una |un |tu |su |nos |esta )?(?:una |tu )?${REVIEW}|valóranos|(?:5|cinco) (?:estrellas|estrellitas)(?: ?\\?)?`,
        `(?:recib~|obten~|llév~|enví~|regal~|ofrec~|dar~|damos|tendrá~|gan~|reembols~|devolv~|y|a cambio|mand~|consigu~)<20>(?:${GIFT})`,
      ),
      shop: `(?:visit(?:a|e|ad)|descubr(?:e|a)|ven a|echa un vistazo|eche un vistazo|mir[ae]|conoce|entra en|más en|pása~)<20>(?:(?:a |en |por )?(?:${OWN_SHOP})|(?:nuestr[oa]s?) (?:otros |otras |nuevos |nuevas |nueva )(?:productos|ofertas|colección|artículos|anuncios))`,
      sale: both(
        35,
        '(?:nueva|nuevas|grandes|gran|súper)<12>(?:colección|rebajas|promoción|promociones|ofertas?)|black friday|rebajas de (?:verano|invierno)',
        'descubr~|no te (?:lo|la) pierdas|hasta (?:un|el)|aprovech~|\\d{1,2} ?%|ahora|solo hoy|en todo|ya (?:disponible|en)',
      ),
    }),
    abuse: rules('abuse', 0.85, {
      insult:
        'hij[oa]s? de (?:puta|perra|la gran puta|mil putas)|hijoputa~?|hdp|put[oa]s?|put[oa] mierda|mierdas?|gilipollas|gilipolleces|cabrón(?:es|a|azo)?|jódete|jodan|jodid[oa]s?|coñ(?:o|azo)|capullo|maricón(?:es)?|zorras?|subnormal(?:es)?|mamón|mamones|soplapollas|comemierdas?|lameculos|pendej[oa]s?|malparid[oa]s?|desgraciad[oa]s?|imbécil(?:es)?|retrasad[oa]s? mental~|sinvergüenzas?|hostia puta|cagada de|me cago en|tu puta madre|puto (?:asco|vendedor|ladrón)|escoria',
      addressed: `(?:eres|sois|es usted|son ustedes|usted es|ustedes son|son)(?: (?:un|una|unos|unas|muy|realmente|todos|solo|tan|verdadero|verdaderos|completo|auténticos?|auténtico|pedazo de|panda de|banda de|puro|puros|grandísimo|maldito|malditos|gran)){1,4} ?(?:${IDIOT})|(?:eres|sois) (?:${IDIOT})|(?:panda|banda|pandilla|hatajo|atajo) de (?:${IDIOT})`,
      vocative: `(?:maldit[oa]s?|put[oa]s?|pedazo de|asqueros[oa]s?|suci[oa]s?|jodid[oa]s?|estúpid[oa]s?|especie de) (?:idiota~|ladrón~|estafador~|mentiros~|imbécil~|cerd~|vaca|perr[oa]|vendedor~|gitan~|negr~|basura|tont~|mierda)|${atStart('(?:ladrones|estafadores|ladrón|estafador|estafadora|idiota|imbécil|mentirosos|sinvergüenza)(?= ?[!]|$)')}|(?:vete|váyase|váyanse|iros|idos|que te den|que os den)<4>(?:a la mierda|al infierno|al carajo|a tomar por culo|al diablo|por culo)|cállate|cierra la boca|que te (?:jodan|den|follen|mueras)|muérete|ojalá (?:te|os|se) (?:muer~|pudr~|pase)|que asco (?:dais|das|de gente)|chúpamela|vete a la mierda|suicídate`,
      threat:
        '(?<!no )(?:sé|sabemos|se|averiguaré)<3>dónde (?:vives|vivís|trabajas|trabajáis|vive usted|viven ustedes|viven tus|vive tu)|(?:te|os|le) (?:voy a |vamos a )(?:matar|romper|partir|reventar|encontrar|destrozar|pegar|dar una paliza|quemar|hundir|rajar)|(?:te|os) (?:mato|reviento|rajo|parto|destrozo|mataré|romperé|arrepentirás|arrepentiréis|vas a arrepentir|vais a arrepentir|vas a enterar|acordarás de mí)|(?<!(?:cómo|dónde) )(?:te|os) encontraré(?! (?:en|por|entre) )|(?:lo|la) (?:vas|vais) a (?:lamentar|pagar caro|pagar muy)|(?:iré|voy a ir|vamos a ir|mandaré)<8>(?:a tu casa|a por ti|a por vosotros|a alguien|a buscarte)|ten(?:ga)? cuidado (?:con lo que|por la calle|tú)|cuida tus espaldas|vas a (?:pagar|sufrir)(?: por)? (?:esto|caro)',
      slur: 'sudacas?|moros? de mierda|negrat[oa]s?|panchitos?|machupichu|marica(?:s)? de mierda|judíos? de mierda|gabachos?|gitan[oa]s? (?:de mierda|asqueros~|ladr~)|(?:moro|negro|judío|gitano|rumano|chino|sudaca|extranjero|polaco|maricón) (?:de mierda|asqueroso)|(?:put[oa]s?|maldit[oa]s?|suci[oa]s?|asqueros[oa]s?) (?:moros?|negr[oa]s?|judíos?|gitan[oa]s?|ruman[oa]s?|chin[oa]s?|extranjer[oa]s?|inmigrantes?|gays?|catalan~|español~)|(?:vuelve|vete|vuélvete|lárgate) a tu (?:país|tierra)',
    }),
  },
  context: contexts({
    refusal:
      'no (?:hacemos|realizamos|ofrecemos)|(?:no|nunca|jamás|prohibid[oa]|ningún|ninguna|evit~|tampoco|ni)<40>(?:intercambi~|dar|damos|envi~|envíe~|mand~|facilit~|compart~|contact~|llam~|número~|teléfono~|correo~|mail|e-?mail|pag~|transfer~|transacci~|vend~|fuera|privad~|trat~|acept~|acord~|reseñ~|suscri~|bolet~|efectivo|whats\\W?app|posible|permitid~|podemos|permite)|(?:solo|sólo|únicamente|exclusivamente|preferi~|siempre|todo|mejor|sigamos|quedémonos)<20>(?:aquí|(?:por|en|a través de|mediante|dentro de) (?:la |esta |este |el )?(?:plataforma|chat|web|mensaj~|aplicación|app))|prohibid[oa]|contra las (?:normas|reglas)|las (?:normas|reglas) (?:prohíben|no)',
    warning:
      'cuidado|atención|ojo|estafa|estafas|fraude~?|timo|phishing|sospechos~|fals[oa]s? (?:mensaj~|correo~|sms|web|mail)|no (?:hagas|haga|pinch~|confí~|respond~)|spam|hacke~|intento|suplant~|policía|advert~|scam|desconfí~',
    thirdParty: `(?:hablé|hablado|estuve<10>teléfono)<6>con (?:el |la |los )?(?:transportista|repartidor|mensajer~|atención|correos|seur|mrw|dhl|dpd|gls|ups)|me (?:dijeron|dijo|mandaron) (?:que|a)|(?:contact~|llam~|habl~|pregunt~)<16>(?:transportista|mensajer~|fabricante|correos|seur|mrw|dhl|dpd|gls|ups)|(?:taxi~|ambulan~)|(?:un|una|ese|esa|el|la|mi) (?:otr[oa] |anterior )?(?:vendedor|vendedora|persona|comprador|señor|señora|tipo|cliente|usuario|tío|comerciante)<6>(?:me|ha|nos|quería|quiere|pid~|dice|que)|otr[oa] (?:vendedor~|persona|comprador|usuario|tienda)|alguien|(?:el |la |mi |un |vuestro )(?:repartidor|cartero|transportista|mensajero|vecin[oa]|marido|mujer|amig[oa]|herman[oa]|compañer[oa]|banco|fabricante|correos|seur|mrw|dhl|gls|ups)<12>(?:ha|me|debe|quería|pid~|dice|llam~|dijo)|(?:me|nos) (?:ha|han) (?:pedido|propuesto|insultado|escrito|dicho|contactado|ofrecido|amenazado|llamado)|(?:denunci~|report~|quej~)|(?:tienda|supermercado|ferretería)<6>(?:de mi barrio|del barrio|cerca de|al lado de|de la esquina)|en otra tienda|(?:marido|mujer|hij[oa]|herman[oa]|amig[oa])<12>(?:comprado|encontrado|compró|encontró)|${both(30, SHOPS, CHEAPER)}`,
    productFeature: `(?:compatible~|conect~|vincul~|muestra~|notificaci~|soport~|instal~|funciones? (?:de|con)|sincroniz~|preinstalad~)<25>(?:${CHAT}|teléfono|correos?|llamadas|sms)|(?:${CHAT}|teléfono|llamadas|sms)<25>(?:compatible~|notificaci~|muestra|reloj|instal~)|(?:funda|carcasa|soporte|cargador|cable|cristal|protector|batería)<8>(?:para |de |del )(?:teléfono|móvil|celular)|(?:teléfono|móvil) (?:es|no|está|tiene|funciona|reacondicionado|inalámbrico|fijo (?:no|es)|libre|comprado)|reloj inteligente|smart ?watch|buzón(?:es)?(?! de voz)|tarjeta sim|dual sim|smartphone|imei`,
    orderNumber:
      '(?:número|num|nº|nro|n|código|cód|ref|referencia|id|localizador)(?: (?:de |del )(?:la )?(?:pedido|seguimiento|envío|paquete|serie|factura|artículo|cliente|producto|modelo|devolución|expediente|lote|garantía|recibo|reclamación|transacción|pieza|ticket|tracking|albarán|incidencia|barras|bulto))|pedido|seguimiento|tracking|envío|paquete|factura|artículo|modelo|ean|gtin|isbn|sku|imei|sn|s/n|nif|cif|dni|seur|mrw|correos|gls|dhl|ups|expediente|lote|albarán|referencia',
    price: 'precios?|cuesta~?|coste|euros?|eur|€|importe|total|suma|céntimos|iva|gastos de envío|reembolsad[oa]|fianza',
    size: 'tallas?|medidas?|largo|longitud|ancho|anchura|alto|altura|profundidad|diámetro|dimensiones|cm|mm|pulgadas|kg|gramos?|litros?|ml|vatios|voltios|mah|ghz|gb|tb|peso|pesa|cintura|cadera|pecho|resolución|píxeles|número de (?:pie|zapato)|mide',
    date: 'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|lunes|martes|miércoles|jueves|viernes|sábado|domingo|fecha|año|horas?|nacid[oa]|horario',
    address:
      'calle|avenida|avda|plaza|paseo|carretera|camino|código postal|cp|punto de (?:recogida|entrega)|taquilla|locker|oficina de correos|dirección de (?:entrega|envío)|piso|escalera|puerta|portal|bloque|polígono|almacén|estanco|urbanización|apartado',
  }),
  nearby: nearby({
    messenger: `${CHAT}|signal|sms|youtube|twitter|redes`,
    contactVerb:
      'llam(?:a|ar|e|ame|arme|eme)|llám(?:a|e)(?:me|nos)|escrib(?:e|a|ir|eme|irme)|escríb(?:e|a)(?:me|nos)|contact(?:a|e|ar|ame)|contáct~|agrég~|añád~|búsc~|mánda~|envía~|apunt~|habl(?:a|ar|ame)|localiz~|contest(?:a|ará|amos|o)|atiende|atenderá|pregunt(?:a|e|ar) por',
    phoneNoun: 'teléfono|tel|tlf|tfno|móvil|celular|número|num|nº|fijo|fax|contacto',
    mailNoun: 'correo|e\\W?mail|mail|dirección|buzón|gmail|hotmail|outlook|yahoo',
  }),
};
