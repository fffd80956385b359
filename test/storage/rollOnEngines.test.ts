// Coming, leaving and being one child, as both engines keep it: words in order, who is asked about, which pairs are suggested.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { numberReusedWords } from '../../src/cases/decide/isNumberReused.ts'
import { scopeOfSource } from '../../src/cases/roles.ts'
import { listAskedAbout, listAskedCounts } from '../../src/storage/askedAboutStore.ts'
import { newCase } from '../../src/storage/caseStore.ts'
import { clashOf } from '../../src/storage/clashes.ts'
import { type Query, sql } from '../../src/storage/database.ts'
import { listEnrolments, writeOfWords } from '../../src/storage/enrolmentStore.ts'
import { writesOfHandRegister } from '../../src/storage/handMarkStore.ts'
import { writeOfMarksMissing } from '../../src/storage/markStore.ts'
import {
  listMatches,
  listMatchSides,
  listPupilsGone,
  writeOfKeptApart,
  writesOfJoining,
} from '../../src/storage/matchStore.ts'
import { listNumbersReused } from '../../src/storage/numberReusedStore.ts'
import { listPupils, listPupilsByMisId } from '../../src/storage/pupilStore.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { atBeckside, atHighfield, beckside, everySchool, happened, highfield, twoSchools } from './twoSchools.ts'

const at = '2026-11-05T10:00:00.000Z'
const upn = 'H801200001001'

describe.each(engines)('the roll on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    await open.database.commit(twoSchools())
  })
  afterEach(() => open.close())

  const write = (...writes: Query<unknown>[]) => open.database.commit(writes)
  const clash = (query: Query<unknown>) =>
    write(query).then(
      () => null,
      (cause) => clashOf(cause)?.kind,
    )
  const marks = () =>
    open.database.read(sql`SELECT pupil_id AS id, code, source FROM marks WHERE marked_on = '2026-11-05' ORDER BY 1`)

  test('words come back in the order in which they came, and of two at once the second is told', async () => {
    const ended = (on: string) =>
      ({
        what: 'ended',
        at,
        by: 'mis',
        details: { on, grounds: null, reasonCode: null, destination: null, lastAttended: null, newAddressKnown: null },
      }) as const
    await write(writeOfWords('ada', 0, [ended('2026-11-04'), ended('2026-11-03')], at))
    const said = { what: 'still-here', at, by: 'wendy', details: { words: 'Seen' } } as const
    await write(writeOfWords('ada', 2, [said], at))
    expect(await clash(writeOfWords('ada', 2, [ended('2026-11-02')], at))).toBe('already-there')
    const { words, deletion, isOnOtherRoll } = (await listEnrolments(open.database, atBeckside, ['ada', 'cal'])).get(
      'ada',
    )!
    expect(words.map(({ number, what, byName }) => [number, what, byName])).toEqual([
      [1, 'ended', null],
      [2, 'ended', null],
      [3, 'still-here', 'Wendy Okafor'],
    ])
    expect(words[1]).toMatchObject({ receivedAt: at, details: { on: '2026-11-03', destination: null } })
    expect([deletion, isOnOtherRoll]).toEqual([null, false])
    expect((await listEnrolments(open.database, atHighfield, ['ada'])).size).toBe(0)
  })

  test('a deletion stands until it is withdrawn', async () => {
    let kase = newCase('case-ada', 'ada', beckside)
    kase = await happened(open.database, kase, [{ what: 'absence-began', details: { firstOn: '2026-10-12' } }], at)
    const removed = { on: '2026-11-05', ground: 'I', as: 'head-teacher', words: 'x', returnMessageId: null, shown: [] }
    kase = await happened(open.database, kase, [{ what: 'name-removed', details: removed as never }], at)
    const deletion = async () => (await listEnrolments(open.database, atBeckside, ['ada'])).get('ada')!.deletion
    expect(await deletion()).toEqual({ on: '2026-11-05', at })
    await happened(open.database, kase, [{ what: 'entry-withdrawn', details: { version: 2, reason: 'Too early' } }], at)
    expect(await deletion()).toBeNull()
  })

  test('asked about are those whose day has come, with the marks since, inside the scope', async () => {
    await write(
      sql`UPDATE pupils SET asks = 'starter', asks_from = '2026-11-04', upn = ${upn} WHERE id = 'ada'`,
      sql`UPDATE pupils SET asks = 'leaver', asks_from = '2026-11-06', left_on = '2026-11-06' WHERE id = 'ben'`,
      sql`UPDATE pupils SET upn = ${upn} WHERE id = 'cal'`,
      sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
        VALUES ('ada', '2026-11-03', 'AM', ${beckside}, 'N', 'mis', 's', '', ${at}, 'mis'), ('ada', '2026-11-04', 'AM', ${beckside}, 'I', 'mis', 's', '', ${at}, 'mis')`,
    )
    const asked = await listAskedAbout(open.database, atBeckside, '2026-11-05')
    expect(
      asked.map(({ pupil, marksSince, isOnOtherRoll, openCase }) => [pupil.id, marksSince, isOnOtherRoll, openCase]),
    ).toEqual([['ada', [{ on: '2026-11-04', session: 'AM', code: 'I' }], true, null]])
    expect(await listAskedAbout(open.database, atHighfield, '2026-11-05')).toEqual([])
    expect((await listAskedAbout(open.database, atBeckside, '2026-11-06')).map(({ pupil }) => pupil.id)).toEqual([
      'ada',
      'ben',
    ])
    expect(await listAskedCounts(open.database, everySchool, '2026-11-06')).toEqual([
      { schoolUrn: beckside, starters: 1, leavers: 1, onTwoRolls: 1 },
      { schoolUrn: highfield, starters: 0, leavers: 0, onTwoRolls: 1 },
    ])
    expect(await listAskedCounts(open.database, atHighfield, '2026-11-06')).toHaveLength(1)
  })

  test('a whole register without a leaver nobody knows of says nothing of them; with a destination it has none', async () => {
    await write(
      sql`UPDATE pupils SET left_on = '2026-11-03', asks = 'leaver', asks_from = '2026-11-03' WHERE id = 'ada'`,
      sql`UPDATE pupils SET left_on = '2026-11-03' WHERE id = 'ben'`,
      writeOfMarksMissing(beckside, '2026-11-05', 'AM', at),
    )
    expect(await marks()).toEqual([{ id: 'ada', code: '-', source: 'no-mark' }])
  })

  test('a register closed by hand calls the others present, not the leaver nobody knows of', async () => {
    await write(
      sql`UPDATE pupils SET left_on = '2026-11-03', asks = 'leaver', asks_from = '2026-11-03' WHERE id = 'ada'`,
    )
    const unmarked = (
      id: string,
    ) => sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
      VALUES (${id}, '2026-11-05', 'AM', ${beckside}, '-', 'no-mark', '', '', ${at}, 'mis')`
    const register = {
      schoolUrn: beckside,
      on: '2026-11-05',
      session: 'AM',
      ...{ expected: 1, marked: 1, complete: true },
      source: 'hand',
      ...{ closedAt: at, lastHeardAt: at, stamp: at },
    } as const
    await write(unmarked('ben'), ...writesOfHandRegister(register, 'wendy'))
    expect(await marks()).toEqual([
      { id: 'ada', code: '-', source: 'no-mark' },
      { id: 'ben', code: '/', source: 'hand' },
    ])
  })

  test('pairs are suggested for every reason, once, inside one school, and not again once kept apart', async () => {
    await write(
      sql`UPDATE pupils SET upn = ${upn}, search_name = 'vale iris', date_of_birth = '2016-02-01'`,
      sql`INSERT INTO enrolment_words VALUES ('ben', 1, 'merged', ${at}, 'mis', '{"fromMisId":"ada"}', ${at})`,
    )
    const [pair, ...more] = await listMatches(open.database, everySchool)
    expect([pair!.one, pair!.other, [...pair!.reasons].sort(), more]).toEqual([
      ...['ada', 'ben'],
      ['merged', 'same-name', 'same-upn'],
      [],
    ])
    expect(await listMatches(open.database, atHighfield)).toEqual([])
    await write(writeOfKeptApart('ben', 'ada', at, 'wendy', 'Twins'))
    expect(await listMatches(open.database, everySchool)).toEqual([])
    expect(await clash(writeOfKeptApart('ada', 'ben', at, 'wendy', 'Twins'))).toBe('already-there')
  })

  test('joined: the number of the one who goes leads to the one who stays, and only missing marks are taken over', async () => {
    await write(
      sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
        VALUES ('ada', '2026-11-05', 'AM', ${beckside}, 'N', 'mis', 's', '', ${at}, 'mis'), ('ben', '2026-11-05', 'AM', ${beckside}, '-', 'no-mark', '', '', ${at}, 'mis'),
          ('ada', '2026-11-05', 'PM', ${beckside}, 'N', 'mis', 's', '', ${at}, 'mis'), ('ben', '2026-11-05', 'PM', ${beckside}, 'I', 'mis', 's', '', ${at}, 'mis')`,
    )
    const [ada, ben] = await listPupils(open.database, atBeckside, ['ada', 'ben'])
    await write(...writesOfJoining(ada!, ben!, at, 'wendy'))
    const kept = await open.database.read(sql`SELECT session, code FROM marks WHERE pupil_id = 'ben' ORDER BY 1`)
    expect(kept).toEqual([
      { session: 'AM', code: 'N' },
      { session: 'PM', code: 'I' },
    ])
    const found = await listPupilsByMisId(open.database, scopeOfSource(beckside), ['ada'])
    expect(found.map(({ id, misId }) => [id, misId])).toEqual([['ben', 'ada']])
    const side = (await listMatchSides(open.database, atBeckside, ['ben', 'cal'])).get('ben')!
    expect([side.marks, side.cases, side.hasOpenCase]).toEqual([2, 0, false])
  })

  test('no longer in the system, and a number used for another child: each in its school', async () => {
    const sentence =
      'Your new system uses number ben for another child: the UPN or the date of birth is another. Nothing of this message was taken in, and the child whom you have under the number stays as they were.'
    await write(
      sql`INSERT INTO enrolment_words VALUES ('ada', 1, 'deleted', ${at}, 'mis', '{"reason":null}', ${at})`,
      sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at) VALUES ('wire', 'door', ${beckside}, 'generic', 's', ${at})`,
      sql`INSERT INTO deliveries (id, connection_id, delivery_id, received_at, body_sha256) VALUES (1, 'wire', 'one', ${at}, 'h')`,
      sql`INSERT INTO quarantined (delivery, number, school_urn, at, type, path, reason) VALUES (1, 1, ${beckside}, ${at}, 'pupil.upserted', 'data.pupil.mis_id', ${sentence})`,
    )
    const gone = await listPupilsGone(open.database, atBeckside)
    expect(gone.map(({ pupil, since }) => [pupil.id, since])).toEqual([['ada', at]])
    expect(await listPupilsGone(open.database, atHighfield)).toEqual([])
    expect((await listNumbersReused(open.database, atBeckside, numberReusedWords)).map(({ id }) => id)).toEqual(['ben'])
    expect(await listNumbersReused(open.database, atHighfield, numberReusedWords)).toEqual([])
    await write(sql`UPDATE quarantined SET settled_at = ${at}, settled_how = 'discarded', settled_by = 'wendy'`)
    expect(await listNumbersReused(open.database, atBeckside, numberReusedWords)).toEqual([])
  })
})
