// Do the rules that answer by themselves answer with the right dates and bands?
import { describe, expect, it } from 'vitest'
import { schoolDays } from '../../src/calendar/date.ts'
import { answersForRun, attendanceReturnDue } from '../../src/law/attendanceReturn.ts'
import { pupilStatus } from '../../src/law/childMissingEducation.ts'
import { compulsorySchoolAgeOf, isOfAge } from '../../src/law/compulsorySchoolAge.ts'
import { chosenPolicy, shippedPolicies } from '../../src/law/localPolicy.ts'
import { mustConsiderPenaltyNotice } from '../../src/law/penaltyNoticeThreshold.ts'
import { absenceBand } from '../../src/law/persistentAbsence.ts'
import { mustReferAnswers } from '../../src/law/referSameDay.ts'
import { schoolYearStart, sicknessReturnDue } from '../../src/law/sicknessReturn.ts'

describe('compulsory school age', () => {
  it.each([
    ['2021-03-31', '2026-03-31', '2037-06-26'],
    ['2021-04-01', '2026-08-31', '2037-06-26'],
    ['2021-08-31', '2026-08-31', '2037-06-26'],
    ['2021-09-01', '2026-12-31', '2038-06-25'],
    ['2021-12-31', '2026-12-31', '2038-06-25'],
    ['2022-01-01', '2027-03-31', '2038-06-25'],
    ['2022-01-10', '2027-03-31', '2038-06-25'],
    ['2010-08-31', '2015-08-31', '2026-06-26'],
    ['2010-09-01', '2015-12-31', '2027-06-25'],
    ['2007-09-23', '2012-12-31', '2024-06-28'],
    ['2012-02-29', '2017-03-31', '2028-06-30'],
  ])('for a child born %s runs from %s to %s', (dateOfBirth, from, to) => {
    expect(compulsorySchoolAgeOf(dateOfBirth)).toEqual({ from, to })
  })

  it('has its first and its last day in it', () => {
    const span = { from: '2026-03-31', to: '2037-06-26' }
    expect(['2026-03-30', '2026-03-31', '2037-06-26', '2037-06-27'].map((date) => isOfAge(span, date))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})

describe('the band of absence, by exact fraction', () => {
  it.each([
    [7, 76, 'none'],
    [8, 76, 'persistent'],
    [37, 76, 'persistent'],
    [38, 76, 'severe'],
    [7, 70, 'persistent'],
    [6, 70, 'none'],
    [0, 0, 'none'],
  ] as const)('%i of %i is %s', (absent, possible, band) => {
    expect(absenceBand(absent, possible)).toBe(band)
  })
})

describe('a penalty notice', () => {
  it('is considered from ten sessions', () => {
    expect([9, 10, 11].map(mustConsiderPenaltyNotice)).toEqual([false, true, true])
  })
})

describe('the sickness return', () => {
  const ill = (count: number) =>
    Array.from({ length: count }, (_, index) => `2026-09-${String(index + 2).padStart(2, '0')}`)
  const toCome = ill(15)

  it('is due on the fifteenth day, or on the belief when that came first', () => {
    expect(sicknessReturnDue(ill(14), null, () => true)).toBeNull()
    expect(sicknessReturnDue(ill(15), null, () => true)).toBe('2026-09-16')
    expect(sicknessReturnDue(ill(15), { believedOn: '2026-09-10', daysToCome: [] }, () => true)).toBe('2026-09-10')
    expect(sicknessReturnDue(ill(15), { believedOn: '2026-09-20', daysToCome: [] }, () => true)).toBe('2026-09-16')
    expect(sicknessReturnDue([], { believedOn: '2026-09-01', daysToCome: toCome }, () => true)).toBe('2026-09-01')
  })

  it('passes over a day on which the child is not of age', () => {
    const fromTheTwelfth = (date: string) => date >= '2026-09-12'
    expect(sicknessReturnDue(ill(15), { believedOn: '2026-09-10', daysToCome: [] }, fromTheTwelfth)).toBe('2026-09-16')
    expect(sicknessReturnDue(ill(15), null, () => false)).toBeNull()
  })

  it('counts in school years from 1 September', () => {
    expect(schoolYearStart('2026-08-31')).toBe('2025-09-01')
    expect(schoolYearStart('2026-09-01')).toBe('2026-09-01')
    expect(schoolYearStart('2027-01-01')).toBe('2026-09-01')
  })
})

describe('the attendance return', () => {
  it('is due a calendar month later, on the last day of a shorter month', () => {
    expect(attendanceReturnDue('2026-10-23')).toBe('2026-11-23')
    expect(attendanceReturnDue('2027-01-29')).toBe('2027-02-28')
  })

  it('answers for the run it follows and no other', () => {
    const [triggered, next] = ['2026-10-23', '2026-11-20']
    expect(answersForRun('2026-10-22', triggered, next)).toBe(false)
    expect(answersForRun('2026-10-23', triggered, next)).toBe(true)
    expect(answersForRun('2026-11-19', triggered, next)).toBe(true)
    expect(answersForRun('2026-11-20', triggered, next)).toBe(false)
    expect(answersForRun('2027-05-01', triggered, null)).toBe(true)
  })
})

describe('the questions that ask for a referral today', () => {
  it('are A1 to A7 answered yes; unknown asks for none', () => {
    expect(mustReferAnswers({ A1: 'unknown', A2: 'no', Q4: 'yes' })).toEqual([])
    expect(mustReferAnswers({ A7: 'yes', A2: 'yes', A3: 'no' })).toEqual(['A2', 'A7'])
  })
})

describe('the status of a child', () => {
  const attending = {
    isOfAge: true,
    hasLeft: false,
    isEducationKnown: false,
    schoolDaysAbsent: null,
    isEnquiredAfter: false,
  }
  it.each([
    ['attending', {}],
    ['not-of-age', { isOfAge: false, hasLeft: true }],
    ['cme', { hasLeft: true, schoolDaysAbsent: schoolDays(30) }],
    ['left', { hasLeft: true, isEducationKnown: true }],
    ['absent-on-roll', { schoolDaysAbsent: schoolDays(9) }],
    ['at-risk-of-cme', { schoolDaysAbsent: schoolDays(10) }],
    ['at-risk-of-cme', { schoolDaysAbsent: schoolDays(1), isEnquiredAfter: true }],
    ['attending', { isEducationKnown: true }],
  ] as const)('is %s with %j', (status, differences) => {
    expect(pupilStatus({ ...attending, ...differences })).toBe(status)
  })
})

describe('an authority that has chosen some numbers', () => {
  it('keeps the policy of the day for the others', () => {
    expect(chosenPolicy({ escalateOnSchoolDay: 2, reviewEveryDays: null }, shippedPolicies, '2026-10-12')).toEqual({
      escalateOnSchoolDay: 2,
      visitBySchoolDay: 5,
      referOnSchoolDay: 10,
      reviewEveryDays: 7,
      referralAnswerWithinDays: 1,
    })
  })
})
