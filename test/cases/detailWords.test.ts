// A pupil's details come in parts, late, twice and out of order. Is what stands of each the newest word for it, whatever the order?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newPupil, takeInDetails } from '../../src/cases/decide/takeInPupil.ts'
import { withDetailsOf } from '../../src/cases/detailWords.ts'
import { flagNames, type Pupil } from '../../src/cases/pupil.ts'
import type { AboutPupilTold } from '../../src/cases/told.ts'

const nobody = newPupil('pip', '999001', { misId: 'p1', upn: null }, '2026-09-02')
const unsaid = {
  ...{ upn: null, formerUpn: null, dateOfBirth: null, boarder: null },
  ...{ legalForename: undefined, legalSurname: undefined, preferredForename: undefined, preferredSurname: undefined },
  ...{ sex: undefined, yearGroup: undefined, regGroup: undefined, homeLaCode: undefined },
}
const noFlags = Object.fromEntries(flagNames.map((name) => [name, null])) as Record<(typeof flagNames)[number], null>

function upserted(at: string, said: object, flags: object | null = null): AboutPupilTold {
  return { what: 'pupil', at, pupil: { misId: 'p1', ...unsaid, ...said }, flags: flags && { ...noFlags, ...flags } }
}
function expected(at: string, said: object): AboutPupilTold {
  const pupil = { misId: 'p1', ...unsaid, ...said }
  return { what: 'enrolment-expected', at, pupil, expectedOn: '2026-11-02', previousSchool: null }
}
function changed(at: string, ...names: string[]): AboutPupilTold {
  return { what: 'flags-changed', at, pupil: { misId: 'p1', upn: null }, changed: names }
}
function deleted(at: string, upn: string): AboutPupilTold {
  return { what: 'pupil-deleted', at, pupil: { misId: 'p1', upn }, reason: null }
}
const after = (told: readonly AboutPupilTold[], pupil: Pupil = nobody) => told.reduce(takeInDetails, pupil)

/** The pupil after these messages, which must be the same in every order of them. */
function standing(...told: AboutPupilTold[]): Pupil {
  const pupil = after(told)
  for (const order of ordersOf(told)) expect(after(order)).toEqual(pupil)
  return pupil
}
function ordersOf<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, at) => ordersOf(items.toSpliced(at, 1)).map((rest) => [item, ...rest]))
}

describe('each detail by its own newest word', () => {
  test('a full message that comes after a newer one about the class alone still names the child', () => {
    const full = { legalForename: 'Amina', legalSurname: 'Okoro', dateOfBirth: '2015-02-11', regGroup: '6A' }
    expect(standing(upserted('09:00', full), upserted('10:00', { regGroup: '6B' }))).toMatchObject({
      ...full,
      ...{ regGroup: '6B', searchName: 'okoro amina', detailsAt: '10:00' },
    })
  })

  test('what was cleared stays cleared against an older word, and a newer word fills it again', () => {
    const [old, none] = [
      upserted('09:00', { preferredForename: 'Mina' }),
      upserted('10:00', { preferredForename: null }),
    ]
    expect(standing(old, none).preferredForename).toBe(null)
    expect(standing(old, none, upserted('11:00', { preferredForename: 'Mimi' })).preferredForename).toBe('Mimi')
  })

  test('a UPN, a birthday, boarding and a flag are not cleared by a newer word that does not know them', () => {
    const known = { upn: 'B999100126001', dateOfBirth: '2015-02-11', boarder: true }
    const pupil = standing(upserted('09:00', known, { lookedAfter: true }), upserted('10:00', {}, { ehcPlan: false }))
    expect(pupil).toMatchObject({ ...known, lookedAfter: true, ehcPlan: false, flagsAt: '10:00' })
  })

  test('of two words of one instant the greater text stands, and something before nothing', () => {
    const said = (legalForename: string | null) => upserted('09:00', { legalForename })
    expect(standing(said('Amina'), said('Aminah'), said(null)).legalForename).toBe('Aminah')
    const flag = (lookedAfter: boolean) => upserted('09:00', {}, { lookedAfter })
    expect(standing(flag(true), flag(false)).lookedAfter).toBe(true)
  })

  test('three words about a flag, the oldest filled in first, end in the newest that says something', () => {
    const flag = (at: string, lookedAfter: boolean | null) => upserted(at, {}, { lookedAfter })
    expect(standing(flag('08:00', false), flag('09:00', true), flag('10:00', null)).lookedAfter).toBe(true)
  })

  test('flags to check are those that changed after the newest values', () => {
    const values = upserted('09:00', {}, { lookedAfter: false })
    expect(standing(changed('08:00', 'ehc_plan'), values, changed('10:00', 'looked_after'))).toMatchObject({
      ...{ flagsToCheck: ['looked_after'], flagsToCheckAt: '10:00', flagsAt: '09:00' },
    })
    expect(standing(changed('09:00', 'looked_after'), values).flagsToCheck).toEqual([])
  })
})

describe('the former UPN', () => {
  const upn = (at: string, number: string, formerUpn: string | null = null) => upserted(at, { upn: number, formerUpn })
  test.each([
    ['one that changed', [upn('1', 'A'), upn('2', 'B')], 'B', 'A'],
    ['one said again after another', [upn('1', 'A'), upn('2', 'B'), upn('3', 'A')], 'A', 'B'],
    ['three in a row', [upn('1', 'A'), upn('2', 'B'), upn('3', 'C')], 'C', 'B'],
    ['one named as the former', [upn('2', 'B', 'A'), upn('3', 'B')], 'B', 'A'],
    ['one named before the number changed once more', [upn('2', 'B', 'A'), upn('3', 'C')], 'C', 'B'],
    ['one named after', [upn('1', 'A'), upn('2', 'B'), upn('3', 'B', 'Z')], 'B', 'Z'],
    ['one by which a message only named the pupil', [deleted('1', 'A'), upn('2', 'B')], 'B', 'A'],
    ['none', [upn('1', 'A'), upn('2', 'A')], 'A', null],
  ])('%s', (_, told, now, former) => {
    expect(standing(...told)).toMatchObject({ upn: now, formerUpn: former })
  })
})

describe('what is said beside another matter', () => {
  test('an announced start fills in what nobody said, also what was cleared, and changes nothing else', () => {
    const aside = expected('12:00', { legalForename: 'Ami', legalSurname: 'Oko', yearGroup: '7', boarder: true })
    const told = upserted('09:00', { legalForename: 'Amina', legalSurname: null })
    const known = { legalForename: 'Amina', legalSurname: 'Oko', yearGroup: '7', boarder: true }
    expect(standing(aside, told)).toMatchObject({ ...known, detailsAt: '09:00' })
  })

  test('of two announced starts the newer', () => {
    const said = (at: string, yearGroup: string) => expected(at, { yearGroup })
    expect(standing(said('09:00', '8'), said('10:00', '7'), upserted('08:00', { sex: 'F' }))).toMatchObject({
      ...{ yearGroup: '7', sex: 'F' },
    })
  })

  test('a message about another matter fills in the UPN, and says no more', () => {
    expect(standing(deleted('09:00', 'A'), upserted('08:00', { legalForename: 'Ada' }))).toMatchObject({
      ...{ upn: 'A', formerUpn: null, legalForename: 'Ada', detailsAt: '08:00' },
    })
  })
})

test('a pupil from before words were kept: an older message fills in what is empty and moves nothing', () => {
  const before = { ...nobody, legalForename: 'Ada', upn: 'B', formerUpn: 'A', lookedAfter: true }
  const kept: Pupil = { ...before, detailsAt: '09:00', flagsAt: '09:00', flagsToCheck: ['x'], flagsToCheckAt: '10:00' }
  const older = upserted('08:00', { legalForename: 'Adah', legalSurname: 'Vale' }, { lookedAfter: false })
  expect(after([older], kept)).toMatchObject({
    ...{ legalForename: 'Ada', legalSurname: 'Vale', upn: 'B', formerUpn: 'A', lookedAfter: true, detailsAt: '09:00' },
    ...{ flagsToCheck: ['x'], flagsToCheckAt: '10:00', flagsAt: '09:00' },
  })
})

test('the same message again, or one that says nothing more, changes not even the object', () => {
  const told = upserted('09:00', { legalForename: 'Ada' }, { lookedAfter: true })
  const pupil = after([told])
  expect(takeInDetails(pupil, told)).toBe(pupil)
  expect(takeInDetails(pupil, upserted('08:00', { legalForename: 'Adah' }))).toBe(pupil)
})

test('of two entries joined, the one who stays keeps what was said of them and takes over the rest', () => {
  const stays = after([upserted('09:00', { legalForename: 'Ada', upn: 'B' })])
  const goes = after([
    upserted('10:00', { legalForename: 'Adah', legalSurname: 'Vale', upn: 'A' }, { lookedAfter: true }),
  ])
  expect(withDetailsOf(stays, goes)).toMatchObject({
    ...{ legalForename: 'Ada', legalSurname: 'Vale', upn: 'B', formerUpn: 'A', lookedAfter: true, detailsAt: '09:00' },
  })
})

// Few values and few stamps, so that the same is said of one instant in several ways.
const maybe = (...values: (string | null | undefined)[]) => fc.constantFrom(undefined, undefined, null, ...values)
const stamp = fc.constantFrom('1', '2', '3', '4')
const said = fc.record({
  ...{ legalForename: maybe('Ada', 'Adah'), yearGroup: maybe('6', '7'), upn: fc.constantFrom(null, 'A', 'B', 'C') },
  ...{ formerUpn: fc.constantFrom(null, null, 'A', 'Z'), boarder: fc.constantFrom(null, true, false) },
})
const message = fc.oneof(
  fc
    .tuple(stamp, said, fc.constantFrom(null, {}, { lookedAfter: true }, { lookedAfter: false }))
    .map((drawn) => upserted(...drawn)),
  fc.tuple(stamp, said).map((drawn) => expected(...drawn)),
  fc.tuple(stamp, fc.constantFrom('ehc_plan', 'looked_after')).map((drawn) => changed(...drawn)),
  fc.tuple(stamp, fc.constantFrom('A', 'B')).map((drawn) => deleted(...drawn)),
)

test('any order and repetition of the same messages ends in one pupil', () => {
  const ways = fc.array(message, { maxLength: 7 }).chain((told) =>
    fc.record({
      told: fc.constant(told),
      shuffled: fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 }),
    }),
  )
  fc.assert(
    fc.property(ways, ({ told, shuffled }) => {
      expect(after(shuffled)).toEqual(after(told))
    }),
    { numRuns: 3000, seed: 20261122 },
  )
})
