// What does a kept file say, held against the school as it is known? Read the same way for the preview and for its use.
import { londonDate } from '../../calendar/londonTime.ts'
import { prepareCalendar } from '../../calendar/schoolCalendar.ts'
import type { Pupil } from '../../cases/pupil.ts'
import { type Scope, scopeOfSource } from '../../cases/roles.ts'
import type { House } from '../../house.ts'
import { findCalendar } from '../../storage/calendarStore.ts'
import { listPupilsOfSchool } from '../../storage/pupilsOfSchoolStore.ts'
import { type RegisterFile, writeOfFileProgress } from '../../storage/registerFileStore.ts'
import { listRegisterSessions } from '../../storage/registerStore.ts'
import { sessionName, type WholeSessions } from './againstStanding.ts'
import { readLayout } from './fileLayout.ts'
import type { FileMapping } from './fileMapping.ts'
import { readFileTable } from './fileTable.ts'
import { keptText } from './keptText.ts'
import { type RowsRead, readRows } from './readRows.ts'

export interface FileRead {
  readonly read: RowsRead
  readonly roll: readonly Pupil[]
  readonly whole: WholeSessions
  readonly scope: Scope
}

/** Null when the text is erased. By the day of the upload, so that a file read again later says the same. */
export async function readFileAgain(house: House, file: RegisterFile): Promise<FileRead | null> {
  const text = await keptText(house, file.id)
  if (text === null) return null
  const table = await readFileTable(text)
  const layout = 'refused' in table ? table : readLayout(table.rows)
  if ('refused' in layout) throw new Error('A file that was read before cannot be read again')
  const scope = scopeOfSource(file.schoolUrn)
  const today = londonDate(file.uploadedAt)
  const [roll, published] = await Promise.all([
    listPupilsOfSchool(house.database, scope, file.schoolUrn),
    findCalendar(house.database, scope, file.schoolUrn),
  ])
  const known = {
    roll,
    calendar: published ? prepareCalendar(published) : null,
    earliest: firstDayOfLastYear(today),
    today,
    now: file.uploadedAt,
  }
  const mapping = JSON.parse(file.mapping!) as FileMapping
  const read = await readRows(layout, mapping, known, (rows) =>
    house.database.commit([writeOfFileProgress(file.id, rows, layout.rows.length, house.clock.now())]),
  )
  const [first, last] = [read.marks[0]?.on ?? today, read.marks.at(-1)?.on ?? today]
  const registers = await listRegisterSessions(house.database, scope, first, last)
  const whole = new Set(registers.filter(({ complete }) => complete).map(({ on, session }) => sessionName(on, session)))
  return { read, roll, whole, scope }
}

// Corrections of last year's registers still come in September; what is older is a mistake.
function firstDayOfLastYear(today: string): string {
  const began = Number(today.slice(0, 4)) - (today.slice(5) < '08-01' ? 1 : 0)
  return `${began - 1}-08-01`
}
