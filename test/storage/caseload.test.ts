// Is the list of cases what each reader may see, the same on every engine, and told apart by what is new?
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseHappening } from '../../src/cases/events.ts'
import {
  findLoadSurroundings,
  listCaseload,
  listCasesNamed,
  listRegistersOfLoad,
  writeOfLook,
} from '../../src/storage/caseloadStore.ts'
import { newCase, writesOf } from '../../src/storage/caseStore.ts'
import { type Database, sql } from '../../src/storage/database.ts'
import { writesOfMessages } from '../../src/storage/messageStore.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { testKeys } from '../support/testHouse.ts'
import * as two from './twoSchools.ts'

const ofAuthority = { permission: 'see-cases', schools: 'every-school', unopenedAt: [] } as const
const today = '2026-11-05'
const marksFrom = '2025-08-01'
const officerRoles = ['cme-officer'] as const
const at = '2026-11-05T10:00:00.000Z'
const opened: CaseHappening = { what: 'case-opened', details: { because: 'by-hand', reason: 'Asked', schoolDay: 1 } }
const closed: CaseHappening = { what: 'case-closed', details: { because: 'abroad', on: '2026-11-05' } }
const sent: CaseHappening = { what: 'return-sent', details: { on: '2026-10-02', how: 'By post', words: '' } }

function idsOf(database: Database, scope: Parameters<typeof listCaseload>[1]): Promise<string[]> {
  return listCaseload(database, scope, { today, marksFrom, personId: 'wendy', since: null }).then((listed) =>
    listed.map(({ summary }) => summary.id).sort(),
  )
}

describe.each(engines)('the list of cases on $name', (engine) => {
  let open: OpenEngine
  let database: Database
  beforeEach(async () => {
    open = await engine.open()
    database = open.database
    // Ada's and Ben's absences run at Beckside, Cal's at Highfield has ended; none is opened.
    await two.threeCases(database)
  })
  afterEach(() => open.close())

  test('the school has its running absences before anybody opened them, the authority has none', async () => {
    expect(await idsOf(database, two.atBeckside)).toEqual(['case-ada', 'case-ben'])
    expect(await idsOf(database, two.atHighfield)).toEqual([])
    expect(await idsOf(database, ofAuthority)).toEqual([])
    expect(await idsOf(database, two.nowhere)).toEqual([])
  })

  test('a case is on both lists from its opening, also when its absence has ended, until it is closed', async () => {
    const [cal, ben] = await Promise.all(
      ['case-cal', 'case-ben'].map(async (id) => (await listCasesNamed(database, two.everySchool, [id]))[0]!),
    )
    const calOpen = await two.happened(database, cal!, [opened], at)
    await two.happened(database, ben!, [opened], at)
    expect(await idsOf(database, ofAuthority)).toEqual(['case-ben', 'case-cal'])
    expect(await idsOf(database, two.atBeckside)).toEqual(['case-ada', 'case-ben'])
    expect(await idsOf(database, two.atHighfield)).toEqual(['case-cal'])
    await two.happened(database, calOpen, [closed], at)
    expect(await idsOf(database, ofAuthority)).toEqual(['case-ben'])
    expect(await idsOf(database, two.atHighfield)).toEqual([])
  })

  test('a closed case whose absence still runs stays on the school’s list and is on no other', async () => {
    const [ada] = await listCasesNamed(database, two.everySchool, ['case-ada'])
    await two.happened(database, ada!, [opened, closed], at)
    expect(await idsOf(database, two.atBeckside)).toEqual(['case-ada', 'case-ben'])
    expect(await idsOf(database, ofAuthority)).toEqual([])
    expect(await idsOf(database, two.everySchool)).toEqual(['case-ada', 'case-ben'])
    await two.happened(database, (await listCasesNamed(database, two.everySchool, ['case-ada']))[0]!, [two.ended], at)
    expect(await idsOf(database, two.atBeckside)).toEqual(['case-ben'])
  })

  test('a row carries what its days and deadlines are counted from', async () => {
    await two.happened(
      database,
      newCase('case-older', 'cal', two.highfield),
      [two.began, opened, sent, closed, two.ended],
      at,
    )
    const [cal] = await listCasesNamed(database, two.everySchool, ['case-cal'])
    const allocated: CaseHappening = { what: 'case-allocated', details: { personId: 'tom', personName: 'Tom Hale' } }
    await two.happened(database, cal!, [opened, allocated], at)
    await database.commit([
      sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
        VALUES ('cal', '2026-11-03', 'AM', ${two.highfield}, 'N', 'mis', '', '', ${at}, 'mis'), ('cal', '2026-11-03', 'PM', ${two.highfield}, 'C1', 'mis', '', '', ${at}, 'mis'),
          ('cal', '2025-07-31', 'AM', ${two.highfield}, 'I', 'mis', '', '', ${at}, 'mis')`,
      sql`INSERT INTO leaves (id, pupil_id, first_on, last_on, reason, recorded_at, recorded_by) VALUES
        ('l1', 'cal', '2026-10-12', '2026-10-16', 'Wedding', ${at}, 'tom'), ('l2', 'cal', '2026-11-20', '2026-11-27', 'To come', ${at}, 'tom')`,
      ...writesOfMessages([
        {
          ...{
            id: 'm',
            key: 'm',
            madeAt: at,
            kind: 'education-welfare',
            team: 'education-welfare',
            schoolUrn: two.highfield,
          },
          ...{
            caseId: 'case-cal',
            subject: 'A case',
            body: 'A case',
            state: 'held',
            because: 'Registers are missing.',
          },
        },
      ]),
    ])
    const [listed] = await listCaseload(database, ofAuthority, { today, marksFrom, personId: 'wendy', since: null })
    expect(listed).toMatchObject({
      schoolName: 'Highfield School',
      allocatedToName: 'Tom Hale',
      leaveEndedOn: '2026-10-16',
      returnsElsewhere: ['2026-10-02'],
      hasHeldMessage: true,
      news: null,
      summary: { id: 'case-cal', allocatedTo: 'tom', endedOn: '2026-11-05' },
      pupil: { id: 'cal', schoolUrn: two.highfield },
    })
    expect(listed!.marks).toEqual([
      { on: '2026-11-03', session: 'AM', code: 'N' },
      { on: '2026-11-03', session: 'PM', code: 'C1' },
    ])
  })

  test('registers come only of schools on the list, whole ones only, in order of time', async () => {
    await database.commit([
      sql`INSERT INTO register_sessions (school_urn, marked_on, session, complete, last_heard_at, source, stamp) VALUES
        (${two.beckside}, '2026-11-04', 'PM', 1, ${at}, 'mis', ''), (${two.beckside}, '2026-11-04', 'AM', 1, ${at}, 'mis', ''),
        (${two.beckside}, '2026-11-05', 'AM', 0, ${at}, 'mis', ''), (${two.highfield}, '2026-11-04', 'AM', 1, ${at}, 'mis', '')`,
    ])
    const registers = await listRegistersOfLoad(database, { ...two.atBeckside, schools: 'every-school' }, marksFrom)
    expect([...registers]).toEqual([
      [
        two.beckside,
        [
          { on: '2026-11-04', session: 'AM' },
          { on: '2026-11-04', session: 'PM' },
        ],
      ],
    ])
  })

  test('news is the newest thing somebody else wrote since, never one’s own', async () => {
    const [ada] = await listCasesNamed(database, two.everySchool, ['case-ada'])
    await two.happened(database, ada!, [opened], '2026-11-05T09:00:00.000Z')
    const newsOf = async (personId: string, since: string | null) => {
      const listed = await listCaseload(database, two.atBeckside, { today, marksFrom, personId, since })
      return listed.find(({ summary }) => summary.id === 'case-ada')!.news
    }
    expect(await newsOf('tom', '2026-11-04T12:00:00.000Z')).toEqual({
      what: 'case-opened',
      at: '2026-11-05T09:00:00.000Z',
      by: 'wendy',
      byName: 'Wendy Okafor',
    })
    expect(await newsOf('wendy', '2026-11-04T12:00:00.000Z')).toBeNull()
    expect(await newsOf('tom', '2026-11-05T09:00:00.000Z')).toBeNull()
    expect(await newsOf('tom', null)).toBeNull()
  })

  test('a mark that the register recodes between G, N and O is no news; one that says something else is', async () => {
    const recoded = (from: string, to: string): CaseHappening => ({
      what: 'mark-corrected',
      details: { on: '2026-11-04', session: 'AM', from, to, reason: null },
    })
    const asWritten = async (by: string, ...happenings: CaseHappening[]) => {
      const [ada] = await listCasesNamed(database, two.everySchool, ['case-ada'])
      const sealing = { auditKey: testKeys.audit, at: '2026-11-05T09:00:00.000Z', by, salt: two.saltOf(by) }
      await database.commit(await writesOf([{ kase: ada!, happenings }], sealing))
      const asked = { today, marksFrom, personId: 'tom', since: '2026-11-04T12:00:00.000Z' }
      const listed = await listCaseload(database, two.atBeckside, asked)
      return listed.find(({ summary }) => summary.id === 'case-ada')!.news?.what ?? null
    }
    expect(await asWritten('mis', recoded('N', 'O'), recoded('O', 'G'), recoded('G', 'N'))).toBeNull()
    expect(await asWritten('mis', opened, recoded('N', 'O'))).toBe('case-opened')
    expect(await asWritten('mis', recoded('O', 'I'))).toBe('mark-corrected')
  })

  test('what a person recodes is news', async () => {
    const [ada] = await listCasesNamed(database, two.everySchool, ['case-ada'])
    const byHand = { on: '2026-11-04', session: 'AM', from: 'N', to: 'O', reason: 'Rang' } as const
    await two.happened(database, ada!, [{ what: 'mark-corrected', details: byHand }], '2026-11-05T09:00:00.000Z')
    const asked = { today, marksFrom, personId: 'tom', since: '2026-11-04T12:00:00.000Z' }
    const listed = await listCaseload(database, two.atBeckside, asked)
    expect(listed.find(({ summary }) => summary.id === 'case-ada')!.news?.what).toBe('mark-corrected')
  })

  test('whom an enquiry asked and who found the child is read while it matters, and only then', async () => {
    const [ada, ben] = await listCasesNamed(database, two.everySchool, ['case-ada', 'case-ben'])
    const check = (result: 'asked' | 'nothing-found'): CaseHappening => ({
      what: 'check-made',
      details: {
        ...{ side: 'school', check: 'S4', on: '2026-11-04', how: '', who: 'GP surgery', result },
        ...{ words: '', nextStep: '', nextOn: null, childSeen: false },
      },
    })
    await two.happened(database, ada!, [check('asked')], at)
    await two.happened(database, ben!, [check('nothing-found')], at)
    const asked = { today, marksFrom, personId: 'tom', since: null }
    const saidOf = new Map(
      (await listCaseload(database, two.atBeckside, asked)).map(({ summary, said }) => [summary.id, said]),
    )
    expect(saidOf.get('case-ada')).toEqual([{ version: 5, what: 'check-made', side: 'school', who: 'GP surgery' }])
    expect(saidOf.get('case-ben')).toEqual([])
    await database.commit([sql`DELETE FROM case_event_details WHERE case_id = 'case-ada' AND version = 5`])
    const [erased] = (await listCaseload(database, two.atBeckside, asked)).filter(({ said }) => said.length > 0)
    expect(erased!.said).toEqual([{ version: 5, what: 'check-made', side: null, who: '' }])
  })

  test('a look moves at most every quarter of an hour, and each person’s is their own', async () => {
    const sinceOf = async (person: string, now: string) =>
      (await findLoadSurroundings(database, ofAuthority, { personId: person, now: now, officerRoles })).notLookedSince
    const look = async (person: string, now: string) => {
      const since = await sinceOf(person, now)
      await database.commit([writeOfLook(person, now)])
      return since
    }
    expect(await look('tom', '2026-11-05T09:00:00.000Z')).toBeNull()
    expect(await look('tom', '2026-11-05T09:20:00.000Z')).toBe('2026-11-05T09:00:00.000Z')
    expect(await look('tom', '2026-11-05T09:30:00.000Z')).toBe('2026-11-05T09:00:00.000Z')
    expect(await look('tom', '2026-11-05T09:35:00.000Z')).toBe('2026-11-05T09:20:00.000Z')
    expect(await sinceOf('wendy', '2026-11-05T09:40:00.000Z')).toBeNull()
    // The demonstration's clock can go back: nothing can be newer than a look that has not been yet.
    expect(await look('tom', '2026-11-04T09:00:00.000Z')).toBeNull()
    expect(await look('tom', '2026-11-04T09:20:00.000Z')).toBe('2026-11-04T09:00:00.000Z')
  })

  test('officers are those who hold the role now, by name, and are told only to the authority', async () => {
    await database.commit([
      sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by, withdrawn_at, withdrawn_by) VALUES
        ('1', 'wendy', 'cme-officer', NULL, ${at}, 'tom', NULL, NULL), ('2', 'tom', 'cme-officer', NULL, ${at}, 'tom', ${at}, 'wendy'),
        ('3', 'tom', 'head-teacher', ${two.beckside}, ${at}, 'wendy', NULL, NULL)`,
    ])
    expect(
      (await findLoadSurroundings(database, ofAuthority, { personId: 'tom', now: at, officerRoles })).officers,
    ).toEqual([{ id: 'wendy', name: 'Wendy Okafor' }])
    expect(
      (await findLoadSurroundings(database, two.atBeckside, { personId: 'tom', now: at, officerRoles })).officers,
    ).toEqual([])
  })

  test('cases named for writing are only those the asker may see', async () => {
    const ids = ['case-ada', 'case-cal', 'none']
    expect((await listCasesNamed(database, two.atBeckside, ids)).map(({ summary }) => summary.id)).toEqual(['case-ada'])
    expect(await listCasesNamed(database, ofAuthority, ids)).toEqual([])
  })
})
