// What holds for every input, whatever it is?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareCalendar } from '../../../src/calendar/schoolCalendar.ts'
import { type ClockInput, clock, type Duty, type MarkEntry } from '../../../src/cases/clock/clock.ts'
import { nowOf, plus, weekday } from './naive/naiveDays.ts'
import { randomAbsence, randomInput } from './naive/randomInput.ts'

const seed = 20261012
const numRuns = 1500

/** Marks one a session, no two for the same. */
const separateMarks = fc.uniqueArray(
  fc.record({
    offset: fc.integer({ min: 0, max: 60 }),
    session: fc.constantFrom('AM', 'PM'),
    code: fc.constantFrom('N', 'O', 'G', 'U', 'I', '-', 'Y4', '#', '/'),
  }),
  { maxLength: 60, selector: (mark) => `${mark.offset}${mark.session}` },
)

const key = (duty: Duty) => `${duty.rule} ${duty.triggeredOn ?? ''} ${duty.episode ?? ''}`

describe('for every input', () => {
  it('the order of marks that do not overlap changes nothing', () => {
    fc.assert(
      fc.property(randomInput, separateMarks, fc.integer(), (input, separate, seed) => {
        const first = input.calendar.terms[0]!.from
        const marks = separate.map(
          ({ offset, session, code }): MarkEntry => ({ on: plus(first, offset), session, code }),
        )
        const shuffled = [...marks].sort((one, other) => shuffle(one, seed) - shuffle(other, seed))
        const { notes: _one, ...ordered } = clock({ ...input, marks })
        const { notes: _other, ...mixed } = clock({ ...input, marks: shuffled })
        expect(mixed).toEqual(ordered)
      }),
      { numRuns, seed },
    )
  })

  it('a calendar cut short gives the same dates, or none', () => {
    let asked = 0
    fc.assert(
      fc.property(randomAbsence, fc.integer({ min: 0, max: 60 }), (input, days) => {
        const { date } = nowOf(input)
        const cut = cutAfter(input, plus(date, days))
        if (cut === null) return
        asked++
        const [whole, short] = [clock(input), clock(cut)]
        expect(short.absence).toEqual(whole.absence)
        expect(short.duties.map(key).sort()).toEqual(whole.duties.map(key).sort())
        for (const duty of short.duties) {
          const same = whole.duties.find((each) => key(each) === key(duty))!
          if (duty.dueOn !== null) expect(duty).toEqual(same)
          else expect(duty.state).toBe('unknown')
        }
        const { twentiethSchoolDay, firstLawfulOn } = short.removal.groundI
        expect([null, whole.removal.groundI.twentiethSchoolDay]).toContain(twentiethSchoolDay)
        expect([null, whole.removal.groundI.firstLawfulOn]).toContain(firstLawfulOn)
      }),
      { numRuns, seed },
    )
    expect(asked).toBeGreaterThan(1000)
  })

  it('a later moment never un-reaches a day of the same absence', () => {
    let asked = 0
    fc.assert(
      fc.property(randomAbsence, fc.integer({ min: 1, max: 20 }), (input, days) => {
        const later = clock({ ...input, asOf: `${plus(nowOf(input).date, days)}T23:00:00Z` })
        const now = clock(input)
        if (now.absence === null || now.absence.firstOn !== later.absence?.firstOn) return
        asked++
        expect(later.absence.schoolDays).toBeGreaterThanOrEqual(now.absence.schoolDays)
        for (const duty of now.duties) {
          const isReached =
            duty.working.counted.length <= now.absence.schoolDays &&
            duty.dueOn != null &&
            duty.dueOn <= nowOf(input).date
          const after = later.duties.find((each) => key(each) === key(duty))
          if (isReached && after && duty.rule !== 'joint-review')
            expect([duty.rule, after.dueOn]).toEqual([duty.rule, duty.dueOn])
        }
      }),
      { numRuns, seed },
    )
    expect(asked).toBeGreaterThan(200)
  })

  it('a prepared calendar answers as the calendar does', () => {
    fc.assert(
      fc.property(randomInput, (input) => {
        const prepared = prepareCalendar(input.calendar)
        expect(clock(input, prepared)).toEqual(clock(input))
        expect(clock(input, prepared)).toEqual(clock(input, prepared))
      }),
      { numRuns: 300, seed },
    )
  })

  it('an unknown session more never ends an absence or moves its deadline later', () => {
    let asked = 0
    fc.assert(
      fc.property(randomAbsence, fc.integer({ min: 0, max: 60 }), (input, offset) => {
        const before = clock(input)
        if (before.absence === null) return
        const on = plus(before.absence.firstOn, 1 + (offset % before.absence.calendarDays))
        if (weekday(on) > 5) return
        asked++
        const after = clock({ ...input, marks: [...(input.marks ?? []), { on, code: '-' }] })
        expect(after.absence).not.toBeNull()
        expect(after.absence!.firstOn <= before.absence.firstOn).toBe(true)
        expect(after.absence!.schoolDays).toBeGreaterThanOrEqual(before.absence.schoolDays)
      }),
      { numRuns, seed },
    )
    expect(asked).toBeGreaterThan(200)
  })

  it('the input is left as it was', () => {
    fc.assert(
      fc.property(randomInput, (input) => {
        const copy = structuredClone(input)
        clock(input)
        expect(input).toEqual(copy)
      }),
      { numRuns: 100, seed },
    )
  })
})

function shuffle(mark: MarkEntry, seed: number): number {
  let hash = seed | 0
  for (const letter of `${mark.on}${mark.session}`) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0
  return hash
}

function cutAfter(input: ClockInput, last: string): ClockInput | null {
  const terms = input.calendar.terms
    .filter((term) => term.from <= last)
    .map((term) => ({ from: term.from, to: term.to < last ? term.to : last }))
  return terms.length > 0 ? { ...input, calendar: { ...input.calendar, terms } } : null
}
