// Is one child in the school's system twice? Suggested side by side, joined or kept apart only by a person.
import { beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { connectedSchool, mark, type Sender } from '../intake/sender.ts'
import { brookLane, oakfield, type PupilHouse, pupilHouse } from './pupilHouse.ts'

let house: PupilHouse
let sender: Sender
const upn = 'H801200001001'

beforeEach(async () => {
  house = await pupilHouse({ marked: false })
  sender = await connectedSchool('', house, oakfield)
  house.clock.put('2026-10-13T08:00:00.000Z')
  await known('m1', { upn })
  await known('m2', { former_upn: upn })
  house.clock.put('2026-10-14T09:00:00.000Z')
})

const known = (mis_id: string, said: object = {}) =>
  sender.send('pupil.upserted', {
    pupil: { mis_id, upn: null, legal_forename: 'Iris', legal_surname: 'Vale', date_of_birth: '2016-02-01', ...said },
  })
const marked = (misId: string, on: string, session: 'AM' | 'PM', code: string) =>
  sender.send('attendance.marks.upserted', { marks: [mark(misId, on, session, code, house.clock.now())] })
const idOf = async (misId: string) =>
  (await house.database.read(sql<{ id: string }>`SELECT id FROM pupils WHERE mis_id = ${misId}`))[0]!.id
const page = async (who = 'grace') => (await (await house.ask(who, '/matches')).text()).replace(/\s+/g, ' ')
const join = async (stays: string, goes: string) =>
  house.ask('grace', '/matches', { what: 'join', stays: await idOf(stays), goes: await idOf(goes) })
const marksOf = async (misId: string) =>
  house.database.read(
    sql`SELECT marked_on, session, code FROM marks WHERE pupil_id = ${await idOf(misId)} AND code <> '-' ORDER BY 1, 2`,
  )

describe('a suggested match', () => {
  it('says why, side by side, to the school alone, and the look is logged', async () => {
    const html = await page()
    expect(html).toContain('The UPN of one is the former UPN of the other. The same name and date of birth')
    expect(html).toContain('<dt>MIS number</dt><dd><bdi>m2</bdi></dd>')
    expect(await page('tom')).not.toContain('Vale')
    const [read] = await house.database.read(
      sql<{ pupil_ids: string }>`SELECT pupil_ids FROM reads WHERE page = 'Matches'`,
    )
    expect(JSON.parse(read!.pupil_ids).sort()).toEqual([await idOf('m1'), await idOf('m2')].sort())
  })

  it('is suggested when the MIS says that it joined the two, and nothing is joined by the machine', async () => {
    await known('m3', { legal_forename: 'Other', date_of_birth: '2016-02-02' })
    await sender.send('pupil.merged', { from_mis_id: 'm3', to_mis_id: 'm1' })
    expect(await page()).toContain('The school’s system joined the two')
    expect(await house.database.read(sql`SELECT * FROM pupil_links`)).toEqual([])
  })

  it('joined: marks of both stand on the one, its messages go there, and the other is off roll', async () => {
    await marked('m1', '2026-10-13', 'AM', 'I')
    await marked('m2', '2026-10-13', 'AM', 'N')
    await marked('m2', '2026-10-13', 'PM', 'N')
    const joined = await join('m1', 'm2')
    expect(joined.status).toBe(422)
    expect(await joined.text()).toContain('The one that would go has an absence or a case that is not over.')
    expect((await join('m2', 'm1')).headers.get('location')).toBe('/matches?saved=join')
    expect(await marksOf('m2')).toEqual([
      { marked_on: '2026-10-13', session: 'AM', code: 'N' },
      { marked_on: '2026-10-13', session: 'PM', code: 'N' },
    ])
    expect(await marksOf('m1')).toEqual([{ marked_on: '2026-10-13', session: 'AM', code: 'I' }])
    house.clock.put('2026-10-14T09:10:00.000Z')
    await marked('m1', '2026-10-14', 'AM', 'N')
    expect(await marksOf('m2')).toHaveLength(3)
    expect(await marksOf('m1')).toHaveLength(1)
    await known('m1', { upn, preferred_forename: 'Rissa' })
    const rows = await house.database.read(
      sql`SELECT mis_id, upn, former_upn, preferred_forename, left_on FROM pupils WHERE mis_id IN ('m1', 'm2') ORDER BY 1`,
    )
    expect(rows).toEqual([
      { mis_id: 'm1', upn, former_upn: null, preferred_forename: null, left_on: '2026-10-13' },
      { mis_id: 'm2', upn, former_upn: upn, preferred_forename: 'Rissa', left_on: null },
    ])
    expect(await page()).toContain('No two pupils look like one child.')
  })

  it('takes over what the one who stays has no mark for', async () => {
    await marked('m1', '2026-10-13', 'PM', 'I')
    expect((await join('m2', 'm1')).status).toBe(303)
    expect(await marksOf('m2')).toEqual([{ marked_on: '2026-10-13', session: 'PM', code: 'I' }])
  })

  it('is refused while both have an absence that runs, and says what to do', async () => {
    await marked('m1', '2026-10-13', 'AM', 'N')
    await marked('m2', '2026-10-13', 'AM', 'N')
    const joined = await join('m1', 'm2')
    expect(joined.status).toBe(422)
    expect(await joined.text()).toContain('End or close one of them first, then join the two.')
    expect(await house.database.read(sql`SELECT * FROM pupil_links`)).toEqual([])
  })

  it('kept apart is remembered, and needs to say how one knows', async () => {
    const two = { what: 'apart', one: await idOf('m1'), other: await idOf('m2') }
    expect((await house.ask('grace', '/matches', { ...two, because: ' ' })).status).toBe(422)
    expect((await house.ask('grace', '/matches', { ...two, because: 'Twins' })).status).toBe(303)
    expect(await page()).not.toContain('Vale')
    expect((await house.ask('grace', '/matches', { ...two, because: 'Twins' })).status).toBe(422)
    expect((await join('m1', 'm2')).status).toBe(422)
  })

  it('is led to from what needs attention, where one may settle it', async () => {
    const led = async (who: string) =>
      (await (await house.ask(who, '/needs-attention')).text()).includes('href="/matches"')
    expect([await led('grace'), await led('ada')]).toEqual([true, false])
  })

  it('is nobody else’s to settle', async () => {
    const two = { what: 'apart', one: await idOf('m1'), other: await idOf('m2'), because: 'x' }
    expect((await house.ask('tom', '/matches', two)).status).toBe(404)
    expect((await house.ask('dan', '/matches')).status).toBe(404)
  })
})

describe('a child on the roll of two schools', () => {
  it('is told to the school without the other’s name, and never suggested as a match', async () => {
    await house.database.commit([
      sql`UPDATE pupils SET upn = ${upn}, search_name = 'vale iris', date_of_birth = '2016-02-01' WHERE id = 'maeve'`,
    ])
    const html = await (await house.ask('grace', `/pupils/${await idOf('m1')}`)).text()
    expect(html).toContain('Also on the roll of another school in this authority.')
    expect(html).not.toContain('Brook Lane')
    expect(await page()).not.toContain('maeve')
    expect(brookLane).toBe('100002')
  })
})

describe('a pupil whom the MIS no longer has', () => {
  beforeEach(() => sender.send('pupil.deleted', { pupil: { mis_id: 'm1', upn: null } }))

  it('is asked about until somebody says: still here', async () => {
    expect(await page()).toContain('Since 14 October 2026. The child is still on roll here.')
    const html = await (await house.ask('grace', `/pupils/${await idOf('m1')}`)).text()
    expect(html).toContain('Your MIS no longer has this pupil since 14 October 2026.')
    house.clock.put('2026-10-14T09:05:00.000Z')
    const said = { what: 'still-here', pupil: await idOf('m1'), because: 'Seen in class' }
    expect((await house.ask('grace', '/matches', said)).status).toBe(303)
    expect(await page()).toContain('Every pupil on roll is in the MIS')
  })

  it('is asked about no more once the MIS speaks of the pupil again', async () => {
    house.clock.put('2026-10-14T09:05:00.000Z')
    await known('m1', { upn })
    expect(await page()).toContain('Every pupil on roll is in the MIS')
  })
})
