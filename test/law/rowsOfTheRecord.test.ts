// Do the rows of the rule table about files, notices, registers and returns come out, each with the dates of its example?
import { describe, expect, it } from 'vitest'
import { foundKinds } from '../../src/cases/caseWork.ts'
import { childProtectionFileDue, isChildProtectionFileHandedOver } from '../../src/law/childProtectionFile.ts'
import { closingReasons, isClosingReason } from '../../src/law/closedByEvidence.ts'
import { lostPupilFileName, lostPupilFiles } from '../../src/law/lostPupilFile.ts'
import { isMissingEducationReason, missingEducationReasons } from '../../src/law/missingEducationReason.ts'
import { missingEducationBand } from '../../src/law/missingEducationTime.ts'
import { isNotInSchoolRegisterKept } from '../../src/law/notInSchoolRegister.ts'
import { nextPenaltyNotice } from '../../src/law/penaltyNoticeCap.ts'
import { amendmentLacks } from '../../src/law/registerAmendment.ts'
import { registerEntryKeptUntil } from '../../src/law/registerRetention.ts'
import { authoritiesOf } from '../../src/law/twoAuthorities.ts'
import { ask, away } from '../cases/clock/ask.ts'

describe('files that follow a child', () => {
  const off = (id: string, leftOn: string | null = '2026-11-16') => ({ id, leftOn })

  it('T43: two siblings gone nobody knows where are two files, each to XXX and XXXX', () => {
    const made = lostPupilFiles('8734022', [off('sister'), off('brother')], '2026-11-16')
    expect(made).toEqual({
      files: [
        {
          pupilId: 'sister',
          name: '8734022_CTF_XXXXXXX_001.xml',
          destination: { authority: 'XXX', establishment: 'XXXX' },
        },
        {
          pupilId: 'brother',
          name: '8734022_CTF_XXXXXXX_002.xml',
          destination: { authority: 'XXX', establishment: 'XXXX' },
        },
      ],
    })
    expect(lostPupilFiles('8734022', [off('third')], '2026-11-17', 3)).toMatchObject({
      files: [{ name: '8734022_CTF_XXXXXXX_003.xml' }],
    })
    expect(lostPupilFileName('8202001', 123)).toBe('8202001_CTF_XXXXXXX_123.xml')
  })

  it('T44: on 12 November the child is on roll: no file, and it says whose', () => {
    expect(lostPupilFiles('8734022', [off('one'), off('two', null)], '2026-11-12')).toEqual({
      stillOnRoll: ['one', 'two'],
    })
    expect(lostPupilFiles('8734022', [off('one'), off('two', null)], '2026-11-16')).toEqual({ stillOnRoll: ['two'] })
    expect(lostPupilFiles('8734022', [], '2026-11-16')).toEqual({ files: [] })
  })

  it('T45: a school confirmed on Monday 16 November has the file by Saturday 21; one warns on Friday 20', () => {
    const due = (confirmedOn: string | null, termBeginsOn: string | null = null) =>
      childProtectionFileDue({ confirmedOn, termBeginsOn })
    expect(due('2026-11-16')).toEqual({ dueOn: '2026-11-21', warnOn: '2026-11-20' })
    expect(due('2026-11-17')).toEqual({ dueOn: '2026-11-22', warnOn: '2026-11-20' })
    expect(due('2026-11-18')).toEqual({ dueOn: '2026-11-23', warnOn: '2026-11-23' })
    expect(due('2026-12-14', '2027-01-05')).toEqual({ dueOn: '2027-01-09', warnOn: '2027-01-08' })
    expect(due('2026-11-16', '2026-09-02')).toEqual({ dueOn: '2026-11-21', warnOn: '2026-11-20' })
    expect(due(null)).toBeNull()
  })

  it('T45: sent is not handed over until the receipt is there', () => {
    expect(isChildProtectionFileHandedOver('2026-11-18', null)).toBe(false)
    expect(isChildProtectionFileHandedOver(null, '2026-11-19')).toBe(false)
    expect(isChildProtectionFileHandedOver('2026-11-18', '2026-11-17')).toBe(false)
    expect(isChildProtectionFileHandedOver('2026-11-18', '2026-11-18')).toBe(true)
  })
})

describe('penalty notices', () => {
  const notice = (issuedOn: string, isWithdrawn = false) => ({ issuedOn, isWithdrawn })
  const two = [notice('2024-10-03'), notice('2026-02-01')]

  it('T46: 4 sessions in the week of 7 September and 6 in that of 16 November are considered; of 31 August, not', () => {
    const inWeekOf = (from: string, to: string) => [away(from, to, 'O'), away('2026-11-16', '2026-11-18', 'O')]
    expect(ask('2026-11-20T15:30:00Z', { marks: inWeekOf('2026-09-07', '2026-09-08') }).attendance).toMatchObject({
      unauthorisedInTenWeeks: 10,
      considerPenaltyNotice: true,
    })
    expect(ask('2026-11-20T15:30:00Z', { marks: inWeekOf('2026-09-02', '2026-09-03') }).attendance).toMatchObject({
      unauthorisedInTenWeeks: 6,
      considerPenaltyNotice: false,
    })
  })

  it('T47: after 3 October 2024 and 1 February 2026 a third on 1 March 2026 is refused; the second cost 160', () => {
    expect(nextPenaltyNotice([], '2024-10-03')).toEqual({ mayIssue: true, nth: 1, pounds: 160, poundsIfPaidEarly: 80 })
    expect(nextPenaltyNotice(two.slice(0, 1), '2026-02-01')).toEqual({
      mayIssue: true,
      nth: 2,
      pounds: 160,
      poundsIfPaidEarly: null,
    })
    expect(nextPenaltyNotice(two, '2026-03-01')).toEqual({
      mayIssue: false,
      counted: ['2024-10-03', '2026-02-01'],
      againFrom: '2027-10-03',
    })
  })

  it('T47: three years on the first counts no more, and withdrawn, later and older notices never count', () => {
    expect(nextPenaltyNotice(two, '2027-10-02').mayIssue).toBe(false)
    expect(nextPenaltyNotice(two, '2027-10-03')).toMatchObject({ mayIssue: true, nth: 2 })
    expect(nextPenaltyNotice([notice('2024-10-03'), notice('2026-02-01', true)], '2026-03-01')).toMatchObject({
      nth: 2,
    })
    expect(nextPenaltyNotice([notice('2024-08-18'), notice('2024-08-19')], '2024-10-01')).toMatchObject({ nth: 2 })
    expect(nextPenaltyNotice([notice('2027-01-01')], '2026-03-01')).toMatchObject({ nth: 1 })
    const three = [notice('2024-09-01'), ...two]
    expect(nextPenaltyNotice(three, '2026-03-01')).toMatchObject({ mayIssue: false, againFrom: '2027-10-03' })
  })

  it('T48: of 76 possible sessions 7 are no persistent absence, 8 are, and 38 are severe', () => {
    const band = (marks: readonly ReturnType<typeof away>[], half: readonly string[] = []) =>
      ask('2026-10-23T15:30:00+01:00', {
        marks: [...marks, ...half.map((on) => ({ on, session: 'AM' as const, code: 'I' }))],
      }).attendance
    expect(band([away('2026-10-19', '2026-10-21', 'I')], ['2026-10-22'])).toMatchObject({ absent: 7, band: 'none' })
    expect(band([away('2026-10-19', '2026-10-22', 'I')])).toMatchObject({ possible: 76, absent: 8, band: 'persistent' })
    expect(band([away('2026-09-02', '2026-09-28', 'I')])).toMatchObject({ absent: 38, band: 'severe' })
  })

  it('T49: 6 sessions of Y2 leave 70 possible, and 7 absences are exactly a tenth', () => {
    const marks = [
      away('2026-09-02', '2026-09-04', 'Y2'),
      away('2026-10-19', '2026-10-21', 'I'),
      { on: '2026-10-22', session: 'AM' as const, code: 'I' },
    ]
    expect(ask('2026-10-23T15:30:00+01:00', { marks }).attendance).toMatchObject({
      possible: 70,
      absent: 7,
      band: 'persistent',
    })
  })
})

describe('the register', () => {
  it('T59: an entry of 12 October 2026 is kept until 12 October 2032, and one of a leap day to the last of February', () => {
    expect(registerEntryKeptUntil('2026-10-12')).toBe('2032-10-12')
    expect(registerEntryKeptUntil('2028-02-29')).toBe('2034-02-28')
  })

  it('T60: N changed to O on 19 October without a reason is refused; whole, it lacks nothing', () => {
    const whole = {
      original: 'N',
      amended: 'O',
      reason: 'No answer from the family',
      on: '2026-10-19',
      name: 'Grace Osei',
      position: 'Attendance officer',
    }
    expect(amendmentLacks({ ...whole, reason: ' ' })).toEqual(['reason'])
    expect(amendmentLacks(whole)).toEqual([])
    for (const part of ['original', 'amended', 'on', 'name', 'position'] as const)
      expect(amendmentLacks({ ...whole, [part]: '' })).toEqual([part])
  })
})

describe('the authority’s list', () => {
  it('T61: off roll on 16 November and counted on 21 January 2027 is “8 to 12 weeks”', () => {
    expect(missingEducationBand('2026-11-16', '2027-01-21')).toBe('8 to 12 weeks')
  })

  it.each([
    ['2027-01-21', 'Less than 2 weeks'],
    ['2027-01-08', 'Less than 2 weeks'],
    ['2027-01-07', '2 to 4 weeks'],
    ['2026-12-24', '4 to 8 weeks'],
    ['2026-11-27', '4 to 8 weeks'],
    ['2026-11-26', '8 to 12 weeks'],
    ['2026-10-29', '12 to 26 weeks'],
    ['2026-07-23', '26 to 52 weeks'],
    ['2026-01-23', '26 to 52 weeks'],
    ['2026-01-22', 'Over 52 weeks'],
    ['2027-01-22', 'Unknown'],
    [null, 'Unknown'],
  ])('T61: missing since %s and counted on 21 January 2027 is “%s”', (since, band) => {
    expect(missingEducationBand(since, '2027-01-21')).toBe(band)
  })

  it('T62: “moved country” is none of the twenty reasons; “Believed to have moved to another country” is one', () => {
    expect(missingEducationReasons).toHaveLength(20)
    expect(isMissingEducationReason('moved country')).toBe(false)
    expect(isMissingEducationReason('Believed to have moved to another country')).toBe(true)
    expect(isMissingEducationReason('Unknown')).toBe(true)
    expect(isMissingEducationReason('unknown')).toBe(false)
  })

  it('T63: school 873, child 874: the returns go to 873, and the child is the concern of 874', () => {
    expect(authoritiesOf('873', '874')).toEqual({ returnsTo: '873', missingEducationIn: '874', tell: ['873', '874'] })
    expect(authoritiesOf('873', '873')).toEqual({ returnsTo: '873', missingEducationIn: '873', tell: ['873'] })
    expect(authoritiesOf('873', null)).toEqual({ returnsTo: '873', missingEducationIn: null, tell: ['873'] })
  })

  it('T64: on 21 November 2026 no register of children not in school is kept; once a day is appointed, from that day', () => {
    expect(isNotInSchoolRegisterKept('2026-11-21')).toBe(false)
    expect(isNotInSchoolRegisterKept('2099-01-01')).toBe(false)
    expect(['2028-08-31', '2028-09-01'].map((on) => isNotInSchoolRegisterKept(on, '2028-09-01'))).toEqual([false, true])
  })

  it('T68: “no contact for 6 months” closes no case', () => {
    for (const reason of ['no contact 6 months', 'no-contact', '', 'toString'])
      expect(isClosingReason(reason)).toBe(false)
  })

  it('T68: a case is closed by what the form “The child is found” offers, but for a child taught unsuitably at home', () => {
    expect(Object.keys(closingReasons)).toEqual(foundKinds.filter((kind) => kind !== 'home-educated-unsuitable'))
  })
})
