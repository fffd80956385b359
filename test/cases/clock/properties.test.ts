// What holds for every input, whatever it is?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareCalendar } from '../../../src/calendar/schoolCalendar.ts'
import { type ClockInput, clock, type Duty, type MarkEntry } from '../../../src/cases/clock/clock.ts'
import { cutAfter } from './changedInput.ts'
import { londonOf, plus, weekday } from './naive/naiveDates.ts'
import { anyAbsence, anyCase, randomAbsence, randomInput } from './naive/randomInput.ts'

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

const todayOf = (input: ClockInput) => londonOf(input.asOf).date
const key = (duty: Duty) => `${duty.rule} ${duty.triggeredOn ?? ''} ${duty.episode ?? ''}`

describe('for every input', () => {
  it('the order of marks that do not overlap changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(randomInput, anyCase), separateMarks, fc.integer(), (input, separate, seed) => {
        const first = input.calendar.terms.map(({ from }) => from).sort()[0]!
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

  it('a calendar cut short gives the same dates, or unknown', () => {
    let [asked, unknown] = [0, 0]
    fc.assert(
      fc.property(anyAbsence, fc.integer({ min: 0, max: 20 }), (drawn, days) => {
        // Sickness still to come is counted as far as the calendar goes: fewer days of it are no date, but fewer days.
        const input = { ...drawn, facts: { ...drawn.facts, foreseenSickness: null } }
        const cut = cutAfter(input, plus(todayOf(input), days))
        if (cut === null) return
        asked++
        const [whole, short] = [clock(input), clock(cut)]
        expect([short.absence, short.status, short.attendance]).toEqual([whole.absence, whole.status, whole.attendance])
        expect(short.duties.map(key).sort()).toEqual(whole.duties.map(key).sort())
        for (const duty of short.duties) {
          const same = whole.duties.find((each) => key(each) === key(duty))!
          if (duty.dueOn !== null) expect(duty).toEqual(same)
          else expect(duty.state).toBe(same.state === 'done' ? 'done' : 'unknown')
          if (duty.dueOn === null && same.dueOn !== null) unknown++
        }
        const { groundI, groundH } = short.removal
        expect([null, whole.removal.groundI.twentiethSchoolDay]).toContain(groundI.twentiethSchoolDay)
        expect([null, whole.removal.groundI.firstLawfulOn]).toContain(groundI.firstLawfulOn)
        expect([null, whole.removal.groundH.tenthSchoolDay]).toContain(groundH.tenthSchoolDay)
        expect([null, whole.removal.groundH.firstLawfulOn]).toContain(groundH.firstLawfulOn)
        expect(groundI.conditions).toEqual(whole.removal.groundI.conditions)
      }),
      { numRuns, seed },
    )
    expect(asked).toBeGreaterThan(1000)
    expect(unknown).toBeGreaterThan(100)
  })

  it('a later moment never un-reaches a day of the same absence', () => {
    let [asked, reached, done] = [0, 0, 0]
    fc.assert(
      fc.property(anyAbsence, fc.integer({ min: 1, max: 20 }), (input, days) => {
        const today = todayOf(input)
        const later = clock({ ...input, asOf: `${plus(today, days)}T23:00:00Z` })
        const now = clock(input)
        if (now.absence === null || now.absence.firstOn !== later.absence?.firstOn) return
        asked++
        expect(later.absence.schoolDays).toBeGreaterThanOrEqual(now.absence.schoolDays)
        for (const duty of now.duties.filter(({ rule }) => !movesOn.includes(rule))) {
          const after = later.duties.find((each) => key(each) === key(duty))
          if (after === undefined) continue
          const isReached = duty.working.counted.length <= now.absence.schoolDays
          if (isReached && duty.dueOn != null && duty.dueOn <= today) {
            reached++
            expect([duty.rule, after.dueOn]).toEqual([duty.rule, duty.dueOn])
          }
          if (duty.state !== 'done') continue
          done++
          expect([duty.rule, after.state]).toEqual([duty.rule, 'done'])
        }
        const [before, after] = [now.removal.groundI, later.removal.groundI]
        if (before.runStartedOn && before.runStartedOn === after.runStartedOn && before.schoolDays! >= 20) {
          expect(after.twentiethSchoolDay).toBe(before.twentiethSchoolDay)
        }
      }),
      { numRuns, seed },
    )
    expect(asked).toBeGreaterThan(200)
    expect(reached).toBeGreaterThan(800)
    expect(done).toBeGreaterThan(100)
  })

  it('a tenth day once past brings a return about for good, and the return keeps its date', () => {
    let asked = 0
    fc.assert(
      fc.property(anyAbsence, fc.integer({ min: 1, max: 40 }), (input, days) => {
        const today = todayOf(input)
        const returnsOf = (asOf: string) =>
          clock({ ...input, asOf })
            .duties.filter((duty) => duty.rule === 'attendance-return' && duty.triggeredOn! < today)
            .map((duty) => `${duty.triggeredOn} ${duty.dueOn}`)
        const before = returnsOf(input.asOf)
        asked += before.length
        expect(returnsOf(`${plus(today, days)}T23:00:00Z`)).toEqual(before)
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

/** A later moment moves these by their nature: the next review, the meeting after the last, another school year. */
const movesOn = ['joint-review', 'missing-from-care-review', 'sickness-return']
