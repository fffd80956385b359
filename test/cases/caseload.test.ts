// Does a row of the list say the same as the page of the case, and no more than its reader may know?

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { londonDate } from '../../src/calendar/londonTime.ts'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import type { Attempt } from '../../src/cases/attempts.ts'
import { type CaseListed, caseOnLoad, type LoadReader, type SchoolOfLoad } from '../../src/cases/caseload.ts'
import { caseNow } from '../../src/cases/caseNow.ts'
import { silentSessions } from '../../src/cases/clock/marksForClock.ts'
import type { CaseSummary } from '../../src/cases/replay.ts'
import type { Standing } from '../../src/cases/standing.ts'
import { shippedPolicies } from '../../src/law/localPolicy.ts'
import { calendarA } from '../support/calendars.ts'
import { pupil, summary } from './loadRow.ts'

const asOf = '2026-10-14T15:00:00.000Z'
const calendar = prepareCalendar(calendarA)
const days = calendar.dates.filter((on) => on >= '2026-09-02' && on <= '2026-10-14')
const sessions = days.flatMap((on) => [
  { on, session: 'AM' as const },
  { on, session: 'PM' as const },
])

const ofAuthority: LoadReader = { sides: ['authority'], seesRisk: true }
const ofLead: LoadReader = { sides: ['school'], seesRisk: true }
const ofOfficer: LoadReader = { sides: ['school'], seesRisk: false }

function schoolWith(completeSessions: typeof sessions): SchoolOfLoad {
  const silent = silentSessions(calendar, completeSessions, asOf, pupil.firstKnownOn)
  return { asOf, calendar, completeSessions, silent, policies: shippedPolicies }
}
const whole = schoolWith(sessions)

function away(schoolDays: number, change: Partial<CaseSummary> = {}): CaseListed {
  const from = days[days.length - schoolDays]!
  return {
    summary: { ...summary, beganOn: from, ...change },
    pupil,
    schoolName: 'Heron Lane',
    allocatedToName: null,
    marks: sessions.filter(({ on }) => on >= from).map((each) => ({ ...each, code: 'N' })),
    leaveEndedOn: null,
    returnsElsewhere: [],
    said: [],
    hasHeldMessage: false,
    unsentMessage: null,
    news: null,
  }
}

const risk = (level: 'low' | 'medium' | 'high', version = 4, on = '2026-10-14'): Standing => ({
  what: 'risk',
  version,
  by: 'cleo',
  on,
  mustRefer: [],
  level,
  decision: 'enquire',
})
const didNotKnow: Attempt = {
  caseId: 'case-pip',
  version: 5,
  at: '2026-10-14T09:30:00.000Z',
  by: 'bela',
  byName: 'Bela Novak',
  contactId: 'c1',
  who: 'Mother',
  number: null,
  method: 'phone',
  outcome: 'parent-did-not-know',
  words: '',
}

describe('what is owed next', () => {
  test('is for the authority its own or what both owe, and never the school’s call or the code N', () => {
    const row = caseOnLoad(away(10), whole, ofAuthority)
    expect(row.schoolDays).toBe(10)
    expect(row.next).toEqual({ kind: 'duty', rule: 'joint-review', state: 'overdue', on: '2026-10-08' })
    expect(row.overdue).toBe(1)
  })

  test('is for the school the first of its own', () => {
    const row = caseOnLoad(away(3), whole, ofLead)
    // Calls and codes are on Today’s list.
    expect(row.next).toEqual({ kind: 'duty', rule: 'risk-questions', state: 'overdue', on: '2026-10-12' })
  })

  test('is nothing without a calendar, and the child is still on the list', () => {
    const row = caseOnLoad(away(3), { ...whole, calendar: null, silent: [] }, ofLead)
    expect([row.schoolDays, row.next, row.lacksRiskAnswers]).toEqual([null, null, true])
  })
})

describe('risk', () => {
  test('is the level of the latest answers or review, and nothing for who may not see it', () => {
    const review: Standing = { what: 'review', version: 6, by: 'evan', on: '2026-10-14', level: 'low' }
    const listed = away(5, { standing: [risk('high'), review] })
    expect(caseOnLoad(listed, whole, ofAuthority).risk).toBe('low')
    expect(caseOnLoad(away(5, { standing: [review, risk('high', 7)] }), whole, ofLead).risk).toBe('high')
    expect(caseOnLoad(listed, whole, ofOfficer).risk).toBeNull()
  })

  test('questions wait until they are answered in this absence; answers of an earlier one do not count', () => {
    expect(caseOnLoad(away(3), whole, ofLead).lacksRiskAnswers).toBe(true)
    expect(caseOnLoad(away(3, { standing: [risk('low')] }), whole, ofLead).lacksRiskAnswers).toBe(false)
    const earlier = away(3, { standing: [risk('low', 2, '2026-09-20')] })
    expect(caseOnLoad(earlier, whole, ofLead).lacksRiskAnswers).toBe(true)
  })

  test('questions do not wait once a reason holds, and wait again when it has run out', () => {
    const explained = { explainedOn: '2026-10-12', explainedBy: 2 }
    expect(caseOnLoad(away(3, { ...explained, explainedUntil: null }), whole, ofLead).lacksRiskAnswers).toBe(false)
    expect(caseOnLoad(away(3, { ...explained, explainedUntil: '2026-10-13' }), whole, ofLead).lacksRiskAnswers).toBe(
      true,
    )
  })

  test('a parent who did not know is an alarm until the questions are answered after it, or a reason is given', () => {
    expect(caseOnLoad(away(1), whole, ofLead, [didNotKnow]).parentDidNotKnow).toBe(didNotKnow)
    const before = away(1, { standing: [risk('low', 4)] })
    expect(caseOnLoad(before, whole, ofLead, [didNotKnow]).parentDidNotKnow).toBe(didNotKnow)
    const since = away(1, { standing: [risk('low', 6)] })
    expect(caseOnLoad(since, whole, ofLead, [didNotKnow]).parentDidNotKnow).toBeNull()
    const reason = away(1, { explainedOn: '2026-10-14', explainedUntil: null, explainedBy: 6 })
    expect(caseOnLoad(reason, whole, ofLead, [didNotKnow]).parentDidNotKnow).toBeNull()
  })
})

describe('what asks for a look', () => {
  test('the register says that the child attended, until somebody writes down who saw the child', () => {
    const ended = { endedOn: '2026-10-13', endedBecause: 'attended' }
    expect(caseOnLoad(away(5, ended), whole, ofLead)).toMatchObject({ isSightingMissing: true, schoolDays: null })
    const seen: Standing = { what: 'seen', version: 9, by: 'cleo', on: '2026-10-13' }
    expect(caseOnLoad(away(5, { ...ended, standing: [seen] }), whole, ofLead).isSightingMissing).toBe(false)
    const left = away(5, { endedOn: '2026-10-13', endedBecause: 'left' })
    expect(caseOnLoad(left, whole, ofLead).isSightingMissing).toBe(false)
  })

  test('a reason in the register sees nobody: somebody is to look, today, for both sides', () => {
    const listed = away(10, { endedOn: '2026-10-13', endedBecause: 'reason-in-register' })
    const marks = listed.marks.map((each) => (each.on >= '2026-10-13' ? { ...each, code: 'I' } : each))
    for (const reader of [ofAuthority, ofLead, ofOfficer]) {
      const row = caseOnLoad({ ...listed, marks }, whole, reader)
      expect(row.isSightingMissing).toBe(true)
      // What the register says of illness, leave or a closed school is nobody's look at the child.
      expect([row.lastSeen, row.daysSinceSeen]).toEqual([{ on: '2026-09-30', how: 'register' }, 14])
      if (reader === ofAuthority) expect(row.next).toEqual({ kind: 'look', state: 'due', on: '2026-10-14' })
    }
    const seen: Standing = { what: 'seen', version: 9, by: 'cleo', on: '2026-10-14' }
    const looked = caseOnLoad(
      { ...listed, marks, summary: { ...listed.summary, standing: [seen] } },
      whole,
      ofAuthority,
    )
    expect([looked.isSightingMissing, looked.next]).toEqual([false, null])
  })

  test('an answer that is late counts with the duties: a referral for who may see it, an enquiry for the side that asked', () => {
    const referral: Standing = {
      ...{ what: 'referral', version: 4, by: 'cleo', to: 'police' },
      ...{ at: '2026-10-08T09:00:00.000Z', dueOn: '2026-10-09' },
    }
    const asked: Standing = {
      ...{ what: 'check', version: 5, by: 'evan', side: 'authority', check: 'A3' },
      ...{ on: '2026-10-08', result: 'asked', nextOn: '2026-10-12', childSeen: false },
    }
    const said = [{ version: 5, what: 'check-made', side: 'authority', who: 'GP surgery' } as const]
    const listed = { ...away(2, { standing: [referral, asked] }), said }
    const row = caseOnLoad(listed, whole, ofAuthority)
    expect([row.next, row.overdue]).toEqual([{ kind: 'referral', to: 'police', state: 'overdue', on: '2026-10-09' }, 2])
    expect(caseOnLoad(listed, whole, ofOfficer).next).not.toMatchObject({ kind: 'referral' })
    const answered: Standing = { what: 'answered', version: 6, by: 'cleo', of: 4, on: '2026-10-10' }
    const afterwards = { ...listed, summary: { ...listed.summary, standing: [referral, asked, answered] } }
    expect(caseOnLoad(afterwards, whole, ofAuthority).next).toEqual({
      ...{ kind: 'check', check: 'A3', state: 'overdue', on: '2026-10-12' },
    })
    // The same office answered later; somebody else's answer is none.
    const later = (who: string) => ({
      ...afterwards,
      summary: {
        ...afterwards.summary,
        standing: [
          ...afterwards.summary.standing,
          { ...asked, version: 7, result: 'nothing-found' as const, nextOn: null },
        ],
      },
      said: [...said, { version: 7, what: 'check-made' as const, side: 'authority' as const, who }],
    })
    expect(caseOnLoad(later('gp surgery'), whole, ofAuthority).overdue).toBe(0)
    expect(caseOnLoad(later('Housing'), whole, ofAuthority).overdue).toBe(1)
    // A date that has not passed is nobody's fault.
    const notYet = away(2, { standing: [{ ...referral, dueOn: '2026-10-14' }] })
    expect(caseOnLoad(notYet, whole, ofAuthority).overdue).toBe(0)
  })

  test('a found child says where, since when, and what keeps the case open', () => {
    const found: Standing = { what: 'found', version: 6, by: 'evan', kind: 'abroad', on: '2026-10-13' }
    const listed = {
      ...away(5, { standing: [found], explainedOn: '2026-10-13', explainedBy: 6 }),
      said: [{ version: 6, what: 'child-found', side: 'authority', who: '' } as const],
    }
    const row = caseOnLoad(listed, whole, ofAuthority)
    expect(row.found).toEqual({
      kind: 'abroad',
      on: '2026-10-13',
      toDo: ['Tell the school that the child lives abroad'],
    })
    expect(row.next).toEqual({
      ...{ kind: 'follow-up', words: 'Tell the school that the child lives abroad', state: 'due', on: '2026-10-14' },
    })
    const unsuitable: Standing = { ...found, kind: 'home-educated-unsuitable' }
    const atHome = caseOnLoad(away(5, { standing: [unsuitable] }), whole, ofAuthority)
    expect([atHome.found, atHome.unsuitableOn]).toEqual([null, '2026-10-13'])
  })

  test('a closed case asks the school for what the codes in the register bring about, and for nothing else', () => {
    const found: Standing = { what: 'found', version: 6, by: 'evan', kind: 'abroad', on: '2026-10-02' }
    const closed = {
      ...{ standing: [found], closedAt: '2026-10-02T10:00:00.000Z' },
      ...{ explainedOn: '2026-10-02', explainedUntil: null, explainedBy: 6 },
    }
    const row = caseOnLoad(away(20, closed), whole, ofLead)
    expect(row).toMatchObject({ isClosed: true, found: null, gate: null, lacksRiskAnswers: false })
    expect(row.next).toMatchObject({ kind: 'duty', rule: 'unexplained-code', state: 'overdue' })
    expect(row.overdue).toBe(1)
  })

  test('silence is counted: two days without a register are said and do not shorten the absence', () => {
    const silentOn = new Set(days.slice(-3, -1))
    const quiet = schoolWith(sessions.filter(({ on }) => !silentOn.has(on)))
    const listed = away(5)
    const marks = listed.marks.filter(({ on }) => !silentOn.has(on))
    const row = caseOnLoad({ ...listed, marks }, quiet, ofAuthority)
    expect([row.schoolDays, row.unknownDays]).toEqual([5, 2])
  })

  test('the child was last seen on the day before, unless a person saw them since', () => {
    expect(caseOnLoad(away(5), whole, ofLead)).toMatchObject({
      lastSeen: { on: '2026-10-07', how: 'register' },
      daysSinceSeen: 7,
    })
    const check: Standing = {
      ...{ what: 'check', version: 5, by: 'evan', side: 'authority', check: 'A6' },
      ...{ on: '2026-10-12', result: 'found-something', nextOn: null, childSeen: true },
    }
    const row = caseOnLoad(away(5, { standing: [check] }), whole, ofLead)
    expect([row.lastSeen, row.daysSinceSeen]).toEqual([{ on: '2026-10-12', how: 'seen' }, 2])
  })
})

describe('the gate', () => {
  const first = days[days.length - 21]!
  const outcome = (side: 'school' | 'authority', version: number): Standing => ({
    ...{ what: 'outcome', version, by: 'x', side, kind: 'not-found', agreed: null },
    ...{ at: '2026-10-13T10:00:00.000Z', ground: 'I', runFirstOn: first },
  })
  const gateOf = (schoolDays: number, standing: readonly Standing[]) =>
    caseOnLoad(away(schoolDays, { standing }), whole, ofAuthority).gate

  test('is nothing before the twentieth school day is over, and then removal can be considered', () => {
    expect(gateOf(19, [])).toBeNull()
    expect(gateOf(21, [])).toBe('to-consider')
  })

  test('waits for the side that has not signed; a signature for another run of days is none', () => {
    expect(gateOf(21, [outcome('school', 5)])).toBe('waiting-for-authority')
    expect(gateOf(21, [outcome('authority', 5)])).toBe('waiting-for-school')
    expect(gateOf(21, [outcome('school', 5), outcome('authority', 6)])).toBe('to-consider')
    expect(gateOf(20, [outcome('school', 5)])).toBe('to-consider')
  })

  test('is met when everything is signed, and over once the name is deleted', () => {
    const at = '2026-10-13T10:00:00.000Z'
    const signed: Standing[] = (['school', 'authority'] as const).flatMap((side, index): Standing[] => [
      {
        ...{ what: 'check', version: 10 + index, by: 'x', side, check: side === 'school' ? 'S2' : 'A2' },
        ...{ on: '2026-10-01', result: 'nothing-found', nextOn: null, childSeen: false },
      },
      {
        what: 'enquiries',
        version: 20 + index,
        by: 'x',
        side,
        checks: [10 + index],
        at,
        ground: 'I',
        runFirstOn: first,
      },
      outcome(side, 30 + index),
    ])
    const sickness: Standing = {
      what: 'sickness',
      version: 40,
      by: 'x',
      answer: false,
      at,
      ground: 'I',
      runFirstOn: first,
    }
    expect(gateOf(21, [...signed, sickness])).toBe('met')
    // Written down after the signatures: they are to be given anew.
    const seen: Standing = { what: 'seen', version: 50, by: 'x', on: '2026-10-13' }
    expect(gateOf(21, [...signed, sickness, seen])).toBe('to-consider')
    const removed: Standing = { what: 'removed', version: 41, by: 'x', on: '2026-10-14', ground: 'I' }
    expect(gateOf(21, [...signed, sickness, removed])).toBeNull()
    expect(gateOf(21, [...signed, { ...sickness, answer: true }])).toBeNull()
  })

  test('asks to look at the missing registers where they alone keep the days from being reached', () => {
    const listed = away(22)
    const silentOn = days.at(-10)!
    const quiet = schoolWith(sessions.filter(({ on }) => on !== silentOn))
    const marks = listed.marks.filter(({ on }) => on !== silentOn)
    expect(caseOnLoad({ ...listed, marks }, quiet, ofAuthority).gate).toBe('registers-missing')
  })

  test('on day 4 missing registers from before the absence ask for nothing: with them there are four days', () => {
    const listed = away(4)
    const quiet = schoolWith(sessions.filter(({ on }) => on >= days.at(-4)!))
    expect(caseOnLoad(listed, quiet, ofAuthority).gate).toBeNull()
  })
})

test('for any register and any record the row says what the page of the case says', () => {
  const code = fc.constantFrom('N', 'N', 'N', 'O', 'G', '/', 'I', '-', null, null)
  const date = fc.constantFrom(...days.slice(-15))
  const standing: fc.Arbitrary<Standing> = fc.oneof(
    date.map((on): Standing => ({ what: 'seen', version: 7, by: 'x', on })),
    date.map((on): Standing => ({ what: 'review', version: 8, by: 'x', on, level: 'medium' })),
    date.map((on): Standing => ({ what: 'told', version: 9, by: 'x', whom: 'education-welfare', on })),
    date.map((on): Standing => risk('high', 10, on)),
    date.map((on): Standing => ({ what: 'return-sent', version: 11, by: 'x', on })),
  )
  const given = fc.record({
    codes: fc.array(code, { minLength: sessions.length, maxLength: sessions.length }),
    known: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: sessions.length, maxLength: sessions.length }),
    standing: fc.array(standing, { maxLength: 5 }),
    leaveEndedOn: fc.option(date, { nil: null }),
    began: date,
    reader: fc.constantFrom(ofAuthority, ofLead, ofOfficer),
  })
  fc.assert(
    fc.property(given, ({ codes, known, standing, leaveEndedOn, began, reader }) => {
      const marks = sessions.flatMap((each, index) => (codes[index] ? { ...each, code: codes[index] } : []))
      const complete = sessions.filter((_, index) => known[index]! > 0)
      const listed = { ...away(1, { beganOn: began, standing }), marks, leaveEndedOn }
      const row = caseOnLoad(listed, schoolWith(complete), reader)
      const page = caseNow(
        {
          summary: listed.summary,
          pupil,
          schoolName: 'Heron Lane',
          registerKept: 'mis',
          allocatedToName: null,
          marks,
          completeSessions: complete,
          calendar: {
            ...calendarA,
            schoolUrn: '999001',
            academicYears: ['2026/27'],
            publishedAt: '',
            policies: shippedPolicies,
          },
          events: [],
          leaves:
            leaveEndedOn === null
              ? []
              : [
                  {
                    id: 'l',
                    firstOn: leaveEndedOn,
                    lastOn: leaveEndedOn,
                    reason: '',
                    recordedAt: '',
                    recordedByName: '',
                  },
                ],
          others: [],
        },
        asOf,
      )
      const open = page.answer!.duties.filter(({ state }) => !['done', 'not-needed'].includes(state))
      const theirs = open.filter(
        ({ rule, owedBy }) =>
          !(reader.seesRisk && ['first-day-contact', 'unexplained-code'].includes(rule)) &&
          (owedBy === 'both' || reader.sides.includes(owedBy as 'school')),
      )
      expect(row.schoolDays).toBe(page.answer!.absence?.schoolDays ?? null)
      expect(row.unknownDays).toBe(page.answer!.absence?.unknownDays ?? 0)
      const first = theirs[0]
      const firstOn = first?.dueAt ? londonDate(first.dueAt) : (first?.dueOn ?? null)
      expect(row.next).toEqual(first ? { kind: 'duty', rule: first.rule, state: first.state, on: firstOn } : null)
      expect(row.overdue).toBe(theirs.filter(({ state }) => state === 'overdue').length)
      expect(row.lastSeen).toEqual(page.lastSeen)
    }),
    { numRuns: 250, seed: 20261014 },
  )
})
