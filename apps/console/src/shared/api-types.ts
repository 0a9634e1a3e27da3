/** Generated from the API's description: npm run api-types. */

/** What each route that the console asks is given and answers. */
export interface Routes {
  readonly 'GET /session': {
    readonly answer: SessionAnswer;
  };
  readonly 'GET /v1/changes/stream': {
    readonly query?: { readonly after?: string };
    readonly answer: ChangeAnswer;
  };
  readonly 'GET /v1/inbox': {
    readonly query?: { readonly needsReply?: boolean; readonly overdue?: boolean; readonly dueBefore?: string; readonly waiting?: boolean; readonly closed?: boolean; readonly unread?: boolean; readonly topic?: 'question' | 'order' | 'shipping' | 'return' | 'withdrawal' | 'complaint' | 'warranty' | 'claim'; readonly market?: 'de' | 'de-bb' | 'de-be' | 'de-bw' | 'de-by' | 'de-hb' | 'de-he' | 'de-hh' | 'de-mv' | 'de-ni' | 'de-nw' | 'de-rp' | 'de-sh' | 'de-sl' | 'de-sn' | 'de-st' | 'de-th' | 'at' | 'pl' | 'cz' | 'sk' | 'fr' | 'fr-57' | 'fr-67' | 'fr-68' | 'fr-bl' | 'fr-gf' | 'fr-gp' | 'fr-mf' | 'fr-mq' | 'fr-re' | 'fr-yt' | 'it' | 'it-32' | 'it-bz' | 'es' | 'es-an' | 'es-ar' | 'es-as' | 'es-cb' | 'es-ce' | 'es-cl' | 'es-cm' | 'es-cn' | 'es-ct' | 'es-ex' | 'es-ga' | 'es-ib' | 'es-mc' | 'es-md' | 'es-ml' | 'es-nc' | 'es-pv' | 'es-ri' | 'es-vc' | 'nl' | 'be' | 'ro' | 'hu' | 'ie'; readonly order?: string; readonly assignee?: string; readonly caredForBy?: 'seller' | 'platform'; readonly seller?: string; readonly sort?: 'due' | 'latest'; readonly cursor?: string; readonly limit?: number };
    readonly answer: InboxPage;
  };
  readonly 'POST /session/demo': {
    readonly body: DemoSignIn;
    readonly answer: SessionAnswer;
  };
  readonly 'POST /session/sign-out': {
    readonly body: Nothing;
    readonly answer: SignedOut;
  };
}

export type ChangeAnswer = { readonly position: string; readonly conversation: string | null; readonly revision: number; readonly type: 'ConversationOpened' | 'MessageSent' | 'MessageHeld' | 'MessageReleased' | 'ReplyObligationOpened' | 'ReplyObligationOverdue' | 'ReplyObligationAnswered' | 'ReplyObligationWithdrawn' | 'ReplyObligationReminded' | 'ReplyObligationEscalated' | 'NoReplyNeededDeclared' | 'NoReplyNeededContested' | 'ReplyObligationExcused' | 'ReplyObligationExcuseRevoked' | 'ReplyObligationMoved' | 'StatusUpdated' | 'StatusUpdateMissing' | 'StatusUpdateSettled' | 'NoteAdded' | 'ConversationAssigned' | 'ConversationClosed' | 'ConversationReopened' | 'ConversationTakenOver' | 'ConversationHandedBack' | 'ConversationRead' | 'HistoryAccessed' | 'ViolationRecorded' | 'ViolationVoided' | 'ViolationConfirmed' | 'ViolationDismissed' | 'MessageRejected' | 'ReviewRequested' | 'ReviewClaimed' | 'MessageReviewed' | 'CommandAcknowledged' | 'CalendarAdopted' | 'CalendarCorrected' | 'OrderRecorded' | 'SellerRecorded' | 'RuleReviewed' | 'RuleDemoted' | 'RuleRestored' | 'TestClockSet' | 'EventParked' | 'PointsRecorded' | 'PointsVoided' | 'SanctionImposed' | 'SanctionProposed' | 'SanctionDecided' | 'SanctionBegun' | 'SanctionEnded' | 'SanctionRevoked' | 'AppealLodged' | 'AppealDecided' | 'AccessRefused' | 'HoldPlaced' | 'HoldReleased' | 'ErasureRequested' | 'ErasureRefused' | 'PersonRestricted' | 'PersonErased' | 'PersonExported' | 'RetentionSet' | 'VisibilityChanged' | 'CheckpointSigned' | 'ProofRefused'; readonly at: string; readonly by: string; readonly role: string; readonly detail: Readonly<Record<string, unknown>> };

export type CitedCalendar = { readonly market: string; readonly version: string; readonly tzdata: string };

export type CountedAnswer = { readonly seconds: number; readonly text: string };

export type DemoSignIn = { readonly role: 'seller' | 'buyer' | 'admin' | 'compliance' };

export type InboxItemAnswer = { readonly conversation: string; readonly market: string; readonly seller: string; readonly buyer: string; readonly order: string | null; readonly topic: 'question' | 'order' | 'shipping' | 'return' | 'withdrawal' | 'complaint' | 'warranty' | 'claim'; readonly status: 'open' | 'closed'; readonly assignee: string | null; readonly caredForBy: 'seller' | 'platform'; readonly revision: number; readonly imported: boolean; readonly subject: string | null; readonly unread: number; readonly latest: LatestMessage | null; readonly oldestObligation: ObligationAnswer | null; readonly openObligations: number };

export type InboxPage = { readonly next: string | null; readonly items: readonly (InboxItemAnswer)[] };

export type LatestMessage = { readonly message: string; readonly from: string; readonly at: string; readonly preview: string | null };

export type Nothing = Readonly<Record<string, never>>;

export type ObligationAnswer = { readonly conversation: string; readonly message: string; readonly state: 'open' | 'reminded' | 'overdue' | 'escalated' | 'answered' | 'answered-late' | 'withdrawn' | 'no-reply-needed'; readonly excused: boolean; readonly receivedAt: string; readonly dueAt: string; readonly overdueAfter: string; readonly calendar: CitedCalendar; readonly allowance: CountedAnswer; readonly counted: CountedAnswer | null; readonly remaining: CountedAnswer | null; readonly market: string; readonly seller: string; readonly kind: 'reply' | 'promise' | 'unanswered'; readonly endedAt: string | null; readonly imported: boolean };

export type SessionAnswer = { readonly person: SignedIn | null; readonly renewIn: number; readonly provider: boolean; readonly demo: readonly ('seller' | 'buyer' | 'admin' | 'compliance')[] };

export type SignedIn = { readonly sub: string; readonly role: 'buyer' | 'seller' | 'admin' | 'compliance' | 'platform' | 'monitor'; readonly seller: string | null };

export type SignedOut = { readonly location: string };
