// What does an uploaded file say about one school year? Terms, closed days, and every line that was not understood.
import { daysOfAcademicYear } from '../../calendar/calendarInForce.ts'
import { type DateText, dateText, dayNumber, weekdayOf } from '../../calendar/date.ts'
import type { ClosedDay, ClosureReason, Term } from '../../calendar/schoolCalendar.ts'
import { type FileEntry, type FileLineLeft, type FileLines, readCsv } from './calendarCsv.ts'
import { readFileText } from './calendarFileText.ts'
import { fileMeaning } from './calendarFileWords.ts'
import { readIcs } from './calendarIcs.ts'
import { readYearGroups } from './calendarYearGroups.ts'

/** A file as one school year. `otherYears`: how many of its lines speak of other years only. */
export interface CalendarFile {
  readonly terms: readonly Term[]
  readonly closed: readonly ClosedDay[]
  readonly linesRead: number
  /** Those of the lines read that are not filled in: the summer holidays, in which no term lies. */
  readonly summer: readonly LineNamed[]
  /** What was assumed to read some of them, each with its line. */
  readonly assumed: readonly string[]
  readonly otherYears: number
  readonly left: readonly FileLineLeft[]
}

export interface LineNamed {
  readonly place: string
  readonly said: string
}

/** A term or closed days, with the lines that say so. */
interface Said<Days> {
  readonly days: Days
  readonly entries: readonly FileEntry[]
}

type Moment = { readonly entry: FileEntry; readonly kind: 'starts' | 'ends' }

const longestTermDays = 200
const longestClosureDays = 100

/** The file as a school year, or the sentence that refuses it. `known`: the year groups of the school's pupils. */
export function readCalendarFile(
  bytes: Uint8Array,
  academicYear: string,
  known: readonly string[],
): CalendarFile | { readonly refused: string } {
  const file = readFileText(bytes)
  if ('refused' in file) return file
  const lines: FileLines = /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(file.text)
    ? readIcs(file.text)
    : readCsv(file.text, academicYear)
  return 'refused' in lines ? lines : ofYear(lines, academicYear, known)
}

function ofYear(
  lines: { readonly entries: readonly FileEntry[]; readonly left: readonly FileLineLeft[] },
  academicYear: string,
  known: readonly string[],
): CalendarFile {
  const left = [...lines.left]
  const terms: Said<Term>[] = []
  const closures: Said<ClosedDay[]>[] = []
  const ends: Moment[] = []
  const leave = (entry: FileEntry, why: string) =>
    left.push({ line: entry.line, place: entry.place, said: entry.what, why })
  for (const entry of lines.entries) {
    const groups = groupsOf(entry, known)
    if ('fault' in groups) {
      leave(entry, groups.fault)
      continue
    }
    const meaning = fileMeaning(groups.what)
    const days = dayNumber(entry.to) - dayNumber(entry.from) + 1
    if (!meaning) leave(entry, 'it is not clear whether this is a term, a holiday, an INSET day or a closure')
    else if (meaning.kind !== 'closed' && groups.yearGroups.length > 0)
      leave(entry, 'a term cannot be for some year groups only')
    else if (days > (meaning.kind === 'term' ? longestTermDays : longestClosureDays))
      leave(entry, `it is ${days} days long`)
    else if (meaning.kind === 'closed')
      closures.push({ days: closedDays(entry, meaning.because, groups.yearGroups), entries: [entry] })
    else if (meaning.kind === 'term' && days === 1) leave(entry, 'a term needs a first and a last day')
    else if (meaning.kind === 'term') terms.push({ days: { from: entry.from, to: entry.to }, entries: [entry] })
    else ends.push({ entry, kind: meaning.kind })
  }
  terms.push(...paired(ends, leave))
  const { from, to } = daysOfAcademicYear(academicYear)
  // August stands in two years; a closed day in it belongs to the year that then begins.
  const isInYear = (on: DateText) => on >= from && on < `${to.slice(0, 4)}-08-01`
  const ownTerms = terms
    .filter(({ days: term }) => term.from >= from && term.to <= to)
    .sort((one, other) => (one.days.from < other.days.from ? -1 : 1))
  const ownClosures = closures
    .map(({ days, entries }) => ({ days: days.filter(({ on }) => isInYear(on)), entries }))
    .filter(({ days }) => days.length > 0)
  const [first, last] = [ownTerms[0]?.days.from, ownTerms.at(-1)?.days.to]
  const summer = ownClosures.filter(({ days }) => isSummer(days, first, last))
  const own = [...ownTerms, ...ownClosures].flatMap(({ entries }) => entries)
  const all = [...terms, ...closures].flatMap(({ entries }) => entries)
  return {
    terms: ownTerms.map(({ days }) => days),
    closed: ownClosures
      .filter((each) => !summer.includes(each))
      .flatMap(({ days }) => days)
      .sort((one, other) => (one.on < other.on ? -1 : 1)),
    linesRead: own.length,
    summer: summer.flatMap(({ entries }) => entries.map(({ place, what }) => ({ place, said: what }))),
    assumed: own
      .toSorted((one, other) => one.line - other.line)
      .flatMap(({ place, what, assumed }) => assumed.map((each) => `${place}, “${what}”: ${each}.`)),
    otherYears: all.length - own.length,
    left: left.sort((one, other) => one.line - other.line),
  }
}

// Any other closure outside the terms stays: its term may be one that could not be read.
function isSummer(days: readonly ClosedDay[], first: DateText | undefined, last: DateText | undefined): boolean {
  if (first === undefined || last === undefined) return false
  const isOutside = days.every(({ on, because }) => because === 'holiday' && (on < first || on > last))
  return isOutside && days.some(({ on }) => ['07', '08'].includes(on.slice(5, 7)))
}

function groupsOf(
  { what, yearGroups }: FileEntry,
  known: readonly string[],
): { what: string; yearGroups: readonly string[] } | { fault: string } {
  if (yearGroups === '' || /^(all|whole school|all (years?|pupils))$/i.test(yearGroups)) {
    const read = readYearGroups(what, known)
    return 'fault' in read ? read : { what: read.rest, yearGroups: read.yearGroups }
  }
  const list = yearGroups.replaceAll(';', ',')
  const read = readYearGroups(/^(years?|yrs?|y)(?![\p{L}])/iu.test(list) ? list : `years ${list}`, known)
  if ('fault' in read) return read
  if (read.yearGroups.length === 0 || /[\p{L}\d]/u.test(read.rest))
    return { fault: `“${yearGroups.slice(0, 40)}” cannot be read as year groups` }
  return { what, yearGroups: read.yearGroups }
}

function closedDays(entry: FileEntry, because: ClosureReason, yearGroups: readonly string[]): ClosedDay[] {
  const days: ClosedDay[] = []
  for (let day = dayNumber(entry.from); day <= dayNumber(entry.to); day++) {
    // Of a span the weekdays; a single day as it is written, so that a weekend by mistake shows.
    if (entry.from !== entry.to && weekdayOf(day) > 5) continue
    days.push({ on: dateText(day), because, ...(yearGroups.length > 0 ? { yearGroups } : {}) })
  }
  return days
}

/** Each first day of a term with the last day that comes next; one without the other is not understood. */
function paired(ends: readonly Moment[], leave: (entry: FileEntry, why: string) => void): Said<Term>[] {
  const terms: Said<Term>[] = []
  let open: FileEntry | null = null
  const order = (moment: Moment) => `${moment.entry.from}${moment.kind === 'starts' ? 0 : 1}`
  for (const { entry, kind } of ends.toSorted((one, other) => (order(one) < order(other) ? -1 : 1))) {
    if (kind === 'starts') {
      if (open) leave(open, 'the file does not say when this term ends')
      open = entry
    } else if (!open) leave(entry, 'the file does not say when this term starts')
    else {
      terms.push({ days: { from: open.from, to: entry.to }, entries: [open, entry] })
      open = null
    }
  }
  if (open) leave(open, 'the file does not say when this term ends')
  return terms
}
