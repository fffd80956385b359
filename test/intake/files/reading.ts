// Reads a text as the inbox of files does, for a school of five pupils on Wednesday 14 October 2026, 15:00 in London.
import { prepareCalendar } from '../../../src/calendar/schoolCalendar.ts'
import { newPupil } from '../../../src/cases/decide/takeInPupil.ts'
import type { Pupil } from '../../../src/cases/pupil.ts'
import { type FileLayout, readLayout } from '../../../src/intake/files/fileLayout.ts'
import { type FileMapping, mappingFaults, proposedMapping } from '../../../src/intake/files/fileMapping.ts'
import { readFileTable } from '../../../src/intake/files/fileTable.ts'
import { readFileText } from '../../../src/intake/files/fileText.ts'
import { type RowsRead, readRows } from '../../../src/intake/files/readRows.ts'
import { calendarA } from '../../support/calendars.ts'

export const today = '2026-10-14'

const named = (misId: string, forename: string, surname: string, upn: string | null = null): Pupil => ({
  ...newPupil(`id-${misId}`, '999001', { misId, upn }, '2026-09-02'),
  legalForename: forename,
  legalSurname: surname,
})

export const roll: readonly Pupil[] = [
  named('p1', 'Jo', 'Smith', 'B999100126001'),
  named('p2', 'Amira', 'Hadi', 'Q999100126002'),
  named('p3', 'Tomas', 'O’Brien'),
  named('p4', 'Lily', 'Marsh'),
  named('p5', 'Lily', 'Marsh'),
]

export async function layoutIn(content: string | Uint8Array): Promise<FileLayout | { refused: string }> {
  const file = readFileText(typeof content === 'string' ? new TextEncoder().encode(content) : content)
  if ('refused' in file) return file
  const table = await readFileTable(file.text)
  return 'refused' in table ? table : readLayout(table.rows)
}

/** The marks of a file as `p1 2026-10-12 AM N`, with what was set aside as `line kind said`. */
export async function readIn(content: string | Uint8Array, said: Partial<FileMapping> = {}) {
  const layout = await layoutIn(content)
  if ('refused' in layout) return layout
  const mapping = { ...proposedMapping(layout, null), ...said }
  const faults = mappingFaults(layout, mapping)
  if (faults[0]) return { refused: faults[0].text }
  const school = {
    roll,
    calendar: prepareCalendar({ terms: calendarA.terms, closed: calendarA.closed, schoolUrn: '999001' } as never),
    earliest: '2025-08-01',
    today,
    now: '2026-10-14T14:00:00.000Z',
  }
  const read = await readRows(layout, mapping, school, async () => {})
  return { ...shown(read), read, layout, mapping }
}

function shown({ marks, asides }: RowsRead) {
  return {
    marks: marks.map(({ pupil, on, session, code }) => `${pupil.misId} ${on} ${session} ${code}`),
    asides: asides.shown.map(({ line, kind, said }) => `${line} ${kind} ${said}`.trim()),
  }
}
