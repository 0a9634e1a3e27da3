/** Generated from the API's description: npm run api-types. */

/** What each route that the console asks is given and answers. */
export interface Routes {
  readonly 'GET /session': {
    readonly answer: SessionAnswer;
  };
  readonly 'GET /v1/accesses': {
    readonly query?: { readonly who?: string; readonly role?: 'buyer' | 'seller' | 'admin' | 'compliance' | 'platform' | 'monitor'; readonly conversation?: string; readonly seller?: string; readonly buyer?: string; readonly order?: string; readonly refused?: boolean; readonly from?: string; readonly to?: string; readonly cursor?: string; readonly limit?: number };
    readonly answer: AccessesPage;
  };
  readonly 'GET /v1/audit': {
    readonly query?: { readonly conversation?: string; readonly actor?: string; readonly role?: 'buyer' | 'seller' | 'admin' | 'compliance' | 'system' | 'operator' | 'platform' | 'monitor'; readonly type?: 'ConversationOpened' | 'MessageSent' | 'MessageHeld' | 'MessageReleased' | 'AttachmentUploaded' | 'AttachmentScanned' | 'AttachmentInfected' | 'AttachmentRemoved' | 'ReplyObligationOpened' | 'ReplyObligationOverdue' | 'ReplyObligationAnswered' | 'ReplyObligationWithdrawn' | 'ReplyObligationReminded' | 'ReplyObligationEscalated' | 'NoReplyNeededDeclared' | 'NoReplyNeededContested' | 'ReplyObligationExcused' | 'ReplyObligationExcuseRevoked' | 'ReplyObligationMoved' | 'StatusUpdated' | 'StatusUpdateMissing' | 'StatusUpdateSettled' | 'NoteAdded' | 'ConversationAssigned' | 'ConversationClosed' | 'ConversationReopened' | 'ConversationTakenOver' | 'ConversationHandedBack' | 'ConversationRead' | 'HistoryAccessed' | 'ViolationRecorded' | 'ViolationVoided' | 'ViolationConfirmed' | 'ViolationDismissed' | 'MessageRejected' | 'ReviewRequested' | 'ReviewClaimed' | 'MaskLifted' | 'MessageReviewed' | 'CommandAcknowledged' | 'CalendarAdopted' | 'CalendarCorrected' | 'OrderRecorded' | 'SellerRecorded' | 'RuleReviewed' | 'RuleDemoted' | 'RuleRestored' | 'TestClockSet' | 'EventParked' | 'EventRetried' | 'PointsRecorded' | 'PointsVoided' | 'SanctionImposed' | 'SanctionProposed' | 'SanctionDecided' | 'SanctionBegun' | 'SanctionEnded' | 'SanctionRevoked' | 'AppealLodged' | 'AppealDecided' | 'AccessRefused' | 'HoldPlaced' | 'HoldReleased' | 'ErasureRequested' | 'ErasureRefused' | 'PersonRestricted' | 'PersonErased' | 'PersonExported' | 'RetentionSet' | 'VisibilityChanged' | 'EvidenceRequested' | 'EvidenceMade' | 'EvidenceFailed' | 'EvidenceErased' | 'EvidenceTaken' | 'CheckpointSigned' | 'StoreVerified' | 'ProofRefused'; readonly origin?: string; readonly after?: string; readonly before?: string; readonly from?: string; readonly to?: string; readonly cursor?: string; readonly limit?: number };
    readonly answer: TrailPage;
  };
  readonly 'GET /v1/changes/stream': {
    readonly query?: { readonly after?: string };
    readonly answer: ChangeAnswer;
  };
  readonly 'GET /v1/clock': {
    readonly query?: { readonly reason?: string; readonly asOf?: string; readonly seller?: string; readonly state?: 'open' | 'reminded' | 'overdue' | 'escalated' | 'answered' | 'answered-late' | 'withdrawn' | 'no-reply-needed'; readonly excused?: boolean; readonly dueBefore?: string; readonly conversation?: string; readonly market?: 'de' | 'de-bb' | 'de-be' | 'de-bw' | 'de-by' | 'de-hb' | 'de-he' | 'de-hh' | 'de-mv' | 'de-ni' | 'de-nw' | 'de-rp' | 'de-sh' | 'de-sl' | 'de-sn' | 'de-st' | 'de-th' | 'at' | 'pl' | 'cz' | 'sk' | 'fr' | 'fr-57' | 'fr-67' | 'fr-68' | 'fr-bl' | 'fr-gf' | 'fr-gp' | 'fr-mf' | 'fr-mq' | 'fr-re' | 'fr-yt' | 'it' | 'it-32' | 'it-bz' | 'es' | 'es-an' | 'es-ar' | 'es-as' | 'es-cb' | 'es-ce' | 'es-cl' | 'es-cm' | 'es-cn' | 'es-ct' | 'es-ex' | 'es-ga' | 'es-ib' | 'es-mc' | 'es-md' | 'es-ml' | 'es-nc' | 'es-pv' | 'es-ri' | 'es-vc' | 'nl' | 'be' | 'ro' | 'hu' | 'ie'; readonly cursor?: string; readonly limit?: number };
    readonly answer: ClockPage;
  };
  readonly 'GET /v1/clock/overdue': {
    readonly answer: OverdueAnswer;
  };
  readonly 'GET /v1/conversations/{id}': {
    readonly path: { readonly id: string };
    readonly query?: { readonly reason?: string };
    readonly answer: ConversationAnswer;
  };
  readonly 'GET /v1/conversations/{id}/messages': {
    readonly path: { readonly id: string };
    readonly query?: { readonly reason?: string; readonly around?: number; readonly cursor?: string; readonly limit?: number };
    readonly answer: MessagesPage;
  };
  readonly 'GET /v1/conversations/{id}/obligations/{message}/explanation': {
    readonly path: { readonly id: string; readonly message: string };
    readonly query?: { readonly reason?: string; readonly asOf?: string };
    readonly answer: ExplanationAnswer;
  };
  readonly 'GET /v1/conversations/{id}/questions': {
    readonly path: { readonly id: string };
    readonly query?: { readonly reason?: string };
    readonly answer: QuestionsAnswer;
  };
  readonly 'GET /v1/conversations/{id}/replay': {
    readonly path: { readonly id: string };
    readonly query?: { readonly reason?: string; readonly asOf?: string; readonly revision?: number; readonly lens?: 'buyer' | 'seller' | 'platform'; readonly changes?: boolean; readonly cursor?: string; readonly limit?: number };
    readonly answer: ReplayAnswer;
  };
  readonly 'GET /v1/conversations/{id}/timeline': {
    readonly path: { readonly id: string };
    readonly query?: { readonly reason?: string; readonly order?: 'oldest' | 'newest'; readonly cursor?: string; readonly limit?: number };
    readonly answer: TimelinePage;
  };
  readonly 'GET /v1/drafts': {
    readonly answer: DraftsAnswer;
  };
  readonly 'GET /v1/evidence/{id}': {
    readonly path: { readonly id: string };
    readonly answer: EvidenceAnswer;
  };
  readonly 'GET /v1/followers': {
    readonly answer: FollowersAnswer;
  };
  readonly 'GET /v1/health/ready': {
    readonly answer: ReadyAnswer;
  };
  readonly 'GET /v1/inbox': {
    readonly query?: { readonly needsReply?: boolean; readonly overdue?: boolean; readonly dueBefore?: string; readonly waiting?: boolean; readonly closed?: boolean; readonly unread?: boolean; readonly status?: readonly ('open' | 'closed' | 'overdue' | 'waiting' | 'unread' | 'held')[]; readonly topic?: readonly ('question' | 'order' | 'shipping' | 'return' | 'withdrawal' | 'complaint' | 'warranty' | 'claim')[]; readonly market?: readonly ('de' | 'de-bb' | 'de-be' | 'de-bw' | 'de-by' | 'de-hb' | 'de-he' | 'de-hh' | 'de-mv' | 'de-ni' | 'de-nw' | 'de-rp' | 'de-sh' | 'de-sl' | 'de-sn' | 'de-st' | 'de-th' | 'at' | 'pl' | 'cz' | 'sk' | 'fr' | 'fr-57' | 'fr-67' | 'fr-68' | 'fr-bl' | 'fr-gf' | 'fr-gp' | 'fr-mf' | 'fr-mq' | 'fr-re' | 'fr-yt' | 'it' | 'it-32' | 'it-bz' | 'es' | 'es-an' | 'es-ar' | 'es-as' | 'es-cb' | 'es-ce' | 'es-cl' | 'es-cm' | 'es-cn' | 'es-ct' | 'es-ex' | 'es-ga' | 'es-ib' | 'es-mc' | 'es-md' | 'es-ml' | 'es-nc' | 'es-pv' | 'es-ri' | 'es-vc' | 'nl' | 'be' | 'ro' | 'hu' | 'ie')[]; readonly order?: readonly (string)[]; readonly assignee?: readonly (string)[]; readonly unassigned?: boolean; readonly buyer?: readonly (string)[]; readonly from?: string; readonly to?: string; readonly caredForBy?: 'seller' | 'platform'; readonly seller?: readonly (string)[]; readonly asOf?: string; readonly reason?: string; readonly sort?: 'due' | 'latest'; readonly cursor?: string; readonly limit?: number };
    readonly answer: InboxPage;
  };
  readonly 'GET /v1/inbox/counts': {
    readonly query?: { readonly needsReply?: boolean; readonly overdue?: boolean; readonly dueBefore?: string; readonly waiting?: boolean; readonly closed?: boolean; readonly unread?: boolean; readonly status?: readonly ('open' | 'closed' | 'overdue' | 'waiting' | 'unread' | 'held')[]; readonly topic?: readonly ('question' | 'order' | 'shipping' | 'return' | 'withdrawal' | 'complaint' | 'warranty' | 'claim')[]; readonly market?: readonly ('de' | 'de-bb' | 'de-be' | 'de-bw' | 'de-by' | 'de-hb' | 'de-he' | 'de-hh' | 'de-mv' | 'de-ni' | 'de-nw' | 'de-rp' | 'de-sh' | 'de-sl' | 'de-sn' | 'de-st' | 'de-th' | 'at' | 'pl' | 'cz' | 'sk' | 'fr' | 'fr-57' | 'fr-67' | 'fr-68' | 'fr-bl' | 'fr-gf' | 'fr-gp' | 'fr-mf' | 'fr-mq' | 'fr-re' | 'fr-yt' | 'it' | 'it-32' | 'it-bz' | 'es' | 'es-an' | 'es-ar' | 'es-as' | 'es-cb' | 'es-ce' | 'es-cl' | 'es-cm' | 'es-cn' | 'es-ct' | 'es-ex' | 'es-ga' | 'es-ib' | 'es-mc' | 'es-md' | 'es-ml' | 'es-nc' | 'es-pv' | 'es-ri' | 'es-vc' | 'nl' | 'be' | 'ro' | 'hu' | 'ie')[]; readonly order?: readonly (string)[]; readonly assignee?: readonly (string)[]; readonly unassigned?: boolean; readonly buyer?: readonly (string)[]; readonly from?: string; readonly to?: string; readonly caredForBy?: 'seller' | 'platform'; readonly seller?: readonly (string)[]; readonly asOf?: string };
    readonly answer: InboxCounts;
  };
  readonly 'GET /v1/log': {
    readonly answer: LogAnswer;
  };
  readonly 'GET /v1/log/proof/consistency': {
    readonly query: { readonly from: number; readonly to?: number; readonly log?: string };
    readonly answer: ConsistencyAnswer;
  };
  readonly 'GET /v1/log/proof/inclusion': {
    readonly query: { readonly event: string; readonly size?: number; readonly witnesses?: number; readonly log?: string };
    readonly answer: InclusionAnswer;
  };
  readonly 'GET /v1/markets': {
    readonly answer: MarketsAnswer;
  };
  readonly 'GET /v1/markets/{id}/calendar': {
    readonly path: { readonly id: string };
    readonly query?: { readonly year?: number };
    readonly answer: CalendarAnswer;
  };
  readonly 'GET /v1/markets/{id}/calendar-corrections/{version}': {
    readonly path: { readonly id: string; readonly version: string };
    readonly answer: CorrectionProgressAnswer;
  };
  readonly 'GET /v1/orders': {
    readonly query?: { readonly cursor?: string; readonly limit?: number };
    readonly answer: OrdersAnswer;
  };
  readonly 'GET /v1/orders/{id}': {
    readonly path: { readonly id: string };
    readonly answer: OrderAnswer;
  };
  readonly 'GET /v1/persons/{id}/erasure': {
    readonly path: { readonly id: string };
    readonly answer: ErasureReport;
  };
  readonly 'GET /v1/presence': {
    readonly answer: PresenceAnswer;
  };
  readonly 'GET /v1/retention-classes': {
    readonly answer: RetentionClasses;
  };
  readonly 'GET /v1/reviews': {
    readonly query?: { readonly state?: 'suspected' | 'held' | 'established' | 'confirmed' | 'dismissed' | 'void' | 'released' | 'rejected' | 'replaced' | 'waiting' | 'clean' | 'violation'; readonly what?: 'violation' | 'message'; readonly kind?: 'external-contact' | 'off-platform-deal' | 'marketing' | 'abusive-language' | 'evasive-answer' | 'late-reply'; readonly language?: string; readonly rule?: string; readonly seller?: string; readonly source?: 'screening' | 'report' | 'clock' | 'sample' | 'evasion'; readonly cursor?: string; readonly limit?: number };
    readonly answer: ReviewsPage;
  };
  readonly 'GET /v1/sanctions': {
    readonly query?: { readonly seller?: string; readonly state?: 'proposed' | 'declined' | 'imposed' | 'ended' | 'revoked'; readonly step?: 'warning' | 'restriction' | 'suspension' | 'removal'; readonly appeal?: 'open' | 'granted' | 'rejected'; readonly cursor?: string; readonly limit?: number };
    readonly answer: SanctionsPage;
  };
  readonly 'GET /v1/sanctions/{id}': {
    readonly path: { readonly id: string };
    readonly answer: SanctionAnswer;
  };
  readonly 'GET /v1/saved-replies': {
    readonly answer: SavedRepliesAnswer;
  };
  readonly 'GET /v1/search': {
    readonly query: { readonly q: string; readonly prefix?: boolean; readonly language?: string; readonly market?: 'de' | 'de-bb' | 'de-be' | 'de-bw' | 'de-by' | 'de-hb' | 'de-he' | 'de-hh' | 'de-mv' | 'de-ni' | 'de-nw' | 'de-rp' | 'de-sh' | 'de-sl' | 'de-sn' | 'de-st' | 'de-th' | 'at' | 'pl' | 'cz' | 'sk' | 'fr' | 'fr-57' | 'fr-67' | 'fr-68' | 'fr-bl' | 'fr-gf' | 'fr-gp' | 'fr-mf' | 'fr-mq' | 'fr-re' | 'fr-yt' | 'it' | 'it-32' | 'it-bz' | 'es' | 'es-an' | 'es-ar' | 'es-as' | 'es-cb' | 'es-ce' | 'es-cl' | 'es-cm' | 'es-cn' | 'es-ct' | 'es-ex' | 'es-ga' | 'es-ib' | 'es-mc' | 'es-md' | 'es-ml' | 'es-nc' | 'es-pv' | 'es-ri' | 'es-vc' | 'nl' | 'be' | 'ro' | 'hu' | 'ie'; readonly topic?: 'question' | 'order' | 'shipping' | 'return' | 'withdrawal' | 'complaint' | 'warranty' | 'claim'; readonly side?: 'buyer' | 'seller' | 'platform'; readonly state?: 'open' | 'closed'; readonly from?: string; readonly to?: string; readonly sort?: 'newest' | 'best'; readonly reason?: string; readonly cursor?: string; readonly limit?: number };
    readonly answer: FoundPage;
  };
  readonly 'GET /v1/sellers': {
    readonly query?: { readonly seller?: readonly (string)[]; readonly name?: string };
    readonly answer: SellerNamesAnswer;
  };
  readonly 'GET /v1/sellers/{id}': {
    readonly path: { readonly id: string };
    readonly answer: SellerAnswer;
  };
  readonly 'GET /v1/sellers/{id}/response-times': {
    readonly path: { readonly id: string };
    readonly query?: { readonly from?: string; readonly to?: string };
    readonly answer: ResponseTimesAnswer;
  };
  readonly 'GET /v1/sellers/{id}/score': {
    readonly path: { readonly id: string };
    readonly query?: { readonly asOf?: string; readonly upTo?: string; readonly days?: number; readonly events?: number };
    readonly answer: ScoreAnswer;
  };
  readonly 'GET /v1/sellers/{id}/standing': {
    readonly path: { readonly id: string };
    readonly query?: { readonly asOf?: string };
    readonly answer: StandingAnswer;
  };
  readonly 'GET /v1/sellers/{id}/violations': {
    readonly path: { readonly id: string };
    readonly query?: { readonly cursor?: string; readonly limit?: number };
    readonly answer: ViolationsPage;
  };
  readonly 'POST /session/demo': {
    readonly body: DemoSignIn;
    readonly answer: SessionAnswer;
  };
  readonly 'POST /session/sign-out': {
    readonly body: Nothing;
    readonly answer: SignedOut;
  };
  readonly 'POST /v1/conversations': {
    readonly body: NewConversation;
    readonly answer: Written;
  };
  readonly 'POST /v1/conversations/{id}/assignment': {
    readonly path: { readonly id: string };
    readonly body: Assignment;
    readonly answer: Written;
  };
  readonly 'POST /v1/conversations/{id}/attachments': {
    readonly path: { readonly id: string };
    readonly answer: Uploaded;
  };
  readonly 'POST /v1/conversations/{id}/close': {
    readonly path: { readonly id: string };
    readonly body: Closing;
    readonly answer: Written;
  };
  readonly 'POST /v1/conversations/{id}/coverage': {
    readonly path: { readonly id: string };
    readonly body: Draft;
    readonly answer: CoverageAnswer;
  };
  readonly 'POST /v1/conversations/{id}/messages': {
    readonly path: { readonly id: string };
    readonly body: NewMessage;
    readonly answer: Written;
  };
  readonly 'POST /v1/conversations/{id}/messages/{message}/contest': {
    readonly path: { readonly id: string; readonly message: string };
    readonly body: Nothing;
    readonly answer: Written;
  };
  readonly 'POST /v1/conversations/{id}/messages/{message}/no-reply-needed': {
    readonly path: { readonly id: string; readonly message: string };
    readonly body: NoReplyNeeded;
    readonly answer: Written;
  };
  readonly 'POST /v1/conversations/{id}/messages/{message}/review': {
    readonly path: { readonly id: string; readonly message: string };
    readonly body: Nothing;
    readonly answer: Written;
  };
  readonly 'POST /v1/conversations/{id}/messages/{message}/unanswered': {
    readonly path: { readonly id: string; readonly message: string };
    readonly body: Nothing;
    readonly answer: Written;
  };
  readonly 'POST /v1/conversations/{id}/notes': {
    readonly path: { readonly id: string };
    readonly body: NewNote;
    readonly answer: Written;
  };
  readonly 'POST /v1/conversations/{id}/obligations/{message}/excuse': {
    readonly path: { readonly id: string; readonly message: string };
    readonly body: Excuse;
    readonly answer: Written;
  };
  readonly 'POST /v1/conversations/{id}/obligations/{message}/excuse/revocation': {
    readonly path: { readonly id: string; readonly message: string };
    readonly body: Excuse;
    readonly answer: Written;
  };
  readonly 'POST /v1/conversations/{id}/read': {
    readonly path: { readonly id: string };
    readonly body: ReadMark;
    readonly answer: Written;
  };
  readonly 'POST /v1/conversations/{id}/reports': {
    readonly path: { readonly id: string };
    readonly body: NewReport;
    readonly answer: Written;
  };
  readonly 'POST /v1/conversations/{id}/status-updates': {
    readonly path: { readonly id: string };
    readonly body: NewStatusUpdate;
    readonly answer: Written;
  };
  readonly 'POST /v1/evidence': {
    readonly body: NewEvidence;
    readonly answer: EvidenceAnswer;
  };
  readonly 'POST /v1/evidence/preview': {
    readonly body: EvidenceSelection;
    readonly answer: PreviewAnswer;
  };
  readonly 'POST /v1/followers/{name}/parked': {
    readonly path: { readonly name: string };
    readonly body: ToPark;
    readonly answer: ParkingAnswer;
  };
  readonly 'POST /v1/followers/{name}/parked/{position}/retry': {
    readonly path: { readonly name: string; readonly position: string };
    readonly body: Reasoned;
    readonly answer: ParkingAnswer;
  };
  readonly 'POST /v1/holds': {
    readonly body: NewHold;
    readonly answer: HoldAnswer;
  };
  readonly 'POST /v1/holds/{hold}/release': {
    readonly path: { readonly hold: string };
    readonly body: Release;
    readonly answer: ErasureReport;
  };
  readonly 'POST /v1/log/proof/check': {
    readonly body: ProofCheck;
    readonly answer: CheckedAnswer;
  };
  readonly 'POST /v1/markets/{id}/calendar-corrections': {
    readonly path: { readonly id: string };
    readonly body: CalendarCorrection;
    readonly answer: CorrectionAnswer;
  };
  readonly 'POST /v1/persons/{id}/erasure': {
    readonly path: { readonly id: string };
    readonly body: ErasureAsked;
    readonly answer: ErasureReport;
  };
  readonly 'POST /v1/persons/{id}/export': {
    readonly path: { readonly id: string };
    readonly body: PersonAsked;
    readonly answer: undefined;
  };
  readonly 'POST /v1/reviews/decisions': {
    readonly body: Decisions;
    readonly answer: DecisionsAnswer;
  };
  readonly 'POST /v1/reviews/{id}/claim': {
    readonly path: { readonly id: string };
    readonly body: Nothing;
    readonly answer: ClaimedAnswer;
  };
  readonly 'POST /v1/sanctions/{id}/appeal': {
    readonly path: { readonly id: string };
    readonly body: NewAppeal;
    readonly answer: SanctionAnswer;
  };
  readonly 'POST /v1/sanctions/{id}/appeal/decision': {
    readonly path: { readonly id: string };
    readonly body: AppealDecision;
    readonly answer: SanctionAnswer;
  };
  readonly 'POST /v1/sanctions/{id}/decision': {
    readonly path: { readonly id: string };
    readonly body: SanctionDecision;
    readonly answer: SanctionAnswer;
  };
  readonly 'POST /v1/screening/check': {
    readonly body: ScreeningCheck;
    readonly answer: ScreeningAnswer;
  };
  readonly 'PUT /v1/drafts': {
    readonly body: NewDraft;
    readonly answer: DraftsAnswer;
  };
  readonly 'PUT /v1/presence': {
    readonly body: NewPresence;
    readonly answer: PresenceAnswer;
  };
  readonly 'PUT /v1/retention-classes/{class}': {
    readonly path: { readonly class: string };
    readonly body: NewRetention;
    readonly answer: RetentionClasses;
  };
  readonly 'PUT /v1/saved-replies/{reply}': {
    readonly path: { readonly reply: string };
    readonly body: NewSavedReply;
    readonly answer: SavedRepliesAnswer;
  };
}

export type AccessEntry = { readonly position: string; readonly at: string; readonly who: string; readonly role: string; readonly origin: string; readonly what: string; readonly reason: string | null; readonly conversation: string | null; readonly seller: string | null; readonly buyer: string | null; readonly order: string | null; readonly about: string | null; readonly asOf: string | null; readonly revision: number | null; readonly refused: Refused | null };

export type AccessesPage = { readonly next: string | null; readonly items: readonly (AccessEntry)[] };

export type AppealDecision = { readonly outcome: 'granted' | 'rejected'; readonly reason: string };

export type Assignment = { readonly assignee: string | null };

export type AttachmentAnswer = { readonly sha256: string; readonly name: string; readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic' | 'application/pdf' | 'video/mp4' | 'text/plain'; readonly size: number; readonly width?: number; readonly height?: number; readonly thumbnail: boolean; readonly scan: 'clean' | 'waiting' | 'none' | 'infected' | 'removed'; readonly findings?: readonly (FoundByScreening)[]; readonly masked?: boolean };

export type AttachmentFault = { readonly conversation: string; readonly sha256: string; readonly why: 'lost' | 'altered' };

export type AttachmentsHealth = { readonly scanner: 'answers' | 'away' | 'none'; readonly waiting: number; readonly faults: readonly (AttachmentFault)[] };

export type Between = { readonly from: string; readonly to: string };

export type BoundsAnswer = { readonly from: string; readonly to: string };

export type CalendarAnswer = { readonly market: string; readonly zone: string; readonly version: string; readonly year: number; readonly weekdays: readonly (number)[]; readonly holidays: readonly (Holiday)[] };

export type CalendarCorrection = { readonly add?: Readonly<Record<string, string>>; readonly remove?: readonly (string)[]; readonly outage?: Between; readonly revokeOutage?: Between; readonly reason: string; readonly dryRun?: boolean };

export type CauseShown = { readonly what: 'event' | 'command' | 'message' | 'obligation' | 'violation' | 'update' | 'note' | 'conversation' | 'elsewhere'; readonly id: string; readonly revision?: number };

export type ChangeAnswer = { readonly position: string; readonly conversation: string | null; readonly revision: number; readonly type: 'ConversationOpened' | 'MessageSent' | 'MessageHeld' | 'MessageReleased' | 'AttachmentUploaded' | 'AttachmentScanned' | 'AttachmentInfected' | 'AttachmentRemoved' | 'ReplyObligationOpened' | 'ReplyObligationOverdue' | 'ReplyObligationAnswered' | 'ReplyObligationWithdrawn' | 'ReplyObligationReminded' | 'ReplyObligationEscalated' | 'NoReplyNeededDeclared' | 'NoReplyNeededContested' | 'ReplyObligationExcused' | 'ReplyObligationExcuseRevoked' | 'ReplyObligationMoved' | 'StatusUpdated' | 'StatusUpdateMissing' | 'StatusUpdateSettled' | 'NoteAdded' | 'ConversationAssigned' | 'ConversationClosed' | 'ConversationReopened' | 'ConversationTakenOver' | 'ConversationHandedBack' | 'ConversationRead' | 'HistoryAccessed' | 'ViolationRecorded' | 'ViolationVoided' | 'ViolationConfirmed' | 'ViolationDismissed' | 'MessageRejected' | 'ReviewRequested' | 'ReviewClaimed' | 'MaskLifted' | 'MessageReviewed' | 'CommandAcknowledged' | 'CalendarAdopted' | 'CalendarCorrected' | 'OrderRecorded' | 'SellerRecorded' | 'RuleReviewed' | 'RuleDemoted' | 'RuleRestored' | 'TestClockSet' | 'EventParked' | 'EventRetried' | 'PointsRecorded' | 'PointsVoided' | 'SanctionImposed' | 'SanctionProposed' | 'SanctionDecided' | 'SanctionBegun' | 'SanctionEnded' | 'SanctionRevoked' | 'AppealLodged' | 'AppealDecided' | 'AccessRefused' | 'HoldPlaced' | 'HoldReleased' | 'ErasureRequested' | 'ErasureRefused' | 'PersonRestricted' | 'PersonErased' | 'PersonExported' | 'RetentionSet' | 'VisibilityChanged' | 'EvidenceRequested' | 'EvidenceMade' | 'EvidenceFailed' | 'EvidenceErased' | 'EvidenceTaken' | 'CheckpointSigned' | 'StoreVerified' | 'ProofRefused'; readonly at: string; readonly by: string; readonly role: string; readonly detail: Readonly<Record<string, unknown>> };

export type ChangeShown = { readonly of: 'conversation' | 'message' | 'note' | 'update' | 'obligation' | 'violation' | 'review' | 'reading' | 'standing' | 'order'; readonly id?: string; readonly field: string; readonly before: string | number | boolean | null; readonly after: string | number | boolean | null; readonly revision?: number };

export type CheckedAnswer = { readonly kind: 'checkpoint' | 'inclusion'; readonly log: string; readonly size: number; readonly index?: number; readonly event?: string };

export type CitedCalendar = { readonly market: string; readonly version: string; readonly tzdata: string };

export type ClaimAnswer = { readonly by: string; readonly until: string };

export type ClaimedAnswer = { readonly review: string; readonly by: string; readonly until: string };

export type ClockItem = { readonly conversation: string; readonly message: string; readonly state: 'open' | 'reminded' | 'overdue' | 'escalated' | 'answered' | 'answered-late' | 'withdrawn' | 'no-reply-needed'; readonly excused: boolean; readonly receivedAt: string; readonly dueAt: string; readonly overdueAfter: string; readonly calendar: CitedCalendar; readonly allowance: CountedAnswer; readonly counted: CountedAnswer | null; readonly remaining: CountedAnswer | null; readonly market: string; readonly seller: string; readonly kind: 'reply' | 'promise' | 'unanswered'; readonly endedAt: string | null; readonly imported: boolean; readonly late: boolean; readonly buyer: string; readonly topic: string; readonly level: number; readonly answeredBy: string | null };

export type ClockPage = { readonly next: string | null; readonly items: readonly (ClockItem)[] };

export type Closing = { readonly reason?: string };

export type ClosingAnswer = { readonly role: string; readonly by: string; readonly at: string; readonly reason: string | null; readonly findings?: readonly (FoundByScreening)[]; readonly masked?: boolean };

export type ConsistencyAnswer = { readonly from: number; readonly to: number; readonly fromRoot: string; readonly toRoot: string; readonly hashes: readonly (string)[] };

export type ConversationAnswer = { readonly conversation: string; readonly market: string; readonly seller: string; readonly buyer: string; readonly order: string | null; readonly topic: 'question' | 'order' | 'shipping' | 'return' | 'withdrawal' | 'complaint' | 'warranty' | 'claim'; readonly status: 'open' | 'closed'; readonly assignee: string | null; readonly caredForBy: 'seller' | 'platform'; readonly revision: number; readonly imported: boolean; readonly subject: string; readonly findings?: readonly (FoundByScreening)[]; readonly masked?: boolean; readonly follows: string | null; readonly continuedBy: string | null; readonly closed: ClosingAnswer | null; readonly openedAt: string; readonly participants: readonly (Participant)[]; readonly statusUpdates: readonly (StatusUpdateAnswer)[]; readonly currency: string; readonly orderDetails: OrderDetails | null };

export type CorrectionAnswer = { readonly market: string; readonly version: string; readonly add?: Readonly<Record<string, string>>; readonly remove?: readonly (string)[]; readonly outages?: readonly (OutageAnswer)[]; readonly revoke?: readonly (BoundsAnswer)[]; readonly reason?: string; readonly at?: string; readonly progress?: string; readonly dryRun?: boolean; readonly moves?: readonly (Move)[]; readonly count?: number; readonly found?: number; readonly voided?: number };

export type CorrectionProgressAnswer = { readonly market: string; readonly version: string; readonly reason: string; readonly found: number; readonly moved: number; readonly voided: number; readonly failed: number; readonly done: boolean };

export type CountedAnswer = { readonly seconds: number; readonly text: string };

export type CountedViolation = { readonly conversation: string; readonly violation: string; readonly place?: Readonly<Record<string, unknown>>; readonly rule?: string; readonly kind: Readonly<Record<string, unknown>>; readonly source: Readonly<Record<string, unknown>>; readonly message?: string; readonly points: number; readonly weighed?: Readonly<Record<string, unknown>>; readonly occurredAt: string; readonly until: string; readonly counts: boolean; readonly void?: Readonly<Record<string, unknown>> };

export type CoverageAnswer = { readonly items: readonly (DraftedQuestion)[]; readonly untouched: number };

export type DayAnswer = { readonly day: string; readonly asOf: string; readonly score: number | null; readonly visibility: number; readonly effect: 'good' | 'warning' | 'restriction' | 'suspension' | 'removal'; readonly obligations: number; readonly inTimeShare: number | null; readonly medianMs: number | null; readonly points: number; readonly toldShare: number | null; readonly weights: string };

export type DecidedAnswer = { readonly by?: string; readonly at: string; readonly reason: string };

export type Decisions = { readonly reviews?: readonly (string)[]; readonly pattern?: Pattern; readonly decision: 'confirm' | 'dismiss' | 'release' | 'reject' | 'clean' | 'violation'; readonly kind?: 'external-contact' | 'off-platform-deal' | 'marketing' | 'abusive-language' | 'evasive-answer'; readonly reason: string };

export type DecisionsAnswer = { readonly decided: number; readonly outcomes: readonly (OutcomeAnswer)[] };

export type DemoSignIn = { readonly role: 'seller' | 'buyer' | 'admin' | 'compliance' };

export type Dependencies = { readonly eventStore: Dependency; readonly database: Dependency };

export type Dependency = { readonly ready: boolean };

export type Draft = { readonly body: string };

export type DraftAnswer = { readonly conversation: string; readonly kind: 'reply' | 'note'; readonly body: string; readonly at: string };

export type DraftedQuestion = { readonly message: string; readonly text: string; readonly from: number; readonly to: number; readonly touched: boolean };

export type DraftsAnswer = { readonly items: readonly (DraftAnswer)[] };

export type ErasureAsked = { readonly reason: string; readonly ground: string; readonly dryRun?: boolean };

export type ErasureReport = { readonly person: string; readonly state: string; readonly carriedOut: boolean; readonly erased: readonly (Readonly<Record<string, unknown>>)[]; readonly blocked: readonly (Readonly<Record<string, unknown>>)[]; readonly holds: readonly (Readonly<Record<string, unknown>>)[]; readonly requests: readonly (Readonly<Record<string, unknown>>)[]; readonly dryRun?: boolean };

export type Evasive = { readonly message: string; readonly signs: readonly ('no-question-touched' | 'puts-off-without-date' | 'same-as-before')[] };

export type EventDecided = { readonly position: string; readonly stream: string | null; readonly revision: number | null; readonly type: string | null; readonly reason: string; readonly since: string; readonly by: string; readonly state: 'parked' | 'retried' };

export type EventNamed = { readonly position: string; readonly stream: string | null; readonly revision: number | null; readonly type: string | null; readonly reason: string; readonly since: string };

export type EventShown = { readonly revision: number; readonly id: string; readonly type: 'ConversationOpened' | 'MessageSent' | 'MessageHeld' | 'MessageReleased' | 'AttachmentUploaded' | 'AttachmentScanned' | 'AttachmentInfected' | 'AttachmentRemoved' | 'ReplyObligationOpened' | 'ReplyObligationOverdue' | 'ReplyObligationAnswered' | 'ReplyObligationWithdrawn' | 'ReplyObligationReminded' | 'ReplyObligationEscalated' | 'NoReplyNeededDeclared' | 'NoReplyNeededContested' | 'ReplyObligationExcused' | 'ReplyObligationExcuseRevoked' | 'ReplyObligationMoved' | 'StatusUpdated' | 'StatusUpdateMissing' | 'StatusUpdateSettled' | 'NoteAdded' | 'ConversationAssigned' | 'ConversationClosed' | 'ConversationReopened' | 'ConversationTakenOver' | 'ConversationHandedBack' | 'ConversationRead' | 'HistoryAccessed' | 'ViolationRecorded' | 'ViolationVoided' | 'ViolationConfirmed' | 'ViolationDismissed' | 'MessageRejected' | 'ReviewRequested' | 'ReviewClaimed' | 'MaskLifted' | 'MessageReviewed' | 'CommandAcknowledged'; readonly data: Readonly<Record<string, unknown>>; readonly at: string; readonly recorded: string; readonly actor: string; readonly role: string; readonly command: string; readonly causation?: string; readonly origin?: string; readonly causes: readonly (CauseShown)[] };

export type EvidenceAnswer = { readonly id: string; readonly status: 'waiting' | 'running' | 'made' | 'failed' | 'erased'; readonly conversations: number; readonly asOf: string; readonly purpose: string; readonly reason: string; readonly requestedBy: string; readonly requestedAt: string; readonly progress?: ProgressAnswer; readonly package?: MadeAnswer; readonly failure?: string };

export type EvidenceSelection = { readonly conversations?: readonly (string)[]; readonly order?: string; readonly seller?: string; readonly from?: string; readonly to?: string; readonly asOf?: string; readonly disclose?: readonly ('body' | 'carrier' | 'name' | 'note' | 'reason' | 'screened' | 'search' | 'subject' | 'trackingNumber' | 'attachments')[] };

export type Excuse = { readonly reason: string };

export type ExplainedDay = { readonly date: string; readonly from: string; readonly to: string; readonly countedMs: number; readonly reason: 'business-day' | 'weekend' | { readonly holiday: string } | { readonly outage: string } };

export type ExplainedEventAnswer = { readonly revision: number; readonly type: string; readonly at: string; readonly by?: string; readonly reason?: string };

export type ExplanationAnswer = { readonly conversation: string; readonly message: string; readonly state: 'open' | 'reminded' | 'overdue' | 'escalated' | 'answered' | 'answered-late' | 'withdrawn' | 'no-reply-needed'; readonly excused: boolean; readonly receivedAt: string; readonly dueAt: string; readonly overdueAfter: string; readonly calendar: CitedCalendar; readonly allowance: CountedAnswer; readonly counted: CountedAnswer | null; readonly remaining: CountedAnswer | null; readonly late: boolean; readonly allowanceMs: number; readonly tzdataHere?: string; readonly zone: string; readonly pauses: readonly (Pause)[]; readonly days: readonly (ExplainedDay)[]; readonly events: readonly (ExplainedEventAnswer)[] };

export type Facts = { readonly carrier?: string; readonly trackingNumber?: string; readonly estimatedDelivery?: string; readonly amount?: string; readonly currency?: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHF' | 'CLP' | 'CNY' | 'COP' | 'CRC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'UYU' | 'UZS' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG'; readonly newDate?: string; readonly reason?: string };

export type FindingAnswer = { readonly kind: 'external-contact' | 'off-platform-deal' | 'marketing' | 'abusive-language'; readonly rule: string; readonly from: number; readonly to: number; readonly score: number; readonly why: string };

export type FirstMessage = { readonly body: string; readonly language?: string };

export type FollowerAnswer = { readonly name: string; readonly kind: 'projection' | 'reaction'; readonly standing: readonly (EventNamed)[]; readonly parked: readonly (EventDecided)[] };

export type FollowersAnswer = { readonly items: readonly (FollowerAnswer)[] };

export type FormAnswer = { readonly form: 'asice' | 'rsmf' | 'vcon'; readonly file: string; readonly sha256: string; readonly size: number };

export type FormerDue = { readonly dueAt: string };

export type FoundAnswer = { readonly conversation: string; readonly where: 'message' | 'subject' | 'order' | 'status' | 'note'; readonly item: string; readonly message: string | null; readonly market: string; readonly seller: string; readonly buyer: string; readonly from: string; readonly author: string; readonly at: string; readonly excerpt: string };

export type FoundByScreening = { readonly field: string; readonly kind: 'external-contact' | 'off-platform-deal' | 'marketing' | 'abusive-language'; readonly rule: string; readonly from: number; readonly to: number; readonly score: number; readonly why: string; readonly action: 'flag' | 'mask' | 'hold' };

export type FoundPage = { readonly next: string | null; readonly items: readonly (FoundAnswer)[]; readonly bounded: boolean; readonly bound: number | null };

export type FoundWords = { readonly field: string; readonly kind: 'external-contact' | 'off-platform-deal' | 'marketing' | 'abusive-language'; readonly rule: string; readonly from: number; readonly to: number; readonly score: number; readonly why: string; readonly action: 'flag' | 'mask' | 'hold'; readonly words: string };

export type HoldAnswer = { readonly hold: string; readonly persons: readonly (string)[]; readonly reports?: readonly (ErasureReport)[] };

export type Holiday = { readonly date: string; readonly name: string };

export type InTimePart = { readonly weight: number; readonly gives: number; readonly events: readonly (PartEvents)[]; readonly share: number | null; readonly inTime: number; readonly missed: number };

export type InboxCounts = { readonly all: number; readonly needsReply: number; readonly overdue: number; readonly waiting: number; readonly unassigned: number; readonly unread: number; readonly closed: number; readonly held: number };

export type InboxItemAnswer = { readonly conversation: string; readonly market: string; readonly seller: string; readonly buyer: string; readonly order: string | null; readonly topic: 'question' | 'order' | 'shipping' | 'return' | 'withdrawal' | 'complaint' | 'warranty' | 'claim'; readonly status: 'open' | 'closed'; readonly assignee: string | null; readonly caredForBy: 'seller' | 'platform'; readonly revision: number; readonly imported: boolean; readonly subject: string | null; readonly unread: number; readonly latest: LatestMessage | null; readonly oldestObligation: ObligationAnswer | null; readonly openObligations: number };

export type InboxPage = { readonly next: string | null; readonly items: readonly (InboxItemAnswer)[] };

export type InclusionAnswer = { readonly event: string; readonly index: number; readonly size: number; readonly root: string; readonly leaf: LeafAnswer; readonly entry: string; readonly leafHash: string; readonly hashes: readonly (string)[]; readonly checkpoint: string; readonly witnesses: readonly (string)[] };

export type Item = { readonly title: string; readonly quantity: number; readonly sku?: string; readonly price?: string };

export type LatestMessage = { readonly message: string; readonly from: string; readonly at: string; readonly preview: string | null };

export type LeafAnswer = { readonly data: string; readonly digests: Readonly<Record<string, string>>; readonly id: string; readonly metadata: string; readonly position: string; readonly previous: string | null; readonly recorded: string; readonly revision: number; readonly role: string | null; readonly stream: string; readonly type: string };

export type LodgedAnswer = { readonly state: 'open' | 'granted' | 'rejected'; readonly at: string };

export type LogAnswer = { readonly log: string | null; readonly key: string | null; readonly size: number; readonly signed: number; readonly witnesses: readonly (string)[]; readonly outlets: readonly (OutletAnswer)[]; readonly lastVerification: VerificationAnswer | null };

export type MadeAnswer = { readonly sha256: string; readonly size: number; readonly events: number; readonly log: number; readonly at: string; readonly forms: readonly (FormAnswer)[] };

export type MarketAnswer = { readonly id: string; readonly country: string; readonly region?: string; readonly zone: string; readonly currency: string; readonly languages: readonly (string)[]; readonly calendar: string };

export type MarketsAnswer = { readonly items: readonly (MarketAnswer)[] };

export type MedianPart = { readonly weight: number; readonly gives: number; readonly events: readonly (PartEvents)[]; readonly medianMs: number | null; readonly answers: number; readonly allowanceHours: number };

export type Member = { readonly id: string; readonly role: 'owner' | 'agent' };

export type MessageAnswer = { readonly id: string; readonly kind: 'message' | 'note'; readonly from: string; readonly author: string; readonly body: string; readonly at: string; readonly revision: number; readonly held?: boolean; readonly language?: string; readonly seenRevision?: number; readonly answers?: readonly (string)[]; readonly promisedBy?: string; readonly automatic?: boolean; readonly imported?: boolean; readonly attachments?: readonly (AttachmentAnswer)[]; readonly replaces?: string; readonly reviewRequestedAt?: string; readonly questions?: readonly (QuestionFound)[]; readonly findings?: readonly (FoundByScreening)[]; readonly masked?: boolean; readonly rejected?: RejectedAnswer; readonly side?: 'seller' | 'platform'; readonly noReplyNeeded?: NoReplyNeededAnswer };

export type MessagesPage = { readonly next: string | null; readonly items: readonly (MessageAnswer)[] };

export type Move = { readonly conversation: string; readonly message: string; readonly from: FormerDue; readonly to: NewDue; readonly overdueVoid: boolean };

export type NewAppeal = { readonly reason: string };

export type NewConversation = { readonly market: 'de' | 'de-bb' | 'de-be' | 'de-bw' | 'de-by' | 'de-hb' | 'de-he' | 'de-hh' | 'de-mv' | 'de-ni' | 'de-nw' | 'de-rp' | 'de-sh' | 'de-sl' | 'de-sn' | 'de-st' | 'de-th' | 'at' | 'pl' | 'cz' | 'sk' | 'fr' | 'fr-57' | 'fr-67' | 'fr-68' | 'fr-bl' | 'fr-gf' | 'fr-gp' | 'fr-mf' | 'fr-mq' | 'fr-re' | 'fr-yt' | 'it' | 'it-32' | 'it-bz' | 'es' | 'es-an' | 'es-ar' | 'es-as' | 'es-cb' | 'es-ce' | 'es-cl' | 'es-cm' | 'es-cn' | 'es-ct' | 'es-ex' | 'es-ga' | 'es-ib' | 'es-mc' | 'es-md' | 'es-ml' | 'es-nc' | 'es-pv' | 'es-ri' | 'es-vc' | 'nl' | 'be' | 'ro' | 'hu' | 'ie'; readonly seller?: string; readonly buyer?: string; readonly order?: string; readonly topic: 'question' | 'order' | 'shipping' | 'return' | 'withdrawal' | 'complaint' | 'warranty' | 'claim'; readonly subject: string; readonly message: FirstMessage };

export type NewDraft = { readonly conversation: string; readonly kind: 'reply' | 'note'; readonly body: string | null };

export type NewDue = { readonly dueAt: string; readonly overdueAfter: string };

export type NewEvidence = { readonly conversations?: readonly (string)[]; readonly order?: string; readonly seller?: string; readonly from?: string; readonly to?: string; readonly asOf?: string; readonly disclose?: readonly ('body' | 'carrier' | 'name' | 'note' | 'reason' | 'screened' | 'search' | 'subject' | 'trackingNumber' | 'attachments')[]; readonly purpose: string; readonly reason: string; readonly language?: 'de' | 'en' | 'pl' | 'cs' | 'sk' | 'fr' | 'it' | 'es' | 'nl' | 'ro' | 'hu' };

export type NewHold = { readonly reason: string; readonly ground: string; readonly person?: string; readonly conversation?: string; readonly until?: string; readonly dryRun?: boolean };

export type NewMessage = { readonly body: string; readonly language?: string; readonly seenRevision?: number; readonly ifRevision?: number; readonly answers?: readonly (string)[]; readonly promisedBy?: string; readonly automatic?: boolean; readonly attachments?: readonly (string)[]; readonly replaces?: string };

export type NewNote = { readonly body: string };

export type NewPresence = { readonly conversation: string; readonly state: 'open' | 'writing' | 'left' };

export type NewReport = { readonly message: string; readonly kind: 'external-contact' | 'off-platform-deal' | 'marketing' | 'abusive-language' | 'evasive-answer'; readonly note?: string };

export type NewRetention = { readonly reason: string; readonly ground: string; readonly days: number; readonly dryRun?: boolean };

export type NewSavedReply = { readonly name: string; readonly language: string; readonly body: string | null };

export type NewStatusUpdate = { readonly stage: 'order-confirmed' | 'delayed' | 'return-received' | 'repair-started' | 'exchange-started' | 'repair-completed' | 'exchange-prepared' | 'shipped' | 'delivered' | 'refund-issued'; readonly facts?: Facts; readonly answers?: readonly (string)[] };

export type NoReplyNeeded = { readonly reason: 'thanks' | 'duplicate' | 'misdirected' };

export type NoReplyNeededAnswer = { readonly reason: 'thanks' | 'duplicate' | 'misdirected'; readonly by: string; readonly at: string; readonly contestedAt: string | null };

export type Nothing = Readonly<Record<string, never>>;

export type ObligationAnswer = { readonly conversation: string; readonly message: string; readonly state: 'open' | 'reminded' | 'overdue' | 'escalated' | 'answered' | 'answered-late' | 'withdrawn' | 'no-reply-needed'; readonly excused: boolean; readonly receivedAt: string; readonly dueAt: string; readonly overdueAfter: string; readonly calendar: CitedCalendar; readonly allowance: CountedAnswer; readonly counted: CountedAnswer | null; readonly remaining: CountedAnswer | null; readonly market: string; readonly seller: string; readonly kind: 'reply' | 'promise' | 'unanswered'; readonly endedAt: string | null; readonly imported: boolean };

export type OpenedObligation = { readonly message: string; readonly dueAt: string; readonly overdueAfter: string };

export type OrderAnswer = { readonly state: 'placed' | 'confirmed' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'returned' | 'refunded'; readonly items: readonly (Item)[]; readonly amount?: string; readonly currency?: string; readonly trackingNumbers: readonly (string)[]; readonly market?: string; readonly deliveryAddress?: string; readonly at: string; readonly order: string; readonly buyer: string; readonly seller: string };

export type OrderDetails = { readonly state: 'placed' | 'confirmed' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'returned' | 'refunded'; readonly items: readonly (Item)[]; readonly amount?: string; readonly currency?: string; readonly trackingNumbers: readonly (string)[]; readonly market?: string; readonly deliveryAddress?: string; readonly at: string };

export type OrdersAnswer = { readonly next: string | null; readonly items: readonly (OrderAnswer)[] };

export type OutageAnswer = { readonly from: string; readonly to: string; readonly reason: string };

export type OutcomeAnswer = { readonly review: string; readonly conversation?: string; readonly subject?: string; readonly outcome: string; readonly detail?: string };

export type OutletAnswer = { readonly name: string; readonly size: number; readonly trouble: string | null; readonly since: string | null };

export type OverdueAnswer = { readonly items: readonly (OverdueOfSeller)[] };

export type OverdueOfSeller = { readonly seller: string; readonly overdue: number; readonly escalated: number; readonly oldestDueAt: string };

export type ParkingAnswer = { readonly follower: string; readonly position: string; readonly parked: boolean };

export type PartEvents = { readonly next: string | null; readonly items: readonly (ScoreEventAnswer)[]; readonly part: 'in-time' | 'missed' | 'answered' | 'told' | 'untold' | 'points'; readonly count: number };

export type Participant = { readonly id: string; readonly role: string };

export type PartsAnswer = { readonly inTime: InTimePart; readonly median: MedianPart; readonly points: PointsPart; readonly told: ToldPart };

export type PassedOverAnswer = { readonly count: number; readonly latest: readonly (PassedOverEvent)[] };

export type PassedOverEvent = { readonly stream: string; readonly revision: number; readonly type: string; readonly reason: string };

export type Pattern = { readonly kind?: 'external-contact' | 'off-platform-deal' | 'marketing' | 'abusive-language' | 'evasive-answer' | 'late-reply'; readonly language?: string; readonly rule?: string; readonly seller?: string; readonly source?: 'screening' | 'report' | 'clock' | 'sample' | 'evasion'; readonly before?: string };

export type Pause = { readonly from: string; readonly to: string };

export type PersonAsked = { readonly reason: string; readonly ground: string };

export type PointsPart = { readonly weight: number; readonly gives: number; readonly events: readonly (PartEvents)[]; readonly points: number; readonly limit: number };

export type Poison = { readonly position: string; readonly error: string; readonly since: string };

export type PresenceAnswer = { readonly items: readonly (PresentAnswer)[] };

export type PresentAnswer = { readonly conversation: string; readonly person: string; readonly state: 'open' | 'writing' };

export type PreviewAnswer = { readonly conversations: number; readonly events: number; readonly first: string | null; readonly last: string | null; readonly texts: readonly (PreviewText)[]; readonly unreadable: number; readonly later: number };

export type PreviewText = { readonly field: string; readonly count: number; readonly disclosed: boolean };

export type ProcessClock = { readonly status: 'agrees' | 'off' | 'unknown'; readonly offsetMs?: number };

export type ProgressAnswer = { readonly conversations: number; readonly events: number };

export type ProjectionAnswer = { readonly name: string; readonly version: number; readonly generation: number; readonly position: string; readonly lagSeconds: number; readonly updatedAt: string; readonly retries: number; readonly parked: number; readonly poisoned?: Poison };

export type ProofCheck = { readonly proof: string };

export type QuestionAnswer = { readonly message: string; readonly text: string; readonly from: number; readonly to: number; readonly open: boolean; readonly touchedBy: string | null };

export type QuestionFound = { readonly text: string; readonly from: number; readonly to: number };

export type QuestionsAnswer = { readonly items: readonly (QuestionAnswer)[]; readonly open: number; readonly evasive?: readonly (Evasive)[] };

export type ReadMark = { readonly upTo?: number };

export type ReadyAnswer = { readonly status: 'ready' | 'not-ready'; readonly dependencies: Dependencies; readonly projections: readonly (ProjectionAnswer)[]; readonly standing: readonly (Standing)[]; readonly attachments: AttachmentsHealth; readonly screening: ScreeningThreads; readonly passedOver: PassedOverAnswer; readonly clock: ProcessClock };

export type Reasoned = { readonly reason: string };

export type Reasons = { readonly language: string; readonly text: string };

export type Refused = { readonly status: number; readonly code: string; readonly field?: string };

export type RejectedAnswer = { readonly reason: string; readonly at: string; readonly replacedBy?: string };

export type Release = { readonly person: string; readonly reason: string; readonly dryRun?: boolean };

export type ReopeningAnswer = { readonly role: string; readonly by: string; readonly at: string };

export type ReplayAnswer = { readonly conversation: string; readonly asOf: string; readonly revision: number; readonly lens: 'buyer' | 'seller' | 'platform'; readonly step: StepBeside | null; readonly previous: StepBeside | null; readonly next: StepBeside | null; readonly state: Readonly<Record<string, unknown>>; readonly calendars: readonly (Readonly<Record<string, unknown>>)[]; readonly steps: StepsPage };

export type ResponseTimesAnswer = { readonly answeredInTime: number; readonly answeredLate: number; readonly late: number; readonly open: number; readonly overdue: number; readonly contested: number; readonly medianSeconds: number | null; readonly p90Seconds: number | null; readonly seller: string; readonly from: string; readonly to: string; readonly byTopic: Readonly<Record<string, Times>>; readonly byMarket: Readonly<Record<string, Times>> };

export type RetentionClasses = { readonly classes: readonly (Readonly<Record<string, unknown>>)[]; readonly dryRun?: boolean };

export type ReviewAnswer = { readonly review: string; readonly what: 'violation' | 'message'; readonly conversation: string; readonly subject: string; readonly message: string | null; readonly sender: string; readonly market: string; readonly seller: string; readonly topic: string; readonly kind: 'external-contact' | 'off-platform-deal' | 'marketing' | 'abusive-language' | 'evasive-answer' | 'late-reply' | null; readonly rule: string | null; readonly source: 'screening' | 'report' | 'clock' | 'sample' | 'evasion'; readonly language: string | null; readonly evidence: Readonly<Record<string, unknown>>; readonly signs: readonly ('no-question-touched' | 'puts-off-without-date' | 'same-as-before')[]; readonly recordedAt: string; readonly state: 'suspected' | 'held' | 'established' | 'confirmed' | 'dismissed' | 'void' | 'released' | 'rejected' | 'replaced' | 'waiting' | 'clean' | 'violation'; readonly decided: DecidedAnswer | null; readonly reviewRequestedAt: string | null; readonly claim: ClaimAnswer | null };

export type ReviewsPage = { readonly next: string | null; readonly items: readonly (ReviewAnswer)[] };

export type SanctionAnswer = { readonly id: string; readonly seller: string; readonly step: 'warning' | 'restriction' | 'suspension' | 'removal'; readonly state: 'proposed' | 'declined' | 'imposed' | 'ended' | 'revoked'; readonly at: string; readonly grounds: Readonly<Record<string, unknown>>; readonly statement?: Readonly<Record<string, unknown>>; readonly reasons?: Reasons; readonly decision?: Readonly<Record<string, unknown>>; readonly begun?: string; readonly ended?: string; readonly revoked?: Readonly<Record<string, unknown>>; readonly appeal?: Readonly<Record<string, unknown>> };

export type SanctionDecision = { readonly outcome: 'imposed' | 'declined'; readonly reason: string; readonly withoutNotice?: string; readonly dryRun?: boolean };

export type SanctionSummary = { readonly id: string; readonly seller: string; readonly step: 'warning' | 'restriction' | 'suspension' | 'removal'; readonly state: 'proposed' | 'declined' | 'imposed' | 'ended' | 'revoked'; readonly at: string; readonly points: number; readonly threshold: number; readonly effectiveAt: string | null; readonly endsAt: string | null; readonly decidedBy: string | null; readonly appeal: LodgedAnswer | null };

export type SanctionsPage = { readonly next: string | null; readonly items: readonly (SanctionSummary)[] };

export type SavedRepliesAnswer = { readonly items: readonly (SavedReplyAnswer)[] };

export type SavedReplyAnswer = { readonly id: string; readonly name: string; readonly language: string; readonly body: string };

export type ScoreAnswer = { readonly seller: string; readonly asOf: string; readonly from: string; readonly score: number | null; readonly visibility: number; readonly effect: 'good' | 'warning' | 'restriction' | 'suspension' | 'removal'; readonly obligations: number; readonly weights: WeightsAnswer; readonly parts: PartsAnswer; readonly history: readonly (DayAnswer)[] };

export type ScoreEventAnswer = { readonly conversation: string; readonly subject: string; readonly stream: string; readonly revision: number; readonly event: string; readonly type: string; readonly countsAt: string; readonly countedMs: number | null; readonly points: number | null };

export type ScreeningAnswer = { readonly action: 'pass' | 'flag' | 'mask' | 'hold'; readonly findings: readonly (FindingAnswer)[]; readonly ruleSet: string | null };

export type ScreeningCheck = { readonly body: string; readonly conversation?: string; readonly role?: 'buyer' | 'seller'; readonly language?: string };

export type ScreeningThreads = { readonly status: 'works' | 'away' | 'off'; readonly hung: number; readonly ended: number };

export type SellerAnswer = { readonly seller: string; readonly name: string; readonly markets: readonly (string)[]; readonly languages: readonly (string)[]; readonly members?: readonly (Member)[]; readonly at: string };

export type SellerName = { readonly seller: string; readonly name: string };

export type SellerNamesAnswer = { readonly items: readonly (SellerName)[] };

export type SellerViolationAnswer = { readonly violation: string; readonly conversation: string; readonly message: string | null; readonly kind: 'external-contact' | 'off-platform-deal' | 'marketing' | 'abusive-language' | 'evasive-answer' | 'late-reply'; readonly rule: string | null; readonly source: 'screening' | 'report' | 'clock'; readonly evidence: Readonly<Record<string, unknown>>; readonly recordedAt: string; readonly state: 'suspected' | 'held' | 'established' | 'confirmed' | 'dismissed' | 'void' | 'released' | 'rejected' | 'replaced' | 'waiting' | 'clean' | 'violation'; readonly decided: DecidedAnswer | null };

export type SessionAnswer = { readonly person: SignedIn | null; readonly renewIn: number; readonly provider: boolean; readonly demo: readonly ('seller' | 'buyer' | 'admin' | 'compliance')[] };

export type SignedIn = { readonly sub: string; readonly role: 'buyer' | 'seller' | 'admin' | 'compliance' | 'platform' | 'monitor'; readonly seller: string | null };

export type SignedOut = { readonly location: string };

export type Standing = { readonly name: string; readonly position: string; readonly since: string; readonly reason: string };

export type StandingAnswer = { readonly seller: string; readonly asOf: string; readonly effect: 'good' | 'warning' | 'restriction' | 'suspension' | 'removal'; readonly points: number; readonly rules: string; readonly violations: readonly (CountedViolation)[]; readonly sanctions: readonly (SanctionAnswer)[] };

export type StatusUpdateAnswer = { readonly update: string; readonly stage: string; readonly by: string; readonly at: string; readonly revision: number; readonly carrier?: string; readonly trackingNumber?: string; readonly estimatedDelivery?: string; readonly amount?: string; readonly currency?: string; readonly newDate?: string; readonly reason?: string; readonly answers?: readonly (string)[]; readonly missing?: 1 | 2; readonly findings?: readonly (FoundByScreening)[]; readonly masked?: boolean };

export type StepBeside = { readonly from: number; readonly to: number; readonly command: string; readonly at: string; readonly told: string; readonly isLater: boolean };

export type StepShown = { readonly from: number; readonly to: number; readonly command: string; readonly at: string; readonly actor: string; readonly role: string; readonly told: string; readonly changes: readonly (ChangeShown)[]; readonly causes: readonly (CauseShown)[]; readonly events: readonly (EventShown)[] };

export type StepsPage = { readonly next: string | null; readonly items: readonly (StepShown)[] };

export type TimelineEntry = { readonly kind: 'message' | 'note' | 'status-update' | 'closed' | 'reopened'; readonly revision: number; readonly at: string; readonly message?: MessageAnswer; readonly update?: StatusUpdateAnswer; readonly closing?: ClosingAnswer; readonly reopening?: ReopeningAnswer };

export type TimelinePage = { readonly next: string | null; readonly items: readonly (TimelineEntry)[] };

export type Times = { readonly answeredInTime: number; readonly answeredLate: number; readonly late: number; readonly open: number; readonly overdue: number; readonly contested: number; readonly medianSeconds: number | null; readonly p90Seconds: number | null };

export type ToPark = { readonly reason: string; readonly position: string };

export type ToldPart = { readonly weight: number; readonly gives: number; readonly events: readonly (PartEvents)[]; readonly share: number | null; readonly told: number; readonly untold: number };

export type TrailEntry = { readonly position: string; readonly stream: string; readonly revision: number; readonly event: string; readonly type: 'ConversationOpened' | 'MessageSent' | 'MessageHeld' | 'MessageReleased' | 'AttachmentUploaded' | 'AttachmentScanned' | 'AttachmentInfected' | 'AttachmentRemoved' | 'ReplyObligationOpened' | 'ReplyObligationOverdue' | 'ReplyObligationAnswered' | 'ReplyObligationWithdrawn' | 'ReplyObligationReminded' | 'ReplyObligationEscalated' | 'NoReplyNeededDeclared' | 'NoReplyNeededContested' | 'ReplyObligationExcused' | 'ReplyObligationExcuseRevoked' | 'ReplyObligationMoved' | 'StatusUpdated' | 'StatusUpdateMissing' | 'StatusUpdateSettled' | 'NoteAdded' | 'ConversationAssigned' | 'ConversationClosed' | 'ConversationReopened' | 'ConversationTakenOver' | 'ConversationHandedBack' | 'ConversationRead' | 'HistoryAccessed' | 'ViolationRecorded' | 'ViolationVoided' | 'ViolationConfirmed' | 'ViolationDismissed' | 'MessageRejected' | 'ReviewRequested' | 'ReviewClaimed' | 'MaskLifted' | 'MessageReviewed' | 'CommandAcknowledged' | 'CalendarAdopted' | 'CalendarCorrected' | 'OrderRecorded' | 'SellerRecorded' | 'RuleReviewed' | 'RuleDemoted' | 'RuleRestored' | 'TestClockSet' | 'EventParked' | 'EventRetried' | 'PointsRecorded' | 'PointsVoided' | 'SanctionImposed' | 'SanctionProposed' | 'SanctionDecided' | 'SanctionBegun' | 'SanctionEnded' | 'SanctionRevoked' | 'AppealLodged' | 'AppealDecided' | 'AccessRefused' | 'HoldPlaced' | 'HoldReleased' | 'ErasureRequested' | 'ErasureRefused' | 'PersonRestricted' | 'PersonErased' | 'PersonExported' | 'RetentionSet' | 'VisibilityChanged' | 'EvidenceRequested' | 'EvidenceMade' | 'EvidenceFailed' | 'EvidenceErased' | 'EvidenceTaken' | 'CheckpointSigned' | 'StoreVerified' | 'ProofRefused'; readonly at: string; readonly actor: string; readonly role: string; readonly origin: string; readonly command: string; readonly conversation: string | null; readonly market: string | null; readonly seller: string | null; readonly buyer: string | null; readonly detail: Readonly<Record<string, unknown>> };

export type TrailPage = { readonly next: string | null; readonly items: readonly (TrailEntry)[] };

export type Uploaded = { readonly sha256: string; readonly name: string; readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic' | 'application/pdf' | 'video/mp4' | 'text/plain'; readonly size: number; readonly width?: number; readonly height?: number; readonly thumbnail: boolean; readonly scan: 'clean' | 'waiting' | 'none' | 'infected' | 'removed' };

export type VerificationAnswer = { readonly at: string; readonly by: string; readonly whole: boolean; readonly events: number; readonly checkpoints: number; readonly finding?: VerificationFinding };

export type VerificationFinding = { readonly check: string; readonly index: number; readonly stream: string; readonly revision: number; readonly event: string; readonly detail: string };

export type ViolationsPage = { readonly next: string | null; readonly items: readonly (SellerViolationAnswer)[] };

export type WeightsAnswer = { readonly version: string; readonly from: string; readonly inTime: number; readonly median: number; readonly points: number; readonly told: number; readonly allowanceHours: number; readonly pointsLimit: number; readonly minObligations: number; readonly neutral: number; readonly restricted: number };

export type Written = { readonly conversation: string; readonly revision: number; readonly events: readonly (string)[]; readonly message?: string; readonly update?: string; readonly note?: string; readonly violation?: string; readonly at?: string; readonly held?: string; readonly findings?: readonly (FoundWords)[]; readonly obligation?: OpenedObligation; readonly answered?: readonly (string)[] };
