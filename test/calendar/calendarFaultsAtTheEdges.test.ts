// Are terms that share one day, and times that are nearly times, refused?
import { expect, test } from 'vitest'
import { calendarFaults } from '../../src/calendar/calendarFaults.ts'

const autumn = { from: '2026-09-01', to: '2026-10-23' }
const textsOf = (terms: { from: string; to: string }[], registersClose: { AM: string; PM: string } | null = null) =>
  calendarFaults({ academicYear: '2026/27', terms, closed: [], registersClose }).map(({ text }) => text)

test('a term may not begin on the last day of the first, nor end on its first', () => {
  expect(textsOf([autumn, { from: '2026-10-23', to: '2026-12-18' }])).toEqual(['Term 2 must not overlap term 1'])
  expect(textsOf([autumn, { from: '2026-08-24', to: '2026-09-01' }])).toEqual(['Term 2 must not overlap term 1'])
  expect(textsOf([autumn, { from: '2026-10-24', to: '2026-12-18' }])).toEqual([])
})

test.each(['109:30', '09:301', '9:30', '24:00', '09:60', 'x09:30', ''])('a register does not close at %j', (AM) => {
  expect(textsOf([autumn], { AM, PM: '14:00' })).toEqual(['The morning register must close at a time, such as 09:30'])
})
