// The enquiry lists: which lines there are, what counts towards them from elsewhere, and who still owes an answer.

import { describe, expect, test } from 'vitest'
import type { RecordedEvent } from '../../src/cases/attempts.ts'
import { homeVisitChecks } from '../../src/cases/caseFacts.ts'
import { type CaseNow, caseNow } from '../../src/cases/caseNow.ts'
import { awaitedChecks, standingChecks } from '../../src/cases/checksAsked.ts'
import { logCheck } from '../../src/cases/decide/logCheck.ts'
import { enquiryLines, findCheckLine, findEnquiryLine } from '../../src/cases/enquiryLists.ts'
import type { CaseHappening } from '../../src/cases/events.ts'
import type { Contact, Pupil } from '../../src/cases/pupil.ts'
import { after } from '../../src/cases/replay.ts'
import type { Person } from '../../src/cases/roles.ts'
import { shippedPolicies } from '../../src/law/localPolicy.ts'
import { newCase } from '../../src/storage/caseStore.ts'
import { answersOwed, enquiriesShown } from '../../src/web/pages/enquiriesShown.ts'
import { pathsAt } from '../../src/web/paths.ts'
import { calendarA } from '../support/calendars.ts'
import { checkMade } from '../web/enquiryHouse.ts'

const pupil = {
  id: 'pip',
  firstKnownOn: '2026-09-02',
  enteredOn: null,
  leftOn: null,
  dateOfBirth: '2016-03-05',
} as Pupil
const officer: Person = { id: 'bela', name: 'Bela', rolesHeld: [{ role: 'attendance-officer', schoolUrn: '999001' }] }
const lead: Person = { id: 'cleo', name: 'Cleo', rolesHeld: [{ role: 'safeguarding-lead', schoolUrn: '999001' }] }
const authority: Person = { id: 'evan', name: 'Evan', rolesHeld: [{ role: 'cme-officer', schoolUrn: null }] }
const mum = { id: 'mum', name: 'Ilona Lark', phones: [], address: null, restricted: false } as unknown as Contact
const nan = { ...mum, id: 'nan', name: 'Vera Lark' }
const dad = { ...mum, id: 'dad', name: 'Gabor Nemes', restricted: true }
const paths = pathsAt('')
const names: Record<string, string> = { bela: 'Bela Novak', cleo: 'Cleo Marsh', evan: 'Evan Pryce' }

type Said = readonly [at: string, by: string, happening: CaseHappening]

/** The case of an absence from Monday 12 October, as it is at an instant. */
function caseOf(said: readonly Said[], asOf = '2026-10-21T09:00:00Z'): CaseNow {
  const all: Said[] = [
    ['2026-10-12T08:00:00Z', 'mis', { what: 'absence-began', details: { firstOn: '2026-10-12' } }],
    [
      '2026-10-14T08:00:00Z',
      'mis',
      { what: 'case-opened', details: { because: 'school-day', reason: '', schoolDay: 3 } },
    ],
    ...said,
  ]
  const events = all.map(
    ([at, by, happening], place) =>
      ({
        ...happening,
        caseId: 'c1',
        pupilId: 'pip',
        version: place + 1,
        at,
        by,
        byName: names[by] ?? null,
      }) as RecordedEvent,
  )
  const summary = all.reduce(
    (so, [at, by, happening]) => after(so, happening, { at, by }),
    newCase('c1', 'pip', '999001').summary,
  )
  const marks = ['12', '13', '14', '15', '16', '19', '20'].flatMap((day) =>
    (['AM', 'PM'] as const).map((session) => ({ on: `2026-10-${day}`, session, code: 'N' })),
  )
  const kept = { summary, pupil, schoolName: 'Heron Lane', registerKept: 'mis' as const, allocatedToName: null, marks }
  const calendar = {
    ...calendarA,
    schoolUrn: '999001',
    academicYears: ['2026/27'],
    publishedAt: '2026-07-01T08:00:00Z',
    policies: shippedPolicies,
  }
  return caseNow({ ...kept, completeSessions: [], calendar, events, leaves: [], others: [] }, asOf)
}

function tried(at: string, contactId: string | null, method: 'phone' | 'text' | 'email' | 'in-person' = 'phone'): Said {
  const details = { contactId, who: 'Somebody', number: null, method, outcome: 'no-answer', words: '' } as const
  return [at, 'bela', { what: 'contact-attempted', details }]
}

function told(whom: 'education-welfare' | 'authority' | 'old-school', on = '2026-10-14', by = 'clock'): Said {
  const details = { whom, on, who: 'Somebody', how: 'by message', words: '', messageId: null }
  return [`${on}T08:00:00Z`, by, { what: 'told', details }]
}

function lineOf(code: string, said: readonly Said[], contacts: readonly Contact[] = [mum, nan, dad]) {
  const { school, authority: theirs } = enquiriesShown(caseOf(said), paths, lead, contacts)
  return [...school, ...theirs].find((line) => line.code === code)!
}

describe('the lines', () => {
  test('are sixteen of the school and fifteen of the authority, in order', () => {
    expect(enquiryLines.map(({ code }) => code).join(' ')).toBe(
      'S1 S2 S3 S4 S5 S6 S7 S8 S9 S10 S11 S12 S13 S14 S15 S16 A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13 A14 A15',
    )
    expect(enquiryLines.every(({ code, side }) => (side === 'school') === code.startsWith('S'))).toBe(true)
  })

  test('have each their own words and a hint', () => {
    expect(new Set(enquiryLines.map(({ text }) => text)).size).toBe(31)
    expect(enquiryLines.filter(({ text, hint }) => text.length < 5 || hint.length < 15)).toEqual([])
  })

  test('that are visits to the home are the two that the clock counts as one', () => {
    const visits = enquiryLines.filter(({ text }) => text.startsWith('Home visit')).map(({ code }) => code)
    expect(visits).toEqual([...homeVisitChecks])
  })

  test('that ask the same question name each other, and only lines of the other side', () => {
    for (const { code, side, sameQuestion } of enquiryLines) {
      for (const other of sameQuestion) {
        expect(findEnquiryLine(other)?.side, `${code} names ${other}`).toBe(side === 'school' ? 'authority' : 'school')
        expect(findEnquiryLine(other)?.sameQuestion, `${other} names ${code} back`).toContain(code)
      }
    }
  })

  test('written down elsewhere are no enquiries to type', () => {
    const elsewhere = enquiryLines.filter(({ code }) => findCheckLine(code) === null).map(({ code }) => code)
    expect(elsewhere).toEqual(['S12', 'S13', 'S14', 'S16', 'A12', 'A13', 'A14'])
  })
})

describe('what was done elsewhere', () => {
  const review: Said = [
    '2026-10-19T10:00:00Z',
    'evan',
    {
      what: 'review-held',
      details: { on: '2026-10-19', present: 'Both', level: 'medium', was: null, changed: 'Nothing', next: 'On' },
    },
  ]
  const risk: Said = [
    '2026-10-13T10:00:00Z',
    'cleo',
    {
      what: 'risk-answered',
      details: {
        on: '2026-10-13',
        answers: {},
        level: 'medium',
        decision: 'enquire',
        reason: 'x',
        known: [],
        shown: [],
      },
    },
  ]
  const allocated: Said = [
    '2026-10-15T10:00:00Z',
    'evan',
    { what: 'case-allocated', details: { personId: 'evan', personName: 'Evan Pryce' } },
  ]

  test.each<[string, string, readonly Said[], string, string | null]>([
    ['a call on the first day', 'S1', [tried('2026-10-12T09:00:00Z', 'mum')], 'done', 'Bela Novak'],
    ['a first call a day late', 'S1', [tried('2026-10-13T09:00:00Z', 'mum')], 'open', 'Bela Novak'],
    ['a text on the first day is no call', 'S1', [tried('2026-10-12T09:00:00Z', 'mum', 'text')], 'open', null],
    ['a text', 'S3', [tried('2026-10-12T09:00:00Z', 'mum', 'text')], 'done', 'Bela Novak'],
    ['a call is no text', 'S3', [tried('2026-10-12T09:00:00Z', 'mum')], 'open', null],
    [
      'everybody, in the morning and the afternoon',
      'S2',
      [tried('2026-10-12T09:00:00Z', 'mum'), tried('2026-10-12T14:00:00Z', 'nan')],
      'done',
      'Bela Novak',
    ],
    [
      'everybody, but only in the morning',
      'S2',
      [tried('2026-10-12T09:00:00Z', 'mum'), tried('2026-10-13T09:00:00Z', 'nan')],
      'open',
      'Bela Novak',
    ],
    [
      'one of two contacts',
      'S2',
      [tried('2026-10-12T09:00:00Z', 'mum'), tried('2026-10-12T14:00:00Z', 'mum')],
      'open',
      'Bela Novak',
    ],
    ['the risk questions', 'S12', [risk], 'done', 'Cleo Marsh'],
    ['the Education Welfare Service', 'S13', [told('education-welfare')], 'done', 'by itself, on school day 3'],
    ['a referral told to the authority', 'S14', [told('authority', '2026-10-20', 'cleo')], 'done', 'Cleo Marsh'],
    ['another telling', 'S14', [told('education-welfare')], 'open', null],
    ['tries alone never end the trying', 'S15', [tried('2026-10-12T09:00:00Z', 'mum')], 'open', 'Bela Novak'],
    [
      'two contacts at different times, one of them by text alone',
      'S2',
      [tried('2026-10-12T09:00:00Z', 'mum'), tried('2026-10-12T14:00:00Z', 'nan', 'text')],
      'open',
      'Bela Novak',
    ],
    [
      'everybody in the morning, and a neighbour in the afternoon',
      'S2',
      [tried('2026-10-12T09:00:00Z', 'mum'), tried('2026-10-13T09:00:00Z', 'nan'), tried('2026-10-13T14:00:00Z', null)],
      'open',
      'Bela Novak',
    ],
    ['a joint review', 'S16', [review], 'done', 'recorded by Evan Pryce'],
    [
      'a joint review by somebody who wrote for the authority before',
      'S16',
      [['2026-10-15T10:00:00Z', 'evan', checkMade({ side: 'authority', check: 'A3' })], review],
      'done',
      'recorded by Evan Pryce (authority)',
    ],
    ['a joint review, for the authority too', 'A12', [review], 'done', 'recorded by Evan Pryce'],
    ['an allocation', 'A1', [allocated], 'done', 'Evan Pryce'],
    [
      'an allocation taken back',
      'A1',
      [
        allocated,
        ['2026-10-16T10:00:00Z', 'evan', { what: 'case-allocated', details: { personId: null, personName: null } }],
      ],
      'open',
      null,
    ],
    ['nothing', 'A15', [told('old-school')], 'open', null],
  ])('%s counts for %s as it should', (_, code, said, state, by) => {
    const line = lineOf(code, said)
    expect([line.state, line.by]).toEqual([state, by])
  })

  test('a telling that is held for a person to look at is not done', () => {
    const held: Said = [
      '2026-10-14T08:00:00Z',
      'clock',
      { what: 'telling-held', details: { whom: 'education-welfare', on: '2026-10-14', messageId: 'm', because: '' } },
    ]
    const line = lineOf('S13', [held])
    expect([line.state, line.words]).toEqual(['open', 'A message is held until somebody has looked at it.'])
  })

  const morningCalls = [tried('2026-10-12T09:00:00Z', 'mum'), tried('2026-10-13T09:00:00Z', 'mum')]
  const saidDone = (check: string): Said => [
    '2026-10-20T09:00:00Z',
    'bela',
    checkMade({ check, who: 'Every contact on the record' }),
  ]

  test('a person’s word does not make it so that every contact was tried: the calls written down do', () => {
    const line = lineOf('S2', [...morningCalls, saidDone('S2')])
    expect([line.state, line.stateWords]).toEqual(['open', 'So far'])
    expect(line.remark).toBe('1 of 2 contacts tried, only in the morning.')
    expect(lineOf('S2', [saidDone('S2')]).remark).toBe('No call is written down.')
    const all = [...morningCalls, tried('2026-10-13T14:00:00Z', 'nan'), saidDone('S2')]
    expect(lineOf('S2', all)).toMatchObject({ state: 'done', remark: null })
  })

  test('a line that does not apply stays so, whatever was tried', () => {
    const notNeeded: Said = ['2026-10-20T09:00:00Z', 'bela', checkMade({ check: 'S2', result: 'not-applicable' })]
    expect(lineOf('S2', [...morningCalls, notNeeded])).toMatchObject({ state: 'not-applicable', remark: null })
  })

  test('the trying is done from school day 20 on, with an attempt in each school week, and not before', () => {
    const weekly = ['2026-10-13', '2026-10-20', '2026-11-03', '2026-11-10', '2026-11-16'].map((on) =>
      tried(`${on}T09:00:00Z`, 'mum'),
    )
    const s15 = (said: readonly Said[], asOf: string) =>
      enquiriesShown(caseOf(said, asOf), paths, lead, [mum]).school.find(({ code }) => code === 'S15')!
    expect(s15([...weekly.slice(0, 4), saidDone('S15')], '2026-11-13T16:00:00Z')).toMatchObject({
      state: 'open',
      remark: '4 tries so far. School day 20 is not reached.',
    })
    expect(s15(weekly, '2026-11-16T16:00:00Z')).toMatchObject({ state: 'done', remark: null })
    expect(s15([...weekly.slice(0, 2), ...weekly.slice(3)], '2026-11-16T16:00:00Z')).toMatchObject({
      state: 'open',
      remark: '4 tries so far, none in 1 of 5 school weeks.',
    })
    expect(s15([saidDone('S15')], '2026-11-16T16:00:00Z')).toMatchObject({
      state: 'open',
      remark: 'No try is written down.',
    })
  })

  test('what was withdrawn counts for nothing', () => {
    const undone: Said = [
      '2026-10-20T10:00:00Z',
      'cleo',
      { what: 'entry-withdrawn', details: { version: 3, reason: 'x' } },
    ]
    expect(lineOf('S13', [told('education-welfare'), undone]).state).toBe('open')
    expect(lineOf('S5', [['2026-10-20T09:00:00Z', 'bela', checkMade({})], undone])).toMatchObject({
      state: 'open',
      entries: [],
    })
  })

  test('calls before this absence count for nothing', () => {
    expect(lineOf('S1', [tried('2026-10-09T09:00:00Z', 'mum')]).entries).toEqual([])
  })

  test('it names nobody who was rung', () => {
    const { school } = enquiriesShown(caseOf([tried('2026-10-12T09:00:00Z', 'dad')]), paths, officer, [mum, dad])
    expect(JSON.stringify(school)).not.toMatch(/Somebody"|Nemes/)
  })
})

describe('who owes an answer', () => {
  const asked = (who: string, nextOn: string | null = '2026-10-20', code = 'A3'): Said => [
    '2026-10-15T10:00:00Z',
    'evan',
    checkMade({ side: 'authority', check: code, on: '2026-10-15', who, result: 'asked', words: '', nextOn }),
  ]
  const answered = (
    who: string,
    result: 'nothing-found' | 'found-something' | 'not-applicable' = 'nothing-found',
  ): Said => ['2026-10-20T10:00:00Z', 'evan', checkMade({ side: 'authority', check: 'A3', who, result })]
  const owed = (said: readonly Said[]) => answersOwed(caseOf(said), paths, authority, [mum, dad])

  test('whoever was asked and has not answered, the overdue first and those without a day last', () => {
    expect(owed([asked('Border Force', null, 'A9'), asked('Council tax', '2026-10-21'), asked('Housing')])).toEqual([
      {
        text: 'Housing (Housing, council tax, benefits)',
        askedOn: '2026-10-15',
        dueOn: '2026-10-20',
        isOverdue: true,
        href: '/cases/c1/checks/new?check=A3&of=5',
        again: { action: '/cases/c1/checks', check: 'A3', of: 5 },
      },
      {
        text: 'Council tax (Housing, council tax, benefits)',
        askedOn: '2026-10-15',
        dueOn: '2026-10-21',
        isOverdue: false,
        href: '/cases/c1/checks/new?check=A3&of=4',
        again: { action: '/cases/c1/checks', check: 'A3', of: 4 },
      },
      {
        text: 'Border Force (Border, visas, armed forces)',
        askedOn: '2026-10-15',
        dueOn: null,
        isOverdue: false,
        href: '/cases/c1/checks/new?check=A9&of=3',
        again: { action: '/cases/c1/checks', check: 'A9', of: 3 },
      },
    ])
  })

  test('an answer by the same name ends the waiting, however it is written', () => {
    expect(owed([asked('Housing'), answered('  HOUSING. ')])).toEqual([])
    expect(lineOf('A3', [asked('Housing'), answered('Housing')]).state).toBe('done')
  })

  test('one answer does not answer for another', () => {
    const said = [asked('Housing'), asked('Council tax'), answered('Council tax')]
    expect(owed(said).map(({ text }) => text)).toEqual(['Housing (Housing, council tax, benefits)'])
    expect(lineOf('A3', said).state).toBe('asked')
  })

  test('the line that does not apply waits for nobody', () => {
    expect(owed([asked('Housing'), answered('', 'not-applicable')])).toEqual([])
    expect(lineOf('A3', [asked('Housing'), answered('', 'not-applicable')]).state).toBe('not-applicable')
  })

  test('asked again is waited for once, by the new day', () => {
    expect(owed([asked('Housing'), asked('Housing', '2026-10-28')]).map(({ dueOn }) => dueOn)).toEqual(['2026-10-28'])
  })

  test('an answer withdrawn leaves the waiting as it was', () => {
    const undone: Said = [
      '2026-10-20T11:00:00Z',
      'evan',
      { what: 'entry-withdrawn', details: { version: 4, reason: 'x' } },
    ]
    expect(owed([asked('Housing'), answered('Housing'), undone])).toHaveLength(1)
  })

  test('where the details were erased the waiting stays, without a name', () => {
    const now = caseOf([asked('Housing')])
    const erased = now.events.map((event) =>
      event.version === 3 ? ({ ...event, details: {} } as RecordedEvent) : event,
    )
    expect(awaitedChecks(standingChecks(erased, now.summary.standing)).map(({ who, nextOn }) => [who, nextOn])).toEqual(
      [['', '2026-10-20']],
    )
  })

  test('the other side sees who owes an answer and has no form for it', () => {
    expect(answersOwed(caseOf([asked('Housing')]), paths, lead, []).map(({ href }) => href)).toEqual([null])
  })
})

describe('the links', () => {
  const hrefs = (person: Person) =>
    Object.fromEntries(
      Object.values(enquiriesShown(caseOf([]), paths, person, []))
        .flatMap((list) => (Array.isArray(list) ? list : []))
        .map(({ code, href }) => [code, href]),
    )

  test('of an attendance officer are the school’s lines and tellings', () => {
    const { S1, S12, S13, S16, A3 } = hrefs(officer)
    expect([S1, S12, S13, S16, A3]).toEqual([
      '/cases/c1/checks/new?check=S1',
      null,
      '/cases/c1/tellings/new?whom=education-welfare',
      null,
      null,
    ])
  })

  test('of the lead lead to the risk questions and the review too', () => {
    const { S12, S16, A3 } = hrefs(lead)
    expect([S12, S16, A3]).toEqual(['/cases/c1/risk-answers/new', '/cases/c1/reviews/new', null])
  })

  test('of the CME officer are the authority’s', () => {
    const { S1, S13, A3, A12, A13, A14 } = hrefs(authority)
    expect([S1, S13, A3, A12, A13, A14]).toEqual([
      null,
      null,
      '/cases/c1/checks/new?check=A3',
      '/cases/c1/reviews/new',
      '/cases/c1/removal',
      null,
    ])
  })

  test('are gone once the case is closed', () => {
    const closed: Said = [
      '2026-10-20T10:00:00Z',
      'cleo',
      { what: 'case-closed', details: { because: 'attending', on: '2026-10-20' } },
    ]
    const { school, authority: theirs } = enquiriesShown(caseOf([closed]), paths, lead, [])
    expect([...school, ...theirs].filter(({ href }) => href !== null)).toEqual([])
  })
})

test('the counts are of lines done or not needed', () => {
  const said: Said[] = [
    ['2026-10-20T09:00:00Z', 'bela', checkMade({})],
    ['2026-10-20T09:00:00Z', 'bela', checkMade({ check: 'S6', result: 'not-applicable', words: 'No siblings.' })],
    ['2026-10-20T09:00:00Z', 'bela', checkMade({ check: 'S9', result: 'asked' })],
    ['2026-10-20T09:00:00Z', 'evan', checkMade({ side: 'authority', check: 'A4' })],
  ]
  const { doneOfSchool, doneOfAuthority } = enquiriesShown(caseOf(said), paths, lead, [])
  expect([doneOfSchool, doneOfAuthority]).toEqual([2, 1])
})

describe('the decision', () => {
  const input = {
    check: 'S5',
    on: '2026-10-20',
    how: 'By phone',
    who: 'X',
    result: 'nothing-found',
    words: '',
    nextStep: '',
    nextOn: null,
    childSeen: false,
  } as const

  test.each([
    ['on the first day', { on: '2026-10-12' }, 'accepted'],
    ['the day before', { on: '2026-10-11' }, 'before-the-absence'],
    ['today', { on: '2026-10-21' }, 'accepted'],
    ['tomorrow', { on: '2026-10-22' }, 'in-the-future'],
    ['a next step today', { nextOn: '2026-10-21' }, 'accepted'],
    ['a next step yesterday', { nextOn: '2026-10-20' }, 'next-step-past'],
    ['a line that is written down elsewhere', { check: 'S13' }, 'entry-not-found'],
    ['no line at all', { check: 'S17' }, 'entry-not-found'],
  ])('of an enquiry %s', (_, change, expected) => {
    const decision = logCheck(caseOf([]), { ...input, ...change }, 'bela')
    expect('refused' in decision ? decision.refused : 'accepted').toBe(expected)
  })

  test('for a case with an earlier run of days reaches back to its first', () => {
    const again: Said = [
      '2026-10-20T08:00:00Z',
      'mis',
      { what: 'absence-began-again', details: { firstOn: '2026-10-20' } },
    ]
    expect(logCheck(caseOf([again]), { ...input, on: '2026-10-13' }, 'bela')).toMatchObject({ accepted: [{}] })
  })

  test('takes the side from the line and no child as seen by a telephone', () => {
    expect(logCheck(caseOf([]), { ...input, check: 'A4', childSeen: true }, 'evan')).toMatchObject({
      accepted: [{ details: { side: 'authority', childSeen: false } }],
    })
  })

  test('does not take a visit that was only asked for as the child seen', () => {
    const visit = { ...input, check: 'S8', childSeen: true, result: 'asked' } as const
    expect(logCheck(caseOf([]), visit, 'bela')).toMatchObject({ accepted: [{ details: { childSeen: false } }] })
  })
})
