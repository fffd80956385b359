// Who may sign what at the removal gate, for which run of days, and when does a signature no longer count?
import { describe, expect, test } from 'vitest'
import { signEnquiries } from '../../src/cases/decide/signEnquiries.ts'
import { signOutcome } from '../../src/cases/decide/signOutcome.ts'
import { signSickness } from '../../src/cases/decide/signSickness.ts'
import type { CaseHappening } from '../../src/cases/events.ts'
import { removalGate } from '../../src/cases/removalGate.ts'
import { away, changed, check, type Play, playCase } from './removalCase.ts'

const ground = 'I'
const role = 'Designated safeguarding lead'
const dayTwenty = '2026-11-16T14:30:00.000Z'
const october = away('2026-10-12', '2026-11-16')

const sickness =
  (by: string, answer = false, words = 'Nothing known.') =>
  (play: Play) =>
    play.decide(by, (now) => signSickness(now, { ground, answer, words, role }, by))
const enquiries = (by: string, side: 'school' | 'authority') => (play: Play) =>
  play.decide(by, (now) => signEnquiries(now, { ground, side, words: '', role }, by))
const outcome =
  (
    by: string,
    side: 'school' | 'authority',
    answer: 'not-found' | 'found-agreed' | 'found-not-agreed' = 'not-found',
    words = 'Gone.',
  ) =>
  (play: Play) =>
    play.decide(by, (now) => signOutcome(now, { ground, side, answer, words, role }, by))

const dayTwentyCase = () => playCase({ asOf: dayTwenty, marks: october })
const withChecks = () =>
  dayTwentyCase()
    .write('ruth', check('school', 'S8', '2026-10-14'))
    .write('dan', check('authority', 'A3', '2026-10-20'))

const withdrawal = (version: number): CaseHappening => ({
  what: 'entry-withdrawn',
  details: { version, reason: 'A slip' },
})

describe('a signature holds', () => {
  test('the very sentence that was signed, then the words, the role and the first day of the run', () => {
    const play = withChecks()
    expect(sickness('ruth')(play)).toBe('accepted')
    expect(play.now().events.at(-1)).toMatchObject({
      what: 'sickness-signed',
      by: 'ruth',
      at: dayTwenty,
      details: {
        ground: 'I',
        answer: false,
        role: 'Designated safeguarding lead',
        runFirstOn: '2026-10-12',
        statement:
          'The school has no reasonable grounds to believe that the child is unable to attend because of sickness or an unavoidable cause.\nNothing known.',
      },
    })
  })

  test('T19 the enquiries of its own side that were carried out in this run, and no others', () => {
    const play = dayTwentyCase()
      .write('ruth', check('school', 'S8', '2026-10-14'))
      .write('ruth', check('school', 'S9', '2026-10-09'))
      .write('ruth', check('school', 'S5', '2026-10-14', 'asked'))
      .write('ruth', check('school', 'S6', '2026-10-14', 'not-applicable'))
      .write('dan', check('authority', 'A3', '2026-10-20'))
      .write('ruth', check('school', 'S7', '2026-10-12', 'found-something'))
    expect(enquiries('ruth', 'school')(play)).toBe('accepted')
    expect(play.now().events.at(-1)).toMatchObject({
      what: 'enquiries-signed',
      details: { side: 'school', checks: [2, 7] },
    })
  })

  test.each([
    ['not-found', 'not-found', null],
    ['found-agreed', 'found', true],
    ['found-not-agreed', 'found', false],
  ] as const)('T20 T21 the outcome %s as %s, agreed %s', (answer, kind, agreed) => {
    const play = withChecks()
    expect(outcome('dan', 'authority', answer)(play)).toBe('accepted')
    expect(play.now().events.at(-1)).toMatchObject({
      what: 'outcome-signed',
      details: { side: 'authority', kind, agreed },
    })
  })
})

describe('a signature is refused', () => {
  test.each([
    ['T18 without words', sickness('ruth', false, ''), 'decision-reason-needed'],
    ['T20 without words on the outcome', outcome('ruth', 'school', 'not-found', ''), 'decision-reason-needed'],
  ])('%s', (_, sign, expected) => {
    expect(sign(withChecks())).toBe(expected)
  })

  test('T19 for enquiries when none was carried out in this run', () => {
    const play = dayTwentyCase()
      .write('ruth', check('school', 'S5', '2026-10-14', 'asked'))
      .write('ruth', check('school', 'S9', '2026-10-09'))
      .write('dan', check('authority', 'A3', '2026-10-20'))
    expect(enquiries('ruth', 'school')(play)).toBe('nothing-to-sign')
  })

  test.each([
    ['sickness', sickness('ruth'), sickness('helen')],
    ['the school’s enquiries', enquiries('ruth', 'school'), enquiries('helen', 'school')],
    ['the school’s outcome', outcome('ruth', 'school'), outcome('helen', 'school')],
  ])('the same a second time for %s, by whomever, and not once the first is withdrawn', (_, first, second) => {
    const play = withChecks()
    expect(first(play)).toBe('accepted')
    expect(second(play)).toBe('signed-already')
    play.write('ruth', withdrawal(play.now().summary.version))
    expect(second(play)).toBe('accepted')
  })

  test('no second time for enquiries, unless every enquiry of the first was withdrawn', () => {
    const play = withChecks()
    expect(enquiries('ruth', 'school')(play)).toBe('accepted')
    play.write('ruth', check('school', 'S9', '2026-10-15'))
    expect(enquiries('ruth', 'school')(play)).toBe('signed-already')
    play.write('ruth', withdrawal(2))
    expect(enquiries('ruth', 'school')(play)).toBe('accepted')
  })

  test('for an outcome before an enquiry of its own side was made in this run', () => {
    const play = dayTwentyCase()
      .write('ruth', check('school', 'S8', '2026-10-14'))
      .write('dan', check('authority', 'A3', '2026-10-09'))
      .write('dan', check('authority', 'A4', '2026-10-20', 'asked'))
    expect(outcome('dan', 'authority')(play)).toBe('nothing-to-sign')
    expect(outcome('ruth', 'school')(play)).toBe('accepted')
    play.write('dan', check('authority', 'A4', '2026-10-20'))
    expect(outcome('dan', 'authority')(play)).toBe('accepted')
  })

  const pairs = [
    ['sickness', sickness('sam'), 'the authority’s enquiries', enquiries('sam', 'authority')],
    ['the school’s enquiries', enquiries('sam', 'school'), 'the authority’s outcome', outcome('sam', 'authority')],
    ['the school’s outcome', outcome('sam', 'school'), 'the authority’s enquiries', enquiries('sam', 'authority')],
    ['the authority’s enquiries', enquiries('sam', 'authority'), 'sickness', sickness('sam')],
    ['the authority’s outcome', outcome('sam', 'authority'), 'the school’s outcome', outcome('sam', 'school')],
  ] as const
  test.each(pairs)('one person for both bodies: %s, then %s', (_one, first, _other, second) => {
    const play = withChecks()
    expect(first(play)).toBe('accepted')
    expect(second(play)).toBe('one-person-two-bodies')
    play.write('sam', withdrawal(play.now().summary.version))
    expect(second(play)).toBe('accepted')
  })

  test.each([
    ['when the child was here on the last day that is over', changed(october, { '2026-11-16 PM': '\\' })],
    ['when the last day that is over is I', changed(october, { '2026-11-16': 'I' })],
    ['when nothing was ever marked', []],
  ])('without a run of days: %s', (_, marks) => {
    const play = playCase({ asOf: dayTwenty, marks })
      .write('ruth', check('school', 'S8', '2026-10-14'))
      .write('dan', check('authority', 'A3', '2026-10-20'))
    for (const sign of [sickness('ruth'), enquiries('ruth', 'school'), outcome('dan', 'authority')]) {
      expect(sign(play)).toBe('run-not-there')
    }
  })

  test.each([
    ['of a boarder', { pupil: { boarder: true } }],
    ['of a child who is not of compulsory school age', { pupil: { dateOfBirth: '2022-01-10' } }],
    ['without a calendar', { calendar: null }],
  ])('%s', (_, given) => {
    const play = playCase({ asOf: dayTwenty, marks: october, ...given })
    expect(sickness('ruth')(play)).toBe('run-not-there')
  })

  test('on a closed case, and once the name is deleted', () => {
    const closed = withChecks().write('dan', {
      what: 'case-closed',
      details: { because: 'attending', on: '2026-11-16' },
    })
    expect(sickness('ruth')(closed)).toBe('case-closed')
    const removed = withChecks().write('helen', {
      what: 'name-removed',
      details: { ground, on: '2026-11-16', statement: '', role, conditions: [], returnMessageId: 'm' },
    })
    for (const sign of [sickness('ruth'), enquiries('dan', 'authority'), outcome('dan', 'authority')]) {
      expect(sign(removed)).toBe('removed-already')
    }
  })

  test('for “not found” while an entry says where the child is; for “found” it is not', () => {
    const play = withChecks().write('dan', {
      what: 'child-found',
      details: {
        ...{ side: 'authority', kind: 'home-educated-unsuitable', on: '2026-11-09' },
        ...{ who: 'Dan Hale', how: 'visit', where: 'at home', words: '' },
      },
    })
    expect(outcome('dan', 'authority', 'not-found')(play)).toBe('found-already')
    expect(outcome('dan', 'authority', 'found-not-agreed')(play)).toBe('accepted')
  })

  test('for ground H before the leave has ended', () => {
    const play = playCase({
      asOf: '2026-09-24T14:30:00.000Z',
      marks: away('2026-09-14', '2026-09-24', 'C'),
      leave: { firstOn: '2026-09-14', lastOn: '2026-09-25' },
    })
    expect(
      play.decide('ruth', (now) => signSickness(now, { ground: 'H', answer: false, words: 'x', role }, 'ruth')),
    ).toBe('run-not-there')
  })
})

describe('a side signs anew', () => {
  const words = (play: Play) =>
    removalGate(play.now(), 'I').signatures.map((each) =>
      each.what === 'outcome' ? [each.by, each.kind, each.agreed] : [each.by, each.what],
    )

  test('another outcome takes the place of the first, which stays in the record', () => {
    const play = withChecks()
    outcome('ruth', 'school')(play)
    expect(outcome('helen', 'school', 'found-agreed')(play)).toBe('accepted')
    expect(words(play)).toEqual([['helen', 'found', true]])
    expect(removalGate(play.now(), 'I').voided.map(({ by }) => by)).toEqual(['ruth'])
    play.write('helen', withdrawal(play.now().summary.version))
    expect(words(play)).toEqual([['ruth', 'not-found', null]])
  })

  test('the other answer on sickness too, and whoever signed first still signed for that side', () => {
    const play = withChecks()
    sickness('sam')(play)
    expect(sickness('ruth', true)(play)).toBe('accepted')
    expect(words(play)).toEqual([['ruth', 'sickness']])
    expect(outcome('sam', 'authority')(play)).toBe('one-person-two-bodies')
  })

  test('the same, once a reason was given; and not twice', () => {
    const play = withChecks()
    sickness('ruth')(play)
    outcome('ruth', 'school')(play)
    play.write('grace', {
      what: 'reason-given',
      details: { explainedOn: '2026-11-16', explainedUntil: '2026-11-20', reason: 'In hospital', whoSaid: 'Mother' },
    })
    expect(removalGate(play.now(), 'I').overtaken.map(({ what }) => what)).toEqual(['sickness', 'outcome'])
    for (const sign of [sickness('ruth'), outcome('ruth', 'school')]) {
      expect(sign(play)).toBe('accepted')
      expect(sign(play)).toBe('signed-already')
    }
    expect(removalGate(play.now(), 'I').overtaken).toEqual([])
  })
})

describe('T26 a signature no longer counts', () => {
  function signedBySchool(): Play {
    const play = withChecks()
    sickness('ruth')(play)
    enquiries('ruth', 'school')(play)
    outcome('ruth', 'school')(play)
    return play
  }
  const counting = (play: Play) => {
    const { runFirstOn, signatures, voided } = removalGate(play.now(), 'I')
    return { runFirstOn, counts: signatures.length, voided: voided.length }
  }

  test('when the run begins on another day, and counts again when the register is put right', () => {
    const play = signedBySchool()
    expect(counting(play)).toEqual({ runFirstOn: '2026-10-12', counts: 3, voided: 0 })
    play.marks(changed(october, { '2026-10-12 AM': 'I' }))
    expect(counting(play)).toEqual({ runFirstOn: '2026-10-13', counts: 0, voided: 3 })
    expect(sickness('helen')(play)).toBe('accepted')
    expect(counting(play)).toEqual({ runFirstOn: '2026-10-13', counts: 1, voided: 3 })
    play.marks(october)
    expect(counting(play)).toEqual({ runFirstOn: '2026-10-12', counts: 3, voided: 1 })
  })

  test('when the run is gone', () => {
    const play = signedBySchool().marks(changed(october, { '2026-11-16': 'L' }))
    expect(counting(play)).toEqual({ runFirstOn: null, counts: 0, voided: 3 })
  })

  test('when the run began earlier than was known', () => {
    const play = signedBySchool().marks(away('2026-10-09', '2026-11-16', 'N'))
    expect(counting(play)).toEqual({ runFirstOn: '2026-10-09', counts: 0, voided: 3 })
  })
})
