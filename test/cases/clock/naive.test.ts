// Does a second, naive implementation of the contract agree with the engine?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClockInput, clock, type Duty } from '../../../src/cases/clock/clock.ts'
import { nowOf, nthSchoolDayAfter } from './naive/naiveDays.ts'
import {
  naiveAbsence,
  naiveAttendanceReturns,
  naiveGroundI,
  naiveNthDay,
  naiveTenWeeks,
  naiveUnexplainedCode,
} from './naive/naiveRuns.ts'
import { randomAbsence, randomInput } from './naive/randomInput.ts'

const casesEach = 1700

function agrees(check: (input: ClockInput) => void): void {
  fc.assert(fc.property(fc.oneof(randomInput, randomAbsence), check), { numRuns: casesEach, seed: 20261012 })
}

function findDuty(input: ClockInput, rule: string): Duty | undefined {
  return clock(input).duties.find((duty) => duty.rule === rule)
}

describe('the engine and a naive reading of the contract', () => {
  it('count school days after a day alike', () => {
    agrees((input) => {
      const leftOn = nowOf(input).date
      const duty = findDuty({ ...input, pupil: { ...input.pupil, leftOn } }, 'pupil-record-transfer')
      expect(duty?.dueOn).toBe(nthSchoolDayAfter(input, leftOn, 15, nowOf(input)))
    })
  })

  it('find the same absence', () => {
    agrees((input) => {
      const naive = naiveAbsence(input)
      const { absence } = clock(input)
      expect(absence && [absence.firstOn, absence.schoolDays, absence.unknownDays]).toEqual(
        naive && [naive.counted[0], naive.counted.length, naive.unknownDays],
      )
    })
  })

  it('find the same nth days of an absence', () => {
    agrees((input) => {
      for (const nth of [3, 5, 10, 17]) {
        const duty = findDuty({ ...input, policy: { escalateOnSchoolDay: nth } }, 'education-welfare-escalation')
        if (duty) expect(duty.dueOn).toBe(naiveNthDay(input, nth))
      }
    })
  })

  it('find the same run and twentieth day for ground I', () => {
    agrees((input) => {
      const { groundI } = clock(input).removal
      expect([groundI.runStartedOn, groundI.schoolDays, groundI.twentiethSchoolDay]).toEqual(
        Object.values(naiveGroundI(input)),
      )
    })
  })

  it('owe the same attendance returns', () => {
    agrees((input) => {
      const returns = clock(input).duties.filter((duty) => duty.rule === 'attendance-return')
      expect(returns.map(({ triggeredOn, dueOn }) => ({ triggeredOn, dueOn }))).toEqual(naiveAttendanceReturns(input))
    })
  })

  it('set the same date for a code N, and count the same unauthorised sessions', () => {
    agrees((input) => {
      const naive = naiveUnexplainedCode(input)
      const duty = findDuty(input, 'unexplained-code')
      expect(duty && [duty.triggeredOn, duty.dueOn]).toEqual(naive ? [naive.earliest, naive.dueOn] : undefined)
      expect(clock(input).attendance.unauthorisedInTenWeeks).toBe(naiveTenWeeks(input))
    })
  })
})
