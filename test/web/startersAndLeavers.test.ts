// Does Today show who was to start and is not here, and who left for nobody knows where, and does every answer do what it says?
import { beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { connectedSchool, type Sender } from '../intake/sender.ts'
import { oakfield, type PupilHouse, pupilHouse } from './pupilHouse.ts'

let house: PupilHouse
let sender: Sender

// It is Wednesday 14 October 2026, 10:00 in London.
beforeEach(async () => {
  house = await pupilHouse()
  sender = await connectedSchool('', house, oakfield)
  house.clock.put('2026-10-01T08:00:00.000Z')
  const pupil = { mis_id: 's1', upn: null, legal_forename: 'Iris', legal_surname: 'Vale', year_group: '6' }
  const previous_school = { urn: null, name: 'Brook Lane' }
  await sender.send('enrolment.expected', { pupil, expected_start_date: '2026-10-12', previous_school })
  const contact = { contact_ref: 'c1', name: 'Ada Vale', relationship: 'Mother', phones: [{ number: '020 7946 0101' }] }
  await sender.send('contacts.upserted', { pupil: { mis_id: 's1', upn: null }, contacts: [contact] })
  const leaver = { mis_id: 's2', upn: null, legal_forename: 'Noor', legal_surname: 'Haddad' }
  await sender.send('pupil.upserted', { pupil: leaver })
  await sender.send('enrolment.ended', { pupil: { mis_id: 's2', upn: null }, leaving_date: '2026-10-09' })
  house.clock.put('2026-10-14T09:00:00.000Z')
})

const idOf = async (misId: string) =>
  (await house.database.read(sql<{ id: string }>`SELECT id FROM pupils WHERE mis_id = ${misId}`))[0]!.id
const today = async (who: string) => (await (await house.ask(who, '/today')).text()).replace(/\s+/g, ' ')
const row = async (misId: string) =>
  (
    await house.database.read(
      sql<Record<string, unknown>>`SELECT asks, entered_on, left_on FROM pupils WHERE mis_id = ${misId}`,
    )
  )[0]!
const post = async (who: string, misId: string, form: string, body: Record<string, string>) =>
  house.ask(who, `/pupils/${await idOf(misId)}/${form}`, body)

describe('Today', () => {
  it('shows both, with whom to ring and the working of the day', async () => {
    const html = await today('grace')
    expect(html).toContain('Expected to start and not here')
    expect(html).toContain(
      'Expected on 12 October 2026. School day 3 without them. An absence opens by itself on Wed 14 Oct at the latest.',
    )
    expect(html).toContain('Comes from Brook Lane: ask whether the child is still there.')
    expect(html).toContain('020 7946 0101')
    expect(html).toContain('Left, and nobody knows where to')
    expect(html).toContain('Your MIS says left on 9 October 2026, and not where to. No ground is given.')
  })

  it('shows neither to another school, and no number and no form to the head', async () => {
    expect(await today('tom')).not.toContain('Vale')
    const html = await today('helen')
    expect(html).toContain('Iris Vale')
    expect(html).not.toContain('020 7946 0101')
    expect(html).not.toContain('/starting')
  })

  it('logs the look at both', async () => {
    await today('grace')
    const reads = await house.database.read(
      sql<{ pupil_ids: string }>`SELECT pupil_ids FROM reads WHERE page = 'today'`,
    )
    expect(reads.at(-1)!.pupil_ids).toContain(await idOf('s1'))
    expect(reads.at(-1)!.pupil_ids).toContain(await idOf('s2'))
  })
})

const place = { kind: 'abroad', place: 'Lisbon', saidBy: 'The mother, by telephone' }

describe('an expected starter', () => {
  it.each([
    ['has-started', { 'day-day': '12', 'day-month': '10', 'day-year': '2026', words: 'Class teacher' }],
    ['elsewhere', place],
  ])('is off the list when somebody writes down: %s', async (answer, body) => {
    const sent = await post('grace', 's1', 'starting', { answer, ...body })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `/today?saved=${answer}`])
    expect((await row('s1')).asks).toBeNull()
    expect(await today('grace')).not.toContain('Iris Vale')
  })

  it('starts on another day: off the list until then', async () => {
    const body = {
      answer: 'starts-later',
      'day-day': '19',
      'day-month': '10',
      'day-year': '2026',
      agreedWith: 'The head',
      words: 'Moving house',
    }
    expect((await post('grace', 's1', 'starting', body)).status).toBe(303)
    expect(await row('s1')).toEqual({ asks: 'starter', entered_on: '2026-10-19', left_on: null })
    expect(await today('grace')).not.toContain('Iris Vale')
    house.clock.put('2026-10-19T09:00:00.000Z')
    expect(await today('grace')).toContain('Expected on 19 October 2026.')
  })

  it('did not come: the absence runs from the day agreed, in the person’s name', async () => {
    expect((await post('grace', 's1', 'starting', { answer: 'did-not-come' })).status).toBe(303)
    const id = await idOf('s1')
    const cases = await house.database.read(sql`SELECT began_on, ended_on FROM cases WHERE pupil_id = ${id}`)
    expect(cases).toEqual([{ began_on: '2026-10-12', ended_on: null }])
    const marks = await house.database.read(
      sql`SELECT marked_on, session, code, received_by FROM marks WHERE pupil_id = ${id}`,
    )
    expect(marks).toEqual([
      { marked_on: '2026-10-12', session: 'AM', code: 'N', received_by: 'grace' },
      { marked_on: '2026-10-12', session: 'PM', code: 'N', received_by: 'grace' },
    ])
    const html = await today('grace')
    expect(html).not.toContain('Expected to start and not here')
    expect(html).toContain('Iris Vale')
  })

  it.each([
    [
      { answer: 'has-started', 'day-day': '12', 'day-month': '10', 'day-year': '2026' },
      'Enter who saw the child, and where',
    ],
    [
      { answer: 'has-started', 'day-day': '15', 'day-month': '10', 'day-year': '2026', words: 'x' },
      'The first day here must be today or in the past',
    ],
    [
      { answer: 'starts-later', 'day-day': '13', 'day-month': '10', 'day-year': '2026', agreedWith: 'x', words: 'y' },
      'The other day must be 14 October 2026 or later',
    ],
    [{ answer: 'elsewhere', place: 'Lisbon', saidBy: 'x' }, 'Choose what kind of place it is'],
    [{ answer: 'nonsense' }, 'Choose what you found out'],
  ])('%o is refused and nothing is written', async (body, sentence) => {
    const sent = await post('grace', 's1', 'starting', body as Record<string, string>)
    expect(sent.status).toBe(422)
    expect(await sent.text()).toContain(sentence)
    expect((await row('s1')).asks).toBe('starter')
  })

  it('answered twice is answered once, and the second is told', async () => {
    await post('grace', 's1', 'starting', { answer: 'elsewhere', ...place })
    const second = await post('ruth', 's1', 'starting', { answer: 'did-not-come' })
    expect(second.status).toBe(422)
    expect(await second.text()).toContain('Nobody needs to find this out any more')
  })
})

describe('a leaver for nobody knows where', () => {
  it('is off the list once a person writes down where the child went', async () => {
    expect((await post('grace', 's2', 'destination', place)).status).toBe(303)
    expect(await row('s2')).toEqual({ asks: null, entered_on: null, left_on: '2026-10-09' })
    expect(await today('grace')).not.toContain('Noor Haddad')
    const html = await (await house.ask('grace', `/pupils/${await idOf('s2')}`)).text()
    expect(html).toContain('Went to: Lisbon. Said by The mother, by telephone.')
  })

  it('has a case that the authority sees once the lead opens it, and stays asked about', async () => {
    const opened = await post('ruth', 's2', 'leaving-case', { words: 'Nobody at the address' })
    expect(opened.status).toBe(303)
    const href = opened.headers.get('location')!
    for (const who of ['ruth', 'dan']) expect((await house.ask(who, href)).status).toBe(200)
    expect(await (await house.ask('dan', '/cases')).text()).toContain('Noor Haddad')
    expect(await today('grace')).toContain('Noor Haddad')
    const again = await post('ruth', 's2', 'leaving-case', { words: 'Again' })
    expect(again.headers.get('location')).toBe(href)
  })

  it('needs a reason for its case, and another role may not open it', async () => {
    expect((await post('ruth', 's2', 'leaving-case', { words: ' ' })).status).toBe(422)
    expect((await post('grace', 's2', 'leaving-case', { words: 'x' })).status).toBe(404)
  })
})
