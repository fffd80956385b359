// Which marks does a file hold? Row by row, each pupil and session once; what does not fit is set aside and the rest counts.
import type { DateText } from '../../calendar/date.ts'
import type { SchoolCalendar, Session } from '../../calendar/schoolCalendar.ts'
import { schoolDayOn } from '../../calendar/schoolDay.ts'
import type { Pupil } from '../../cases/pupil.ts'
import { hasBegun } from '../../cases/sessionBegun.ts'
import type { ColumnMeaning } from './columnMeaning.ts'
import { type Asides, asidesGathered, type MarkAside } from './fileAsides.ts'
import { nameWithoutWrapping, readCode, withoutWrapping } from './fileCode.ts'
import type { FileLayout } from './fileLayout.ts'
import type { FileMapping } from './fileMapping.ts'
import { type FilePupil, pupilFinder, type RowPupil } from './filePupils.ts'
import type { FileRow } from './fileTable.ts'
import { letOthersIn } from './letOthersIn.ts'
import { type HeadingFault, type SessionCell, sessionReader } from './rowSessions.ts'
import { kindOfNoRow, type LeftOut, leftOutGathered } from './rowsLeftOut.ts'

/** One mark of a file. */
export interface FileMark {
  readonly pupil: FilePupil
  readonly on: DateText
  readonly session: Session
  readonly code: string
  readonly minutesLate: number | null
  readonly comment: string | null
  readonly line: number
}

/** Two rows that say different things about the same session of one pupil. */
export interface Conflict {
  readonly pupil: FilePupil
  readonly on: DateText
  readonly session: Session
  readonly codes: readonly [string, string]
  readonly lines: readonly [number, number]
}

export interface RowsRead {
  /** By date, session and number: the order in which they are sent. */
  readonly marks: readonly FileMark[]
  readonly pupils: readonly FilePupil[]
  readonly rowsRead: number
  readonly blanks: number
  readonly leftOut: readonly LeftOut[]
  /** Pupils found by their name, for want of a number; and names that no pupil here has, or several. */
  readonly matchedByName: number
  readonly namesUnmatched: number
  readonly asides: Asides
  readonly conflicts: readonly Conflict[]
  readonly conflictCount: number
  readonly headingFaults: readonly HeadingFault[]
  readonly hasSerials: boolean
  /** Afternoons are blank where mornings are marked present, as happens when \ is lost on the way. */
  readonly mayLackAfternoons: boolean
  /** Marks of pupils on days that the calendar calls closed, other than # and Y codes. */
  readonly onClosedDays: number
}

/** What the file is held against. `earliest` is the first day a file may speak of; `now` an instant. */
export interface SchoolKnown {
  readonly roll: readonly Pupil[]
  readonly calendar: SchoolCalendar | null
  readonly earliest: DateText
  readonly today: DateText
  readonly now: string
}

const cellsAtOnce = 4000
const mostConflicts = 50

/** Reads every row. `progress` is told now and then how many are read. */
export async function readRows(
  layout: FileLayout,
  mapping: FileMapping,
  school: SchoolKnown,
  progress: (rows: number) => Promise<void>,
): Promise<RowsRead> {
  const sessions = sessionReader(layout, mapping, school.today)
  const find = pupilFinder(school.roll)
  const pupilIn = rowPupilReader(mapping)
  const asides = asidesGathered()
  const leftOut = leftOutGathered()
  const namesUnmatched = new Set<string>()
  const marks = new Map<string, FileMark>()
  const pupils = new Map<string, FilePupil>()
  const conflicts: Conflict[] = []
  const counts = { rows: 0, blanks: 0, conflicts: 0, closed: 0, mornings: 0, afternoons: 0, afternoonsBlank: 0 }
  const isClosed = closedDays(school.calendar)
  const minutesAt = mapping.columns.indexOf('minutes')
  const commentAt = mapping.columns.indexOf('comment')
  const headings = layout.columns.map(({ heading }) => heading)

  function takeCell({ on, session, cell }: SessionCell, row: FileRow, pupil: FilePupil): void {
    const read = readCode(cell, session)
    if (read === 'blank') {
      counts.blanks += 1
      if (session === 'PM') counts.afternoonsBlank += 1
      return
    }
    const aside = dayAside(on, session)
    if (aside) asides.add(row.line, aside, on)
    else if ('aside' in read) asides.add(row.line, `code-${read.aside}`, read.said)
    else keep(read.code, { on, session, cell }, row, pupil)
  }

  function dayAside(on: DateText, session: Session): MarkAside | null {
    // Days after the year 9999 have a digit more.
    if (on < school.earliest && on.length === school.earliest.length) return 'outside-year'
    return on.length > school.today.length || on > school.today || !hasBegun(on, session, school.now) ? 'future' : null
  }

  function keep(code: string, { on, session }: SessionCell, row: FileRow, pupil: FilePupil): void {
    if (code === '/') counts.mornings += 1
    if (code === '\\') counts.afternoons += 1
    if (!/^[#Y]/.test(code) && isClosed(on)) counts.closed += 1
    const key = `${on}${session}${pupil.misId}`
    const before = marks.get(key)
    if (before && before.code !== code) {
      counts.conflicts += 1
      if (conflicts.length < mostConflicts)
        conflicts.push({ pupil, on, session, codes: [before.code, code], lines: [before.line, row.line] })
    }
    if (before) return
    const minutes = minutesAt < 0 ? '' : (row.cells[minutesAt] ?? '').trim()
    const minutesLate = /^\d{1,3}$/.test(minutes) && Number(minutes) > 0 ? Number(minutes) : null
    const comment = (commentAt < 0 ? '' : (row.cells[commentAt] ?? '')).trim().slice(0, 1000) || null
    marks.set(key, { pupil, on, session, code, minutesLate, comment, line: row.line })
  }

  let last: RowPupil | null = null
  let cells = 0
  for (const [index, row] of layout.rows.entries()) {
    cells += row.cells.length
    if (cells > cellsAtOnce) {
      cells = 0
      await progress(index)
      await letOthersIn()
    }
    const noRow = kindOfNoRow(row, headings)
    if (noRow) {
      leftOut.add(noRow, row.line)
      continue
    }
    const said = pupilIn(row)
    // Merged cells come out blank below the first: the row goes on about the same pupil.
    const about: RowPupil = isUnnamed(said) && last ? last : said
    last = about
    const found = find(about)
    const spoken = sessions.read(row)
    if ('aside' in spoken && spoken.aside === 'no-date' && spoken.said === '') {
      leftOut.add('undated', row.line)
      continue
    }
    counts.rows += 1
    if ('aside' in found) {
      asides.add(row.line, found.aside)
      if (found.aside === 'same-name' || found.aside === 'name-unknown')
        namesUnmatched.add([about.surname, about.forename, about.name].join('|'))
      continue
    }
    pupils.set(found.misId, found)
    if ('aside' in spoken) asides.add(row.line, spoken.aside, spoken.said)
    else for (const cell of spoken.cells) takeCell(cell, row, found)
  }
  const { mornings, afternoons, afternoonsBlank } = counts
  return {
    marks: await inOrder(marks),
    pupils: [...pupils.values()],
    rowsRead: counts.rows,
    blanks: counts.blanks,
    leftOut: leftOut.all(),
    matchedByName: [...pupils.values()].filter(({ by }) => by === 'name').length,
    namesUnmatched: namesUnmatched.size,
    asides: asides.all(),
    conflicts,
    conflictCount: counts.conflicts,
    headingFaults: sessions.faults,
    hasSerials: sessions.hasSerials(),
    mayLackAfternoons: mornings > 3 && afternoons === 0 && afternoonsBlank * 2 > mornings,
    onClosedDays: counts.closed,
  }
}

function isUnnamed({ misId, upn, surname, forename, name }: RowPupil): boolean {
  return misId === '' && upn === '' && surname === '' && forename === '' && name === ''
}

function rowPupilReader({ columns }: FileMapping): (row: FileRow) => RowPupil {
  const place = (meaning: ColumnMeaning) => columns.indexOf(meaning)
  const at = {
    misId: place('mis-id'),
    upn: place('upn'),
    surname: place('surname'),
    forename: place('forename'),
    name: place('name'),
    group: place('group'),
  }
  return ({ cells }) => {
    const text = (index: number) => (index < 0 ? '' : withoutWrapping(cells[index] ?? '').slice(0, 200))
    const name = (index: number) => (index < 0 ? '' : nameWithoutWrapping(cells[index] ?? '').slice(0, 200))
    return {
      misId: text(at.misId),
      upn: text(at.upn),
      surname: name(at.surname),
      forename: name(at.forename),
      name: name(at.name),
      group: text(at.group),
    }
  }
}

function closedDays(calendar: SchoolCalendar | null): (on: DateText) => boolean {
  const known = new Map<DateText, boolean>()
  return (on) => {
    if (!calendar) return false
    const answer = known.get(on) ?? schoolDayOn(calendar, on).answer === 'no'
    known.set(on, answer)
    return answer
  }
}

// By session first, each session sorted alone: a hundred thousand at once would hold everybody up.
async function inOrder(marks: ReadonlyMap<string, FileMark>): Promise<FileMark[]> {
  const bySession = new Map<string, FileMark[]>()
  for (const mark of marks.values()) {
    const key = mark.on + mark.session
    const list = bySession.get(key)
    if (list) list.push(mark)
    else bySession.set(key, [mark])
  }
  await letOthersIn()
  const sorted: FileMark[] = []
  for (const key of [...bySession.keys()].sort()) {
    sorted.push(...bySession.get(key)!.sort((one, other) => (one.pupil.misId < other.pupil.misId ? -1 : 1)))
  }
  return sorted
}
