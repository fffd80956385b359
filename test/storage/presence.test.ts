// Plain presence is laid down by register, everything else by pupil: read as one, never in both, nothing overwritten unseen.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newPupil } from '../../src/cases/decide/takeInPupil.ts'
import type { Mark } from '../../src/cases/mark.ts'
import { type Scope, scopeOfSource } from '../../src/cases/roles.ts'
import { clashOf } from '../../src/storage/clashes.ts'
import { sql } from '../../src/storage/database.ts'
import { writesOfHandMarks } from '../../src/storage/handMarkStore.ts'
import {
  listMarks,
  listMarksAt,
  writeOfMarksMissing,
  writesOfMarks,
  writesOfPresenceLetGo,
} from '../../src/storage/markStore.ts'
import { writeOfPupils } from '../../src/storage/pupilStore.ts'
import { writeOfRegisterSession } from '../../src/storage/registerStore.ts'
import { engines, type OpenEngine } from '../support/engines.ts'

const urn = '999001'
const scope: Scope = scopeOfSource(urn)

describe.each(engines)('$name', (engine) => {
  let open: OpenEngine

  beforeEach(async () => {
    open = await engine.open()
    await open.database.commit([
      sql`INSERT INTO schools (urn, name, created_at) VALUES (${urn}, 'Oakfield', '2026-09-01T07:00:00.000Z')`,
      writeOfPupils(['ada', 'ben', 'cy'].map((id) => newPupil(id, urn, { misId: id, upn: null }, '2026-09-01'))),
    ])
  })
  afterEach(() => open.close())

  test('presence stands by register, the rest by pupil, and both are read as one', async () => {
    await write([mark('ada', '/'), mark('ben', 'N'), mark('cy', '/', { comment: 'came with his aunt' })])
    expect(await ids('presence')).toEqual(['ada'])
    expect(await ids('marks')).toEqual(['ben', 'cy'])
    expect(await codes()).toEqual(['ada /', 'ben N', 'cy /'])
    expect(await at(['ada', 'ben', 'cy'])).toEqual(['ada /', 'ben N', 'cy /'])
  })

  test('a mark moves when it becomes presence, and back, and is never in both', async () => {
    await write([mark('ada', 'N')])
    const absent = await listMarksAt(open.database, scope, urn, [key('ada')])
    await write([mark('ada', '/', { stamp: '2' })], absent)
    expect([await ids('presence'), await ids('marks')]).toEqual([['ada'], []])
    const present = await listMarksAt(open.database, scope, urn, [key('ada')])
    expect(present.map(({ stamp, source }) => [stamp, source])).toEqual([['2', 'mis']])
    await write([mark('ada', 'I', { stamp: '3' })], present)
    expect([await ids('presence'), await ids('marks')]).toEqual([[], ['ada']])
  })

  test('a mark that somebody wrote since it was read is not overwritten by presence: nothing of the commit stays', async () => {
    await write([mark('ben', 'I', { source: 'hand' })])
    const refused = await write([mark('ada', '/'), mark('ben', '/')], []).catch(clashOf)
    expect(refused).toEqual({ kind: 'broken-rule', rule: 'presence.code' })
    expect(await codes()).toEqual(['ben I'])
    const other = await write([mark('ben', '/')], [mark('ben', 'N', { stamp: 'seen before that' })]).catch(clashOf)
    expect(other).toEqual({ kind: 'broken-rule', rule: 'presence.code' })
    expect(await codes()).toEqual(['ben I'])
  })

  test('a mark by hand replaces the presence its writer saw, and not presence that came since', async () => {
    const seen = mark('ada', '/')
    await write([seen])
    const byHand = mark('ada', 'N', { source: 'hand', stamp: '9' })
    const unseen = { ...seen, stamp: 'older than what is there' }
    const refused = await open.database
      .commit(writesOfHandMarks(urn, [{ mark: byHand, inPlaceOf: unseen }], []))
      .catch(clashOf)
    expect(refused).toEqual({ kind: 'broken-rule', rule: 'marks.code' })
    expect(await codes()).toEqual(['ada /'])
    await open.database.commit(writesOfHandMarks(urn, [{ mark: byHand, inPlaceOf: seen }], []))
    expect([await ids('presence'), await codes()]).toEqual([[], ['ada N']])
  })

  test('a closed register gives - to those without any mark, present ones have one', async () => {
    await write([mark('ada', '/'), mark('ben', 'N')])
    await open.database.commit([writeOfMarksMissing(urn, '2026-09-14', 'AM', '2026-09-14T09:00:00.000Z')])
    expect(await codes()).toEqual(['ada /', 'ben N', 'cy -'])
  })

  test('presence of complete registers is let go; a child who is away keeps it, of registers not complete everybody', async () => {
    await write([mark('ada', '/'), mark('ben', '/')])
    await write([mark('ada', '\\', { session: 'PM' })])
    await open.database.commit([
      writeOfRegisterSession({
        ...{ schoolUrn: urn, on: '2026-09-14', session: 'AM', expected: 3, marked: 3, complete: true },
        ...{ closedAt: null, lastHeardAt: '2026-09-14T09:00:00.000Z', source: 'mis', stamp: 'z' },
      }),
      sql`INSERT INTO cases (id, pupil_id, school_urn, began_on, version, last_hash, changed_at) VALUES ('k1', 'ben', ${urn}, '2026-09-14', 1, 'h', '2026-09-14T09:00:00.000Z')`,
    ])
    await open.database.commit(writesOfPresenceLetGo(urn, '2026-09-28'))
    expect([await ids('presence'), await ids('marks')]).toEqual([['ada'], ['ben']])
    expect(await codes()).toEqual(['ada \\', 'ben /'])
    await open.database.commit(writesOfPresenceLetGo(urn, '2026-09-28'))
    expect(await codes()).toEqual(['ada \\', 'ben /'])
  })

  async function write(marks: readonly Mark[], standing: readonly Mark[] | null = null) {
    await open.database.commit(writesOfMarks(urn, marks, [], standing))
    return null
  }

  async function codes(): Promise<string[]> {
    const found = await listMarks(open.database, scope, ['ada', 'ben', 'cy'], '2026-09-01', '2026-10-01')
    return found.map(({ pupilId, code }) => `${pupilId} ${code}`)
  }

  async function at(pupils: readonly string[]): Promise<string[]> {
    const found = await listMarksAt(open.database, scope, urn, pupils.map(key))
    return found.map(({ pupilId, code }) => `${pupilId} ${code}`).sort()
  }

  async function ids(table: 'presence' | 'marks'): Promise<string[]> {
    const rows =
      table === 'presence'
        ? await open.database.read(sql<{ id: string }>`SELECT pupil_id AS id FROM presence ORDER BY 1`)
        : await open.database.read(sql<{ id: string }>`SELECT pupil_id AS id FROM marks ORDER BY 1`)
    return rows.map(({ id }) => id)
  }
})

function key(pupilId: string) {
  return { pupilId, on: '2026-09-14', session: 'AM' as const }
}

function mark(pupilId: string, code: string, change: Partial<Mark> = {}): Mark {
  return {
    ...{ pupilId, on: '2026-09-14', session: 'AM', code, minutesLate: null, comment: null, source: 'mis' },
    ...{ stamp: '1', tie: 't', receivedAt: '2026-09-14T08:33:00.000Z', receivedBy: 'mis' },
    ...change,
  }
}
