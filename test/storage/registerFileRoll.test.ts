// On both engines: who was named by a file alone is found, goes off the lists in one commit, and only while nothing else was heard.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newCase } from '../../src/storage/caseStore.ts'
import { clashOf } from '../../src/storage/clashes.ts'
import { type Query, sql } from '../../src/storage/database.ts'
import { listPupilsFound } from '../../src/storage/pupilSearchStore.ts'
import { listPupilsOfSchool } from '../../src/storage/pupilsOfSchoolStore.ts'
import { writeOfLookedAt } from '../../src/storage/registerFileChangeStore.ts'
import {
  findFileThatNamed,
  listFilesNaming,
  listPupilsNamedOnly,
  listSentByOthers,
  takenInSoFar,
  writeOfNames,
  writesOfPupilsUnknown,
} from '../../src/storage/registerFileRollStore.ts'
import { writeOfFileStep, writeOfRegisterFile } from '../../src/storage/registerFileStore.ts'
import { listChildrenToday } from '../../src/storage/todayStore.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { atBeckside, atHighfield, beckside, began, happened, twoSchools } from './twoSchools.ts'

const at = '2026-10-14T09:00:00.000Z'
const later = '2026-10-14T09:05:00.000Z'
const file = { id: 'one', schoolUrn: beckside }

describe.each(engines)('on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    const { id, schoolUrn } = file
    await open.database.commit([
      ...twoSchools(),
      sql`INSERT INTO connections (id, endpoint, school_urn, vendor, created_at) VALUES ('files', 'e', ${beckside}, 'file', ${at})`,
      writeOfRegisterFile({
        ...{ id, schoolUrn, connectionId: 'files', sha256: 'x', extension: 'csv', bytes: 9, at, by: 'wendy' },
      }),
      writeOfFileStep(id, ['uploaded'], { to: 'applying', by: 'tom', outcome: '{"marks":2}' }, later),
      writeOfNames(id, 'locked', later),
      sql`INSERT INTO settings (name, value) VALUES (${`taken-in:${beckside}`}, '7')`,
    ])
  })
  afterEach(() => open.close())

  const named = async (ids = ['ada', 'ben', 'cal']) =>
    (await listPupilsNamedOnly(open.database, atBeckside, beckside, ids)).map(({ id }) => id)

  test('a file keeps whom it names once, for its own school', async () => {
    await open.database.commit([writeOfNames('one', 'other', later)])
    const kept = { id: 'one', sha256: 'x', state: 'applying', usedAt: later, content: 'locked' }
    expect(await listFilesNaming(open.database, atBeckside, beckside)).toEqual([kept])
    expect(await listFilesNaming(open.database, atHighfield, beckside)).toEqual([])
  })

  const more: [string, Query<unknown>][] = [
    [
      'a contact',
      sql`INSERT INTO contacts (id, pupil_id, contact_ref, name, source_updated_at) VALUES ('k', 'ada', 'r', 'Grace Ives', ${at})`,
    ],
    [
      'leave',
      sql`INSERT INTO leaves (id, pupil_id, first_on, last_on, reason, recorded_at, recorded_by) VALUES ('l', 'ada', '2026-10-13', '2026-10-13', 'Wedding', ${at}, 'wendy')`,
    ],
    [
      'an exclusion',
      sql`INSERT INTO exclusions (pupil_id, start_on, kind, stamp, tie, received_at) VALUES ('ada', '2026-10-13', 'fixed', ${at}, 'd', ${at})`,
    ],
    [
      'a word about coming',
      sql`INSERT INTO enrolment_words (pupil_id, number, what, at, by, details, received_at) VALUES ('ada', 1, 'started', ${at}, 'mis', '{"on":"2026-10-12"}', ${at})`,
    ],
    [
      'a mark by hand',
      sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by) VALUES ('ada', '2026-10-13', 'AM', ${beckside}, 'N', 'hand', ${at}, 'd', ${at}, 'wendy')`,
    ],
    [
      'a number joined',
      sql`INSERT INTO pupil_links (school_urn, mis_id, pupil_id, joined_at, joined_by) VALUES (${beckside}, 'zoe', 'ada', ${at}, 'wendy')`,
    ],
    [
      'a word that they are two',
      sql`INSERT INTO pupils_kept_apart (one, other, at, by, because) VALUES ('ada', 'cal', ${at}, 'wendy', 'Twins')`,
    ],
    ['flags', sql`UPDATE pupils SET flags_at = ${at} WHERE id = 'ada'`],
  ]
  test.each(more)('whoever has %s is not named only', async (_, write) => {
    expect(await named()).toEqual(['ada', 'ben'])
    await open.database.commit([write])
    expect(await named()).toEqual(['ben'])
  })

  test('an absence by the register alone is nobody’s word; one with an entry by a person is', async () => {
    await happened(open.database, newCase('case-ben', 'ben', beckside), [began], at)
    expect(await named()).toEqual(['ada'])
    await open.database.commit([
      sql`INSERT INTO cases (id, pupil_id, school_urn, began_on, version, last_hash, changed_at) VALUES ('c', 'ada', ${beckside}, '2026-10-13', 1, 'h', ${at})`,
      sql`INSERT INTO case_events (case_id, version, at, by, what, details_hash, previous_hash, hash) VALUES ('c', 1, ${at}, 'mis', 'absence-began', 'd', 'p', 'h')`,
    ])
    expect(await named()).toEqual(['ada'])
    await open.database.commit([sql`UPDATE cases SET opened_at = ${at} WHERE id = 'c'`])
    expect(await named()).toEqual([])
  })

  test('off every list in one commit; the file keeps who, also when it goes on after a break', async () => {
    await open.database.commit([
      sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by) VALUES ('ada', '2026-10-14', 'AM', ${beckside}, '-', 'mis', ${at}, 'd', ${at}, 'mis')`,
    ])
    const today = async () =>
      (await listChildrenToday(open.database, atBeckside, '2026-10-14', '2026-10-12')).map(({ pupil }) => pupil.id)
    const found = async () => (await listPupilsFound(open.database, atBeckside, 'ada', '2026-10-14', 9)).length
    expect([await today(), await found()]).toEqual([['ada'], 1])
    await open.database.commit(writesOfPupilsUnknown(file, ['ada'], '7'))
    await open.database.commit(writesOfPupilsUnknown(file, ['ben'], await takenInSoFar(open.database, beckside)))
    expect([await today(), await found()]).toEqual([[], 0])
    expect(await listPupilsOfSchool(open.database, atBeckside, beckside)).toEqual([])
    const [kept] = await open.database.read(sql<{ outcome: string }>`SELECT outcome FROM register_files`)
    expect(JSON.parse(kept!.outcome)).toEqual({ marks: 2, takenOffLists: ['ada', 'ben'] })
    await open.database.commit([
      writeOfFileStep('one', ['applying'], { to: 'applied' }, later),
      writeOfFileStep('one', ['applied'], { to: 'taking-back', by: 'tom' }, later),
    ])
    expect(await findFileThatNamed(open.database, atBeckside, 'ada')).toEqual({
      id: 'one',
      takenBackAt: later,
      takenBackByName: 'Tom Hale',
    })
    expect(await findFileThatNamed(open.database, atHighfield, 'ada')).toBeNull()
    expect(await findFileThatNamed(open.database, atBeckside, 'cal')).toBeNull()
  })

  test('not when something of the inbox was applied since it was looked at', async () => {
    await open.database.commit([sql`UPDATE settings SET value = '8' WHERE name = ${`taken-in:${beckside}`}`])
    const broken = await open.database
      .commit(writesOfPupilsUnknown(file, ['ada'], '7'))
      .catch((cause) => clashOf(cause))
    expect(broken).toEqual({ kind: 'broken-rule', rule: 'settings.value' })
    expect(await named()).toEqual(['ada', 'ben'])
  })

  test('what others sent is listed after a number and an instant, without the file’s own', async () => {
    await open.database.commit([
      sql`INSERT INTO deliveries (connection_id, delivery_id, received_at, body_sha256, state, body) VALUES
        ('files', 'a', '2026-10-14T08:00:00.000Z', 'h', 'processed', 'old'), ('files', 'file-x-one-1', ${later}, 'h', 'processed', 'own'),
        ('files', 'b', ${later}, 'h', 'parked', 'two'), ('files', 'c', ${later}, 'h', 'processed', NULL)`,
    ])
    const asked = { since: later, own: ['file-x-one-'], after: 0, most: 9 }
    const sent = await listSentByOthers(open.database, atBeckside, beckside, asked)
    expect(sent.map(({ body }) => body)).toEqual(['two', null])
    const after = await listSentByOthers(open.database, atBeckside, beckside, { ...asked, after: sent[0]!.number })
    expect(after.map(({ body }) => body)).toEqual([null])
    expect(await listSentByOthers(open.database, atHighfield, beckside, asked)).toEqual([])
    await open.database.commit([writeOfLookedAt('files', 'b', later, 'wendy')])
    expect(
      await open.database.read(sql`SELECT delivery_id, released_by FROM deliveries WHERE released_at IS NOT NULL`),
    ).toEqual([{ delivery_id: 'b', released_by: 'wendy' }])
  })
})
