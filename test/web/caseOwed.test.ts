// What a case says is owed, and what it must not say: after a deletion, with answers late, with a reason in the register, with leave.
import { beforeEach, describe, expect, test } from 'vitest'
import type { CaseHappening } from '../../src/cases/events.ts'
import { sql } from '../../src/storage/database.ts'
import { writesOfMarks } from '../../src/storage/markStore.ts'
import { caseHouse, everyKind, opened, pageText, tenDays, write } from './caseHouse.ts'
import { markOf, oakfield, type PupilHouse } from './pupilHouse.ts'

const friday = '2026-10-23T15:00:00.000Z'
let house: PupilHouse
beforeEach(async () => {
  house = await caseHouse({ at: friday })
  await opened(house)
})

const kind = <What extends CaseHappening['what']>(what: What) => everyKind.find((each) => each.what === what)!
const removed = kind('name-removed')
const referral = kind('referral-made')
const found = kind('child-found')
const closed = kind('case-closed')

/** The section alone, as text. */
async function owedNow(who: string): Promise<string> {
  const html = await pageText(house, who)
  return section(html)
}

function section(html: string): string {
  const part = /id="owed">[\s\S]*?<\/section>/.exec(html)?.[0] ?? ''
  return part
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

describe('after the name was deleted', () => {
  beforeEach(async () => {
    await write(house, 'helen', friday, [removed])
    await house.database.commit([sql`UPDATE pupils SET left_on = '2026-10-23' WHERE id = 'zsofia'`])
  })

  test.each([friday, '2026-11-12T10:00:00.000Z'])('at %s the tag says so, and no call is owed any more', async (at) => {
    house.clock.put(at)
    for (const who of ['ruth', 'dan']) {
      const html = await pageText(house, who)
      expect(html).toContain('Name deleted on Fri 23 Oct, still missing</span>')
      expect(html).not.toMatch(/School day \d+ away/)
      expect(section(html)).not.toContain('First-day contact')
    }
  })

  test('it is not said of a child who is found', async () => {
    await write(house, 'dan', '2026-10-24T10:00:00.000Z', [found, closed])
    expect(await pageText(house, 'dan')).not.toContain('still missing')
  })
})

test('before it the first call is owed', async () => {
  expect(await owedNow('ruth')).toContain('First-day contact')
})

describe('a referral nobody answered', () => {
  beforeEach(() => write(house, 'ruth', '2026-10-16T09:05:00.000Z', [referral]))

  test('is late under what is owed, for those who may know of it', async () => {
    for (const who of ['ruth', 'dan'])
      expect(await owedNow(who)).toContain('Overdue, due Sat 17 Oct Answer of the police to a referral')
    for (const who of ['grace', 'helen']) expect(await owedNow(who)).not.toContain('to a referral')
  })

  test('stays there on a closed case, and nothing else is said to be owed by nobody', async () => {
    await write(house, 'dan', '2026-10-17T08:00:00.000Z', [found, closed])
    house.clock.put('2026-10-17T08:10:00.000Z')
    const text = await owedNow('dan')
    expect(text).toContain('Due Sat 17 Oct Answer of the police to a referral')
    expect(text).not.toContain('Nothing is owed')
  })

  test('answered it is gone', async () => {
    const version = 4
    await write(house, 'ruth', '2026-10-17T09:05:00.000Z', [
      { what: 'referral-answered', details: { version, on: '2026-10-17', who: 'Sgt Byrne', answer: 'No' } },
    ])
    expect(await owedNow('ruth')).not.toContain('to a referral')
  })
})

describe('the form that closes a case', () => {
  const text = async (who: string) =>
    (await (await house.ask(who, '/cases/kase/findings/new')).text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

  test('names what is open before the button, and refuses nothing for it', async () => {
    const check = kind('check-made')
    await write(house, 'ruth', '2026-10-16T09:05:00.000Z', [
      kind('risk-answered'),
      referral,
      { ...check, details: { ...check.details, check: 'S7', who: 'School nurse', result: 'asked' } } as CaseHappening,
    ])
    for (const who of ['ruth', 'dan']) {
      const said = await text(who)
      expect(said).toContain('Still open on this case: it stays owed after closing')
      expect(said).toContain('No answer yet to the referral to the police. Made to the police, Fri 16 Oct, 10:05.')
      expect(said).toContain('Asked Mon 19 Oct, no answer yet: School nurse (Agencies that know the family)')
      expect(said).toContain('First-day contact: overdue, due Mon 12 Oct')
      expect(said.indexOf('Still open')).toBeLessThan(said.indexOf('Write down where the child is'))
    }
  })

  test('names the referral that an answer of yes asked for and nobody made', async () => {
    await write(house, 'ruth', '2026-10-16T09:05:00.000Z', [kind('risk-answered')])
    expect(await text('ruth')).toContain('Referral the same day: overdue, due Mon 12 Oct')
  })
})

test('somebody asked in an enquiry whose answer is late is under what is owed too', async () => {
  const check = kind('check-made')
  await write(house, 'dan', '2026-10-16T09:05:00.000Z', [
    {
      ...check,
      details: {
        ...check.details,
        side: 'authority',
        check: 'A3',
        who: 'Housing',
        result: 'asked',
        nextOn: '2026-10-20',
      },
    } as CaseHappening,
  ])
  expect(await owedNow('dan')).toContain('Overdue, due Tue 20 Oct Answer of Housing')
})

describe('a child whom the register gives code G', () => {
  beforeEach(async () => {
    house = await caseHouse({ at: '2026-10-13T15:00:00.000Z', days: [] })
    const marks = ['2026-10-12', '2026-10-13'].flatMap((on) => [
      markOf('zsofia', on, 'AM', 'G'),
      markOf('zsofia', on, 'PM', 'G'),
    ])
    await house.database.commit(writesOfMarks(oakfield, marks, []))
  })

  test('is owed no call, and it says why, that nobody spoke to the family, and where the risk questions are', async () => {
    const html = await pageText(house, 'ruth')
    expect(section(html)).toContain(
      'The register says why (G: holiday without leave), so no call is owed. Nobody is on record as having spoken to the family.',
    )
    expect(html).toMatch(/id="owed">[\s\S]*?href="\/cases\/kase\/risk-answers\/new"[\s\S]*?<\/section>/)
    expect(section(await pageText(house, 'grace'))).not.toContain('risk questions')
  })

  test('with the family spoken to it no longer says that nobody did', async () => {
    const rang = { contactId: 'ilona', who: 'Ilona', number: null, method: 'phone', words: '' } as const
    await write(house, 'grace', '2026-10-13T09:00:00.000Z', [
      { what: 'contact-attempted', details: { ...rang, outcome: 'reached' } },
    ])
    expect(section(await pageText(house, 'ruth'))).not.toContain('Nobody is on record as having spoken')
  })
})

describe('ground H', () => {
  const leave = (firstOn: string, lastOn: string) =>
    house.database.commit([
      sql`INSERT INTO leaves (id, pupil_id, first_on, last_on, reason, recorded_at, recorded_by)
        VALUES ('l1', 'zsofia', ${firstOn}, ${lastOn}, 'Wedding', '2026-10-01T09:00:00.000Z', 'helen')`,
    ])

  test('is not spoken of while the leave has not ended', async () => {
    await leave('2026-10-12', '2026-10-30')
    expect(await owedNow('ruth')).not.toContain('ten school days after leave ended')
  })

  test('counts only days that are past', async () => {
    await leave('2026-10-05', '2026-10-14')
    const text = await owedNow('ruth')
    expect(text).toContain('ten school days after leave ended')
    expect(text).toContain('). 7 counted')
  })

  test('is not spoken of when the child is back', async () => {
    house = await caseHouse({ at: '2026-10-20T15:00:00.000Z', days: tenDays.slice(0, 5) })
    await house.database.commit(writesOfMarks(oakfield, [markOf('zsofia', '2026-10-20', 'AM', '/')], []))
    await leave('2026-10-05', '2026-10-09')
    expect(await owedNow('ruth')).not.toContain('ten school days after leave ended')
  })
})
