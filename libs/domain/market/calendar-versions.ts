/** The calendars of the repository by id and version. Every version ever released stays, so that an old event keeps its meaning (R2.5). */
import { type Calendar, type CalendarData, compileCalendar, UnknownCalendar } from '../clock';
import { CALENDAR_FILES } from './calendars';

const filesById = new Map<string, CalendarData[]>();
for (const file of CALENDAR_FILES) filesById.set(file.id, [...(filesById.get(file.id) ?? []), file]);

// Compiled on first use: a process that serves one market never pays for the others.
const compiled = new Map<CalendarData, Calendar>();

/** The versions of a calendar, oldest first; empty for an unknown calendar. */
export function calendarVersions(id: string): readonly string[] {
  return (filesById.get(id) ?? []).map(({ version }) => version);
}

/** The data of a calendar in the version an event names, or in the newest one. Throws {@link UnknownCalendar}. */
export function calendarDataOf(id: string, version?: string): CalendarData {
  const files = filesById.get(id);
  if (!files) throw new UnknownCalendar(`unknown calendar ${id}`);
  const data = version === undefined ? files.at(-1) : files.find((file) => file.version === version);
  if (!data) throw new UnknownCalendar(`calendar ${id} has no version ${version}`);
  return data;
}

/** The calendar of {@link calendarDataOf}. */
export function calendarOf(id: string, version?: string): Calendar {
  const data = calendarDataOf(id, version);
  const known = compiled.get(data);
  if (known) return known;
  const calendar = compileCalendar(data);
  compiled.set(data, calendar);
  return calendar;
}
