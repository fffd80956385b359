// Can a day closed by mistake join two absences into one long enough for a removal?
import { describe, expect, it } from 'vitest'
import { removalGate } from '../../src/cases/removalGate.ts'
import { calendarA } from '../support/calendars.ts'
import { away, changed, playCase } from './removalCase.ts'

const backOn28 = changed(away('2026-10-12', '2026-11-16'), { '2026-11-04': '/' })
const closed = { ...calendarA, closed: [...calendarA.closed, { on: '2026-11-04', because: 'inset' as const }] }
const asOf = '2026-11-18T16:00:00.000Z'

function gateOf(calendar: typeof closed | typeof calendarA, marks = backOn28) {
  return removalGate(playCase({ asOf, marks, calendar }).now(), 'I')
}

describe('a day on which the child was at school and that the calendar calls closed', () => {
  it('stands against the removal, and is named', () => {
    const marks = changed(away('2026-10-12', '2026-11-18'), { '2026-11-04': '/' })
    const gate = gateOf(closed, marks)
    expect(gate.status).toBe('not-met')
    expect(gate.conditions.find(({ id }) => id === 'closed-days-agree')).toMatchObject({
      met: false,
      because: '2026-11-04, AM: the register says /, and the calendar says there was no school (INSET day).',
    })
  })

  it('is no condition where the register says G, N, O or # on that day', () => {
    for (const code of ['O', 'N', 'G', '#']) {
      const marks = changed(away('2026-10-12', '2026-11-18'), { '2026-11-04': code })
      expect(gateOf(closed, marks).conditions.map(({ id }) => id)).not.toContain('closed-days-agree')
    }
  })

  it('is no condition from before the run', () => {
    const marks = [
      ...changed(away('2026-10-12', '2026-10-13'), { '2026-10-12': '/' }),
      ...away('2026-10-14', '2026-11-18'),
    ]
    const calendar = { ...calendarA, closed: [...calendarA.closed, { on: '2026-10-12', because: 'inset' as const }] }
    expect(gateOf(calendar, marks).conditions.map(({ id }) => id)).not.toContain('closed-days-agree')
  })
})
