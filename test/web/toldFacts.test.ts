// Are leave, suspensions and words about access that a school's system tells shown where somebody looks?
import { beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { connectedSchool, type Sender } from '../intake/sender.ts'
import { oakfield, type PupilHouse, pupilHouse } from './pupilHouse.ts'

let house: PupilHouse
let sender: Sender

beforeEach(async () => {
  house = await pupilHouse({ at: '2026-09-10T09:00:00.000Z', marked: false })
  sender = await connectedSchool('2026-09-10T09:00:00.000Z', house, oakfield)
})

async function textAt(who: string, path: string): Promise<string> {
  const html = await (await house.ask(who, path)).text()
  return html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
}

const leave = (back: string | null, updatedAt = '2026-09-10T08:00:00Z') => ({
  ...{ pupil: { mis_id: 'p3' }, code: 'C', from: '2026-09-21', to: '2026-09-25' },
  ...{ expected_return_on: back, source_updated_at: updatedAt },
})

describe('leave that the MIS tells', () => {
  test('with a day of return it stands, and says that the MIS said so', async () => {
    await sender.send('leave.granted', leave('2026-09-28'))
    const text = await textAt('grace', '/pupils/zsofia/leaves')
    expect(text).toContain('Leave until 25 September; expected back Monday 28 September.')
    expect(text).toContain('the school’s MIS, Thu 10 Sep')
    expect(text).not.toContain('not written down')
  })

  test('without one it waits: a person writes it down by one press, and then it waits no more', async () => {
    await sender.send('leave.granted', leave(null))
    expect(await textAt('grace', '/pupils/zsofia')).toContain('Your MIS tells of leave that is not written down.')
    const html = await (await house.ask('grace', '/pupils/zsofia/leaves')).text()
    expect(html).toContain('From 21 September 2026 to 25 September 2026, code C')
    const form = html.slice(html.indexOf('id="told"'))
    const sent = Object.fromEntries(
      [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [
        name!,
        value!,
      ]),
    )
    expect((await house.ask('grace', '/pupils/zsofia/leaves', sent)).status).toBe(303)
    const [row] = await house.database.read(sql<Record<string, unknown>>`SELECT * FROM leaves`)
    expect(row).toMatchObject({ first_on: '2026-09-21', last_on: '2026-09-25', recorded_by: 'grace', told_stamp: null })
    expect(await textAt('grace', '/pupils/zsofia/leaves')).not.toContain('not written down')
  })

  test('what a person took back does not come again with the same word, but with a newer one', async () => {
    await sender.send('leave.granted', leave('2026-09-28'))
    const [row] = await house.database.read(sql<{ id: string }>`SELECT id FROM leaves`)
    await house.ask('grace', `/pupils/zsofia/leaves/${row!.id}/withdrawal`, {})
    await sender.send('leave.granted', leave('2026-09-28'))
    const standing = () => house.database.read(sql`SELECT id FROM leaves WHERE withdrawn_at IS NULL`)
    expect(await standing()).toHaveLength(0)
    await sender.send('leave.granted', leave('2026-09-28', '2026-09-10T08:30:00Z'))
    expect(await standing()).toHaveLength(1)
  })

  test('what a person wrote down stays, whatever is told about the same days', async () => {
    const days = { 'first-day': '22', 'first-month': '9', 'first-year': '2026', 'last-day': '23', 'last-month': '9' }
    await house.ask('grace', '/pupils/zsofia/leaves', { ...days, 'last-year': '2026', reason: 'A wedding in Szeged' })
    await sender.send('leave.granted', leave('2026-09-28'))
    const rows = await house.database.read(sql<Record<string, unknown>>`SELECT * FROM leaves`)
    expect(rows.map((row) => [row.first_on, row.withdrawn_at])).toEqual([['2026-09-22', null]])
  })
})

test('a suspension stands on the pupil’s page, in one sentence', async () => {
  expect(await textAt('helen', '/pupils/zsofia')).not.toContain('Suspensions')
  await sender.send('exclusion.upserted', {
    ...{ pupil: { mis_id: 'p3' }, type: 'fixed', start_date: '2026-09-08', start_session: 'PM' },
    ...{ end_date: '2026-09-10', end_session: 'AM', sessions: 4, source_updated_at: '2026-09-08T12:00:00Z' },
  })
  expect(await textAt('helen', '/pupils/zsofia')).toContain(
    'Suspended from 8 September 2026 afternoon to 10 September 2026 morning (4 sessions).',
  )
})

test('access withdrawn is told to the school and the administrator, with its day and reason', async () => {
  const said = { reason: 'No longer needed', source_updated_at: '2026-09-09T08:00:00Z' }
  await sender.send('school.access.revoked', said)
  await sender.send('sync.failed', { feed: 'attendance.session', reason: 'No answer' })
  for (const [who, path] of [
    ['grace', '/needs-attention'],
    ['ada', '/needs-attention'],
    ['ada', '/connections'],
  ] as const) {
    const text = await textAt(who, path)
    expect(text).toContain('The connection says access was withdrawn on 9 September 2026: no data will come.')
    expect(text).toContain('“ No longer needed ”')
    expect(text).toContain('The feed attendance.session could not be read on')
  }
  expect(await textAt('tom', '/needs-attention')).not.toContain('withdrawn')
})
