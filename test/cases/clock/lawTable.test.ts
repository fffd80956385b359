// Do the rows of the rule table that the sixty examples leave out come out too?
import { describe, expect, it } from 'vitest'
import { ask, away, standing } from './ask.ts'

describe('the rows of the rule table', () => {
  it('T04: an N of Monday 12 October stands until Monday 19 October', () => {
    expect(
      standing(ask('2026-10-19T15:30:00+01:00', { marks: [away('2026-10-12', '2026-10-12')] }), 'unexplained-code'),
    ).toBe('2026-10-19 due')
  })

  it('T05: school days, not working days: an N of 21 October is not due on 28 October', () => {
    expect(
      standing(ask('2026-10-28T12:00:00Z', { marks: [away('2026-10-21', '2026-10-21')] }), 'unexplained-code'),
    ).toBe('2026-11-05 upcoming')
  })

  it('T08: back on 3 November and away again for nine days owes no second return yet', () => {
    const marks = [away('2026-10-12', '2026-10-23', 'O'), away('2026-11-09', '2026-11-19', 'O')]
    const returns = ask('2026-11-19T15:30:00Z', { marks }).duties.filter((duty) => duty.rule === 'attendance-return')
    expect(returns.map((duty) => duty.triggeredOn)).toEqual(['2026-10-23'])
  })

  it('T08: a return shows which days it passed over', () => {
    const marks = [away('2026-10-09', '2026-10-23', 'O'), away('2026-10-14', '2026-10-14', '-')]
    const duty = ask('2026-10-23T15:30:00+01:00', { marks }).duties.find((each) => each.rule === 'attendance-return')
    expect(duty?.working.counted).toHaveLength(10)
    expect(duty?.working.skipped).toEqual([{ on: '2026-10-14', because: 'no register is known' }])
  })

  it('T09: on 27 November, fifteen days later, the return is still the one of the belief', () => {
    const marks = [away('2026-09-07', '2026-09-16', 'I'), away('2026-11-09', '2026-11-27', 'I')]
    const facts = { foreseenSickness: { believedOn: '2026-11-09', from: '2026-11-09', to: '2026-11-27' } }
    expect(standing(ask('2026-11-27T15:30:00Z', { marks, facts }), 'sickness-return')).toBe('2026-11-09 overdue')
  })

  it('T11: a reception child on the first day of the year owes a return once the authority has asked', () => {
    const pupil = { dateOfBirth: '2022-01-10', enteredOn: '2026-09-02' }
    const asked = ask('2026-09-03T12:00:00+01:00', {
      pupil,
      facts: { newPupilReturn: { sentOn: null, exempt: false } },
    })
    expect(standing(asked, 'new-pupil-return')).toBe('2026-09-07 upcoming')
    const exempt = ask('2026-09-03T12:00:00+01:00', {
      pupil,
      facts: { newPupilReturn: { sentOn: null, exempt: true } },
    })
    expect(standing(exempt, 'new-pupil-return')).toBeUndefined()
  })

  it('T15: 20 weekdays from 12 October would end on 6 November; ground I does not', () => {
    const answer = ask('2026-11-06T15:30:00Z', { marks: [away('2026-10-12', '2026-11-06', 'O')] })
    expect(answer.removal.groundI).toMatchObject({
      schoolDays: 14,
      status: 'not-met',
      twentiethSchoolDay: '2026-11-16',
    })
  })

  it('T26: while 12 October was still O, 16 November was day 20', () => {
    const answer = ask('2026-11-17T15:30:00Z', { marks: [away('2026-10-12', '2026-11-17', 'O')] })
    expect(answer.removal.groundI).toMatchObject({
      schoolDays: 21,
      twentiethSchoolDay: '2026-11-16',
      firstLawfulOn: '2026-11-17',
    })
  })

  it('T35: off roll and suitably educated is not CME; unsuitable is', () => {
    const pupil = { dateOfBirth: '2014-05-06', leftOn: '2026-11-16' }
    expect(ask('2026-12-01T12:00:00Z', { pupil, facts: { educationKnown: true } }).status).toBe('left')
    expect(ask('2026-12-02T12:00:00Z', { pupil, facts: { educationKnown: false } }).status).toBe('cme')
    expect(ask('2026-11-15T12:00:00Z', { pupil }).status).toBe('attending')
    expect(ask('2026-11-16T08:00:00Z', { pupil }).status).toBe('cme')
  })

  it('T36 and T37: of age on the first and the last day', () => {
    expect(ask('2026-12-30T12:00:00Z', { pupil: { dateOfBirth: '2021-09-01' } }).status).toBe('not-of-age')
    expect(ask('2026-12-31T12:00:00Z', { pupil: { dateOfBirth: '2021-09-01' } }).status).toBe('attending')
    expect(ask('2027-06-25T23:00:00+01:00', { pupil: { dateOfBirth: '2010-09-01' } }).status).toBe('attending')
    expect(ask('2027-06-26T00:00:00+01:00', { pupil: { dateOfBirth: '2010-09-01' } }).status).toBe('not-of-age')
  })

  it('T36: a run that began before compulsory school age owes a return only when its tenth day is of age', () => {
    const marks = [away('2026-12-14', '2027-01-08', 'O')]
    const pupil = { dateOfBirth: '2021-09-01' }
    expect(standing(ask('2027-01-08T15:30:00Z', { marks, pupil }), 'attendance-return')).toBeUndefined()
    const longer = [away('2026-12-14', '2027-01-11', 'O')]
    expect(standing(ask('2027-01-11T15:30:00Z', { marks: longer, pupil }), 'attendance-return')).toBe(
      '2027-02-11 upcoming',
    )
  })

  it('T46: the Monday of a week whose days are yet to come begins a new school week', () => {
    const marks = [away('2026-09-07', '2026-09-08', 'O'), away('2026-11-16', '2026-11-18', 'O')]
    expect(ask('2026-11-22T12:00:00Z', { marks }).attendance.unauthorisedInTenWeeks).toBe(10)
    expect(ask('2026-11-23T08:00:00Z', { marks }).attendance.unauthorisedInTenWeeks).toBe(6)
  })

  it('T46: in the holidays the last school week before them is the last of the ten', () => {
    const marks = [away('2026-10-12', '2026-10-16', 'G')]
    expect(ask('2026-12-24T12:00:00Z', { marks }).attendance).toMatchObject({
      unauthorisedInTenWeeks: 10,
      considerPenaltyNotice: true,
    })
    expect(ask('2027-01-04T12:00:00Z', { marks }).attendance.unauthorisedInTenWeeks).toBe(10)
    expect(ask('2027-01-11T08:00:00Z', { marks }).attendance.unauthorisedInTenWeeks).toBe(0)
  })

  it('T48: 38 of 76 is severe', () => {
    const marks = [away('2026-09-02', '2026-09-28', 'I')]
    expect(ask('2026-10-23T15:30:00+01:00', { marks }).attendance).toMatchObject({
      possible: 76,
      absent: 38,
      band: 'severe',
    })
  })

  it('T49: nothing possible is no band', () => {
    const marks = [away('2026-09-02', '2026-09-04', '-')]
    expect(ask('2026-09-04T15:30:00+01:00', { marks }).attendance).toMatchObject({
      possible: 0,
      absent: 0,
      band: 'none',
    })
  })

  it('T53: a child missing from care since 31 January is looked at again by 28 February', () => {
    const facts = {
      missing: [{ reportedAt: '2027-01-31T09:00:00Z', from: 'care' as const, meetingsOn: ['2027-01-31'] }],
    }
    expect(standing(ask('2027-02-01T09:00:00Z', { facts }), 'missing-from-care-review')).toBe('2027-02-28 upcoming')
  })

  it('T53: a report just after midnight in summer belongs to London’s day', () => {
    const facts = { missing: [{ reportedAt: '2026-09-30T23:30:00Z', from: 'care' as const }] }
    expect(standing(ask('2026-10-01T09:00:00+01:00', { facts }), 'missing-from-care-meeting')).toBe(
      '2026-10-04 upcoming',
    )
  })

  it('T66: a boarder owes no code, no return and no sickness return, but is rung about', () => {
    const pupil = { dateOfBirth: '2014-05-06', boarder: true }
    const answer = ask('2026-10-23T15:30:00+01:00', {
      pupil,
      marks: [away('2026-09-02', '2026-10-01', 'I'), away('2026-10-12', '2026-10-23')],
    })
    expect(answer.duties.map((duty) => duty.rule)).toEqual([
      'first-day-contact',
      'risk-questions',
      'cme-officer-told',
      'education-welfare-escalation',
      'home-visit',
      'joint-review',
      'authority-referral',
      'authority-enquiries',
    ])
  })
})

describe('what changes nothing', () => {
  it('is noted with its place', () => {
    const calendar = {
      terms: [
        { from: '2026-09-01', to: '2026-10-23' },
        { from: '2026-11-02', to: '2026-12-18' },
      ],
      closed: [{ on: '2026-12-25', because: 'bank-holiday' as const }],
    }
    const marks = [
      { on: '2026-10-24', code: 'N' },
      { on: '2026-10-12', code: 'I' },
      { from: '2026-10-26', to: '2026-10-30', code: 'N' },
      { on: '2026-08-30', session: 'AM' as const, code: 'N' },
      { from: '2026-08-20', to: '2026-09-01', code: '-' },
      { on: '2026-12-12', code: 'N' },
    ]
    expect(ask('2026-11-16T15:30:00Z', { calendar, marks }).notes).toEqual([
      'calendar.closed[0]: 2026-12-25 is outside the terms.',
      'marks[0]: 2026-10-24 is no school day (weekend).',
      'marks[2]: no school day from 2026-10-26 to 2026-10-30.',
      'marks[3]: The school’s calendar begins on 2026-09-01.',
      'marks[4]: the days outside the calendar are not used.',
    ])
  })

  it('is noted when foreseen sickness runs past the calendar', () => {
    const facts = { foreseenSickness: { believedOn: '2027-07-19', from: '2027-07-19', to: '2027-09-10' } }
    expect(ask('2027-07-19T15:30:00+01:00', { facts }).notes).toEqual([
      'facts.foreseenSickness.to: the days after the calendar are not counted.',
    ])
  })
})

describe('the figures of attendance', () => {
  it('begin with the day the pupil was entered', () => {
    const pupil = { dateOfBirth: '2014-05-06', enteredOn: '2026-11-10' }
    const marks = [away('2026-09-07', '2026-09-11', 'O'), away('2026-11-11', '2026-11-11', 'O')]
    expect(ask('2026-11-12T10:00:00Z', { pupil, marks }).attendance).toEqual({
      possible: 5,
      absent: 2,
      band: 'persistent',
      unauthorisedInTenWeeks: 2,
      considerPenaltyNotice: false,
    })
  })

  it('leave out the sessions that nobody could attend, and those whose register nobody has seen', () => {
    const marks = [
      away('2026-09-02', '2026-09-02', '-'),
      away('2026-09-03', '2026-09-03', 'Y4'),
      away('2026-09-04', '2026-09-04', 'X'),
    ]
    expect(ask('2026-09-04T15:30:00+01:00', { marks }).attendance.possible).toBe(0)
  })
})

describe('a moment outside the calendar', () => {
  it('before it knows nothing, and says so', () => {
    const answer = ask('2026-08-20T12:00:00+01:00', { marks: [away('2026-09-02', '2026-09-04')] })
    expect(answer).toMatchObject({ covered: false, absence: null, duties: [], status: 'attending' })
    expect(answer.removal.groundI.status).toBe('unknown')
  })

  it('is covered on its first and its last day', () => {
    const covered = (asOf: string) => ask(asOf).covered
    expect([covered('2026-09-01T00:00:00+01:00'), covered('2027-07-21T23:59:59+01:00')]).toEqual([true, true])
    expect([covered('2026-08-31T23:59:59+01:00'), covered('2027-07-22T00:00:00+01:00')]).toEqual([false, false])
  })
})
