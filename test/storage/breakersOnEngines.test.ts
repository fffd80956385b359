// Does what is asked before a delivery counts find the pupil also by a number that a person joined to them?
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { scopeOfSource } from '../../src/cases/roles.ts'
import type { PupilDeletedTold } from '../../src/cases/told.ts'
import { findLeaverMeets, listRegistersTouched, writeOfLeaving } from '../../src/storage/breakerStore.ts'
import { sql } from '../../src/storage/database.ts'
import { writesOfJoining } from '../../src/storage/matchStore.ts'
import { listPupils } from '../../src/storage/pupilStore.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { atBeckside, beckside, highfield, twoSchools } from './twoSchools.ts'

const at = '2026-11-05T10:00:00.000Z'
const scope = scopeOfSource(beckside)
const by = { schoolUrn: beckside, deliveryId: 'one', receivedAt: at }

describe.each(engines)('breakers on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    await open.database.commit(twoSchools())
    // Ada's entry is joined to Ben's: since yesterday Ada is off roll, and her number means Ben.
    const [ada, ben] = await listPupils(open.database, atBeckside, ['ada', 'ben'])
    await open.database.commit([
      sql`UPDATE pupils SET left_on = '2026-11-04' WHERE id = 'ada'`,
      ...writesOfJoining(ada!, ben!, at, 'wendy'),
      sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
        VALUES ('ben', '2026-11-05', 'AM', ${beckside}, 'N', 'mis', '2026-11-05T08:00:00.000Z', '', ${at}, 'mis')`,
    ])
  })
  afterEach(() => open.close())

  const meets = (misId: string, schoolUrn = beckside) =>
    findLeaverMeets(open.database, scopeOfSource(schoolUrn), {
      ...{ schoolUrn, misId, leavingOn: null, today: '2026-11-05', since: '2026-11-04T10:00:00.000Z' },
      sentence: 'x',
    })
  const deleted = (misId: string): PupilDeletedTold => {
    return { what: 'pupil-deleted', at, pupil: { misId, upn: null }, reason: null }
  }
  const leavings = () => open.database.read(sql`SELECT school_urn, mis_id FROM leavings`)

  test('a leaver under the joined number would leave, and counts once, whichever number it came under', async () => {
    expect((await meets('ada')).ends).toBe(true)
    await open.database.commit([writeOfLeaving(by, deleted('ada'))])
    await open.database.commit([writeOfLeaving(by, deleted('ben'))])
    expect(await leavings()).toEqual([{ school_urn: beckside, mis_id: 'ben' }])
    expect((await meets('ben')).left).toBe(1)
  })

  test('the number means nobody at another school, and one who left already does not leave again', async () => {
    expect((await meets('ada', highfield)).ends).toBe(false)
    await open.database.commit([sql`UPDATE pupils SET left_on = '2026-11-04' WHERE id = 'ben'`])
    expect((await meets('ada')).ends).toBe(false)
    await open.database.commit([writeOfLeaving(by, deleted('ada'))])
    expect(await leavings()).toEqual([])
  })

  test('a mark taken back under the joined number touches the register, once for both numbers', async () => {
    const stamp = '2026-11-05T09:00:00.000Z'
    const touched = (...misIds: string[]) =>
      listRegistersTouched(
        open.database,
        scope,
        beckside,
        misIds.map((misId) => [misId, '2026-11-05', 'AM', '-', stamp] as const),
      )
    const register = { on: '2026-11-05', session: 'AM', takenBack: 1, changed: 1 }
    expect(await touched('ada')).toEqual([register])
    expect(await touched('ada', 'ben')).toEqual([register])
    expect(await touched('cal')).toEqual([])
  })
})
