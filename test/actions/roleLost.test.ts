// Somebody loses a role between reading and writing, in the middle of one request: nothing is written down.
import { expect, test } from 'vitest'
import { writeOnCase } from '../../src/actions/writeOnCase.ts'
import type { Person } from '../../src/cases/roles.ts'
import { sql } from '../../src/storage/database.ts'
import { connectedSchool, mark } from '../intake/sender.ts'

const ruth: Person = {
  id: 'ruth',
  name: 'Ruth Adeyemi',
  rolesHeld: [{ role: 'safeguarding-lead', schoolUrn: '999001' }],
}
const opened = {
  what: 'case-opened',
  details: { because: 'by-hand', reason: 'Asked for by the grandmother.', schoolDay: 1 },
} as const

test('the commit is refused whole when the role is withdrawn after the case was read, and goes through while it is held', async () => {
  const at = '2026-09-14T08:31:00.000Z'
  const sender = await connectedSchool(at)
  const { house } = sender
  await house.database.commit([
    sql`INSERT INTO people (id, name, created_at) VALUES ('ruth', 'Ruth Adeyemi', ${at})`,
    sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by) VALUES ('r', 'ruth', 'safeguarding-lead', '999001', ${at}, 'sam')`,
  ])
  await sender.send('attendance.marks.upserted', { marks: [mark('p1', '2026-09-14', 'AM', 'N', at)] })
  const [before] = await sender.rows<{ id: string; version: number }>('cases')
  const write = (meanwhile: () => Promise<void>) =>
    writeOnCase(
      {
        ...house,
        database: {
          read: (query) => house.database.read(query),
          async commit(writes) {
            await meanwhile()
            await house.database.commit(writes)
          },
        },
      },
      ruth,
      {
        caseId: before!.id,
        permission: 'open-case',
        seenVersion: before!.version,
        decide: () => ({ accepted: [opened] }),
      },
    )
  const withdrawn = await write(() =>
    house.database.commit([sql`UPDATE roles_held SET withdrawn_at = ${at}, withdrawn_by = 'sam' WHERE id = 'r'`]),
  )
  expect(withdrawn).toEqual({ refused: 'role-lost' })
  expect(await sender.rows('cases')).toEqual([before])
  expect(await sender.rows('settings', 'name')).not.toContainEqual(expect.objectContaining({ name: 'role-guard' }))

  await house.database.commit([
    sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by) VALUES ('s', 'ruth', 'safeguarding-lead', '999001', ${at}, 'sam')`,
  ])
  expect(await write(async () => {})).toEqual({ accepted: { caseId: before!.id, version: before!.version + 1 } })
})
