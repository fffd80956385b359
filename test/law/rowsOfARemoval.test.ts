// Do the rows of the rule table about a name leaving the register come out, each with the dates of its example?
import { describe, expect, it } from 'vitest'
import type { ClockFacts, ClockInput } from '../../src/cases/clock/clock.ts'
import { deletionGroundList } from '../../src/law/deletionGroundList.ts'
import { isBackdated } from '../../src/law/deletionNotBackdated.ts'
import { groundShown } from '../../src/law/deletionOnlyOnGround.ts'
import { deletionReturnFaults, isDeletionReturnOwed } from '../../src/law/deletionReturn.ts'
import { dualRegistrationEnded } from '../../src/law/dualRegistrationDeletion.ts'
import { educatedOtherwiseFrom, educatedOtherwiseOn } from '../../src/law/educatedOtherwiseDeletion.ts'
import { registeredElsewhereOn } from '../../src/law/registeredElsewhereDeletion.ts'
import { ask, away } from '../cases/clock/ask.ts'
import { sentReturn, twoSigned } from './libraryCast.ts'

const evening = (on: string) => `${on}T15:30:00Z`
const groundI = (on: string, input: Partial<ClockInput> = {}) =>
  ask(evening(on), { marks: [away('2026-10-12', on, 'O')], ...input }).removal.groundI
const onDay20 = (facts: ClockFacts) => groundI('2026-11-16', { facts })

describe('the deletion return', () => {
  const at10 = Date.parse('2026-11-16T10:00:00Z')

  it('T12: a deletion of 16 November at 10:00 with a return of 10:05 is refused; one of 10:00 is not', () => {
    expect(deletionReturnFaults(sentReturn('10:05'), at10)).toEqual(['late'])
    expect(deletionReturnFaults(sentReturn('10:00'), at10)).toEqual([])
    expect(deletionReturnFaults(null, at10)).toEqual(['none'])
  })

  it('T12: it names the child, the address, each parent with a number, and the ground', () => {
    const nobody = { name: 'Ines Ellery', address: '4 Mill Lane', emergencyNumbers: [] }
    const lacking = { name: ' ', address: '', ground: '', parents: [nobody] }
    expect(deletionReturnFaults(sentReturn('09:00', lacking), at10)).toEqual([
      'name',
      'address',
      'emergency-number',
      'ground',
    ])
    const parents = [{ name: '', address: '4 Mill Lane', emergencyNumbers: ['07700 900123', ''] }]
    expect(deletionReturnFaults(sentReturn('09:00', { parents }), at10)).toEqual(['parent'])
    expect(deletionReturnFaults(sentReturn('09:00', { parents: [] }), at10)).toEqual([])
  })

  it('T13: a Year 6 pupil leaving on 21 July 2027 needs none, unless the authority asks', () => {
    const leaver = { isInMostSeniorClass: true, isAtOrAfterEndOfLastTerm: true, isAskedFor: false }
    expect(isDeletionReturnOwed(leaver)).toBe(false)
    expect(isDeletionReturnOwed({ ...leaver, isAskedFor: true })).toBe(true)
    expect(isDeletionReturnOwed({ ...leaver, isAtOrAfterEndOfLastTerm: false })).toBe(true)
    expect(isDeletionReturnOwed({ ...leaver, isInMostSeniorClass: false })).toBe(true)
  })

  it('T14: on 17 November a deletion for 16 November is backdated; one for 17 November is not', () => {
    expect(isBackdated('2026-11-16', '2026-11-17')).toBe(true)
    expect(isBackdated('2026-11-17', '2026-11-17')).toBe(false)
  })
})

describe('ground I', () => {
  it('T16: an I on 20 October starts the count again on 21 October, and day 20 is Wednesday 25 November', () => {
    const marks = [away('2026-10-12', '2026-11-16', 'O'), { on: '2026-10-20', session: 'AM' as const, code: 'I' }]
    expect(groundI('2026-11-16', { marks })).toMatchObject({
      status: 'not-met',
      runStartedOn: '2026-10-21',
      twentiethSchoolDay: '2026-11-25',
    })
  })

  it('T17: a U on 15 October is attendance: the count starts on 16 October, and day 20 is Friday 20 November', () => {
    const marks = [away('2026-10-12', '2026-11-16', 'O'), { on: '2026-10-15', session: 'PM' as const, code: 'U' }]
    expect(groundI('2026-11-16', { marks })).toMatchObject({
      status: 'not-met',
      runStartedOn: '2026-10-16',
      twentiethSchoolDay: '2026-11-20',
    })
  })

  it('T18: on day 20 sickness must be answered no and signed: unanswered is pending, yes is not met', () => {
    const { sicknessOrUnavoidable: _none, ...unanswered } = twoSigned('2026-11-16', 'not-found')
    expect(onDay20(unanswered).status).toBe('pending')
    const signedAt = '2026-11-16T10:00:00Z'
    expect(onDay20({ ...unanswered, sicknessOrUnavoidable: { answer: true, signedAt } }).status).toBe('not-met')
    expect(onDay20({ ...unanswered, sicknessOrUnavoidable: { answer: false, signedAt } }).status).toBe('met')
  })

  it('T19: without an enquiry signed by the authority it is pending; signed on 16 November at 11:00 it is met', () => {
    const facts = twoSigned('2026-11-16', 'not-found')
    const [bySchool, byAuthority] = [facts.enquiries![0]!, facts.enquiries![1]!]
    expect(onDay20({ ...facts, enquiries: [bySchool] }).status).toBe('pending')
    expect(onDay20({ ...facts, enquiries: [bySchool, { ...byAuthority, signedAt: null }] }).status).toBe('pending')
    const signed = { ...byAuthority, signedAt: '2026-11-16T11:00:00Z' }
    expect(onDay20({ ...facts, enquiries: [bySchool, signed] }).status).toBe('met')
  })

  it('T20: on 16 November both sign that the child was not found: met, from that day', () => {
    expect(onDay20(twoSigned('2026-11-16', 'not-found'))).toMatchObject({
      status: 'met',
      firstLawfulOn: '2026-11-16',
    })
  })

  it('T21: found in Spain, both agree that no return is to be expected: met; the authority does not agree: not met', () => {
    expect(onDay20(twoSigned('2026-11-16', 'found', true)).status).toBe('met')
    expect(onDay20(twoSigned('2026-11-16', 'found', false)).status).toBe('not-met')
  })

  it('T22: found at the same address on 9 November and nothing agreed: the name stays', () => {
    const facts = twoSigned('2026-11-16', 'found', null)
    expect(onDay20(facts).status).toBe('pending')
    expect(onDay20({ ...facts, outcome: { ...facts.outcome!, authoritySignedAt: null } }).status).toBe('pending')
    expect(onDay20(twoSigned('2026-11-16', 'found', false)).status).toBe('not-met')
  })

  it('T23: a run from 7 December goes over Christmas: day 20 is Monday 18 January 2027', () => {
    const marks = [away('2026-12-07', '2027-01-18', 'O')]
    expect(groundI('2027-01-18', { marks }).twentiethSchoolDay).toBe('2027-01-18')
  })

  it('T24: a planned closure on 13 October is passed over: day 20 is Tuesday 17 November', () => {
    const marks = [away('2026-10-12', '2026-11-16', 'O'), away('2026-10-13', '2026-10-13', '#')]
    expect(groundI('2026-11-16', { marks })).toMatchObject({ schoolDays: 19, twentiethSchoolDay: '2026-11-17' })
  })

  it('T25: a Y4 on 10 November asks a person to look, and meets nothing by itself', () => {
    const marks = [away('2026-10-12', '2026-11-16', 'O'), away('2026-11-10', '2026-11-10', 'Y4')]
    expect(groundI('2026-11-16', { marks, facts: twoSigned('2026-11-16', 'not-found') }).status).toBe('needs-review')
  })

  it('T26: 12 October changed to I on 17 November moves day 20 to Tuesday 17 November', () => {
    const marks = [away('2026-10-12', '2026-11-17', 'O'), away('2026-10-12', '2026-10-12', 'I')]
    expect(groundI('2026-11-17', { marks })).toMatchObject({
      runStartedOn: '2026-10-13',
      twentiethSchoolDay: '2026-11-17',
    })
  })

  it('T27: away in the morning and there in the afternoon of 12 October is no day of the run', () => {
    const marks = [away('2026-10-12', '2026-11-16', 'O'), { on: '2026-10-12', session: 'PM' as const, code: '\\' }]
    expect(groundI('2026-11-16', { marks }).runStartedOn).toBe('2026-10-13')
  })
})

describe('ground H', () => {
  const leave = (endedOn: string, on: string, facts: ClockFacts = {}) =>
    ask(evening(on), {
      marks: [away('2026-09-14', endedOn, 'C'), away('2026-09-28', on, 'O')],
      leave: { endedOn },
      facts,
    }).removal.groundH

  it('T28: leave to 25 September: the tenth school day is Friday 9 October, and the rest is asked as for ground I', () => {
    expect(leave('2026-09-25', '2026-10-08')).toMatchObject({ status: 'not-met', tenthSchoolDay: '2026-10-09' })
    expect(leave('2026-09-25', '2026-10-09').status).toBe('pending')
    expect(leave('2026-09-25', '2026-10-09', twoSigned('2026-10-09', 'not-found')).status).toBe('met')
  })

  it('T30: leave to 16 October goes over half-term: the tenth school day is Monday 9 November', () => {
    expect(leave('2026-10-16', '2026-11-09').tenthSchoolDay).toBe('2026-11-09')
  })
})

describe('grounds that the clock does not count', () => {
  const orders = { isNamedInOrder: false, isMobileChildsMainSchool: false }

  it('T31: a notice of 2 November “from 6 November” lets the name go from 7 November; spoken, it does not', () => {
    const written = { isInWriting: true, after: '2026-11-06' }
    const child = { isNamedInOrder: false, doesAuthorityConsent: true }
    expect(educatedOtherwiseFrom(written)).toBe('2026-11-07')
    expect(educatedOtherwiseOn({ ...child, notice: written }, '2026-11-07').status).toBe('met')
    expect(educatedOtherwiseOn({ ...child, notice: written }, '2026-11-06').missing.map(({ id }) => id)).toEqual([
      'day-passed',
    ])
    const spoken = { isInWriting: false, after: '2026-11-06' }
    expect(educatedOtherwiseFrom(spoken)).toBeNull()
    expect(educatedOtherwiseOn({ ...child, notice: spoken }, '2026-11-30').status).toBe('not-met')
    expect(educatedOtherwiseOn({ ...child, notice: null }, '2026-11-30').status).toBe('pending')
    expect(educatedOtherwiseOn({ ...child, isNamedInOrder: true, notice: written }, '2026-11-07').status).toBe(
      'not-met',
    )
    expect(educatedOtherwiseOn({ ...child, doesAuthorityConsent: null, notice: written }, '2026-11-07').status).toBe(
      'pending',
    )
  })

  it('T31: a notice that states no day lets no name go', () => {
    const child = { isNamedInOrder: false, doesAuthorityConsent: true }
    expect(educatedOtherwiseOn({ ...child, notice: { isInWriting: true, after: null } }, '2026-11-30').status).toBe(
      'not-met',
    )
  })

  it('T32: registered elsewhere on 9 November and not at both on purpose: met that day and not before', () => {
    const child = { ...orders, registeredOn: '2026-11-09', isDualAgreed: false }
    expect(registeredElsewhereOn(child, '2026-11-09')).toEqual({ status: 'met', missing: [] })
    expect(registeredElsewhereOn(child, '2026-11-08').status).toBe('not-met')
    expect(registeredElsewhereOn({ ...child, isDualAgreed: true }, '2026-11-09').status).toBe('not-met')
    expect(registeredElsewhereOn({ ...child, isNamedInOrder: true }, '2026-11-09').status).toBe('not-met')
    expect(registeredElsewhereOn({ ...child, isMobileChildsMainSchool: true }, '2026-11-09').status).toBe('not-met')
    expect(registeredElsewhereOn({ ...child, isDualAgreed: null }, '2026-11-09').missing.map(({ id }) => id)).toEqual([
      'not-dual',
    ])
    expect(registeredElsewhereOn({ ...child, registeredOn: null }, '2026-11-09').status).toBe('pending')
  })

  it('T33: of two other schools both consent, or the ground is not met', () => {
    const child = { ...orders, isReturnExpected: false }
    expect(dualRegistrationEnded({ ...child, consents: [true, true] }).status).toBe('met')
    expect(dualRegistrationEnded({ ...child, consents: [true, null] }).status).toBe('pending')
    expect(dualRegistrationEnded({ ...child, consents: [true, false] }).status).toBe('not-met')
    expect(dualRegistrationEnded({ ...child, consents: [null, false] }).status).toBe('not-met')
    expect(dualRegistrationEnded({ ...child, consents: [] }).status).toBe('not-met')
    expect(dualRegistrationEnded({ ...child, consents: [true], isReturnExpected: true }).status).toBe('not-met')
  })

  it('are fifteen with the two it counts, A to O, each with what must be shown', () => {
    expect(deletionGroundList.map(({ letter }) => letter).join('')).toBe('ABCDEFGHIJKLMNO')
    expect(deletionGroundList.filter(({ confirmed }) => confirmed).map(({ letter }) => letter)).toEqual([
      'A',
      'B',
      'C',
      'D',
      'E',
    ])
    for (const ground of deletionGroundList) {
      const ids = ground.shows.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      const all = Object.fromEntries(ids.map((id) => [id, true]))
      expect(groundShown(ground.letter, all)).toEqual({ status: 'met', missing: [] })
      expect(groundShown(ground.letter, {})!.status).toBe('pending')
      for (const id of ids) {
        expect(groundShown(ground.letter, { ...all, [id]: false })).toMatchObject({
          status: 'not-met',
          missing: [{ id }],
        })
        expect(groundShown(ground.letter, { ...all, [id]: null })).toMatchObject({
          status: 'pending',
          missing: [{ id }],
        })
      }
    }
  })

  it('are none for a child who is unwell for good', () => {
    expect(groundShown('P', {})).toBeNull()
    expect(groundShown('i', {})).toBeNull()
  })
})
