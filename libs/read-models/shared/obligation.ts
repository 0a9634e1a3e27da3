/** An obligation of the domain in columns, for every read model that has one: folded by the domain alone. */
import type { Obligation } from '../../domain';

/** The columns; instants epoch milliseconds. */
export type ObligationColumns = {
  readonly message: string;
  readonly kind: Obligation['kind'];
  readonly revision: number;
  readonly state: Obligation['status'];
  readonly is_open: boolean;
  readonly imported: boolean;
  readonly received_at: number;
  readonly due_at: number;
  readonly overdue_after: number;
  readonly allowance_ms: number;
  readonly calendar: Obligation['calendar'];
  readonly pauses: Obligation['pauses'];
  readonly level: number;
  readonly reminded: boolean;
  readonly overdue: boolean;
  /** An admin excused it: it is not late, whatever its state says. */
  readonly excused: boolean;
  readonly declared_at: number | null;
  readonly counted_ms: number | null;
  readonly answered_by: string | null;
  readonly ended_at: number | null;
};

/** Their types. */
export const OBLIGATION_COLUMNS = {
  message: 'uuid',
  kind: 'text',
  revision: 'integer',
  state: 'text',
  is_open: 'boolean',
  imported: 'boolean',
  received_at: 'bigint',
  due_at: 'bigint',
  overdue_after: 'bigint',
  allowance_ms: 'bigint',
  calendar: 'jsonb',
  pauses: 'jsonb',
  level: 'integer',
  reminded: 'boolean',
  overdue: 'boolean',
  excused: 'boolean',
  declared_at: 'bigint',
  counted_ms: 'bigint',
  answered_by: 'text',
  ended_at: 'bigint',
} as const;

/** An obligation as columns. */
export const columnsOf = (obligation: Obligation): ObligationColumns => ({
  message: obligation.message,
  kind: obligation.kind,
  revision: obligation.revision,
  state: obligation.status,
  is_open: obligation.endedAt === undefined,
  imported: obligation.imported,
  received_at: obligation.receivedAt,
  due_at: obligation.dueAt,
  overdue_after: obligation.overdueAfter,
  allowance_ms: obligation.allowanceMs,
  calendar: obligation.calendar,
  pauses: obligation.pauses,
  level: obligation.level,
  reminded: obligation.reminded,
  overdue: obligation.overdue,
  excused: obligation.excused,
  declared_at: obligation.declaredAt ?? null,
  counted_ms: obligation.countedMs ?? null,
  answered_by: obligation.answeredBy ?? null,
  ended_at: obligation.endedAt ?? null,
});

/** And back. */
export const obligationIn = (row: ObligationColumns): Obligation => ({
  message: row.message,
  kind: row.kind,
  revision: row.revision,
  receivedAt: row.received_at,
  allowanceMs: row.allowance_ms,
  imported: row.imported,
  calendar: row.calendar,
  dueAt: row.due_at,
  overdueAfter: row.overdue_after,
  status: row.state,
  reminded: row.reminded,
  overdue: row.overdue,
  excused: row.excused,
  level: row.level,
  pauses: row.pauses,
  declaredAt: row.declared_at ?? undefined,
  endedAt: row.ended_at ?? undefined,
  answeredBy: row.answered_by ?? undefined,
  countedMs: row.counted_ms ?? undefined,
});
