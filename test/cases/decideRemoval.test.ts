// When may a name be deleted from the register? The rows of the law, each as a table: everything met but what the row takes away.
import { describe, expect, test } from 'vitest'
import { caseMessage } from '../../src/cases/caseMessage.ts'
import type { GroundLetter } from '../../src/cases/caseWork.ts'
import { decideRemoval } from '../../src/cases/decide/decideRemoval.ts'
import { signEnquiries } from '../../src/cases/decide/signEnquiries.ts'
import { type OutcomeAnswer, signOutcome } from '../../src/cases/decide/signOutcome.ts'
import { signSickness } from '../../src/cases/decide/signSickness.ts'
import type { CaseHappening } from '../../src/cases/events.ts'
import { likelyGround, removalGate } from '../../src/cases/removalGate.ts'
import { calendarA } from '../support/calendars.ts'
import { away, changed, check, type Given, type Play, playCase, schoolDays } from './removalCase.ts'

const dayTwenty = '2026-11-16T14:30:00.000Z'
const october = away('2026-10-12', '2026-11-16')

interface Signed {
  readonly ground?: GroundLetter
  readonly sickness?: boolean | null
  readonly school?: OutcomeAnswer | null
  readonly authority?: OutcomeAnswer | null
  readonly without?: 'school-enquiries' | 'authority-enquiries'
}

const role = 'a role'

/** Everything signed but what is taken away. */
function signed(
  play: Play,
  { ground = 'I', sickness = false, school = 'not-found', authority = 'not-found', without }: Signed = {},
) {
  const today = play.now().today
  play.write('ruth', check('school', 'S8', today)).write('dan', check('authority', 'A3', today))
  const words = 'In words.'
  const took = [
    sickness === null
      ? ''
      : play.decide('ruth', (now) => signSickness(now, { ground, answer: sickness, words, role }, 'ruth')),
    without === 'school-enquiries'
      ? ''
      : play.decide('ruth', (now) => signEnquiries(now, { ground, side: 'school', words, role }, 'ruth')),
    without === 'authority-enquiries'
      ? ''
      : play.decide('dan', (now) => signEnquiries(now, { ground, side: 'authority', words, role }, 'dan')),
    school === null
      ? ''
      : play.decide('ruth', (now) => signOutcome(now, { ground, side: 'school', answer: school, words, role }, 'ruth')),
    authority === null
      ? ''
      : play.decide('dan', (now) =>
          signOutcome(now, { ground, side: 'authority', answer: authority, words, role }, 'dan'),
        ),
  ]
  expect(took.filter((each) => each !== '' && each !== 'accepted')).toEqual([])
  return play
}

const decide = (play: Play, change: { ground?: GroundLetter; on?: string; words?: string; by?: string } = {}) => {
  const { ground = 'I', on = play.now().today, words = 'Nobody knows where the family is.', by = 'helen' } = change
  return play.decide(by, (now) =>
    decideRemoval(now, { ground, on, words, role: 'Head teacher', returnMessageId: 'm1' }, by),
  )
}

const given = (marks: Given['marks'] = october, change: Partial<Given> = {}) =>
  playCase({ asOf: dayTwenty, marks, ...change })

const conditionOf = (play: Play, id: string, ground: GroundLetter = 'I') =>
  removalGate(play.now(), ground).conditions.find((condition) => condition.id === id)

function seenInCheck(on: string): CaseHappening {
  const made = check('school', 'S8', on, 'found-something')
  return made.what === 'check-made' ? { ...made, details: { ...made.details, childSeen: true } } : made
}

describe('T20 with everything met', () => {
  test('the name is deleted today, with each condition and who signed it as evidence', () => {
    const play = signed(given())
    expect(removalGate(play.now(), 'I').status).toBe('met')
    expect(decide(play)).toBe('accepted')
    const removed = play.now()
    expect(removed.summary).toMatchObject({ endedOn: '2026-11-16', endedBecause: 'removed', closedAt: null })
    expect(removed.events.at(-1)).toMatchObject({
      what: 'name-removed',
      by: 'helen',
      details: {
        ground: 'I',
        on: '2026-11-16',
        role: 'Head teacher',
        returnMessageId: 'm1',
        statement:
          'I have looked at the conditions as they stand this minute and decide that the name is deleted from the admission register today.\nNobody knows where the family is.',
        conditions: [
          { id: 'twenty-school-days', because: '20 of 20. Counted from 2026-10-12 to 2026-11-16.' },
          { id: 'only-g-n-o', because: 'Nothing but G, N and O on the last 20 school days.' },
          {
            id: 'not-sickness-or-unavoidable',
            because:
              'Signed on 2026-11-16: no reason to believe in sickness or an unavoidable cause. Signed: Ruth Adeyemi, a role, 2026-11-16T14:30:00.000Z (entry 4).',
          },
          {
            id: 'school-enquired',
            because:
              '1 signed enquiry by the school. Signed: Ruth Adeyemi, a role, 2026-11-16T14:30:00.000Z (entry 5).',
          },
          {
            id: 'authority-enquired',
            because: '1 signed enquiry by the authority. Signed: Dan Hale, a role, 2026-11-16T14:30:00.000Z (entry 6).',
          },
          {
            id: 'outcome-signed',
            because:
              'Both signed that the child was not found. Signed: Ruth Adeyemi, a role, 2026-11-16T14:30:00.000Z (entry 7); Dan Hale, a role, 2026-11-16T14:30:00.000Z (entry 8).',
          },
        ],
      },
    })
    expect(decide(play)).toBe('removed-already')
  })

  test('the head of a small school who signed for it as its lead may decide; who signed for the authority may not', () => {
    expect(decide(signed(given()), { by: 'ruth' })).toBe('accepted')
    expect(decide(signed(given()), { by: 'dan' })).toBe('one-person-two-bodies')
  })

  test('nothing is decided without words', () => {
    expect(decide(signed(given()), { words: '' })).toBe('decision-reason-needed')
  })
})

test('T12 the return is made at the very instant of the deletion, names no child and goes to the authority', () => {
  const { asOf, summary, schoolName } = signed(given()).now()
  const about = { id: 'm1', madeAt: asOf, caseId: summary.id, schoolUrn: '999001', schoolName, schoolDay: 20 }
  const message = caseMessage('deletion-return', {
    ...about,
    version: 9,
    isHeld: false,
    publicUrl: 'https://w.example',
  })
  expect(message).toMatchObject({
    id: 'm1',
    madeAt: dayTwenty,
    team: 'authority',
    state: 'waiting',
    kind: 'deletion-return',
  })
  expect(message.subject + message.body).not.toMatch(/Nagy|Zsófia/)
})

test.each([
  ['yesterday', '2026-11-17T14:30:00.000Z', '2026-11-16', 'not-today'],
  ['tomorrow', '2026-11-17T14:30:00.000Z', '2026-11-18', 'not-today'],
  ['no date', '2026-11-17T14:30:00.000Z', '', 'not-today'],
  ['today in London, yesterday in New York and UTC', '2027-06-30T23:30:00.000Z', '2027-07-01', 'accepted'],
  ['yesterday in London, today in UTC', '2027-06-30T23:30:00.000Z', '2027-06-30', 'not-today'],
])('T14 a deletion is never backdated and never decided ahead: %s', (_, asOf, on, expected) => {
  const play = signed(playCase({ asOf, marks: away('2026-10-12', asOf.slice(0, 10)) }))
  expect(decide(play, { on })).toBe(expected)
})

describe('T15 twenty school days', () => {
  test.each([
    ['on weekday 20, Friday 6 November', '2026-11-06T14:30:00.000Z', '14 of 20.', 'gate-not-met'],
    ['on school day 19, Friday 13 November', '2026-11-13T14:30:00.000Z', '19 of 20.', 'gate-not-met'],
    ['on the morning of day 20', '2026-11-16T10:00:00.000Z', '19 of 20.', 'gate-not-met'],
    ['once the registers of day 20, Monday 16 November, have closed', dayTwenty, '20 of 20.', 'accepted'],
  ])('%s', (_, asOf, because, expected) => {
    const play = signed(
      given(
        october.filter(({ on }) => on <= asOf.slice(0, 10)),
        { asOf },
      ),
    )
    expect(conditionOf(play, 'twenty-school-days')?.because).toBe(because)
    expect(decide(play)).toBe(expected)
  })
})

describe('T16 T17 T26 one other code in the run', () => {
  test.each([
    ['T16 I on 20 October', { '2026-10-20': 'I' }, '2026-10-21', '2026-11-25'],
    ['T16 I on the morning of 20 October', { '2026-10-20 AM': 'I' }, '2026-10-21', '2026-11-25'],
    ['T17 U on 15 October', { '2026-10-15': 'U' }, '2026-10-16', '2026-11-20'],
    ['present on the afternoon of 20 October', { '2026-10-20 PM': '\\' }, '2026-10-21', '2026-11-25'],
    ['T26 12 October changed from N to I', { '2026-10-12': 'I' }, '2026-10-13', '2026-11-17'],
    ['dual registered on 20 October', { '2026-10-20': 'D' }, '2026-10-21', '2026-11-25'],
  ])('%s: the run begins again', (_, change, startedOn, dayTwentyOn) => {
    const play = given(changed(october, change))
    expect(play.now().answer?.removal.groundI).toMatchObject({
      status: 'not-met',
      runStartedOn: startedOn,
      twentiethSchoolDay: dayTwentyOn,
      firstLawfulOn: dayTwentyOn,
    })
    expect(decide(signed(play))).toBe('gate-not-met')
    const later = playCase({
      asOf: `${dayTwentyOn}T14:30:00.000Z`,
      marks: changed(away('2026-10-12', dayTwentyOn), change),
    })
    expect(decide(signed(later))).toBe('accepted')
  })

  test('T17 N, O and G together do not', () => {
    const play = signed(given(changed(october, { '2026-10-12': 'N', '2026-10-13': 'G' })))
    expect(decide(play)).toBe('accepted')
  })
})

test.each([
  ['nobody has signed', null, 'pending', null],
  ['there is reason to believe in it', true, 'not-met', false],
  ['there is none', false, 'met', true],
] as const)('T18 sickness or unavoidable cause: %s', (_, sickness, status, met) => {
  const play = signed(given(), { sickness })
  expect(conditionOf(play, 'not-sickness-or-unavoidable')?.met).toBe(met)
  expect(removalGate(play.now(), 'I').status).toBe(status)
  expect(decide(play)).toBe(status === 'met' ? 'accepted' : 'gate-not-met')
})

describe('T19 joint efforts', () => {
  test.each([
    ['the school’s enquiries are not signed', 'school-enquiries', 'school-enquired'],
    ['the authority’s enquiries are not signed', 'authority-enquiries', 'authority-enquired'],
  ] as const)('%s', (_, without, id) => {
    const play = signed(given(), { without })
    expect(conditionOf(play, id)?.met).toBe(null)
    expect(decide(play)).toBe('gate-not-met')
  })

  test('the authority signs later the same day, and it is met', () => {
    const play = signed(
      given([...october, { on: '2026-11-17', session: 'AM', code: 'O' }], { asOf: '2026-11-17T10:00:00.000Z' }),
      { without: 'authority-enquiries' },
    )
    expect(decide(play)).toBe('gate-not-met')
    play.at('2026-11-17T11:00:00.000Z')
    play.decide('dan', (now) => signEnquiries(now, { ground: 'I', side: 'authority', words: '', role }, 'dan'))
    expect(decide(play)).toBe('accepted')
  })

  test('the only enquiry signed is withdrawn', () => {
    const play = signed(given())
    play.write('dan', { what: 'entry-withdrawn', details: { version: 3, reason: 'Another child' } })
    expect(conditionOf(play, 'authority-enquired')?.met).toBe(null)
    expect(decide(play)).toBe('gate-not-met')
  })
})

describe('T20 T21 T22 the outcome', () => {
  test.each([
    ['T20 not found, the authority has not signed', 'not-found', null, 'pending'],
    ['T20 not found, the school has not signed', null, 'not-found', 'pending'],
    ['T21 found in Spain, both rule out a return', 'found-agreed', 'found-agreed', 'met'],
    ['T21 found in Spain, the authority does not', 'found-agreed', 'found-not-agreed', 'not-met'],
    ['T21 found in Spain, the school does not', 'found-not-agreed', 'found-agreed', 'not-met'],
    ['T22 found at the same address, nobody rules out a return', 'found-not-agreed', 'found-not-agreed', 'not-met'],
    ['one not found, the other found and agreed', 'not-found', 'found-agreed', 'pending'],
    ['one found and agreed, the other not found', 'found-agreed', 'not-found', 'pending'],
  ] as const)('%s', (_, school, authority, status) => {
    const play = signed(given(), { school, authority })
    expect(removalGate(play.now(), 'I').status).toBe(status)
    expect(decide(play)).toBe(status === 'met' ? 'accepted' : 'gate-not-met')
  })

  test.each([
    ['not-found', 'found-agreed', true],
    ['found-agreed', 'found-not-agreed', true],
    ['not-found', 'not-found', false],
    ['not-found', null, false],
  ] as const)('the two sides disagree: %s and %s', (school, authority, isDisputed) => {
    expect(removalGate(signed(given(), { school, authority }).now(), 'I').isDisputed).toBe(isDisputed)
  })

  test('T22 an entry that says where the child is undoes “not found”', () => {
    const play = signed(given())
    play.write('dan', {
      what: 'child-found',
      details: {
        ...{ side: 'authority', kind: 'home-educated-unsuitable', on: '2026-11-16' },
        ...{ who: 'Dan Hale', how: 'visit', where: 'at home', words: '' },
      },
    })
    expect(conditionOf(play, 'not-found-since')).toMatchObject({ met: false })
    expect(decide(play)).toBe('gate-not-met')
    play.write('dan', {
      what: 'entry-withdrawn',
      details: { version: play.now().summary.version, reason: 'Another child' },
    })
    expect(decide(play)).toBe('accepted')
  })
})

describe('what became known after the signatures is looked at first', () => {
  const reason: CaseHappening = {
    what: 'reason-given',
    details: { explainedOn: '2026-11-16', explainedUntil: '2026-11-20', reason: 'In hospital', whoSaid: 'Mother' },
  }
  const sighting = (on: string): CaseHappening => ({
    what: 'child-seen',
    details: { side: 'authority', on, who: 'Omar Bell', profession: 'school nurse', where: 'at home', words: '' },
  })
  const found: CaseHappening = {
    what: 'child-found',
    details: {
      ...{ side: 'authority', kind: 'home-educated-unsuitable', on: '2026-11-16' },
      ...{ who: 'Dan Hale', how: 'visit', where: 'at home', words: '' },
    },
  }
  const anew = (play: Play, what: 'sickness' | 'school' | 'authority', answer: OutcomeAnswer = 'not-found') =>
    what === 'sickness'
      ? play.decide('ruth', (now) => signSickness(now, { ground: 'I', answer: false, words: 'x', role }, 'ruth'))
      : play.decide(what === 'school' ? 'ruth' : 'dan', (now) =>
          signOutcome(now, { ground: 'I', side: what, answer, words: 'x', role }, what === 'school' ? 'ruth' : 'dan'),
        )

  test('a reason: sickness and both outcomes are signed anew, or it is taken back', () => {
    const play = signed(given()).write('grace', reason)
    expect(conditionOf(play, 'reason-since')).toMatchObject({
      met: false,
      because: 'A reason in force until 2026-11-20, given on 2026-11-16, after the signatures.',
    })
    for (const what of ['sickness', 'school', 'authority'] as const) {
      expect(decide(play)).toBe('gate-not-met')
      expect(anew(play, what)).toBe('accepted')
    }
    expect(removalGate(play.now(), 'I').status).toBe('met')
    play.write('grace', reason)
    expect(decide(play)).toBe('gate-not-met')
    play.write('grace', { what: 'reason-withdrawn', details: { version: play.now().summary.version } })
    expect(decide(play)).toBe('accepted')
  })

  test('a reason that has run out since, and one followed by another that was taken back', () => {
    const play = signed(given()).write('grace', reason).write('grace', reason)
    play.write('grace', { what: 'reason-withdrawn', details: { version: play.now().summary.version } })
    expect(conditionOf(play, 'reason-since')?.because).toBe(
      'A reason that is no longer in force, given on 2026-11-16, after the signatures.',
    )
    expect(decide(play)).toBe('gate-not-met')
  })

  test.each([
    ['somebody saw the child', sighting('2026-11-16')],
    ['an enquiry in which the child was seen', seenInCheck('2026-11-16')],
  ])('%s: both outcomes are signed anew', (_, happening) => {
    const play = signed(given()).write('dan', happening)
    expect(conditionOf(play, 'seen-since')).toMatchObject({ met: false })
    expect(decide(play)).toBe('gate-not-met')
    anew(play, 'school')
    expect(decide(play)).toBe('gate-not-met')
    anew(play, 'authority')
    expect(decide(play)).toBe('accepted')
  })

  test('a sighting from before the run of days says nothing of where the child is now', () => {
    expect(decide(signed(given()).write('ruth', sighting('2026-10-09')))).toBe('accepted')
  })

  test('found after “found” was signed: both look at it and sign anew', () => {
    const play = signed(given(), { school: 'found-agreed', authority: 'found-agreed' }).write('dan', found)
    expect(conditionOf(play, 'not-found-since')).toMatchObject({ met: false })
    expect(decide(play)).toBe('gate-not-met')
    anew(play, 'school', 'found-agreed')
    anew(play, 'authority', 'found-agreed')
    expect(decide(play)).toBe('accepted')
  })

  test('what was known when it was signed asks for nothing more', () => {
    const play = given().write('grace', reason).write('ruth', sighting('2026-11-13'))
    expect(decide(signed(play))).toBe('accepted')
  })
})

describe('only codes G, N and O, while the run is short', () => {
  test('is met so far, whatever was before its first day', () => {
    const marks = away('2026-10-19', '2026-10-23')
    expect(conditionOf(given(marks, { asOf: '2026-10-23T14:30:00.000Z' }), 'only-g-n-o')).toMatchObject({
      met: null,
      because: 'Nothing else since 2026-10-19. Before: 2026-09-28, AM: attended.',
    })
  })

  test('is not met when the run is gone', () => {
    const play = given(changed(october, { '2026-11-16': 'I' }))
    expect(conditionOf(play, 'only-g-n-o')).toMatchObject({ met: false, because: '2026-11-16, AM: I.' })
  })
})

describe('deleted, back on roll, and away again', () => {
  const back = { firstOn: '2026-11-17' }
  const again = (enteredOn: string | null) =>
    signed(
      playCase({ asOf: dayTwenty, marks: [...october, ...away('2026-11-17', '2026-11-18')], pupil: { enteredOn } }),
    )

  test('no run reaches back before the entry that follows the deletion: nothing signed before counts', () => {
    const play = again('2026-11-17')
    expect(decide(play)).toBe('accepted')
    play.at('2026-11-18T14:30:00.000Z').write('mis', { what: 'absence-began-again', details: back })
    expect(removalGate(play.now(), 'I')).toMatchObject({
      status: 'not-met',
      runFirstOn: '2026-11-17',
      signatures: [],
      answer: { schoolDays: 2 },
    })
    expect(decide(play)).toBe('gate-not-met')
  })

  test('no leave from before it either', () => {
    const play = again('2026-11-17').leave({ firstOn: '2026-09-14', lastOn: '2026-09-25' })
    expect(decide(play)).toBe('accepted')
    play.at('2026-11-18T14:30:00.000Z').write('mis', { what: 'absence-began-again', details: back })
    expect(removalGate(play.now(), 'H').answer?.status).toBe('not-applicable')
    expect(likelyGround(play.now())).toBe('I')
  })

  test('an entry date of the day of the deletion cuts nothing, nor does a later one without a deletion', () => {
    const play = again('2026-11-16')
    expect(decide(play)).toBe('accepted')
    play.at('2026-11-18T14:30:00.000Z').write('mis', { what: 'absence-began-again', details: back })
    expect(removalGate(play.now(), 'I').runFirstOn).toBe('2026-10-12')
    expect(removalGate(again('2026-10-20').now(), 'I').runFirstOn).toBe('2026-10-12')
  })
})

describe('T23 T24 T25 days that are no school days, and days nobody could attend', () => {
  test('T23 from 7 December the twentieth day is Monday 18 January', () => {
    const marks = away('2026-12-07', '2027-01-18')
    const before = signed(
      playCase({ asOf: '2027-01-15T14:30:00.000Z', marks: marks.filter(({ on }) => on < '2027-01-18') }),
    )
    expect(conditionOf(before, 'twenty-school-days')?.because).toBe('19 of 20.')
    expect(decide(before)).toBe('gate-not-met')
    expect(decide(signed(playCase({ asOf: '2027-01-18T14:30:00.000Z', marks })))).toBe('accepted')
  })

  test('T24 a planned closure on 13 October moves it to Tuesday 17 November', () => {
    const calendar = {
      ...calendarA,
      closed: [...calendarA.closed, { on: '2026-10-13', because: 'planned-closure' as const }],
    }
    expect(decide(signed(given(away('2026-10-12', '2026-11-16', 'O', calendar), { calendar })))).toBe('gate-not-met')
    const next = away('2026-10-12', '2026-11-17', 'O', calendar)
    expect(decide(signed(given(next, { calendar, asOf: '2026-11-17T14:30:00.000Z' })))).toBe('accepted')
  })

  test.each(['Y4', 'Y3', '-'])('T25 %s on 10 November: a person looks first', (code) => {
    const play = signed(given(changed(october, { '2026-11-10': code })))
    expect(removalGate(play.now(), 'I').status).toBe('needs-review')
    expect(decide(play)).toBe('gate-not-met')
  })

  test('T25 a register nobody has seen on 10 November: a person looks first', () => {
    const play = given(
      october.filter(({ on }) => on !== '2026-11-10'),
      { silentOn: ['2026-11-10'] },
    )
    expect(removalGate(signed(play).now(), 'I').status).toBe('needs-review')
  })

  test('T25 on day 4, silence from before the absence asks nobody to look: with it there are four days, not twenty', () => {
    const silentOn = schoolDays('2026-09-02', '2026-10-09')
    const play = playCase({ asOf: '2026-10-15T14:30:00.000Z', marks: away('2026-10-12', '2026-10-15'), silentOn })
    expect(play.now().answer?.removal.groundI.status).toBe('needs-review')
    expect(removalGate(play.now(), 'I').status).toBe('not-met')
    expect(conditionOf(play, 'only-g-n-o')).toMatchObject({ met: null })
  })

  test('a calendar that ends before the count does: nobody can say', () => {
    const calendar = { terms: [{ from: '2026-09-01', to: '2026-10-23' }] }
    const play = given(away('2026-10-12', '2026-10-23', 'O', calendar), { calendar })
    expect(removalGate(play.now(), 'I').status).toBe('unknown')
    expect(decide(play)).toBe('gate-not-met')
  })
})

describe('on the day after day 20, before its registers are closed', () => {
  const morning = '2026-11-17T10:00:00.000Z'
  test.each([
    ['the child came this morning', '/', 'gate-not-met'],
    ['the child came late this morning', 'U', 'gate-not-met'],
    ['the child is ill this morning', 'I', 'gate-not-met'],
    ['the child is away this morning', 'N', 'accepted'],
    ['the site is shut this morning', 'Y4', 'accepted'],
    ['no register is known this morning', '-', 'accepted'],
  ])('%s', (_, code, expected) => {
    const play = signed(given([...october, { on: '2026-11-17', session: 'AM', code }], { asOf: morning }))
    expect(conditionOf(play, 'still-away')?.met).toBe(expected === 'accepted' ? undefined : false)
    expect(decide(play)).toBe(expected)
  })
})

describe('T28 T30 ground H', () => {
  const september = { firstOn: '2026-09-14', lastOn: '2026-09-25' }
  const afterLeave = (to: string, code = 'N') => [
    ...away('2026-09-14', '2026-09-25', 'C'),
    ...away('2026-09-28', to, code),
  ]
  const onH = (play: Play) => decide(signed(play, { ground: 'H' }), { ground: 'H' })

  test.each([
    ['T28 on the ninth school day', '2026-10-08T14:30:00.000Z', 'gate-not-met'],
    ['T28 before the registers of the tenth close', '2026-10-09T10:00:00.000Z', 'gate-not-met'],
    ['T28 on the tenth, Friday 9 October', '2026-10-09T14:30:00.000Z', 'accepted'],
  ])('%s after leave to 25 September', (_, asOf, expected) => {
    const marks = afterLeave('2026-10-09').filter(({ on }) => on <= asOf.slice(0, 10))
    const play = playCase({ asOf, marks, leave: september })
    expect(likelyGround(play.now())).toBe('H')
    expect(onH(play)).toBe(expected)
  })

  test.each([
    ['attended on one morning', { '2026-10-01 AM': '/' }, 'gate-not-met'],
    ['came late on one morning', { '2026-10-01 AM': 'U' }, 'gate-not-met'],
    [
      'marked ill meanwhile: the code is no attendance, sickness is for the signature',
      { '2026-10-01': 'I' },
      'accepted',
    ],
  ])('T28 %s', (_, change, expected) => {
    const play = playCase({
      asOf: '2026-10-09T14:30:00.000Z',
      marks: changed(afterLeave('2026-10-09'), change),
      leave: september,
    })
    expect(onH(play)).toBe(expected)
  })

  test('T30 after leave to 16 October half-term is skipped: Monday 9 November', () => {
    const leave = { firstOn: '2026-10-12', lastOn: '2026-10-16' }
    const marks = [...away('2026-10-12', '2026-10-16', 'C'), ...away('2026-10-19', '2026-11-09', 'N')]
    const before = playCase({
      asOf: '2026-11-06T14:30:00.000Z',
      marks: marks.filter(({ on }) => on < '2026-11-09'),
      leave,
    })
    expect(before.now().answer?.removal.groundH).toMatchObject({ status: 'not-met', tenthSchoolDay: '2026-11-09' })
    expect(onH(before)).toBe('gate-not-met')
    expect(onH(playCase({ asOf: '2026-11-09T14:30:00.000Z', marks, leave }))).toBe('accepted')
  })

  test.each([
    ['the registers of two of the ten days are not known', ['2026-10-01', '2026-10-07'], 'gate-not-met'],
    ['that of a later day is not known', ['2026-10-12'], 'accepted'],
  ])('T28 silence is not absence: %s', (_, silentOn, expected) => {
    const marks = afterLeave('2026-10-12').filter(({ on }) => !silentOn.includes(on))
    const play = playCase({ asOf: '2026-10-12T14:30:00.000Z', marks, leave: september, silentOn })
    expect(onH(play)).toBe(expected)
    const isReview = expected !== 'accepted'
    expect(removalGate(play.now(), 'H').conditions[0]).toMatchObject(
      isReview
        ? { met: null, because: '11 of 10. No register is known on 2026-10-01, 2026-10-07.' }
        : { met: true, because: '11 of 10.' },
    )
    if (isReview) expect(removalGate(play.now(), 'H').status).toBe('needs-review')
  })

  test('T28 a mark that was taken back is no register either', () => {
    const marks = changed(afterLeave('2026-10-12'), { '2026-10-01 PM': '-' })
    const play = signed(playCase({ asOf: '2026-10-12T14:30:00.000Z', marks, leave: september }), { ground: 'H' })
    expect(removalGate(play.now(), 'H').status).toBe('needs-review')
  })

  test('T28 what was signed for ground H is not signed for ground I', () => {
    const play = playCase({ asOf: '2026-10-23T14:30:00.000Z', marks: afterLeave('2026-10-23'), leave: september })
    signed(play, { ground: 'H' })
    expect(removalGate(play.now(), 'H').status).toBe('met')
    expect(removalGate(play.now(), 'I').status).toBe('pending')
    expect(decide(play, { ground: 'I' })).toBe('gate-not-met')
    expect(decide(play, { ground: 'H' })).toBe('accepted')
  })

  test('T28 leave moved to another day: the signatures were for other days', () => {
    const play = signed(
      playCase({ asOf: '2026-10-12T14:30:00.000Z', marks: afterLeave('2026-10-12'), leave: september }),
      { ground: 'H' },
    )
    expect(removalGate(play.now(), 'H').status).toBe('met')
    play.leave({ firstOn: '2026-09-14', lastOn: '2026-09-24' })
    expect(removalGate(play.now(), 'H')).toMatchObject({ status: 'pending', runFirstOn: '2026-09-25' })
  })

  test('a leave long over, from which the child came back, does not make it ground H', () => {
    const leave = { firstOn: '2026-09-07', lastOn: '2026-09-11' }
    expect(likelyGround(playCase({ asOf: dayTwenty, marks: october, leave }).now())).toBe('I')
    expect(likelyGround(given().now())).toBe('I')
  })
})

describe('it applies to nobody else', () => {
  test.each([
    ['a boarder', { pupil: { boarder: true } }, 'not-applicable'],
    ['a child below compulsory school age', { pupil: { dateOfBirth: '2022-01-10' } }, 'not-applicable'],
    ['a school without a calendar', { calendar: null }, 'unknown'],
  ])('%s', (_, change, status) => {
    const play = given(undefined, change)
    expect(removalGate(play.now(), 'I').status).toBe(status)
    expect(decide(play)).toBe('gate-not-met')
  })

  test('a child whose date of birth was never sent: not until it is known', () => {
    const play = signed(given(undefined, { pupil: { dateOfBirth: null } }))
    expect(conditionOf(play, 'age-known')?.met).toBe(null)
    expect(removalGate(play.now(), 'I').status).toBe('pending')
    expect(decide(play)).toBe('gate-not-met')
  })

  test('a closed case', () => {
    const play = signed(given()).write('dan', {
      what: 'case-closed',
      details: { because: 'attending', on: '2026-11-16' },
    })
    expect(decide(play)).toBe('case-closed')
  })
})
