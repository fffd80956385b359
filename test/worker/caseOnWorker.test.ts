// The same story once through the Worker: from the first delivery to day 20, four people by plain forms, and the deletion.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { keysFrom } from '../../src/outside/keys.ts'
import { listCaseEvents } from '../../src/storage/caseStore.ts'
import { sql } from '../../src/storage/database.ts'
import { verifyRecord } from '../../src/storage/verify.ts'
import { checkWays } from '../../src/web/forms/check.ts'
import { headersFor, secretCurrent } from '../intake/sender.ts'
import {
  auditKey,
  openWorker,
  publicUrl,
  school,
  secretsKey,
  shifted,
  statesOfDeliveries,
  type WorkerUnderTest,
} from './workerUnderTest.ts'

type Fields = Readonly<Record<string, string>>

describe('a case on the Worker', () => {
  let worker: WorkerUnderTest
  let caseId: string

  beforeAll(async () => {
    worker = await openWorker()
  }, 120_000)
  afterAll(() => worker?.miniflare.dispose())

  const today = new Date().toISOString().slice(0, 10)
  const cookieOf = (name: string) => ({ cookie: `__Host-whereabouts=the-secret-of-${name}` })
  const open = async (name: string, path: string) => worker.ask(path, { headers: cookieOf(name) })

  /** Posts a form with the version that its page carries, as a browser without scripts would. */
  async function fillIn(name: string, page: string, action: string, fields: Fields): Promise<Response> {
    const shown = await (await open(name, page)).text()
    const version = /name="version" value="(\d+)"/.exec(shown)?.[1] ?? ''
    const hidden = [...shown.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, key, value]) => [
      key!,
      value!,
    ])
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields, version })
    const headers = { ...cookieOf(name), origin: publicUrl, 'content-type': 'application/x-www-form-urlencoded' }
    return worker.ask(action, { method: 'POST', headers, body: body.toString() })
  }

  let sent = 0
  async function deliver(type: string, data: unknown) {
    sent += 1
    const now = new Date().toISOString()
    const source = { vendor: 'generic', school_urn: school }
    const body = JSON.stringify({ type, timestamp: now, schema: '2026-09-01', source, data })
    const answer = await worker.ask('/hooks/v1/doorOfSchool', {
      method: 'POST',
      body,
      headers: headersFor(`msg_${sent}`, now, body, secretCurrent),
    })
    expect(answer.status).toBe(202)
    await vi.waitFor(
      async () =>
        expect((await statesOfDeliveries(worker.database)).every((state) => state === 'processed')).toBe(true),
      20_000,
    )
  }

  test('twenty-one school days of O open the case and tell the Education Welfare Service, in one commit', async () => {
    // Whatever day the test runs on, the weeks before it are school weeks.
    const year = Number(today.slice(0, 4)) - (today.slice(5) < '08-01' ? 1 : 0)
    for (const from of [year - 1, year]) {
      await deliver('calendar.published', {
        academic_year: `${from}/${String(from + 1).slice(2)}`,
        terms: [{ from: `${from}-08-01`, to: `${from + 1}-07-31` }],
        non_school_days: [],
        replaces: null,
      })
    }
    const now = new Date().toISOString()
    const pupil = {
      mis_id: 'p1',
      upn: null,
      legal_forename: 'Zsófia',
      legal_surname: 'Nagy',
      date_of_birth: `${year - 7}-04-11`,
    }
    await deliver('pupil.upserted', { pupil, flags: { looked_after: true }, source_updated_at: now })
    const dates = weekdaysBefore(today, 21)
    const marks = dates.flatMap((date) =>
      (['AM', 'PM'] as const).map((session) => ({
        pupil: { mis_id: 'p1' },
        date,
        session,
        code: 'O',
        source_updated_at: now,
      })),
    )
    await deliver('attendance.marks.upserted', { session_status: 'closed', marks })
    const rows = await worker.database.read(
      sql<{ id: string; opened_at: string; began_on: string }>`SELECT id, opened_at, began_on FROM cases`,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.began_on).toBe(dates[0])
    caseId = rows[0]!.id
    const [message] = await worker.database.read(
      sql<{ made_at: string }>`SELECT made_at FROM messages WHERE kind = 'education-welfare'`,
    )
    expect(message!.made_at).toBe(rows[0]!.opened_at)
  })

  test('the lead answers the risk questions and the CME officer sees the case', async () => {
    const at = `/cases/${caseId}`
    const answers = Object.fromEntries(
      ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7'].map((id) => [`answer-${id}`, id === 'A4' ? 'yes' : 'no']),
    )
    const risk = {
      ...answers,
      rest: 'yes',
      level: 'high',
      decision: 'enquire',
      reason: 'Referred by the social worker already.',
    }
    expect((await fillIn('ruth', `${at}/risk-answers/new`, `${at}/risk-answers`, risk)).status).toBe(303)
    const page = await open('dan', at)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Zsófia Nagy')
    expect((await open('dan', '/cases')).status).toBe(200)
  })

  test('both sides log and sign, the gate names what is missing, and the head decides', async () => {
    const at = `/cases/${caseId}`
    const check = {
      how: checkWays[0],
      who: 'Admissions',
      result: 'nothing-found',
      words: 'Not known.',
      ...dayFields('on', today),
    }
    expect((await fillIn('grace', `${at}/checks/new?check=S5`, `${at}/checks`, { ...check, check: 'S5' })).status).toBe(
      303,
    )
    expect((await fillIn('dan', `${at}/checks/new?check=A2`, `${at}/checks`, { ...check, check: 'A2' })).status).toBe(
      303,
    )
    const sign = async (name: string, step: string, fields: Fields) =>
      (await fillIn(name, `${at}/removal/${step}`, `${at}/removal/${step}`, fields)).status
    expect(await sign('ruth', 'sickness', { answer: 'no', words: 'The GP answered.' })).toBe(303)
    expect(await sign('ruth', 'enquiries', { words: '' })).toBe(303)
    expect(await sign('ruth', 'outcome', { answer: 'not-found', words: 'Nobody knows.' })).toBe(303)
    expect(await sign('dan', 'enquiries', { words: '' })).toBe(303)
    expect(await (await open('martin', `${at}/removal`)).text()).toContain('Not yet')
    expect(await sign('martin', 'decision', { words: 'Too early.', on: today })).not.toBe(200)
    expect(await sign('dan', 'outcome', { answer: 'not-found', words: 'All have answered.' })).toBe(303)
    expect(await sign('martin', 'decision', { words: 'Every condition is met.', on: londonToday() })).toBe(303)
    const [pupil] = await worker.database.read(sql<{ left_on: string }>`SELECT left_on FROM pupils`)
    expect(pupil!.left_on).toBe(londonToday())
  })

  test('the record is whole and its seals fit', async () => {
    const events = await listCaseEvents(worker.database, scopeOfClock, [caseId])
    expect(events.map(({ what }) => what).slice(0, 3)).toEqual(['absence-began', 'case-opened', 'told'])
    expect(events.at(-1)!.what).toBe('name-removed')
    const { audit } = await keysFrom(auditKey, secretsKey)
    expect((await verifyRecord(worker.database, audit, () => {})).breaks).toBe(0)
  })
})

function weekdaysBefore(today: string, count: number): string[] {
  const dates: string[] = []
  for (let day = shifted(today, -1); dates.length < count; day = shifted(day, -1)) {
    const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
    if (weekday !== 0 && weekday !== 6) dates.unshift(day)
  }
  return dates
}

function dayFields(name: string, date: string): Fields {
  const [year, month, day] = date.split('-') as [string, string, string]
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

// The Worker has the machine's clock and London's dates.
function londonToday(): string {
  return new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' })
}
