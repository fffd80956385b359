import { describe, expect, it } from 'vitest'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { closeRegister } from '../../src/cases/decide/closeRegister.ts'
import { correctMark } from '../../src/cases/decide/correctMark.ts'
import { type AbsenceToLog, type HandRegister, logAbsence } from '../../src/cases/decide/logAbsence.ts'
import { absenceChoices, correctionChoices, type Standing, seenAs } from '../../src/cases/handMark.ts'
import type { Mark, RegisterSession } from '../../src/cases/mark.ts'
import { hasBegun } from '../../src/cases/sessionBegun.ts'

// 12 October 2026 is a Monday, 17 October a Saturday.
const calendar = prepareCalendar({ terms: [{ from: '2026-09-02', to: '2026-10-23' }] })
const tom = { id: 'tom', at: '2026-10-12T09:40:00.000Z' }
const nothing: Standing = { kind: 'nothing' }
const empty: HandRegister = {
  registerKept: 'paper',
  calendar,
  today: '2026-10-12',
  standing: { AM: nothing, PM: nothing },
}
const away: AbsenceToLog = {
  pupilId: 'maeve',
  on: '2026-10-12',
  sessions: ['AM'],
  code: 'N',
  words: null,
  reason: null,
}
const ill: Mark = {
  pupilId: 'maeve',
  on: '2026-10-12',
  session: 'AM',
  code: 'I',
  minutesLate: null,
  comment: 'Cold',
  source: 'hand',
  stamp: '2026-10-12T08:50:00.000Z',
  tie: 'nia|I',
  receivedAt: '2026-10-12T08:50:00.000Z',
  receivedBy: 'nia',
}
const whole: RegisterSession = {
  schoolUrn: '100002',
  on: '2026-10-12',
  session: 'AM',
  expected: 3,
  marked: 3,
  complete: true,
  closedAt: '2026-10-12T08:35:00.000Z',
  lastHeardAt: '2026-10-12T08:35:00.000Z',
  source: 'hand',
  stamp: '2026-10-12T08:35:00.000Z|nia',
}
const present: Standing = { kind: 'present', register: whole }
const marked: Standing = { kind: 'mark', mark: ill }

describe('logging an absence by hand', () => {
  it('sets a mark in the person’s name at that minute', () => {
    expect(logAbsence(empty, { ...away, words: 'Nobody rang' }, tom)).toEqual({
      accepted: {
        marks: [
          {
            pupilId: 'maeve',
            on: '2026-10-12',
            session: 'AM',
            code: 'N',
            minutesLate: null,
            comment: 'Nobody rang',
            source: 'hand',
            stamp: '2026-10-12T09:40:00.000Z',
            tie: 'tom|N',
            receivedAt: '2026-10-12T09:40:00.000Z',
            receivedBy: 'tom',
          },
        ],
        versions: [],
        changes: [{ pupilId: 'maeve', on: '2026-10-12', session: 'AM', from: null, to: 'N' }],
      },
    })
  })

  it.each<[string, Partial<HandRegister>, Partial<AbsenceToLog>]>([
    ['register-not-by-hand', { registerKept: 'mis' }, {}],
    ['in-the-future', {}, { on: '2026-10-13' }],
    ['day-not-known', { calendar: null }, {}],
    ['day-not-known', {}, { on: '2026-07-14' }],
    ['not-a-school-day', {}, { on: '2026-10-11' }],
    ['mark-already-there', { standing: { AM: marked, PM: nothing } }, {}],
    ['mark-already-there', { standing: { AM: nothing, PM: marked } }, { sessions: ['AM', 'PM'] }],
    ['session-to-come', {}, { sessions: ['AM', 'PM'] }],
    ['reason-needed', { standing: { AM: present, PM: nothing } }, {}],
  ])('is refused as %s', (refusal, register, absence) => {
    expect(logAbsence({ ...empty, ...register }, { ...away, ...absence }, tom)).toEqual({ refused: refusal })
  })

  it('keeps that the register said present, and why it no longer does (regulation 6)', () => {
    const register = { ...empty, standing: { AM: present, PM: nothing } }
    const decision = logAbsence(register, { ...away, reason: 'Marked present by mistake' }, tom)
    expect(decision).toMatchObject({
      accepted: {
        versions: [
          {
            code: '/',
            became: 'N',
            receivedAt: '2026-10-12T08:35:00.000Z',
            keptAt: '2026-10-12T09:40:00.000Z',
            keptBecause: 'replaced',
            reason: 'Marked present by mistake',
          },
        ],
        changes: [{ from: '/', to: 'N' }],
      },
    })
  })
})

describe('correcting a mark by hand', () => {
  const register = { ...empty, standing: { AM: marked, PM: nothing } }
  const correction = {
    pupilId: 'maeve',
    on: '2026-10-12',
    session: 'AM' as const,
    code: 'N',
    reason: 'Mother did not ring after all',
    seen: seenAs(marked),
  }

  it('keeps the original with who set it, the amended mark, the reason, the time and the person (regulation 6)', () => {
    expect(correctMark(register, correction, tom)).toMatchObject({
      accepted: {
        marks: [{ code: 'N', comment: 'Cold', receivedBy: 'tom', receivedAt: '2026-10-12T09:40:00.000Z' }],
        versions: [{ code: 'I', receivedBy: 'nia', became: 'N', reason: 'Mother did not ring after all' }],
      },
    })
  })

  it.each<[string, object]>([
    ['reason-needed', { reason: '' }],
    ['mark-unchanged', { code: 'I' }],
    ['changed-meanwhile', { seen: '2026-10-12T08:40:00.000Z nia|N' }],
    ['changed-meanwhile', { session: 'PM', seen: 'nothing' }],
    ['in-the-future', { on: '2026-10-13' }],
  ])('is refused as %s', (refusal, change) => {
    expect(correctMark(register, { ...correction, ...change }, tom)).toEqual({ refused: refusal })
  })

  it('does not correct presence to presence', () => {
    const wholeRegister = { ...empty, standing: { AM: present, PM: nothing } }
    const same = { ...correction, code: '/', seen: seenAs(present) }
    expect(correctMark(wholeRegister, same, tom)).toEqual({ refused: 'mark-unchanged' })
  })
})

describe('closing a paper register', () => {
  const register = { registerKept: 'paper' as const, calendar, today: '2026-10-12' }
  const morning = { schoolUrn: '100002', on: '2026-10-12', session: 'AM' as const, before: null, onRoll: 3 }

  it('makes it complete with everybody on roll marked', () => {
    expect(closeRegister(register, morning, tom)).toMatchObject({
      accepted: { expected: 3, marked: 3, complete: true, closedAt: '2026-10-12T09:40:00.000Z', source: 'hand' },
    })
  })

  it.each<[string, object, object]>([
    ['changed-meanwhile', {}, { before: whole }],
    ['session-to-come', {}, { session: 'PM' }],
    ['register-not-by-hand', { registerKept: 'mis' }, {}],
    ['not-a-school-day', {}, { on: '2026-10-10' }],
  ])('is refused as %s', (refusal, change, other) => {
    expect(closeRegister({ ...register, ...change }, { ...morning, ...other }, tom)).toEqual({ refused: refusal })
  })

  it.each([
    ['2026-10-12T10:59:00.000Z', false],
    ['2026-10-12T11:00:00.000Z', true],
  ])('at %s in UTC, with London an hour ahead, the afternoon has begun: %s', (at, expected) => {
    expect(hasBegun('2026-10-12', 'PM', at)).toBe(expected)
  })
})

describe('the codes to choose from', () => {
  it('are those of an absence, without presence, closures and what no pupil on roll gets', () => {
    const codes = absenceChoices.map(({ code }) => code)
    expect(codes).toContain('N')
    expect(codes.filter((code) => ['/', '\\', 'L', '#', 'Z', '-'].includes(code))).toEqual([])
  })

  it('hold the presence of that half of the day when a mark is corrected', () => {
    expect(correctionChoices('AM').map(({ code }) => code)).toContain('/')
    expect(correctionChoices('AM').map(({ code }) => code)).not.toContain('\\')
    expect(correctionChoices('PM').map(({ code }) => code)).toContain('\\')
  })
})
