// Do the rules beside the clock hold at their edges: not answered, on the very day, in another order?
import { describe, expect, it } from 'vitest'
import { schoolDays } from '../../src/calendar/date.ts'
import { attendanceCodes, attendanceCodesSource, endedAttendanceCodes } from '../../src/law/attendanceCodes.ts'
import { childProtectionFileDue } from '../../src/law/childProtectionFile.ts'
import type { GroundShown } from '../../src/law/deletionOnlyOnGround.ts'
import { dualRegistrationEnded } from '../../src/law/dualRegistrationDeletion.ts'
import { educatedOtherwiseOn } from '../../src/law/educatedOtherwiseDeletion.ts'
import { educationWelfareEscalation } from '../../src/law/educationWelfareEscalation.ts'
import { exampleDay, exampleSchoolDay } from '../../src/law/exampleAbsence.ts'
import { shippedPolicies } from '../../src/law/localPolicy.ts'
import { nextPenaltyNotice } from '../../src/law/penaltyNoticeCap.ts'
import { mayCategoryStand } from '../../src/law/policeRiskCategory.ts'
import { policyFaults } from '../../src/law/policyLimits.ts'
import { basisOf } from '../../src/law/rule.ts'
import { findRule } from '../../src/law/rules.ts'
import { schoolYearStart } from '../../src/law/sicknessReturn.ts'
import { lookedAfterReturn, missingEducationCollection } from '../../src/law/source.ts'

describe('the codes', () => {
  it('come from regulation 10, and a planned closure is passed over by every run', () => {
    expect(attendanceCodesSource).toEqual({
      instrument: 'School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208)',
      provision: 'regulation 10, Tables 1 to 3',
      url: 'https://www.legislation.gov.uk/uksi/2024/208/regulation/10',
      confirmed: false,
    })
    expect(attendanceCodes.find(({ code }) => code === 'I')?.groundI).toBe('breaks')
  })

  it('that ended on 18 August 2024 have their meanings still', () => {
    expect(endedAttendanceCodes.map(({ code, meaning, lastOn }) => `${code} ${meaning}, ${lastOn}`)).toEqual([
      'H Holiday authorised by the school, 2024-08-18',
      'J At an interview, 2024-08-18',
      'Y Unable to attend because of exceptional circumstances, 2024-08-18',
    ])
  })
})

describe('the child protection file', () => {
  it('counts from the confirmation when the term begins that day, and from the term when it begins later', () => {
    const dueOn = (termBeginsOn: string | null) =>
      childProtectionFileDue({ confirmedOn: '2027-01-04', termBeginsOn })?.dueOn
    expect([null, '2027-01-03', '2027-01-04', '2027-01-05', '2027-01-11'].map(dueOn)).toEqual([
      '2027-01-09',
      '2027-01-09',
      '2027-01-09',
      '2027-01-09',
      '2027-01-15',
    ])
  })
})

describe('what nobody has answered about a deletion', () => {
  const told = ({ status, missing }: GroundShown) => `${status}: ${missing.map(({ id }) => id).join(' ')}`

  it('is not answered under ground C', () => {
    const unanswered = {
      isReturnExpected: null,
      consents: [true],
      isNamedInOrder: null,
      isMobileChildsMainSchool: null,
    }
    expect(told(dualRegistrationEnded(unanswered))).toBe('pending: no-return no-order not-main-school')
  })

  it('is not answered under ground F', () => {
    const unanswered = { notice: null, isNamedInOrder: null, doesAuthorityConsent: null }
    expect(told(educatedOtherwiseOn(unanswered, '2026-10-12'))).toBe(
      'pending: notice-in-writing day-passed no-order authority-consents',
    )
  })
})

describe('a penalty notice', () => {
  const issued = (...dates: string[]) => dates.map((issuedOn) => ({ issuedOn, isWithdrawn: false }))

  it('counts on the day it is issued', () => {
    expect(nextPenaltyNotice(issued('2026-10-12'), '2026-10-11')).toMatchObject({ mayIssue: true, nth: 1 })
    expect(nextPenaltyNotice(issued('2026-10-12'), '2026-10-12')).toMatchObject({ mayIssue: true, nth: 2 })
  })

  it('counts in order of time, whatever order it comes in', () => {
    expect(nextPenaltyNotice(issued('2026-09-14', '2025-03-10'), '2026-10-12')).toEqual({
      mayIssue: false,
      counted: ['2025-03-10', '2026-09-14'],
      againFrom: '2028-03-10',
    })
  })
})

describe('the numbers an authority chooses', () => {
  it('are refused for their order although another number is wrong as well', () => {
    const { numbers } = shippedPolicies[0]
    const wrong = {
      ...numbers,
      escalateOnSchoolDay: schoolDays(3),
      referOnSchoolDay: schoolDays(2),
      visitBySchoolDay: schoolDays(0),
    }
    expect(policyFaults(wrong).map(({ number, because }) => `${number}: ${because.slice(0, 27)}`)).toEqual([
      'escalateOnSchoolDay: The Education Welfare Servi',
      'visitBySchoolDay: Enter a whole number of day',
    ])
  })
})

describe('a number not given yet', () => {
  it('is compared with none', () => {
    expect(policyFaults({ referOnSchoolDay: schoolDays(2) })).toEqual([])
    expect(policyFaults({ escalateOnSchoolDay: schoolDays(3) })).toEqual([])
  })
})

describe('the days of an example', () => {
  it('are in words, and after the autumn in none', () => {
    expect(exampleDay({ on: '2026-10-14' })).toBe('Wednesday 14 October')
    expect(exampleDay({ on: null })).toBe('a day after the autumn')
    expect(exampleSchoolDay(11)).toBe('Tuesday 3 November')
    expect(educationWelfareEscalation.wordsWith(1).workedExample).toBe(
      'A child is first absent on Monday 12 October 2026. Monday 12 October is school day 1, and the service is told.',
    )
  })
})

describe('the odds and ends', () => {
  it('no apparent risk is looked at from the day the rule begins', () => {
    expect(['2016-12-31', '2017-01-01'].map((on) => mayCategoryStand('no-apparent-risk', on))).toEqual([false, null])
  })

  it('a school year may be a very old one', () => {
    expect(schoolYearStart('1000-01-01')).toBe('0999-09-01')
  })

  it('the basis of a rule is one object, shared by every answer', () => {
    const rule = findRule('ground-i')!
    expect(basisOf(rule)).toBe(basisOf(rule))
  })

  it('the collections of the Department are not compared yet', () => {
    expect(lookedAfterReturn('missing episodes')).toMatchObject({ provision: 'missing episodes', confirmed: false })
    expect(missingEducationCollection('reasons')).toMatchObject({ provision: 'reasons', confirmed: false })
  })
})
