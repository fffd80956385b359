// A referral is written down, acknowledged and answered: what is kept, what is refused, how it stands.
import { describe, expect, test } from 'vitest'
import { acknowledgeReferral } from '../../src/cases/decide/acknowledgeReferral.ts'
import { answerReferral } from '../../src/cases/decide/answerReferral.ts'
import { makeReferral, type ReferralToMake } from '../../src/cases/decide/makeReferral.ts'
import type { CaseHappening } from '../../src/cases/events.ts'
import { londonMoment, timeTyped } from '../../src/web/forms/referralMoment.ts'
import { referralsShown } from '../../src/web/pages/referralShown.ts'
import { pathsAt } from '../../src/web/paths.ts'
import { caseNowOf, type Happened } from './caseNowOf.ts'

const police = { agency: 'police', reference: 'CAD 114', takenBy: 'PC Lowe' } as const
const care = { agency: 'social-care', reference: '', takenBy: 'Duty desk' } as const

function referral(change: Partial<ReferralToMake> = {}): ReferralToMake {
  return {
    side: 'school',
    to: [police],
    at: '2026-10-14T08:50:00.000Z',
    dueOn: '2026-10-15',
    said: ['Name: Zsófi Nagy'],
    words: 'Not seen since Friday.',
    ...change,
  }
}

const made = (change: object = {}): CaseHappening => ({
  what: 'referral-made',
  details: {
    side: 'school',
    to: 'police',
    at: '2026-10-14T08:50:00.000Z',
    reference: 'CAD 114',
    takenBy: 'PC Lowe',
    dueOn: '2026-10-15',
    said: ['Name: Zsófi Nagy'],
    words: 'Not seen since Friday.',
    ...change,
  },
})
const opened: CaseHappening = { what: 'case-opened', details: { because: 'by-hand', reason: 'r', schoolDay: 1 } }
const closed: CaseHappening = { what: 'case-closed', details: { because: 'attending', on: '2026-10-14' } }
const withdrawn = (version: number): CaseHappening => ({ what: 'entry-withdrawn', details: { version, reason: 'x' } })
const of = (...happenings: CaseHappening[]): Happened[] => happenings.map((happening) => ({ happening }))

describe('a referral', () => {
  test('to two agencies is two entries, each with its own reference and who took it', () => {
    const decided = makeReferral(caseNowOf([]), referral({ to: [police, care] }), 'ruth')
    expect(decided).toEqual({
      accepted: [made(), made({ to: 'social-care', reference: '', takenBy: 'Duty desk' })],
    })
  })

  test.each([
    ['an instant to come', { at: '2026-10-14T09:01:00.000Z' }, [], 'in-the-future'],
    ['a day before the absence', { at: '2026-10-11T12:00:00.000Z' }, [], 'before-the-absence'],
    ['an answer due before it was made', { dueOn: '2026-10-13' }, [], 'before-the-referral'],
    ['a closed case', {}, [opened, closed], 'case-closed'],
  ] as const)('is refused for %s', (_, change, happenings, refusal) => {
    expect(makeReferral(caseNowOf(of(...happenings)), referral(change), 'ruth')).toEqual({ refused: refusal })
  })

  test('just after midnight in London on the first day away is of that day', () => {
    const night = '2026-10-11T23:05:00.000Z'
    expect(makeReferral(caseNowOf([]), referral({ at: night }), 'ruth')).toEqual({ accepted: [made({ at: night })] })
  })

  test.each([
    ['a second press within a minute', 'ruth', '2026-10-14T08:59:30.000Z', 0],
    ['the same by somebody else', 'rosa', '2026-10-14T08:59:30.000Z', 1],
    ['the same two minutes later', 'ruth', '2026-10-14T08:58:00.000Z', 1],
  ])('%s', (_, by, before, entries) => {
    const now = caseNowOf([{ at: before, by: 'ruth', happening: made() }])
    const decided = makeReferral(now, referral(), by)
    expect('accepted' in decided && decided.accepted).toHaveLength(entries)
  })

  test('of two agencies in a second press, the one that is new is written', () => {
    const now = caseNowOf([{ happening: made() }])
    const decided = makeReferral(now, referral({ to: [police, care] }), 'ruth')
    expect('accepted' in decided && decided.accepted.map(({ details }) => 'to' in details && details.to)).toEqual([
      'social-care',
    ])
  })
})

const acknowledgement = { version: 2, on: '2026-10-14', who: 'PC Lowe', reference: '' }
const answer = { version: 2, on: '2026-10-14', who: 'DS Park', answer: 'A visit tonight.' }
const acknowledged: CaseHappening = { what: 'referral-acknowledged', details: acknowledgement }
const answered: CaseHappening = { what: 'referral-answered', details: answer }

describe('what comes back', () => {
  test('is one entry of its own', () => {
    const now = caseNowOf(of(made()))
    expect(acknowledgeReferral(now, acknowledgement, 'dan')).toEqual({ accepted: [acknowledged] })
    expect(answerReferral(now, answer, 'dan')).toEqual({ accepted: [answered] })
  })

  test('may come after the case is closed', () => {
    const now = caseNowOf(of(made(), opened, closed))
    expect(answerReferral(now, answer, 'dan')).toEqual({ accepted: [answered] })
  })

  test.each([
    ['is no referral', of(opened), {}, 'entry-not-found'],
    ['was withdrawn', of(made(), withdrawn(2)), {}, 'entry-not-found'],
    ['is answered', of(made(), answered), { who: 'Another' }, 'answered-already'],
    ['is to be answered tomorrow', of(made()), { on: '2026-10-15' }, 'in-the-future'],
    ['was made later', of(made()), { on: '2026-10-13' }, 'before-the-referral'],
  ] as const)('is refused when the entry %s', (_, happened, change, refusal) => {
    const now = caseNowOf(happened)
    expect(answerReferral(now, { ...answer, ...change }, 'dan')).toEqual({ refused: refusal })
    expect(acknowledgeReferral(now, { ...acknowledgement, ...change }, 'dan')).toEqual({ refused: refusal })
  })

  test('a second press of the same person is not written twice', () => {
    const now = caseNowOf([{ happening: made() }, { by: 'dan', happening: answered }])
    expect(answerReferral(now, answer, 'dan')).toEqual({ accepted: [] })
    expect(answerReferral(now, answer, 'ruth')).toEqual({ refused: 'answered-already' })
  })
})

describe('a referral stands as', () => {
  const thursday = '2026-10-15T09:00:00.000Z'
  const friday = '2026-10-16T09:00:00.000Z'
  test.each([
    ['asked on the day an answer is due', of(made()), thursday, 'asked', 2],
    ['acknowledged', of(made(), acknowledged), thursday, 'acknowledged', 1],
    ['overdue the day after, acknowledged or not', of(made(), acknowledged), friday, 'overdue', 1],
    ['overdue without a word', of(made()), friday, 'overdue', 2],
    ['answered, however late', of(made(), answered), friday, 'answered', 0],
    ['asked again once the answer is withdrawn', of(made(), answered, withdrawn(3)), thursday, 'asked', 2],
  ] as const)('%s', (_, happened, at, state, actions) => {
    const [shown] = referralsShown(caseNowOf(happened, at), pathsAt(''))
    expect([shown?.state, shown?.actions.length, shown?.href]).toEqual([state, actions, '/cases/away/referrals/2'])
  })

  test('nothing once it is withdrawn, with what answered it', () => {
    expect(referralsShown(caseNowOf(of(made(), acknowledged, withdrawn(2))), pathsAt(''))).toEqual([])
  })

  test('a line that says when, what came of it and by when, and nobody’s words', () => {
    const [shown] = referralsShown(caseNowOf(of(made(), acknowledged), friday), pathsAt(''))
    expect(shown?.words).toBe(
      'Made to the police, Wed 14 Oct, 09:50. Acknowledged 14 October 2026. An answer was expected by 15 October 2026.',
    )
  })
})

describe('the time on the wall', () => {
  test.each([
    ['9:05', 9, 5],
    ['09.05', 9, 5],
    ['0905', 9, 5],
    [' 23:59 ', 23, 59],
  ])('%s is a time', (typed, hours, minutes) => expect(timeTyped(typed)).toEqual({ hours, minutes }))
  test.each(['24:00', '9:60', 'noon', '', '9', '9:5', '-1:00'])('“%s” is none', (typed) =>
    expect(timeTyped(typed)).toBeNull(),
  )
  test.each([
    ['in summer', '2026-10-14', 9, 30, '2026-10-14T08:30:00.000Z'],
    ['in winter', '2026-11-14', 9, 30, '2026-11-14T09:30:00.000Z'],
    ['just after midnight in summer', '2026-10-14', 0, 10, '2026-10-13T23:10:00.000Z'],
    ['of the hour that comes twice, the first', '2026-10-25', 1, 30, '2026-10-25T00:30:00.000Z'],
    ['of the hour that is skipped, none', '2027-03-28', 1, 30, null],
  ])('%s', (_, date, hours, minutes, instant) => {
    expect(londonMoment(date, { hours, minutes })).toBe(instant)
  })
})
