// The child is found: what is still owed before the case closes, and which entry closes it.
import { describe, expect, test } from 'vitest'
import { afterFound, closingOf } from '../../src/cases/afterFound.ts'
import type { FoundKind } from '../../src/cases/caseWork.ts'
import { caseAt, found, opened, recordSent, told, type Written } from './caseAt.ts'

const day = '2026-10-22'

/** What is still to do, and in brackets what is done. */
function left(happenings: readonly Written[]): string {
  return afterFound(caseAt(day, happenings))
    .map(({ id, isDone }) => (isDone ? `(${id})` : id))
    .join(' ')
}

describe('what follows', () => {
  test.each<[FoundKind, 'school' | 'authority', string]>([
    ['attending', 'school', ''],
    ['attending', 'authority', ''],
    ['another-school', 'school', 'tell-new-school send-record'],
    ['another-school', 'authority', 'tell-old-school tell-new-school send-record'],
    ['home-educated', 'school', ''],
    ['home-educated', 'authority', 'tell-old-school'],
    ['home-educated-unsuitable', 'authority', ''],
    ['abroad', 'school', ''],
    ['abroad', 'authority', 'tell-old-school'],
    ['died', 'authority', ''],
    ['over-age', 'authority', ''],
  ])('%s, found by the %s: %s', (kind, side, expected) => {
    expect(left([opened, found(kind, side)])).toBe(expected)
  })

  test('nothing while the child is not found', () => {
    expect(left([opened, told('new-school')])).toBe('')
  })

  test('what was told before the child was found is to be told again', () => {
    const early = [opened, told('new-school', '2026-10-21'), recordSent('2026-10-21')]
    expect(left([...early, found('another-school', 'school')])).toBe('tell-new-school send-record')
    expect(left([...early, found('another-school', 'school', '2026-10-21')])).toBe('(tell-new-school) (send-record)')
  })

  test('an entry that was withdrawn is to be done again', () => {
    const entries = [opened, found('another-school', 'school'), told('new-school')]
    expect(left(entries)).toBe('(tell-new-school) send-record')
    expect(left([...entries, { what: 'entry-withdrawn', details: { version: 4, reason: 'Wrong school' } }])).toBe(
      'tell-new-school send-record',
    )
  })

  test('when the words of the entry were erased, the school may not know', () => {
    const now = caseAt(day, [opened, found('home-educated', 'school')])
    const events = now.events.map((event) => ({ ...event, details: {} }) as (typeof now.events)[number])
    expect(afterFound(now)).toEqual([])
    expect(afterFound({ ...now, events }).map(({ id }) => id)).toEqual(['tell-old-school'])
  })

  test('the record is owed by the fifteenth school day once the child has left, and has no date before', () => {
    const entries = [opened, found('another-school', 'school')]
    const record = (leftOn: string | null) => afterFound(caseAt(day, entries, { pupil: { leftOn } })).at(-1)
    expect(record(null)).toMatchObject({ id: 'send-record', form: 'record', dueOn: null })
    // 16, 19 to 23 October, then half-term and an INSET day, 3 to 6 and 9 to 13 November.
    expect(record('2026-10-15')).toMatchObject({ id: 'send-record', dueOn: '2026-11-13' })
  })
})

describe('the entry that closes the case', () => {
  const closed = (kind: FoundKind) => [{ what: 'case-closed', details: { because: kind, on: day } }]

  test('is the last of those owed, in whatever order', () => {
    const entries = [opened, found('another-school', 'authority')]
    expect(closingOf(caseAt(day, entries), told('old-school'))).toEqual([])
    const told1 = [...entries, told('old-school')]
    expect(closingOf(caseAt(day, told1), recordSent())).toEqual([])
    expect(closingOf(caseAt(day, [...told1, recordSent()]), told('new-school'))).toEqual(closed('another-school'))
    expect(closingOf(caseAt(day, [...told1, told('new-school')]), recordSent())).toEqual(closed('another-school'))
  })

  test('is no entry about something else', () => {
    const now = caseAt(day, [opened, found('abroad', 'authority')])
    expect(closingOf(now, told('new-school'))).toEqual([])
    expect(closingOf(now, told('social-worker'))).toEqual([])
    expect(closingOf(now, told('old-school', '2026-10-21'))).toEqual([])
    expect(closingOf(now, told('old-school'))).toEqual(closed('abroad'))
  })

  test('closes nothing that is closed already, was never opened, or where the child is still missing education', () => {
    const entries = [opened, found('abroad', 'authority'), told('old-school')]
    const already: Written = { what: 'case-closed', details: { because: 'abroad', on: day } }
    expect(closingOf(caseAt(day, [...entries, already]), told('old-school'))).toEqual([])
    expect(closingOf(caseAt(day, entries.slice(1)), told('old-school'))).toEqual([])
    const unsuitable = caseAt(day, [opened, found('home-educated-unsuitable', 'authority')])
    expect(closingOf(unsuitable, told('old-school'))).toEqual([])
  })
})

describe('a finding holds until the child is away again', () => {
  const back: Written = { what: 'absence-ended', details: { on: '2026-10-23', because: 'attended' } }
  const again: Written = { what: 'absence-began-again', details: { firstOn: '2026-10-26' } }
  const byClock: Written = {
    what: 'case-opened',
    details: { because: 'school-day', reason: '', schoolDay: 9 },
    by: 'clock',
  }
  const closedThen: Written = { what: 'case-closed', details: { because: 'attending', on: day } }

  test('away again with the case still open: nothing follows from it, and nothing written down closes the case', () => {
    const now = caseAt('2026-10-28', [opened, found('another-school', 'school'), back, again])
    expect(afterFound(now)).toEqual([])
    expect(now.summary).toMatchObject({ explainedOn: null, endedOn: null })
    expect(closingOf(now, told('new-school', '2026-10-28'))).toEqual([])
    expect(closingOf({ ...now, summary: { ...now.summary } }, recordSent('2026-10-28'))).toEqual([])
    const all = [opened, found('another-school', 'school'), back, again, told('new-school', '2026-10-28')]
    expect(closingOf(caseAt('2026-10-28', all), recordSent('2026-10-28'))).toEqual([])
  })

  test('closed and opened again by the clock: no telling closes it anew', () => {
    const now = caseAt('2026-10-23', [opened, found('attending', 'school'), closedThen, byClock])
    expect(now.summary).toMatchObject({ closedAt: null })
    expect(now.summary.standing.filter(({ what }) => what === 'found')).toEqual([])
    for (const whom of ['social-worker', 'cme-officer', 'old-school', 'new-school'] as const)
      expect(closingOf(now, told(whom, '2026-10-23'))).toEqual([])
    expect(closingOf(now, recordSent('2026-10-23'))).toEqual([])
  })

  test('off roll, the child is missing education though they were once found at another school', () => {
    const entries = [opened, found('another-school', 'school'), back, again]
    const offRoll = { pupil: { leftOn: '2026-11-16' } }
    expect(caseAt('2026-12-02', entries.slice(0, 2), offRoll).answer?.status).toBe('left')
    expect(caseAt('2026-12-02', entries, offRoll).answer?.status).toBe('cme')
  })
})
