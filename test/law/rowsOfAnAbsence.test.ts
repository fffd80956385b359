// Do the rows of the rule table about an absence and its returns come out, each with the dates of its example?
import { describe, expect, it } from 'vitest'
import { isNewPupilReturnOwed } from '../../src/law/newPupilReturn.ts'
import { ask, away, standing } from '../cases/clock/ask.ts'

const from12October = (to: string, code = 'N') => ({ marks: [away('2026-10-12', to, code)] })

describe('an absence nobody has explained', () => {
  it('T01: N at 09:30 on Monday 12 October is a call the same day, and overdue at midnight', () => {
    const input = from12October('2026-10-12')
    expect(standing(ask('2026-10-12T09:30:00+01:00', input), 'first-day-contact')).toBe('2026-10-12 due')
    expect(standing(ask('2026-10-12T23:59:59+01:00', input), 'first-day-contact')).toBe('2026-10-12 due')
    expect(standing(ask('2026-10-13T00:00:00+01:00', input), 'first-day-contact')).toBe('2026-10-12 overdue')
  })

  it('T02: a looked-after child is referred the same day, and nothing but the referral closes it', () => {
    const facts = { riskAnsweredOn: '2026-10-12', riskAnswers: { A4: 'yes' as const }, flags: { lookedAfter: true } }
    const on = (asOf: string, more: object = {}) =>
      standing(ask(asOf, { ...from12October('2026-10-16'), facts: { ...facts, ...more } }), 'refer-same-day')
    expect(on('2026-10-12T15:30:00+01:00')).toBe('2026-10-12 due')
    const done = { escalatedOn: '2026-10-14', toldSocialWorkerOn: '2026-10-12', homeVisitOn: '2026-10-14' }
    expect(on('2026-10-16T15:30:00+01:00', { ...done, explainedOn: '2026-10-15' })).toBe('2026-10-12 overdue')
    expect(on('2026-10-16T15:30:00+01:00', { referredAt: '2026-10-12T11:00:00+01:00' })).toBe('2026-10-12 done')
  })

  it.each(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7'])('T02: %s alone asks for the referral', (question) => {
    const facts = { riskAnsweredOn: '2026-10-12', riskAnswers: { [question]: 'yes' as const } }
    const answer = ask('2026-10-12T15:30:00+01:00', { ...from12October('2026-10-12'), facts })
    expect(standing(answer, 'refer-same-day')).toBe('2026-10-12 due')
  })

  it('T03: from 12 October the Education Welfare Service is told on Wednesday 14; found on 13 October, nobody is', () => {
    const third = ask('2026-10-14T15:30:00+01:00', from12October('2026-10-14'))
    expect(standing(third, 'education-welfare-escalation')).toBe('2026-10-14 due')
    const found = ask('2026-10-13T15:30:00+01:00', from12October('2026-10-12'))
    expect(standing(found, 'education-welfare-escalation')).toBeUndefined()
  })

  it('T67: the worker of a child with a plan, in care, in need or known to youth justice is told on 12 October', () => {
    for (const flag of ['lookedAfter', 'protectionPlan', 'childInNeed', 'youthJustice']) {
      const answer = ask('2026-10-12T09:47:00+01:00', {
        ...from12October('2026-10-12'),
        facts: { flags: { [flag]: true } },
      })
      expect(standing(answer, 'social-worker-told')).toBe('2026-10-12 due')
    }
    expect(
      standing(ask('2026-10-12T09:47:00+01:00', from12October('2026-10-12')), 'social-worker-told'),
    ).toBeUndefined()
  })

  it('T58: calendar day 28 of 12 October is Sunday 8 November; school day 20 is 16 November', () => {
    const answer = ask('2026-11-06T15:30:00Z', from12October('2026-11-06'))
    expect(standing(answer, 'authority-enquiries')).toBe('2026-11-08 upcoming')
    expect(answer.removal.groundI.twentiethSchoolDay).toBe('2026-11-16')
  })

  it('T29: leave of 14 to 25 September: day 1 is Monday 28, and day 3, Wednesday 30, tells the service', () => {
    const marks = [away('2026-09-14', '2026-09-25', 'C'), away('2026-09-28', '2026-09-30')]
    const answer = ask('2026-09-30T15:30:00+01:00', { marks, leave: { endedOn: '2026-09-25' } })
    expect(answer.absence).toMatchObject({ firstOn: '2026-09-28', schoolDays: 3 })
    expect(standing(answer, 'education-welfare-escalation')).toBe('2026-09-30 due')
  })
})

describe('what the school sends', () => {
  it('T04: an N of 17 December is put right by Friday 8 January 2027', () => {
    const answer = ask('2027-01-06T15:30:00Z', { marks: [away('2026-12-17', '2026-12-17')] })
    expect(standing(answer, 'unexplained-code')).toBe('2027-01-08 upcoming')
  })

  it('T06: day 10 of 12 October is Friday 23 October, and the return goes by 23 November', () => {
    const ninth = ask('2026-10-22T15:30:00+01:00', from12October('2026-10-22'))
    expect(standing(ninth, 'attendance-return')).toBeUndefined()
    const { duties } = ask('2026-10-23T15:30:00+01:00', from12October('2026-10-23'))
    expect(duties.find(({ rule }) => rule === 'attendance-return')).toMatchObject({
      triggeredOn: '2026-10-23',
      dueOn: '2026-11-23',
      state: 'upcoming',
    })
  })

  it('T07: a U on 15 October does not break the ten days', () => {
    const marks = [away('2026-10-12', '2026-10-23', 'O'), away('2026-10-15', '2026-10-15', 'U')]
    expect(standing(ask('2026-10-23T15:30:00+01:00', { marks }), 'attendance-return')).toBe('2026-11-23 upcoming')
  })

  it('T08: back on 3 November and away again from 9 to 20 November is a second return', () => {
    const marks = [away('2026-10-12', '2026-10-23', 'O'), away('2026-11-09', '2026-11-20', 'O')]
    const { duties } = ask('2026-11-20T15:30:00Z', { marks, facts: { attendanceReturnsSentOn: ['2026-10-30'] } })
    const returns = duties.filter(({ rule }) => rule === 'attendance-return')
    expect(returns.map(({ triggeredOn, state }) => [triggeredOn, state])).toEqual([
      ['2026-10-23', 'done'],
      ['2026-11-20', 'upcoming'],
    ])
  })

  it('T10: entered on Tuesday 10 November, told by Sunday 15 November: calendar days', () => {
    const pupil = { dateOfBirth: '2014-05-06', enteredOn: '2026-11-10' }
    const answer = ask('2026-11-12T10:00:00Z', { pupil, facts: { newPupilReturn: { sentOn: null, exempt: false } } })
    expect(standing(answer, 'new-pupil-return')).toBe('2026-11-15 upcoming')
  })

  it('T11: reception on the first day of the year owes none, unless the authority asked before the name was entered', () => {
    const reception = { isInMostJuniorClass: true, startsOnFirstDayOfYear: true, enteredOn: '2026-09-02' }
    expect(isNewPupilReturnOwed({ ...reception, askedOn: null })).toBe(false)
    expect(isNewPupilReturnOwed({ ...reception, askedOn: '2026-07-01' })).toBe(true)
    expect(isNewPupilReturnOwed({ ...reception, askedOn: '2026-09-02' })).toBe(false)
    expect(isNewPupilReturnOwed({ ...reception, startsOnFirstDayOfYear: false, askedOn: null })).toBe(true)
    expect(isNewPupilReturnOwed({ ...reception, isInMostJuniorClass: false, askedOn: null })).toBe(true)
  })

  it('T38: a reception child not yet of age owes no attendance and no sickness return, and is no CME', () => {
    const pupil = { dateOfBirth: '2022-01-10' }
    const answer = ask('2026-10-23T15:30:00+01:00', { pupil, ...from12October('2026-10-23', 'O') })
    expect(answer.compulsorySchoolAge.from).toBe('2027-03-31')
    expect(standing(answer, 'attendance-return')).toBeUndefined()
    expect(answer.status).toBe('not-of-age')
    const ill = ask('2026-10-23T15:30:00+01:00', { pupil, marks: [away('2026-09-02', '2026-10-23', 'I')] })
    expect(standing(ill, 'sickness-return')).toBeUndefined()
  })

  it('T42: off roll on 16 November, the record goes by 7 December; off roll on 4 December, by 11 January', () => {
    const left = (leftOn: string) => ask('2026-12-06T10:00:00Z', { pupil: { dateOfBirth: '2014-05-06', leftOn } })
    expect(standing(left('2026-11-16'), 'pupil-record-transfer')).toBe('2026-12-07 upcoming')
    expect(standing(left('2026-12-04'), 'pupil-record-transfer')).toBe('2027-01-11 upcoming')
  })

  it('T34: on roll and sixty days away is no CME; off roll on 16 November without a place is', () => {
    const onRoll = ask('2027-01-29T15:30:00Z', from12October('2027-01-29', 'O'))
    expect([onRoll.absence!.schoolDays >= 60, onRoll.status]).toEqual([true, 'at-risk-of-cme'])
    const pupil = { dateOfBirth: '2014-05-06', leftOn: '2026-11-16' }
    expect(ask('2026-11-20T15:30:00Z', { pupil, ...from12October('2026-11-13', 'O') }).status).toBe('cme')
  })

  it('T37: compulsory school age ends on the last Friday in June of the year of the sixteenth birthday', () => {
    const to = (dateOfBirth: string) => ask('2026-10-12T12:00:00Z', { pupil: { dateOfBirth } }).compulsorySchoolAge.to
    expect(['2010-08-31', '2010-09-01', '2007-09-23'].map(to)).toEqual(['2026-06-26', '2027-06-25', '2024-06-28'])
  })
})
