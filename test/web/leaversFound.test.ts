// A leaver for nobody knows where, whom a case then found: does Today stop asking, say why, and ask again when the finding goes?
import { beforeEach, describe, expect, it } from 'vitest'
import { openCasesDue } from '../../src/actions/openCasesDue.ts'
import { sql } from '../../src/storage/database.ts'
import { connectedSchool, mark, type Sender } from '../intake/sender.ts'
import { oakfield, type PupilHouse, pupilHouse } from './pupilHouse.ts'

let house: PupilHouse
let sender: Sender

// It is Wednesday 14 October 2026, 10:00 in London.
beforeEach(async () => {
  house = await pupilHouse()
  sender = await connectedSchool('', house, oakfield)
  house.clock.put('2026-10-10T08:00:00.000Z')
  const pupil = { mis_id: 's2', upn: null, legal_forename: 'Noor', legal_surname: 'Haddad' }
  await sender.send('pupil.upserted', { pupil })
  await sender.send('enrolment.ended', { pupil: { mis_id: 's2', upn: null }, leaving_date: '2026-10-09' })
  house.clock.put('2026-10-14T09:00:00.000Z')
})

const idOf = async (misId: string) =>
  (await house.database.read(sql<{ id: string }>`SELECT id FROM pupils WHERE mis_id = ${misId}`))[0]!.id
const today = async (who: string) => (await (await house.ask(who, '/today')).text()).replace(/\s+/g, ' ')
const post = async (who: string, misId: string, form: string, body: Record<string, string>) =>
  house.ask(who, `/pupils/${await idOf(misId)}/${form}`, body)

describe('a leaver whom a case found', () => {
  const finding = {
    kind: 'another-school',
    how: 'new-school',
    where: 'Ashdown School',
    who: 'Mr Vale, head',
    words: '',
  }
  const opened = async () =>
    (await post('ruth', 's2', 'leaving-case', { words: 'Nobody at the address' })).headers.get('location')!
  const found = async (href: string, more: Record<string, string> = {}) => {
    const day = { 'on-day': '13', 'on-month': '10', 'on-year': '2026' }
    const sent = await house.ask('dan', `${href}/findings`, { version: '2', ...finding, ...day, ...more })
    expect(sent.status).toBe(303)
  }
  const asked = 'Left, and nobody knows where to'

  it('at a school that is named is not asked about, and the list says why', async () => {
    const href = await opened()
    expect(await today('grace')).toContain(asked)
    await found(href)
    const html = await today('grace')
    expect(html).not.toContain(asked)
    expect(html).toContain('Left, and found since')
    expect(html).toContain(
      'Your MIS does not say where this child went. A case does, so nobody is asked. If what was found is withdrawn, the question is back.',
    )
    expect(html).toContain('<bdi>At another school: Ashdown School. Found on 13 October 2026.</bdi>')
    expect(html).toContain(`href="${href}"`)
    expect(await house.database.read(sql`SELECT asks FROM pupils WHERE mis_id = 's2'`)).toEqual([{ asks: 'leaver' }])
  })

  it('is asked about again once the finding is withdrawn', async () => {
    const href = await opened()
    await found(href)
    const [entry] = await house.database.read(
      sql<{ version: number }>`SELECT version FROM case_events WHERE what = 'child-found'`,
    )
    const withdrawn = await house.ask('dan', `${href}/entries/${entry!.version}/withdrawal`, {
      version: '3',
      reason: 'Another Noor',
    })
    expect(withdrawn.status).toBe(303)
    const html = await today('grace')
    expect(html).toContain(asked)
    expect(html).not.toContain('found since')
  })

  it('stays found as the school days go by, though the register had marked N', async () => {
    const id = await idOf('s2')
    const marks = ['2026-10-07', '2026-10-08', '2026-10-09', '2026-10-12'].flatMap((on) =>
      (['AM', 'PM'] as const).map((session) => mark('s2', on, session, 'N', `${on}T12:00:00Z`)),
    )
    await sender.send('attendance.marks.upserted', { marks })
    const [kase] = await house.database.read(
      sql<{
        id: string
        opened_at: string | null
        version: number
      }>`SELECT id, opened_at, version FROM cases WHERE pupil_id = ${id}`,
    )
    // By day 3 the case opened by itself.
    expect(kase!.opened_at).not.toBeNull()
    await found(`/cases/${kase!.id}`, { version: String(kase!.version) })
    for (const day of ['2026-10-15', '2026-10-16', '2026-10-20']) {
      house.clock.put(`${day}T09:00:00.000Z`)
      await house.database.commit([...(await openCasesDue.writesFor(house, day))])
      expect([day, (await today('grace')).includes(asked)]).toEqual([day, false])
    }
  })

  it.each([
    [
      'abroad, at no school',
      { kind: 'abroad', how: 'foreign-proof', where: 'Portugal', words: 'A letter of the consulate' },
    ],
    ['at home, without suitable education', { kind: 'home-educated-unsuitable', how: 'home-education-officer' }],
    ['at home, nobody says where', { kind: 'home-educated', how: 'home-education-officer', where: '' }],
  ])('%s, is asked about as before', async (_, more) => {
    await found(await opened(), more)
    expect(await today('grace')).toContain(asked)
  })

  it('is asked about when the MIS then says a later leaving, for nowhere', async () => {
    await found(await opened())
    await sender.send('enrolment.ended', { pupil: { mis_id: 's2', upn: null }, leaving_date: '2026-10-14' })
    expect(await today('grace')).toContain(asked)
  })

  it('is named without the place to whoever may not know of a restricted contact', async () => {
    const contacts = [{ contact_ref: 'c9', name: 'Yusuf Haddad', restricted: true, phones: [] }]
    await sender.send('contacts.upserted', { pupil: { mis_id: 's2', upn: null }, contacts })
    await found(await opened(), { where: 'Ashdown School, with Yusuf Haddad' })
    expect(await today('grace')).toContain('At another school: the case says where. Found on 13 October 2026.')
    expect(await today('ruth')).toContain('Ashdown School, with Yusuf Haddad')
  })
})
