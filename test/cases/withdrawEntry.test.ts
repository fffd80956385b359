// An entry was a mistake: who may take it back, who may not, and what that undoes.
import { describe, expect, test } from 'vitest'
import { mayWithdraw, withdrawEntry } from '../../src/cases/decide/withdrawEntry.ts'
import type { CaseHappening } from '../../src/cases/events.ts'
import { after } from '../../src/cases/replay.ts'
import type { Person } from '../../src/cases/roles.ts'
import {
  caseAt,
  dan,
  found,
  grace,
  helen,
  holder,
  opened,
  recordSent,
  ruth,
  stranger,
  told,
  type Written,
} from './caseAt.ts'

const day = '2026-10-22'
// Somebody else with the same roles, so that nobody takes back an entry as its own writer.
const others = {
  officer: holder('gus', 'attendance-officer'),
  lead: holder('lou', 'safeguarding-lead'),
  head: holder('hal', 'head-teacher'),
  cme: holder('cat', 'cme-officer'),
  stranger,
}

const check = (side: 'school' | 'authority', on = day): CaseHappening => ({
  what: 'check-made',
  details: {
    side,
    check: side === 'school' ? 'S5' : 'A3',
    on,
    how: '',
    who: '',
    result: 'nothing-found',
    words: '',
    nextStep: '',
    nextOn: null,
    childSeen: false,
  },
})
const seenBy = (side: 'school' | 'authority'): CaseHappening => ({
  what: 'child-seen',
  details: { side, on: day, who: 'A nurse', profession: 'nurse', where: 'home', words: '' },
})
const risk: CaseHappening = {
  what: 'risk-answered',
  details: { on: day, answers: {}, level: 'high', decision: 'enquire', reason: 'x', known: [], shown: [] },
}
const referral = (side: 'school' | 'authority'): CaseHappening => ({
  what: 'referral-made',
  details: {
    side,
    to: 'police',
    at: `${day}T09:00:00.000Z`,
    reference: '',
    takenBy: '',
    dueOn: day,
    said: [],
    words: '',
  },
})
const acknowledged: CaseHappening = {
  what: 'referral-acknowledged',
  details: { version: 3, on: day, who: '', reference: '' },
}
const answered: CaseHappening = { what: 'referral-answered', details: { version: 3, on: day, who: '', answer: '' } }
const review: CaseHappening = {
  what: 'review-held',
  details: { on: day, present: '', level: 'high', was: null, changed: '', next: '' },
}
const returned: CaseHappening = { what: 'return-sent', details: { on: day, how: '', words: '' } }
const signed = { ground: 'I', statement: '', role: '', runFirstOn: '2026-10-12' } as const
const sickness: CaseHappening = { what: 'sickness-signed', details: { ...signed, answer: false } }
const enquiries = (side: 'school' | 'authority'): CaseHappening => ({
  what: 'enquiries-signed',
  details: { ...signed, side, checks: [3] },
})
const outcome = (side: 'school' | 'authority'): CaseHappening => ({
  what: 'outcome-signed',
  details: { ...signed, side, kind: 'not-found', agreed: null },
})
const removed: CaseHappening = {
  what: 'name-removed',
  details: { ground: 'I', on: day, statement: '', role: '', conditions: [], returnMessageId: 'm1' },
}
const closed: Written = { what: 'case-closed', details: { because: 'abroad', on: day } }

/** Who of the others may take back the last of these entries. */
function whoMay(...happenings: readonly Written[]): string {
  const now = caseAt(day, happenings)
  const event = now.events.at(-1)!
  return Object.entries(others)
    .filter(([, person]) => mayWithdraw(event, person, now))
    .map(([name]) => name)
    .join(' ')
}

/** What is answered to the person who asks to take an entry back. */
function asked(person: Person, version: number, happenings: readonly Written[], reason = 'Wrong child') {
  const decision = withdrawEntry(caseAt(day, happenings), { version, reason }, person)
  return 'refused' in decision ? decision.refused : decision.accepted.map(({ what }) => what).join(' ')
}

describe('by the side that wrote it', () => {
  test.each<[string, readonly Written[], string]>([
    ['a case opened by hand', [opened], 'lead'],
    ['the CME officer was told', [opened, told('cme-officer')], 'lead'],
    ['the old school was told', [opened, told('old-school')], 'cme'],
    ['the new school was told', [opened, told('new-school')], 'lead cme'],
    ['the return', [opened, returned], 'lead'],
    ['the record', [opened, recordSent()], 'lead'],
    ['a check of the school', [opened, check('school')], 'lead'],
    ['a check of the authority', [opened, check('authority')], 'cme'],
    ['a sighting of the school', [opened, seenBy('school')], 'lead'],
    ['a sighting of the authority', [opened, seenBy('authority')], 'cme'],
    ['a review, which both held', [opened, review], 'lead cme'],
    ['risk answers', [opened, risk], 'lead'],
    ['a referral of the school', [opened, referral('school')], 'lead'],
    ['a referral of the authority', [opened, referral('authority')], 'cme'],
    ['its acknowledgement', [opened, referral('authority'), acknowledged], 'cme'],
    ['its answer', [opened, referral('school'), answered], 'lead'],
    ['the signature about sickness', [opened, sickness], 'lead head'],
    ['the school’s signature under its enquiries', [opened, enquiries('school')], 'lead head'],
    ['the authority’s signature under its enquiries', [opened, enquiries('authority')], 'cme'],
    ['the school’s outcome', [opened, outcome('school')], 'lead head'],
    ['the authority’s outcome', [opened, outcome('authority')], 'cme'],
    ['the deletion', [opened, removed], 'head'],
    ['found by the school', [opened, found('abroad', 'school')], 'lead'],
    ['found by the authority', [opened, found('abroad', 'authority')], 'cme'],
  ])('%s', (_, happenings, expected) => {
    expect(whoMay(...happenings)).toBe(expected)
  })

  test('and always by the person who wrote it', () => {
    const now = caseAt(day, [opened, { ...told('social-worker'), by: 'dan' }])
    expect(mayWithdraw(now.events.at(-1)!, dan, now)).toBe(true)
    expect(mayWithdraw(now.events.at(-1)!, others.cme, now)).toBe(false)
  })

  test('an attendance officer takes back their own entry and not the lead’s or a colleague’s', () => {
    const now = caseAt(day, [opened, { ...check('school'), by: 'grace' }, { ...check('school'), by: 'ruth' }])
    const [own, leads] = now.events.slice(-2)
    expect([own, leads].map((event) => mayWithdraw(event!, grace, now))).toEqual([true, false])
    expect([own, leads].map((event) => mayWithdraw(event!, others.officer, now))).toEqual([false, false])
    expect([own, leads].map((event) => mayWithdraw(event!, others.lead, now))).toEqual([true, true])
  })

  test('one who no longer holds the role may not, writer or not', () => {
    const now = caseAt(day, [opened, told('social-worker')])
    const moved = { ...ruth, rolesHeld: stranger.rolesHeld }
    expect(mayWithdraw(now.events.at(-1)!, ruth, now)).toBe(true)
    expect(mayWithdraw(now.events.at(-1)!, moved, now)).toBe(false)
  })
})

describe('what stays as it is', () => {
  test.each<[string, readonly Written[]]>([
    [
      'an opening by the clock',
      [{ what: 'case-opened', details: { because: 'school-day', reason: '', schoolDay: 3 } }],
    ],
    ['a telling by the clock', [opened, { ...told('education-welfare'), by: 'clock' }]],
    ['an allocation', [opened, { what: 'case-allocated', details: { personId: 'dan', personName: 'Dan' } }]],
    ['the end of the absence', [opened, { what: 'absence-ended', details: { on: day, because: 'attended' } }]],
    ['the closing', [opened, found('died', 'school'), closed]],
    ['a withdrawal', [opened, told('old-school'), { what: 'entry-withdrawn', details: { version: 3, reason: 'x' } }]],
  ])('%s', (_, happenings) => {
    expect(whoMay(...happenings)).toBe('')
  })

  test('an entry withdrawn before is never withdrawn twice', () => {
    const entries: Written[] = [opened, returned, { what: 'entry-withdrawn', details: { version: 3, reason: 'x' } }]
    expect(asked(grace, 3, entries)).toBe('entry-not-found')
    expect(asked(grace, 9, entries)).toBe('entry-not-found')
  })

  test('pressed twice it is withdrawn once, without a complaint', () => {
    const again: Written = {
      what: 'entry-withdrawn',
      details: { version: 3, reason: 'Wrong child' },
      by: 'grace',
      at: `${day}T10:59:30.000Z`,
    }
    expect(asked(grace, 3, [opened, returned, again])).toBe('')
    expect(asked(grace, 3, [opened, returned, again], 'Another reason')).toBe('entry-not-found')
  })

  test('without a reason, and for the other side', () => {
    expect(asked(ruth, 3, [opened, returned], ' ')).toBe('decision-reason-needed')
    expect(asked(dan, 3, [opened, returned])).toBe('not-your-entry')
    expect(asked(ruth, 3, [opened, returned])).toBe('entry-withdrawn')
  })
})

describe('what others rest on', () => {
  test.each<[string, readonly Written[], string]>([
    ['nothing since', [opened], 'entry-withdrawn'],
    ['the school went on', [opened, check('school'), told('social-worker')], 'entry-withdrawn'],
    [
      'the authority has it in hand',
      [opened, { what: 'case-allocated', details: { personId: 'dan', personName: 'Dan' } }],
      'opening-stands',
    ],
    ['the authority enquired', [opened, check('authority')], 'opening-stands'],
    [
      'the clock told the Education Welfare Service',
      [opened, { ...told('education-welfare'), by: 'clock' }],
      'opening-stands',
    ],
    ['the child is found', [opened, found('another-school', 'school')], 'opening-stands'],
    ['the name is deleted', [opened, removed], 'opening-stands'],
    ['the CME officer was told', [opened, told('cme-officer')], 'opening-stands'],
    ['the authority was told', [opened, told('authority')], 'opening-stands'],
    ['the Education Welfare Service was told', [opened, told('education-welfare')], 'opening-stands'],
    [
      'what was told is taken back',
      [opened, told('cme-officer'), { what: 'entry-withdrawn', details: { version: 3, reason: 'x' } }],
      'entry-withdrawn',
    ],
    ['opened a second time', [opened, opened], 'opening-stands'],
  ])('an opening, %s', (_, happenings, expected) => {
    expect(asked(ruth, 2, happenings)).toBe(expected)
  })

  test('a signature stays while the name is deleted on its strength', () => {
    expect(asked(ruth, 3, [opened, sickness, removed])).toBe('removal-stands')
    expect(asked(dan, 3, [opened, outcome('authority'), removed])).toBe('removal-stands')
    const back: Written = { what: 'entry-withdrawn', details: { version: 4, reason: 'x' } }
    expect(asked(ruth, 3, [opened, sickness, removed, back])).toBe('entry-withdrawn')
  })

  test('a closed case is opened again by taking back that the child was found, and by nothing else', () => {
    const entries = [opened, check('school'), found('abroad', 'authority'), told('old-school'), closed]
    expect(asked(dan, 4, entries)).toBe('entry-withdrawn')
    expect(asked(dan, 5, entries)).toBe('case-closed')
    expect(asked(ruth, 2, entries)).toBe('case-closed')
    // What the closing does not rest on may still be put right.
    expect(asked(ruth, 3, entries)).toBe('entry-withdrawn')
  })

  test('an older finding that closed nothing stays on a closed case', () => {
    const entries = [opened, found('home-educated-unsuitable', 'authority'), found('died', 'authority'), closed]
    expect(asked(dan, 3, entries)).toBe('case-closed')
    expect(asked(dan, 4, entries)).toBe('entry-withdrawn')
  })

  test('a finding or a deletion that holds no more stays as it is', () => {
    const again: Written = { what: 'absence-began-again', details: { firstOn: day } }
    expect(asked(dan, 3, [opened, found('abroad', 'authority'), again])).toBe('entry-not-found')
    expect(asked(helen, 3, [opened, removed, again])).toBe('entry-not-found')
    expect(caseAt(day, [opened, removed, again]).summary.standing.map(({ what }) => what)).toEqual([
      'opened',
      'removed-before',
    ])
  })

  test.each([
    ['running', { endedOn: null }, 'other-case-open'],
    ['open for the authority', { endedOn: day, openedAt: day }, 'other-case-open'],
    ['over and never opened', { endedOn: day }, 'entry-withdrawn'],
    ['over and closed', { endedOn: day, openedAt: day, closedAt: day }, 'entry-withdrawn'],
  ])('with another case that is %s', (_, change, expected) => {
    const now = caseAt(day, [opened, found('died', 'authority'), closed])
    const other = { ...now.summary, id: 'newer', openedAt: null, closedAt: null, ...change }
    const decision = withdrawEntry({ ...now, others: [other] }, { version: 3, reason: 'Not the child' }, dan)
    expect('refused' in decision ? decision.refused : decision.accepted[0]?.what).toBe(expected)
  })
})

describe('what is undone', () => {
  const withdrawnFrom = (version: number, happenings: readonly Written[]) => {
    const { summary } = caseAt(day, happenings)
    const happening = { what: 'entry-withdrawn', details: { version, reason: 'x' } } as const
    return after(summary, happening, { at: `${day}T12:00:00.000Z`, by: 'ruth' })
  }

  test('a finding: the case is open and the absence unexplained again', () => {
    const entries = [opened, found('abroad', 'school'), closed]
    expect(caseAt(day, entries).summary).toMatchObject({ closedAt: `${day}T11:00:00.000Z`, explainedOn: day })
    expect(withdrawnFrom(3, entries)).toMatchObject({ closedAt: null, explainedOn: null, explainedBy: null })
  })

  test('a deletion: the absence runs again', () => {
    expect(caseAt(day, [opened, removed]).summary).toMatchObject({ endedOn: day, endedBecause: 'removed' })
    expect(withdrawnFrom(3, [opened, removed])).toMatchObject({ endedOn: null, endedBecause: null })
  })

  test('an opening: the authority does not see it', () => {
    expect(withdrawnFrom(2, [opened]).openedAt).toBeNull()
  })
})
