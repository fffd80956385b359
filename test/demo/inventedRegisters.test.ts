// Do the invented registers look like a term of a school's own?
import { describe, expect, test } from 'vitest'
import { deliveriesBetween } from '../../src/demo/deliveries.ts'
import { schools } from '../../src/demo/northmoor.ts'
import { codeAt, northmoor } from '../../src/demo/registers.ts'
import { instantOf, momentOf, schoolDates } from '../../src/demo/schoolTimes.ts'
import { firstDay } from '../../src/demo/stories.ts'
import { readDelivery } from '../../src/intake/events.ts'

const { marksOf, childrenOf } = northmoor()
const oakfield = schools[0]!

describe('the invented registers', () => {
  test('the school year has 190 school days and the first morning is its 49th', () => {
    expect(schoolDates).toHaveLength(190)
    expect([schoolDates[0], schoolDates[48], schoolDates[189]]).toEqual(['2026-09-02', '2026-11-17', '2027-07-20'])
    expect(firstDay).toBe(48)
  })

  test('between 93 and 95 in a hundred sessions are attended at every school with a feed', () => {
    const absent = new Set(['C', 'C1', 'E', 'G', 'I', 'M', 'N', 'O', 'R', 'T', 'U'])
    const attendance = [...marksOf].map(([urn, sessions]) => {
      const marks = sessions.slice(0, 96).flat()
      const away = marks.filter((mark) => absent.has(codeAt(mark, momentOf(48, 'late-arrivals')))).length
      return 100 - (100 * away) / (96 * childrenOf.get(urn)!.length)
    })
    expect(attendance.filter((each) => each < 93 || each > 95)).toEqual([])
    expect(attendance).toHaveLength(5)
  })

  test('no child has two marks for one session', () => {
    const twice = [...marksOf.values()].flatMap((sessions) =>
      sessions.filter((marks) => new Set(marks.map((mark) => mark.child)).size < marks.length),
    )
    expect(twice).toEqual([])
  })

  test('a register goes out a minute after it closes in London, summer or winter', () => {
    expect(instantOf(oakfield, momentOf(0, 'morning-register'))).toBe('2026-09-02T08:31:00.000Z')
    expect(instantOf(oakfield, momentOf(48, 'morning-register'))).toBe('2026-11-17T09:31:00.000Z')
  })

  test('the late register of the first morning comes at twenty to eleven', () => {
    const weirBank = schools[4]!
    expect(instantOf(weirBank, momentOf(48, 'morning-register'))).toBe('2026-11-17T10:40:01.000Z')
    expect(instantOf(weirBank, momentOf(49, 'morning-register'))).toBe('2026-11-18T09:35:00.000Z')
  })

  test('every message of a day is one that the intake understands whole, and no two share an id', () => {
    const day = deliveriesBetween('2026-11-17T18:00:00.000Z', '2026-11-18T18:00:00.000Z')
    const faults = day.flatMap(({ body, at }) => readDelivery(JSON.parse(body), at).faults)
    expect(faults).toEqual([])
    expect(new Set(day.map(({ id }) => id)).size).toBe(day.length)
    expect(new Set(day.map(({ school }) => school.urn))).toEqual(
      new Set(['999101', '999102', '999103', '999104', '999105']),
    )
    expect(Math.max(...day.map(({ body }) => body.length))).toBeLessThan(256 * 1024)
  })

  test('what is sent in two steps is what is sent in one', () => {
    const [from, between, to] = ['2026-11-17T09:47:00.000Z', '2026-11-17T14:02:30.000Z', '2026-11-18T09:33:00.000Z']
    const steps = [...deliveriesBetween(from, between), ...deliveriesBetween(between, to)]
    expect(steps.map(({ id }) => id)).toEqual(deliveriesBetween(from, to).map(({ id }) => id))
  })
})
