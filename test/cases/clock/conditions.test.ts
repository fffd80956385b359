// Does each condition of a deletion say how it stands, and who has not answered?
import { describe, expect, it } from 'vitest'
import type { ClockFacts } from '../../../src/cases/clock/clock.ts'
import { ask, away } from './ask.ts'

const signedAt = '2026-11-16T14:10:00Z'
const conditionsOf = (facts: ClockFacts) =>
  ask('2026-11-16T15:30:00Z', { marks: [away('2026-10-12', '2026-11-16', 'O')], facts }).removal.groundI.conditions.map(
    ({ id, met, because }) => `${id} ${met}: ${because}`,
  )

describe('the conditions of ground I', () => {
  it('begin unanswered', () => {
    expect(conditionsOf({})).toEqual([
      'twenty-school-days true: 20 of 20.',
      'only-g-n-o true: Nothing but G, N and O on the last 20 school days.',
      'not-sickness-or-unavoidable null: Nobody has signed whether there is reason to believe in sickness or an unavoidable cause.',
      'school-enquired null: No signed enquiry by the school.',
      'authority-enquired null: No signed enquiry by the authority.',
      'outcome-signed null: No outcome is recorded.',
    ])
  })

  it('say what was signed, and how often', () => {
    expect(
      conditionsOf({
        sicknessOrUnavoidable: { answer: false, signedAt },
        enquiries: [
          { by: 'school', on: '2026-10-12', signedAt },
          { by: 'authority', on: '2026-10-20', signedAt },
          { by: 'authority', on: '2026-10-21', signedAt },
          { by: 'authority', on: '2026-10-22' },
        ],
        outcome: { kind: 'not-found', schoolSignedAt: signedAt, authoritySignedAt: signedAt },
      }).slice(2),
    ).toEqual([
      'not-sickness-or-unavoidable true: Signed on 2026-11-16: no reason to believe in sickness or an unavoidable cause.',
      'school-enquired true: 1 signed enquiry by the school.',
      'authority-enquired true: 2 signed enquiries by the authority.',
      'outcome-signed true: Both signed that the child was not found.',
    ])
  })

  it.each([
    [{ kind: 'not-found' }, 'null: Not signed by the school and the authority.'],
    [{ kind: 'not-found', authoritySignedAt: signedAt }, 'null: Not signed by the school.'],
    [{ kind: 'found', schoolSignedAt: signedAt }, 'null: Not signed by the authority.'],
    [
      { kind: 'found', schoolSignedAt: signedAt, authoritySignedAt: signedAt },
      'null: The child was found. Whether both agree that no return is to be expected is not answered.',
    ],
    [
      {
        kind: 'found',
        schoolSignedAt: signedAt,
        authoritySignedAt: signedAt,
        agreedNoReasonableGroundsToExpectReturn: true,
      },
      'true: The child was found, and both agree that there are no reasonable grounds to expect a return.',
    ],
    [
      {
        kind: 'found',
        schoolSignedAt: signedAt,
        authoritySignedAt: signedAt,
        agreedNoReasonableGroundsToExpectReturn: false,
      },
      'false: The child was found, and a return is not ruled out by both.',
    ],
  ] as [ClockFacts['outcome'], string][])('of an outcome %j are %s', (outcome, said) => {
    expect(conditionsOf({ outcome }).at(-1)).toBe(`outcome-signed ${said}`)
  })

  it('say when there is reason to believe in sickness', () => {
    expect(conditionsOf({ sicknessOrUnavoidable: { answer: true, signedAt } })[2]).toBe(
      'not-sickness-or-unavoidable false: Signed on 2026-11-16: there is reason to believe in sickness or an unavoidable cause.',
    )
  })

  it('stand at so many of twenty, and name the session that spoils them', () => {
    const answer = ask('2026-10-14T15:30:00+01:00', {
      marks: [away('2026-10-12', '2026-10-14'), { on: '2026-10-09', session: 'AM', code: 'M' }],
    })
    expect(answer.removal.groundI.conditions.slice(0, 2)).toEqual([
      { id: 'twenty-school-days', met: false, because: '3 of 20.' },
      { id: 'only-g-n-o', met: false, because: '2026-09-17, AM: attended.' },
    ])
  })
})

describe('the conditions of ground H', () => {
  it('stand at so many of ten', () => {
    const marks = [away('2026-09-28', '2026-10-02', 'O')]
    const { conditions } = ask('2026-10-02T15:30:00+01:00', { marks, leave: { endedOn: '2026-09-25' } }).removal.groundH
    expect(conditions[0]).toEqual({ id: 'ten-school-days', met: false, because: '5 of 10.' })
  })
})
