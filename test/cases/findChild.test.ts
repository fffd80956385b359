// Where the child is: what closes a case, what does not, and what nobody may write down as found.
import { describe, expect, test } from 'vitest'
import { closingOf } from '../../src/cases/afterFound.ts'
import { type FoundKind, foundKinds } from '../../src/cases/caseWork.ts'
import { type Confirmation, confirmations, type Finding, findChild } from '../../src/cases/decide/findChild.ts'
import { caseAt, found, opened, recordSent, told } from './caseAt.ts'

const day9 = '2026-10-22'
const seen: Finding = { kind: 'attending', on: day9, who: 'Ms Hill, class teacher', how: 'seen', where: '', words: '' }

/** What is written down, event by event, or the refusal. */
function written(finding: Partial<Finding>, side: 'school' | 'authority' = 'school', now = caseAt(day9, [opened])) {
  const decision = findChild(now, { ...seen, ...finding }, side)
  return 'refused' in decision ? decision.refused : decision.accepted.map(({ what }) => what).join(', ')
}

describe('what closes the case', () => {
  test.each<[FoundKind, Confirmation, string, 'school' | 'authority', string]>([
    ['attending', 'seen', '', 'school', 'child-found, case-closed'],
    ['another-school', 'new-school', 'Ashdown', 'school', 'child-found'],
    ['another-school', 'new-school', 'Ashdown', 'authority', 'child-found'],
    ['home-educated', 'home-education-officer', '', 'school', 'child-found, case-closed'],
    ['home-educated', 'home-education-officer', '', 'authority', 'child-found'],
    ['home-educated-unsuitable', 'home-education-officer', '', 'school', 'child-found'],
    ['home-educated-unsuitable', 'home-education-officer', '', 'authority', 'child-found'],
    ['abroad', 'foreign-proof', 'Hungary', 'school', 'child-found, case-closed'],
    ['abroad', 'foreign-proof', 'Hungary', 'authority', 'child-found'],
    ['died', 'certificate', '', 'authority', 'child-found, case-closed'],
  ])('%s, %s %s, found by the %s: %s', (kind, how, where, side, expected) => {
    expect(written({ kind, how, where }, side)).toBe(expected)
  })

  test('says why and on which day', () => {
    const decision = findChild(caseAt('2026-10-23', [opened]), seen, 'school')
    expect(decision).toEqual({
      accepted: [
        {
          what: 'child-found',
          details: {
            side: 'school',
            kind: 'attending',
            on: '2026-10-22',
            who: 'Ms Hill, class teacher',
            how: 'Seen in person',
            where: '',
            words: '',
          },
        },
        { what: 'case-closed', details: { because: 'attending', on: '2026-10-23' } },
      ],
    })
  })

  test('over compulsory school age, once the last Friday in June has passed', () => {
    const of = (dateOfBirth: string | null, on: string) =>
      written({ kind: 'over-age', on }, 'authority', caseAt(on, [opened], { pupil: { dateOfBirth } }))
    expect(of('2010-08-31', '2026-10-22')).toBe('child-found, case-closed')
    expect(of('2010-09-01', '2026-10-22')).toBe('not-over-age')
    expect(of('2010-09-01', '2027-06-25')).toBe('not-over-age')
    expect(of('2010-09-01', '2027-06-26')).toBe('child-found, case-closed')
    expect(of(null, '2026-10-22')).toBe('not-over-age')
  })
})

describe('silence and hearsay close nothing', () => {
  test('no kind says that nobody heard anything', () => {
    expect(foundKinds).toEqual([
      'attending',
      'another-school',
      'home-educated',
      'home-educated-unsuitable',
      'abroad',
      'died',
      'over-age',
    ])
    expect(Object.keys(confirmations)).toEqual([
      'seen',
      'register',
      'new-school',
      'home-education-officer',
      'foreign-proof',
      'certificate',
    ])
  })

  test('six months without a word leave the case open, and nothing left to do does not close it either', () => {
    const now = caseAt('2027-04-22', [opened])
    expect(now.summary.closedAt).toBeNull()
    expect(closingOf(now, told('new-school', '2027-04-22'))).toEqual([])
    expect(closingOf(now, recordSent('2027-04-22'))).toEqual([])
  })

  test.each<[string, Partial<Finding>]>([
    ['in school, by a school elsewhere', { how: 'new-school' }],
    ['in school, seen by nobody', { who: ' ' }],
    ['at another school that has not confirmed it', { kind: 'another-school', how: 'seen', where: 'Ashdown' }],
    ['at another school without its name', { kind: 'another-school', how: 'new-school', where: '' }],
    ['educated at home, says the register', { kind: 'home-educated', how: 'register' }],
    ['abroad, seen by a neighbour', { kind: 'abroad', how: 'seen', where: 'Hungary' }],
    ['abroad, nobody knows where', { kind: 'abroad', how: 'foreign-proof', where: '' }],
    ['died, without a certificate', { kind: 'died', how: 'seen' }],
  ])('%s: proof is needed', (_, finding) => {
    expect(written(finding)).toBe('proof-needed')
  })
})

describe('when it may be written down', () => {
  test('an absence that is not open for the authority has no finding', () => {
    expect(written({}, 'school', caseAt(day9, []))).toBe('case-not-open')
  })

  test('a closed case has one already', () => {
    const closed = { what: 'case-closed', details: { because: 'attending', on: day9 } } as const
    expect(written({}, 'school', caseAt(day9, [opened, found('attending', 'school'), closed]))).toBe('case-closed')
  })

  test('a child found elsewhere is not found again', () => {
    const now = caseAt(day9, [opened, found('another-school', 'school')])
    expect(written({}, 'school', now)).toBe('found-already')
  })

  test('a child at home without suitable education can be found in education later, but not at home twice', () => {
    const now = caseAt(day9, [opened, found('home-educated-unsuitable', 'authority')])
    expect(written({}, 'school', now)).toBe('child-found, case-closed')
    const again = { kind: 'home-educated-unsuitable', how: 'home-education-officer' } as const
    expect(written(again, 'authority', now)).toBe('found-already')
  })

  test('neither ahead of time nor before the child was away', () => {
    expect(written({ on: '2026-10-23' })).toBe('in-the-future')
    expect(written({ on: '2026-10-11' })).toBe('before-the-absence')
    expect(written({ on: '2026-10-12', kind: 'died', how: 'certificate' })).toBe('child-found, case-closed')
  })
})

describe('found again after a finding that holds no more', () => {
  const closed = { what: 'case-closed', details: { because: 'attending', on: day9 } } as const
  const byClock = { what: 'case-opened', details: { because: 'school-day', reason: '', schoolDay: 9 } } as const
  const again = { what: 'absence-began-again', details: { firstOn: '2026-10-26' } } as const

  test('opened again by the clock', () => {
    const now = caseAt('2026-10-23', [opened, found('attending', 'school'), closed, byClock])
    expect(written({ on: '2026-10-23' }, 'school', now)).toBe('child-found, case-closed')
  })

  test('away again while the case was still open', () => {
    const now = caseAt('2026-10-26', [opened, found('another-school', 'school'), again])
    expect(written({ on: '2026-10-26' }, 'school', now)).toBe('child-found, case-closed')
  })
})

describe('a child at home without suitable education', () => {
  test('is away without a reason: every duty goes on', () => {
    const unsuitable = caseAt(day9, [opened, found('home-educated-unsuitable', 'authority')])
    expect(unsuitable.summary).toMatchObject({ explainedOn: null, explainedBy: null })
    expect(unsuitable.answer?.absence?.unexplained).toBe(true)
    expect(unsuitable.answer?.duties.map(({ rule, state }) => [rule, state])).toEqual(
      caseAt(day9, [opened]).answer?.duties.map(({ rule, state }) => [rule, state]),
    )
    expect(caseAt(day9, [opened, found('home-educated', 'authority')]).answer?.absence?.unexplained).toBe(false)
  })

  test('keeps the reason that was in force', () => {
    const reason = {
      what: 'reason-given',
      details: { explainedOn: '2026-10-19', explainedUntil: '2026-10-30', reason: 'Ill', whoSaid: 'Mother' },
    } as const
    const now = caseAt(day9, [opened, reason, found('home-educated-unsuitable', 'authority')])
    expect(now.summary).toMatchObject({ explainedOn: '2026-10-19', explainedUntil: '2026-10-30', explainedBy: 3 })
  })
})

describe('back at school, beside the register', () => {
  const kept = (codes: Readonly<Record<string, string>>, complete: readonly string[] = []) => ({
    kept: {
      marks: Object.entries(codes).flatMap(([on, code]) =>
        (['AM', 'PM'] as const).map((session) => ({ on, session, code })),
      ),
      completeSessions: complete.flatMap((on) => (['AM', 'PM'] as const).map((session) => ({ on, session }))),
    },
  })
  const away = { '2026-10-19': 'N', '2026-10-20': 'N', '2026-10-21': 'O' }
  const on22 = (finding: Partial<Finding>, ...marks: Parameters<typeof kept>) =>
    written(finding, 'school', caseAt(day9, [opened], kept(...marks)))

  test.each<[string, string, string]>([
    ['today, whatever the register still says', '2026-10-22', 'child-found, case-closed'],
    ['on the last day the register says N, G or O', '2026-10-21', 'child-found, case-closed'],
    ['before it', '2026-10-20', 'register-says-away'],
    ['on the first day', '2026-10-12', 'register-says-away'],
  ])('seen %s', (_, on, expected) => {
    expect(on22({ on }, on === '2026-10-22' ? { ...away, '2026-10-22': 'N' } : away)).toBe(expected)
  })

  test('by the register, only on a day on which it says so', () => {
    const register = { how: 'register' } as const
    expect(on22(register, { ...away, '2026-10-22': 'N' })).toBe('register-says-away')
    expect(on22(register, away)).toBe('register-says-away')
    expect(on22(register, { ...away, '2026-10-22': '-' }, ['2026-10-22'])).toBe('register-says-away')
    expect(on22(register, { ...away, '2026-10-22': '/' })).toBe('child-found, case-closed')
    expect(on22(register, { ...away, '2026-10-22': 'L' })).toBe('child-found, case-closed')
    expect(on22(register, away, ['2026-10-22'])).toBe('child-found, case-closed')
    expect(on22({ ...register, on: '2026-10-20' }, { ...away, '2026-10-20': '/' })).toBe('register-says-away')
  })

  test('no other kind asks the register', () => {
    const elsewhere = { kind: 'another-school', how: 'new-school', where: 'Ashdown', on: '2026-10-19' } as const
    expect(on22(elsewhere, away)).toBe('child-found')
  })
})

describe('whether the child is missing education', () => {
  const offRoll = { pupil: { leftOn: '2026-11-16' } }

  test('on roll, however long away, the child is not; off roll on 16 November without a place, the child is', () => {
    expect(caseAt('2026-11-13', [opened]).answer?.status).toBe('at-risk-of-cme')
    expect(caseAt('2026-11-16', [opened], offRoll).answer?.status).toBe('cme')
  })

  test.each<[FoundKind, string]>([
    ['another-school', 'left'],
    ['home-educated', 'left'],
    ['home-educated-unsuitable', 'cme'],
  ])('off roll and found %s on 2 December: %s', (kind, status) => {
    const now = caseAt('2026-12-02', [opened, found(kind, 'authority', '2026-12-02')], offRoll)
    expect(now.answer?.status).toBe(status)
  })
})
