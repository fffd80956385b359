// The child is found: by whom it may be written down, what is typed is kept, and the case closes when nothing is left to do.
import { beforeEach, describe, expect, test } from 'vitest'
import type { CaseHappening } from '../../src/cases/events.ts'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { findCase, listCaseEvents } from '../../src/storage/caseStore.ts'
import { sql } from '../../src/storage/database.ts'
import { connectedSchool, mark, type Sender } from '../intake/sender.ts'
import { completeRegisters, happened, oakfield, type PupilHouse, pupilHouse } from './pupilHouse.ts'

// The ninth school day of an absence from Monday 12 October, 10:00 in London.
const day9 = '2026-10-22T09:00:00.000Z'
const began: CaseHappening = { what: 'absence-began', details: { firstOn: '2026-10-12' } }
const opened: CaseHappening = { what: 'case-opened', details: { because: 'by-hand', reason: 'Worried', schoolDay: 2 } }

const seen = {
  version: '2',
  kind: 'attending',
  'on-day': '22',
  'on-month': '10',
  'on-year': '2026',
  who: 'Ms Hill, class teacher',
  how: 'seen',
  where: '',
  words: 'In class at nine.',
}
const elsewhere = { ...seen, kind: 'another-school', how: 'new-school', where: 'Ashdown School', who: 'Mr Vale, head' }

let house: PupilHouse

beforeEach(async () => {
  house = await pupilHouse({ at: day9 })
  await happened(house, 'away', 'zsofia', [began, opened], { at: '2026-10-13T09:00:00.000Z', by: 'ruth' })
})

async function events(id = 'away'): Promise<string[]> {
  const all = await listCaseEvents(house.database, scopeOfClock, [id])
  return all.map(({ what }) => what)
}

async function summary(id = 'away') {
  return (await findCase(house.database, scopeOfClock, id))!.summary
}

describe('the form', () => {
  test('asks where, when, who and how, and offers nothing that is silence', async () => {
    const answer = await house.ask('ruth', '/cases/away/findings/new')
    const page = await answer.text()
    expect(answer.status).toBe(200)
    expect(page).toContain('<title>The child is found')
    expect(page.match(/name="kind" value="[\w-]+"/g)).toEqual([
      'name="kind" value="attending"',
      'name="kind" value="another-school"',
      'name="kind" value="home-educated"',
      'name="kind" value="home-educated-unsuitable"',
      'name="kind" value="abroad"',
      'name="kind" value="died"',
      'name="kind" value="over-age"',
    ])
    expect(page).toContain('No contact, however long, closes nothing.')
  })

  test('is for the lead of the school and the CME officer alone', async () => {
    const statuses: [string, number, number][] = []
    for (const who of ['ruth', 'dan', 'grace', 'helen', 'tom', 'ada']) {
      const form = await house.ask(who, '/cases/away/findings/new')
      const sent = await house.ask(who, '/cases/away/findings', { ...seen, version: '1' })
      statuses.push([who, form.status, sent.status])
    }
    expect(statuses).toEqual([
      ['ruth', 200, 409],
      ['dan', 200, 409],
      ['grace', 404, 404],
      ['helen', 404, 404],
      ['tom', 404, 404],
      ['ada', 404, 404],
    ])
  })

  test('costs the same whatever the case holds', async () => {
    const counted = async () => {
      const before = house.statements.count
      await house.ask('ruth', '/cases/away/findings/new')
      return house.statements.count - before
    }
    const few = await counted()
    const calls = Array.from(
      { length: 100 },
      () => ({ what: 'return-sent', details: { on: '2026-10-22', how: '', words: '' } }) as const,
    )
    await happened(house, 'away', 'zsofia', calls, { at: day9 })
    expect([few, await counted()]).toEqual([9, 9])
  })

  test.each<[string, Record<string, string>, string]>([
    ['nothing chosen', { kind: '' }, 'Choose where the child is'],
    ['six months without contact', { kind: 'no-contact' }, 'Choose where the child is'],
    ['nobody who saw the child', { who: '' }, 'Enter who saw the child or confirmed it'],
    ['no way of knowing', { how: '' }, 'Choose how it was confirmed'],
    ['no school', { ...elsewhere, where: '' }, 'Enter the name of the school'],
    ['no country', { kind: 'abroad', how: 'foreign-proof' }, 'Enter the country'],
    [
      'proof without a word of what it is',
      { kind: 'abroad', how: 'foreign-proof', where: 'Hungary', 'on-day': '23', words: '' },
      'Enter what the proof is and who gave it',
    ],
    ['tomorrow', { 'on-day': '23' }, 'The day must be today or in the past'],
    ['hearsay', { ...elsewhere, how: 'seen' }, 'a case is not closed on silence or hearsay'],
    ['too young', { kind: 'over-age', how: 'register' }, 'the child is still of compulsory school age'],
  ])('keeps what was typed: %s', async (_, change, sentence) => {
    const answer = await house.ask('ruth', '/cases/away/findings', { ...seen, ...change })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('<title>Error: The child is found')
    expect(page).toContain(sentence)
    expect(page).toContain(change.words ?? 'In class at nine.')
    expect(await events()).toEqual(['absence-began', 'case-opened'])
  })

  test('an absence that is still the school’s alone has none: a reason is offered instead', async () => {
    await happened(house, 'own', 'tomos', [began], { at: '2026-10-13T09:00:00.000Z' })
    const answer = await house.ask('ruth', '/cases/own/findings/new')
    expect(answer.status).toBe(404)
    const page = await answer.text()
    expect(page).toContain('href="/absences/own/reasons/new"')
    expect(page).toContain('href="/cases/own/opening"')
    expect((await house.ask('ruth', '/cases/own/findings', { ...seen, version: '1' })).status).toBe(404)
    expect(await (await house.ask('dan', '/cases/own/findings/new')).text()).not.toContain('reasons/new')
    expect(await events('own')).toEqual(['absence-began'])
  })
})

describe('found on day 9', () => {
  test('back in school: the case is closed at once, and says when and why', async () => {
    const answer = await house.ask('ruth', '/cases/away/findings', seen)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/cases/away?saved=found'])
    expect(await events()).toEqual(['absence-began', 'case-opened', 'child-found', 'case-closed'])
    expect(await summary()).toMatchObject({ closedAt: day9, explainedOn: null, endedOn: null })
    const page = await (await house.ask('dan', '/cases/away')).text()
    expect(page).toMatch(/[Cc]losed/)
    expect(page).toContain('attending this school again')
  })

  test('pressed twice, or seen before something new: it is written down once', async () => {
    await house.ask('ruth', '/cases/away/findings', seen)
    const again = await house.ask('ruth', '/cases/away/findings', seen)
    expect(again.status).toBe(409)
    expect(await events()).toEqual(['absence-began', 'case-opened', 'child-found', 'case-closed'])
  })

  test('at another school, by the authority: still to do is shown, and the last of it closes the case', async () => {
    expect((await house.ask('dan', '/cases/away/findings', elsewhere)).status).toBe(303)
    expect(await summary()).toMatchObject({ closedAt: null, explainedOn: '2026-10-22' })
    const page = await (await house.ask('dan', '/cases/away')).text()
    expect(page).toContain('Tell the school where the child is registered now')
    expect(page).toContain('Tell the new school what is known')
    expect(page).toContain('Send the pupil’s record to the new school')

    const today = { 'on-day': '22', 'on-month': '10', 'on-year': '2026' }
    const said = { ...today, who: 'The office', how: 'by telephone', words: '' }
    for (const whom of ['old-school', 'new-school']) {
      expect((await house.ask('dan', '/cases/away/tellings', { ...said, whom })).status).toBe(303)
    }
    expect((await summary()).closedAt).toBeNull()
    const record = { ...today, who: 'Ashdown School', how: 'school to school (s2s)' }
    expect((await house.ask('grace', '/cases/away/records', record)).status).toBe(303)
    expect((await events()).slice(2)).toEqual(['child-found', 'told', 'told', 'record-sent', 'case-closed'])
    expect((await summary()).closedAt).toBe(day9)
  })

  test('at home without suitable education: the case goes on, and the child can be found again', async () => {
    const unsuitable = { ...seen, kind: 'home-educated-unsuitable', how: 'home-education-officer' }
    expect((await house.ask('dan', '/cases/away/findings', unsuitable)).status).toBe(303)
    expect(await summary()).toMatchObject({ closedAt: null })
    expect((await house.ask('ruth', '/cases/away/findings', { ...seen, version: '3' })).status).toBe(303)
    expect((await summary()).closedAt).toBe(day9)
  })

  test('it can be taken back: the case is open again, with what was written before', async () => {
    await house.ask('ruth', '/cases/away/findings', seen)
    const taken = await house.ask('ruth', '/cases/away/entries/3/withdrawal', { reason: 'It was her sister' })
    expect([taken.status, taken.headers.get('location')]).toEqual([303, '/cases/away?saved=withdrawn'])
    expect(await summary()).toMatchObject({ closedAt: null, openedAt: '2026-10-13T09:00:00.000Z' })
    expect((await house.ask('ruth', '/cases/away/findings', { ...seen, version: '5' })).status).toBe(303)
    expect((await events()).slice(2)).toEqual([
      'child-found',
      'case-closed',
      'entry-withdrawn',
      'child-found',
      'case-closed',
    ])
  })

  test('not by somebody who lost the role a moment ago', async () => {
    await house.database.commit([
      sql`UPDATE roles_held SET withdrawn_at = ${day9}, withdrawn_by = 'ada' WHERE person_id = 'ruth'`,
    ])
    expect((await house.ask('ruth', '/cases/away/findings', seen)).status).toBe(404)
    expect(await events()).toEqual(['absence-began', 'case-opened'])
  })
})

describe('the register goes on', () => {
  let sender: Sender

  beforeEach(async () => {
    house = await pupilHouse({ at: '2026-10-12T06:00:00.000Z', marked: false })
    await completeRegisters(house, oakfield, ['2026-10-09'])
    sender = await connectedSchool('2026-10-12T06:00:00.000Z', house, oakfield)
  })

  /** The register of a day arrives after both sessions, one code for each. */
  async function register(on: string, am: string, pm: string) {
    house.clock.put(`${on}T14:30:00.000Z`)
    const marks = [mark('p3', on, 'AM', am, house.clock.now()), mark('p3', on, 'PM', pm, house.clock.now())]
    await sender.send('attendance.marks.upserted', { marks })
  }

  async function cases() {
    return sender.rows<{
      id: string
      began_on: string
      ended_on: string | null
      closed_at: string | null
      opened_at: string | null
    }>('cases', 'began_on')
  }

  const attending = (day: string, version: string) => ({ ...seen, version, 'on-day': day })

  test('closed and back, then away again: a new record that names the earlier one', async () => {
    await register('2026-10-12', 'N', 'N')
    const [first] = await cases()
    await happened(house, first!.id, 'zsofia', [opened], { at: '2026-10-12T15:00:00.000Z', by: 'ruth' })
    house.clock.put('2026-10-13T09:00:00.000Z')
    expect((await house.ask('ruth', `/cases/${first!.id}/findings`, attending('13', '2'))).status).toBe(303)
    await register('2026-10-13', '/', '/')
    await register('2026-10-14', 'N', 'N')
    const all = await cases()
    expect(all).toMatchObject([
      { began_on: '2026-10-12', ended_on: '2026-10-13', closed_at: '2026-10-13T09:00:00.000Z' },
      { began_on: '2026-10-14', ended_on: null, opened_at: null },
    ])
    const page = await (await house.ask('ruth', `/cases/${all[1]!.id}`)).text()
    expect(page).toContain(`href="/cases/${first!.id}"`)
    // While the child has the newer one, the earlier cannot be opened again.
    const back = await house.ask('ruth', `/cases/${first!.id}/entries/3/withdrawal`, { reason: 'Not her' })
    expect(back.status).toBe(409)
    expect(await back.text()).toContain('Write on the newer one')
    expect((await cases())[0]).toMatchObject({ closed_at: '2026-10-13T09:00:00.000Z' })
  })

  test('nor by the authority, which does not see the newer one', async () => {
    await register('2026-10-12', 'N', 'N')
    const [first] = await cases()
    await happened(house, first!.id, 'zsofia', [opened], { at: '2026-10-12T15:00:00.000Z', by: 'ruth' })
    house.clock.put('2026-10-13T09:00:00.000Z')
    await house.ask('dan', `/cases/${first!.id}/findings`, attending('13', '2'))
    await register('2026-10-13', '/', '/')
    await register('2026-10-14', 'N', 'N')
    const back = await house.ask('dan', `/cases/${first!.id}/entries/3/withdrawal`, { reason: 'Not her' })
    expect(back.status).toBe(409)
    expect(await back.text()).toContain('Write on the newer one')
  })

  test('back for a day and away again while the case is open: the same case, from the new day', async () => {
    await register('2026-10-12', 'N', 'N')
    const [first] = await cases()
    await happened(house, first!.id, 'zsofia', [opened], { at: '2026-10-12T15:00:00.000Z', by: 'ruth' })
    await register('2026-10-13', '/', '/')
    expect(await cases()).toMatchObject([{ ended_on: '2026-10-13', closed_at: null }])
    await register('2026-10-14', 'N', 'N')
    expect(await cases()).toMatchObject([{ id: first!.id, began_on: '2026-10-14', ended_on: null, closed_at: null }])
    expect(await events(first!.id)).toEqual(['absence-began', 'case-opened', 'absence-ended', 'absence-began-again'])
  })

  test('said to be in school, and N the next morning: the case opens again by the clock', async () => {
    for (const day of ['2026-10-12', '2026-10-13', '2026-10-14']) await register(day, 'N', 'N')
    const [first] = await cases()
    expect(await events(first!.id)).toEqual(['absence-began', 'case-opened', 'told'])
    house.clock.put('2026-10-14T15:00:00.000Z')
    expect((await house.ask('ruth', `/cases/${first!.id}/findings`, attending('14', '3'))).status).toBe(303)
    expect((await cases())[0]!.closed_at).toBe('2026-10-14T15:00:00.000Z')
    await register('2026-10-15', 'N', 'N')
    expect(await cases()).toMatchObject([{ id: first!.id, closed_at: null }])
    expect((await events(first!.id)).slice(3)).toEqual(['child-found', 'case-closed', 'case-opened', 'told'])
  })
})
