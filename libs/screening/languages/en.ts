import type { LanguagePack } from '../language-pack';
import { asQuestion, atStart, both, contexts, counted, joined, MESSENGER, nearby, rules, SHOPS, SHORT } from './writing';

const TENS = '20 twenty; 30 thirty; 40 forty fourty; 50 fifty; 60 sixty; 70 seventy; 80 eighty; 90 ninety';
const NUMBER =
  '(?:(?:mobile|cell|tele)?phone|mobile|cell|contact|landline|whats\\W?app)(?: phone)? (?:number|num|no|nr|details?|info)|phone|mobile|cell|landline|number|digits|contacts?|contact (?:details?|info|data)';
const MAIL = '(?:personal |private )?(?:e\\W?mail|mail|gmail)(?: address| addy| id)?';
const HANDLE = `(?:${MESSENGER})(?: name| handle| number| id)?|handle|user ?name|socials?`;
const CONTACT = `${NUMBER}|${MAIL}|${HANDLE}`;
const YOUR = '(?:your|ur|yr|you?re|a)(?: (?:own|private|personal|direct|real|best))?';
const CHANNEL = `(?:${MESSENGER}|signal|(?:the )?phone|mobile|e\\W?mail|sms|text message|private (?:message|chat|mail))`;
const OUTSIDE =
  'outside(?: of)?(?: (?:the|this))? (?:platform|site|website|app|marketplace|here)|outside of here|off(?: of)?[ -](?:the |this )?(?:platform|site|app|marketplace|record|books)|around the (?:platform|marketplace|site)|bypass~ the (?:platform|site|marketplace)|without (?:using )?(?:the |this )?(?:platform|marketplace|site|middle ?man)|behind the (?:platform|marketplace)~ back|under the table|instead of (?:here|through the (?:platform|site|app|marketplace))|not (?:on|through|via) (?:here|this (?:site|platform|app)|the (?:platform|site|marketplace))';
const OWN_SHOP =
  '(?:our|my) (?:own )?(?:web ?shop|web ?site|web ?store|online (?:shop|store)|shop|store|home ?page|site|page|boutique)';
const CHEAPER =
  'cheaper|for less|discount|better (?:price|deal)|(?:lower|special|friendly) price|\\d{1,2} ?(?:%|percent) (?:off|less|cheaper|discount)|knock (?:off )?(?:£|€|\\$)? ?\\d{1,3}|£ ?\\d{1,4} (?:off|less)|\\d{1,4} (?:euros?|pounds?|quid|bucks?) (?:off|less|cheaper)|save (?:you )?(?:money|\\d)|good price';
const FEES =
  '(?:platform|marketplace|site|selling|seller|service|website|their|commission) (?:fees?|commission|charges|cut)|commission|the platform cut|fees (?:here|on here)';
const GIFT =
  'gift(?: ?card)?|voucher|discount|coupon|refund~|cash ?back|free|reward|\\d{1,3} ?(?:%|€|£|euros?|pounds?)|bonus|surprise|thank you present';
const REVIEW =
  '(?:a |an |your |us |the )?(?:(?:good|positive|nice|great|5|five)[ -]?(?:stars?)? ?)?(?:review|rating|feedback|5 stars|five stars)';

/** English, as on both sides of the Channel. */
export const en: LanguagePack = {
  language: 'en',
  numbers: {
    ...counted(
      '0 zero zeros oh o nought naught nil; 1 one; 2 two; 3 three; 4 four; 5 five; 6 six; 7 seven; 8 eight; 9 nine niner; 10 ten; ' +
        '11 eleven; 12 twelve; 13 thirteen; 14 fourteen; 15 fifteen; 16 sixteen; 17 seventeen; 18 eighteen; 19 nineteen; ' +
        TENS,
    ),
    ...joined(TENS, '1 one; 2 two; 3 three; 4 four; 5 five; 6 six; 7 seven; 8 eight; 9 nine', (ten, unit) => [
      `${ten}-${unit}`,
      `${ten} ${unit}`,
      `${ten}${unit}`,
    ]),
  },
  repeats: { double: 2, twice: 2, triple: 3, treble: 3, thrice: 3 },
  symbols: {
    at: ['at', 'at sign', 'at symbol', 'a in a circle'],
    dot: ['dot', 'point', 'period', 'full stop', 'fullstop'],
    dash: ['dash', 'hyphen', 'minus'],
    underscore: ['underscore', 'under score', 'low line'],
    slash: ['slash', 'forward slash'],
    plus: ['plus'],
  },
  patterns: {
    ask: rules('ask', 0.8, {
      bare: asQuestion(
        `(?:have you got|you got|u got|got|do you have|do u have) (?:any )?${SHORT}|(?:and |so |ok |please )?(?:your|ur|yr) (?:phone |mobile |cell |whats\\W?app )?(?:number|num|no|e\\W?mail|digits|insta~|cell|mobile)(?: please| pls| plz)?|(?:got |any )?${MESSENGER}`,
      ),
      request: `(?:(?:re)?send|give|tell|drop|share|leave|pass|pm|dm|text|shoot|let (?:me|us) have|gimme|gimmie|provide|type|post|lmk|hmu with)<25>(?:${YOUR} (?:${CONTACT}))`,
      'request-here': `(?:(?:give|tell|text) (?:me|us)|gimme|drop (?:me|us)|(?:put|leave|write|type))<15>(?:(?:the )?(?:phone|mobile|cell|whats\\W?app) (?:number|num|no|nr)|digits)`,
      want: `(?:(?:can|could|may|might|would) (?:i|we)(?: please| maybe)? (?:get|have|know|take)|(?:i|we) (?:need|want|require|would like|'d like)|(?:i'd|we'd) (?:like|need|love))<12>(?:${YOUR} (?:${NUMBER}|${HANDLE}|e\\W?mail address))`,
      what: `(?:what|wat|which)(?:'s| is| are| s)? ${YOUR} (?:${CONTACT})|(?:what|which) (?:phone |mobile )?(?:number|e\\W?mail)(?: address)? (?:can|could|should|do|may) (?:i|we)|(?:is there|do you have|have you got|got|u have|you got) (?:a|an|any) (?:phone|mobile|cell|direct|whats\\W?app|contact|e\\W?mail|personal) ?(?:number|no|line|address)?(?! (?:for|case|with|in stock|holder|person))`,
      messenger: `(?:do you have|have you got|you got|u got|got|do u have|are you on|r u on|you on|u on|are you using|do you use|you use) (?:a |an )?(?:${MESSENGER}|signal)(?: account)?|(?:(?:add|find|dm|pm|message|text|ping|hit) (?:me|us)(?: up)?)<15>(?:(?:on|via|at|in) (?:${CHANNEL}))`,
      move: `(?:(?:write|text|message|msg|contact|reach|mail|e\\W?mail|call|ring|phone|ping|hit|chat|talk|speak|continue|switch|move|go|discuss|sort|take (?:this|it)|do this))<25>(?:(?:on|via|by|over|through|to) (?:your |my |our )?(?:${CHANNEL})(?! (?:number|address)? ?(?:of|from) (?:the|our) (?:carrier|courier|platform))|privately|somewhere else|elsewhere|${OUTSIDE}|off ?line)`,
      call: `${atStart('(?:(?:please|pls|plz|just|so|then|hi|hello|ok|better|simply) ){0,2}(?:give (?:me|us) a (?:call|ring|bell|buzz|tinkle)|(?:call|ring|phone|text|whats\\W?app) (?:me|us)(?! (?:an?|here|when the|stupid|crazy|silly|dumb|thick|daft|old|picky|fussy|paranoid|cynical|mad|blind|naive|slow)))')}|(?:can|could|would|will) (?:you|u)(?: please| pls| just)? (?:call|ring|phone|text|whats\\W?app) (?:me|us)|give (?:me|us) a (?:quick )?(?:call|ring|bell|buzz)`,
      'call-you':
        "(?:can|could|may|shall|should|might) (?:i|we)(?: just| please| maybe)? (?:call|ring|phone|text|whats\\W?app|give) you(?: a (?:call|ring))?(?! (?:a refund|back the))|(?:can|could|shall) we (?:talk|speak|have a (?:quick )?(?:call|chat)) (?:on|over|by) the phone|how (?:can|do|could|would) (?:i|we) (?:reach|contact|call|ring|phone|get hold of|get in touch with) (?:you|u) (?:directly|privately|outside|by phone|off|otherwise|in person)|(?:i|we)(?: will|'ll| would|'d) (?:rather |like to |prefer to )?(?:call|phone|ring|text) you",
      give: `(?:(?:here(?:'s| is| are| s)|take|save|note|add|use|send you|give you|text you|leave you|you can have))<15>(?:(?:my|our) (?:private |personal |direct |mobile |own )?(?:${CONTACT}))`,
    }),
    hint: rules('hint', 0.7, {
      search: `(?:(?:just |simply )?(?:google|search(?: for)?|look up|look for|type in|bing))<25>(?:(?:us|me|my name|our name|(?:our|my|the) (?:shop|store|company|business|brand|seller|firm)(?: name| '?s name)?|our brand)(?: up)?(?! (?:on|in) (?:this|the) (?:platform|marketplace|site)))`,
      find: `(?:(?:you(?:'ll| can| will| could|)(?: easily| also| always)? find|find|look(?: for)?|search(?: for)?|reach))<25>(?:(?:us|me)(?: (?:easily|also|everywhere))? (?:on google|online|under (?:our|my|the|that|this) |by (?:our|my|the) (?:shop |company |brand )?name|on the (?:web|internet|net)|on social~|everywhere|elsewhere|anywhere else|with the same (?:user ?)?name|in the phone ?book|on insta~|on facebook|on the other))`,
      printed: `(?:the contact details|(?:my|our) (?:phone |mobile |contact |direct |e\\W?mail |whats\\W?app )?(?:number|e\\W?mail|address|contact details?|contacts?|details|hotline)|how to (?:reach|contact|find) (?:me|us)|(?:my|our) (?:card|flyer|leaflet))<25>(?:(?:is|are|s|find|see|written|printed|you will find|stands|came)(?: also| all)? (?:on|in|inside|at|with) (?:the|your|our|my|every) (?:parcel|package|box|slip|packing slip|label|shipping label|sticker|delivery note|receipt|flyer|card|business card|bag|back|profile|bio|picture|photo|image|last photo|logo|banner|lid|sender|return label|imprint|invoice))`,
      'find-printed': `(?:find|see|got|have) (?:my|our) (?:phone |mobile |contact |direct )?(?:number|e\\W?mail|contact details?|details|hotline)<3>(?:on|in|inside|at) (?:the|your|our|my) (?:parcel|package|box|slip|packing slip|label|sticker|delivery note|receipt|invoice|flyer|card|business card|bag)`,
      network: `(?:look(?:ing)? for|search for)<25>on (?:facebook|insta(?:gram)?|tik ?tok)|(?:we|i)(?:'re| are|'m| am)(?: also)? on (?:facebook|insta(?:gram)?|tik ?tok|telegram|whats ?app)`,
      look: `(?:(?:look|check|see|peek|read|turn over|have a (?:look|peek)))<25>(?:(?:back of the (?:card|parcel|box|photo)|card (?:in|inside) the (?:parcel|box|package)|sender on the (?:parcel|package|label)|my (?:bio|profile)|our (?:imprint|profile)|imprint))`,
      know: "you(?:'ll)? (?:already |surely |probably )?know (?:where|how) (?:to (?:find|reach|contact|get) |you can (?:find|reach|contact) )(?:me|us|hold of (?:me|us))|you have (?:my|our) (?:number|card|details)(?: from)?|(?:same|my) (?:user ?)?name (?:as here )?(?:on|at) (?:the )?(?:gmail|insta|google|hotmail|outlook|yahoo|(?:other|big) (?:site|app|platform|network|one)s?)|(?:reach|contact) (?:me|us) (?:the other way|another way|some other way|elsewhere)",
      app: `(?:on|via|over|use|through)<20>(?:(?:the|that) (?:green|blue|purple|yellow) (?:app|messenger|bubble|phone icon)|the app with the (?:green|paper|phone|ghost|camera)~|(?:the )?(?:photo|picture) network|(?:the )?bird app|you know which app)|(?:message|text|write|find|reach|contact|chat|talk|ping)~<20>(?:on|via|over) the (?:green|blue|purple|yellow) one`,
    }),
    deal: rules('deal', 0.9, {
      outside: both(
        45,
        'buy~|sell~|order~|pay~|deal|purchase|transaction|payment|trade|arrange|do (?:it|this)|handle|settle|sort|finish|complete|close|agree',
        OUTSIDE,
      ),
      cheaper: both(
        45,
        CHEAPER,
        `${OUTSIDE}|(?:if you )?(?:order|buy|pay|purchase|book)(?:ing)?(?: it| me| us)? (?:directly|direct|privately|straight)(?: from| with| to| through)?(?: us| me)?|direct (?:payment|sale|purchase|order|bank transfer)|(?:pay|paid)~ (?:in )?cash|cash in hand|bank transfer|without the (?:platform|fees?|marketplace|commission)`,
      ),
      direct: `(?:(?:pay|send|transfer|wire|zelle|revolut)(?: me| us)?)<25>(?:(?:directly|direct|straight) (?:to|into|on)? ?(?:me|us|my|our)|(?:to|into|on) (?:my|our) (?:bank )?(?:account|iban|paypal|revolut)|(?:paypal|pay pal) (?:friends?|family|f ?& ?f)|friends (?:and|&|n) family|by (?:bank )?transfer to (?:me|us))`,
      friends:
        '(?:paypal|pay pal|pp)<25>(?:friends?|f ?& ?f|f and f|family)|(?:as|via|by|with|through) friends? (?:and|&|n) family',
      cash: both(
        30,
        '(?:pay|paid|paying|payment|give|bring)~?<12>cash|cash(?: in hand| only| payment)',
        '(?:pick|collect)~[ -]?(?:up|ion)?|when (?:we|you) meet|meet up|in person|at the (?:door|shop)|no (?:fees|receipt)|save',
      ),
      cancel: `(?:cancel~)<60>(?:(?:order|buy|purchase|pay|sell|do|get|send)~<30>(?:direct|directly|privately|straight|${OUTSIDE}|cheaper|(?:on|from|through|in|via|at|over) (?:${OWN_SHOP})|with (?:us|me) (?:direct|directly)))`,
      fees: both(
        30,
        "sav~|avoid~|skip~|dodg~|get around|without(?: paying)?|bypass~|cut out|spare|no need to pay|so we don't pay|lose|eat~ up|hate paying",
        FEES,
      ),
      shop: both(
        30,
        '(?:order|buy|purchase|get it|checkout)~(?: it| this| them)?',
        `(?:directly|direct|straight|cheaper)? ?(?:on|from|through|in|via|at|over) (?:${OWN_SHOP})`,
      ),
      privately:
        '(?:buy|sell|order|deal|pay|purchase)(?:ing)?(?: it| this| them| me| us)? (?:privately|directly (?:from|with) (?:me|us)|direct (?:from|with|to) (?:me|us))|(?:order|buy) (?:direct|directly)(?: next time| instead)|(?:make|do) (?:a |this )?(?:private|direct) (?:deal|sale|transaction)|(?:(?:keep|do|leave) (?:this|it) )between (?:us|you and me)(?: and)?',
    }),
    marketing: rules('marketing', 0.8, {
      newsletter: both(
        30,
        'subscrib~|sign up|join|register|signing up',
        'newsletter|mailing list|e\\W?mail list|(?:our|my) (?:channel|vip|club|loyalty)~',
      ),
      follow: `(?:follow|like|subscribe to|join|tag|check out|visit|(?:add|find)(?! me)) (?:us|our|me|my)<25>(?:${MESSENGER}|youtube|pinterest|socials?|social media|page|channel|profile|account|blog|group|twitter)|${atStart('(?:please |and |also )?follow (?:us|our shop|me)(?! (?:closely|carefully|through|along|up))')}`,
      code: both(
        45,
        '(?:discount|promo|coupon|voucher|promotion|special)[ -]?code|coupon|voucher|use (?:the )?code|with (?:the )?code|\\d{1,2} ?(?:%|percent) (?:off|discount)',
        `(?:next|future|further|second) (?:order|purchase|buy|shopping|time)|${OWN_SHOP}|whole (?:range|shop|store)|everything|entire`,
      ),
      review: both(
        60,
        `(?:leav|writ|giv|post|rat|chang|updat|remov|edit|delet)~<15>${REVIEW}|(?:for|in exchange for|in return for) ${REVIEW}|rate us|(?:5|five)[ -]stars?(?: ?\\?)?`,
        `(?:get|receive|send|give|offer|win|have|refund|with|and)~?<20>(?:${GIFT})`,
      ),
      shop: `(?:visit|check out|browse|discover|take a look at|have a look at|look at|come (?:to|by)|see (?:more|all|also)(?: (?:on|in))?|more (?:on|in|at))<15>(?:${OWN_SHOP}|our (?:other|new) (?:products?|items?|collection|range|offers?|listings?|arrivals?))`,
      sale: both(
        35,
        '(?:our|my) (?:new|summer|winter|spring|autumn|big|black friday|christmas|latest|other)<15>(?:collection|sale|range|catalogue|products|offers|deals|arrivals)|black friday|(?:summer|winter|spring|clearance|flash) sale',
        "check|visit|discover|don't miss|up to|\\d{1,2} ?%|percent|look|interested|shop now|starts|now (?:on|online)|everything|out now|browse|get",
      ),
      recommend: '(?:recommend|tell)<30>(?:(?:your|all your) friends)',
    }),
    abuse: rules('abuse', 0.85, {
      insult:
        '(?:mother ?)?f[u*]ck(?:er|ers|ing|wit|face|tard)?|fuck|f\\*{2,3}(?:ing|er)?|cunts?|c\\*nts?|ass ?holes?|arse ?holes?|dick ?heads?|shit ?heads?|bastards?|bitch(?:es)?|wankers?|tw[a@]ts?|pricks?|bullshit|twats?|douche ?bags?|dumb ?ass(?:es)?|jack ?ass|scum ?bags?|bell ?ends?|tossers?|retard(?:ed|s)?|moron(?:s|ic)?|imbeciles?|slags?|whores?|sluts?|piece of (?:shit|crap)|sons? of (?:a )?bitch~|pieces of shit',
      addressed:
        "you(?:'re|r|re| are| guys are| people are| lot are)? (?:(?:an?|all|such|just|nothing but|so|really|absolute|absolutely|complete|completely|total|totally|fucking|bloody|stupid|lying|dirty|filthy|little|pathetic|damn|dumb|useless) ){0,4}(?:idiots?|stupid|dumb|morons?|liars?|thie(?:f|ves)|crooks?|criminals?|scum|pathetic|pigs?|trash|garbage|losers?|disgusting|brainless|clowns?|filth|vermin|rats?|imbecile|dimwit|cretins?|fools?|muppets?|scammers?|fraudsters?|con (?:man|men|artists?))",
      vocative: `(?:stupid|bloody|dirty|filthy|lying|useless|fucking|damn|dumb) (?:idiot|cow|pig|liar|thie(?:f|ves)|scammer|bitch|woman|man|bastard|crook|foreigner|people|seller|buyer|moron)s?|${atStart('(?:idiots?|liars?|crooks?|scum)')}|shut (?:the (?:fuck|hell) )?up|go to hell|screw you|piss off|sod off|get lost|drop dead|eat shit|kiss my (?:ass|arse)|go (?:and )?(?:die|kill yourself)|kill yourself|hope you (?:die|choke|rot|get cancer|burn)|rot in hell`,
      threat:
        "(?:i|we) ?(?:'ll|will|'m going to|am going to|'m gonna|gonna) (?:fucking )?(?:kill|beat|break|hurt|smash|burn|destroy|punch|stab|slap)(?: down)? (?:you|your (?:face|head|legs|bones|house|shop|neck|teeth|family|kids))(?! (?:a|an|the|some|another|one|your) )(?! (?:refund|replacement))|(?:i|we) ?(?:'ll|will|'m going to|am going to|'m gonna|gonna) (?:fucking )?(?:find|get|hunt)(?: down)? you(?: down)?(?= ?(?:[.!?,;]|$)| for (?:this|that|it)(?! \\p{L})| and (?:kill|beat|break|burn|hurt|smash))|(?:i|we) (?:know|found out) where (?:you|u|your (?:family|kids|children)) (?:live|work|go)s?|watch your back|you(?:'ll| will) (?:regret|be sorry for) (?:this|it|that)|you(?:'ll| will) pay for (?:this|it|that)(?! (?!you|u)\\p{L})|(?:come|send someone|send (?:my )?(?:boys|friends|brothers?)) (?:to your|over|round|around)<15>(?:house|place|door|beat|sort you|smash)",
      slur: 'nigg(?:er|a|ers|as)|faggots?|fags?|tranny|trannies|pakis?|kikes?|spics?|chinks?|wogs?|gyppos?|pikeys?|polacks?|(?:dirty|filthy|bloody|stupid|fucking) (?:jews?|gyps(?:y|ies)|foreigners?|immigrants?|muslims?|arabs?|turks?|poles?|romanians?|blacks?|germans?|africans?)|go back to (?:your (?:own )?country|where you c(?:a|o)me from)',
    }),
  },
  context: contexts({
    refusal: `(?:can|may|could) (?:sell|do|arrange|offer|accept) nothing|(?:sell|pay|deal|trade) (?:outside|off) (?:the|this) (?:platform|site|app)<6>(?:we|i) (?:cannot|can't|may not|mustn't)|(?:(?:can|may|could|do|will|would|must|should|are|is|am|have|shall)(?:'t| ?not|nt| never)|cannot|cant|wont|don't|dont|never|(?:doesn't|don't|does not|do not) (?:allow|permit|let)|not (?:allowed|permitted|able|going) to|unable to|forbidden|prohibited|against (?:the|our) rules|no need|(?:please )?(?:refrain|avoid|stop)|rather not|not necessary|(?:in)?stead of|without)<45>(?:(?:exchange|reach|get hold|shar|send|giv|writ|contact|call|phone|text|mail|e\\W?mail|number|numbers|pay|deal|sell|order|take|transfer|accept|deliver|discuss|communicat|talk|speak|swap|post|ask|provid|address|whats\\W?app|outside|off|review|newsletter|voucher|private|bank|cash)~)|(?:only|stay|keep|everything|all|write|reply|answer|let's keep|prefer)<25>(?:here|(?:on|through|via|over|within) (?:the|this) (?:platform|chat|marketplace|site|app|message))(?: only)?|not (?:outside|off) the (?:platform|site)|no (?:deals|sales|payments?|contact|calls|phone|whats\\W?app|paypal|numbers|e\\W?mails)`,
    warning:
      "beware|careful|warn(?:ing|s|ed)?|scam(?:s|mers?|med|ming)?|fraud(?:s|ulent|sters?)?|phishing|fake (?:message|mail|e\\W?mail|sms|text|site|website|shop|account|link)s?|suspicious|do(?: not|n't) (?:click|trust|fall)|watch out|spam|rip ?off|imposters?|stolen|hackers?|hacked|police",
    thirdParty: `(?:on the (?:tele)?phone|spoke|spoken|talked)<6>(?:to|with) (?:the )?(?:courier|carrier|driver|depot|helpline|hotline|royal mail|evri|dhl|dpd|gls|ups|hermes)|(?:told|advised) (?:me|us) to|(?:contact|call|ring|email|ask|phone)<16>(?:courier|carrier|delivery company|manufacturer|royal mail|evri|dhl|dpd|gls|ups)|(?:(?:another|a different|some|this|that|one|the (?:other|previous|first|last))(?: other)? (?:seller|buyer|person|shop|man|guy|woman|someone|dealer|customer|vendor|trader|company)|someone|somebody|he|she|they|the (?:carrier|courier|driver|postman|manufacturer|bank|post office|neighbour)|dhl|dpd|ups|gls|hermes|fedex|my (?:neighbour|husband|wife|friend|son|daughter|colleague|bank)|your (?:colleague|competitor))<30>(?:asked?|wants?|wanted|wrote|told|offered|sent|said|demanded|tried|called|insisted|will (?:call|ring|text)|calls|rang|offers?|asking|pretend~|messaged|contacted|insulted)|(?:was|been|were|got) (?:asked|told|offered|called|insulted|contacted)|(?:report|reporting|reported|complain) |(?:my|the|a) local (?:shop|store|supermarket)|(?:shop|store)<4>(?:near me|down the road|round the corner|around the corner|next door)|(?:another|a different) (?:shop|store)|(?:husband|wife|son|daughter|brother|sister|friend)<8>(?:bought|got|found|picked)|${both(30, SHOPS, CHEAPER)}`,
    productFeature: `(?:compatible|works? with|connect~|pair~|sync~|notifications?|supports?|display~|shows?|install~|function|feature|preinstalled|pre-installed|ringtone)<25>(?:${MESSENGER}|phone|e\\W?mails?|calls?|sms)|(?:${MESSENGER}|phone|e\\W?mails?|calls?|sms)<25>(?:compatible|notifications?|supported|function|feature|displayed|installed|watch|tablet)|phone (?:case|cover|holder|stand|charger|mount|pouch|stand|shell|screen|socket|box|book|table)|(?:smart|mobile|cordless|baby|toy|desk|senior|cell) ?phone (?:case|is|has|does|with|charger|holder|battery|screen)|mail ?box(?:es)?|letter ?box|smart ?watch|sim(?: card|-card)?|dual sim|imei`,
    orderNumber:
      '(?:order|tracking|parcel|shipment|shipping|consignment|invoice|serial|article|item|product|model|part|customer|reference|ref|return|rma|case|ticket|batch|lot|warranty|receipt|voucher|transaction|batch|bar ?code|ean|gtin|isbn|sku|imei|sn|s/n|vat|label|confirmation|claim|complaint|delivery note|spare part|type|colour|color|article|mpn|dhl|dpd|ups|gls|hermes|fedex|usps|royal mail)(?: id| code)?\\W{0,3}(?:numbers?|no|nr|num|id|code|#|№)?',
    price: 'price|costs?|total|refunded|euros?|pounds?|quid|eur|gbp|usd|vat|deposit|shipping costs?|cents?|pence|€|£|\\$',
    size: 'sizes?|length|width|height|depth|diameter|cm|mm|inch(?:es)?|kg|grams?|litres?|ml|watts?|volts?|mah|ghz|gb|tb|weight|weighs|measures|measurements?|dimensions?|waist|chest|bust|hips?|resolution|pixels?',
    date: 'january|february|march|april|june|july|august|september|october|november|december|jan|feb|apr|aug|sept?|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|dates?|year|born|opening hours',
    address:
      'street|road|avenue|lane|flat|apartment|postcode|post code|zip(?: code)?|postal code|parcel ?(?:shop|locker|box|station)|pick ?up point|packstation|locker|post office|branch|depot|warehouse|delivery address|building|staircase|door code',
  }),
  nearby: nearby({
    messenger: `${MESSENGER}|signal|sms|text(?:s| message)?|line|twitter|youtube|socials?`,
    contactVerb:
      'call|ring|phone|text|reach|contact|write|message|msg|mail|e\\W?mail|ping|dm|pm|add|get in touch|get hold|find|hit|hmu|talk|speak|chat|answer~|picks? up|ask for',
    phoneNoun: 'phone|telephone|tel|mobile|cell|number|numbers|num|no|nr|landline|hotline|digits|call|fax|ph|mob',
    mailNoun: 'e\\W?mail|mail|gmail|inbox|address|outlook|hotmail|yahoo|proton|icloud|gmx',
  }),
};
