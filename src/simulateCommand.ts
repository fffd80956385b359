// How does a whole authority's morning arrive? `npm run simulate` posts it to a running demonstration: to see it, and to load it.
import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { addCalendarDays, calendarDays, dayNumber, weekdayOf } from './calendar/date.ts'
import { scopeOfClock } from './cases/roles.ts'
import { type CommandOutput, connectionCommand } from './connectionCommand.ts'
import { type SimulatedConnection, simulate } from './demo/simulation/simulate.ts'
import { codesAfter, type SimulatedSchool, simulatedSchools } from './demo/simulation/simulatedSchool.ts'
import type { House } from './house.ts'
import { secretFrom } from './intake/signature.ts'
import { stopwatch } from './outside/clock.ts'
import { countWaiting, findDayStanding, listSignedEndpoints } from './storage/simulationStore.ts'

const usage =
  'npm run simulate -- [--schools N] [--days D] [--pupils N] [--rate R] [--at-once N] [--from YYYY-MM-DD] [--url http://localhost:3000]'

/**
 * Adds invented schools to the demonstration's database where they are not there yet, posts their registers of D school
 * days to the running server and waits until all is applied. One JSON line at the end. Exit 2 and a line when refused.
 */
export async function simulateCommand(args: readonly string[], house: House, io: CommandOutput): Promise<number> {
  const asked = readArguments(args)
  if ('refusal' in asked) return refuse(io, asked.refusal)
  if (house.mode !== 'demonstration')
    return refuse(io, 'A simulation is for the demonstration: this database is a real one.')
  const { url } = asked
  const standing = await clockOf(url)
  if (standing === null) return refuse(io, `No demonstration answers at ${url}. Start it with: npm run demo`)
  const connections = await connectionsOf(house, simulatedSchools(asked.schools, asked.pupils))
  const dates = weekdaysFrom(asked.from ?? nextDay(standing), asked.days)
  io.err(`${connections.length} schools, ${dates.join(', ')}, to ${url}\n`)
  const done = await simulate({
    ...{ url, connections, dates, rate: asked.rate, atOnce: asked.atOnce },
    moveClock: (at) => putClock(url, at),
    now: async () => (await clockOf(url)) ?? standing,
    progress: (at, sent) => io.err(`${at.slice(0, 16)} ${sent} sent\n`),
  })
  const waited = stopwatch()
  while ((await countWaiting(house.database)) > 0) await new Promise((on) => setTimeout(on, 250))
  const appliedSeconds = done.seconds + (stopwatch() - waited) / 1000
  const faults = await faultsAfter(house, connections, dates)
  const perSecond = (seconds: number) => Math.round(done.sent / seconds)
  io.out(
    `${JSON.stringify({
      ...{
        schools: connections.length,
        pupils: connections.reduce((sum, { school }) => sum + school.pupils, 0),
        dates,
      },
      ...done,
      seconds: Math.round(done.seconds * 10) / 10,
      appliedSeconds: Math.round(appliedSeconds * 10) / 10,
      answeredPerSecond: perSecond(done.seconds),
      appliedPerSecond: perSecond(appliedSeconds),
      ...{ lostOrTwice: faults.length },
    })}\n`,
  )
  for (const fault of faults.slice(0, 20)) io.err(`${fault}\n`)
  return faults.length === 0 ? 0 : 1
}

/** What does not stand as it was sent: every register whole, each code as often as it was the last word, nothing waiting or dead. */
async function faultsAfter(
  house: House,
  connections: readonly SimulatedConnection[],
  dates: readonly string[],
): Promise<string[]> {
  const schools = connections.map(({ school }) => school)
  const faults: string[] = []
  for (const date of dates) {
    const standing = await findDayStanding(
      house.database,
      scopeOfClock,
      schools.map(({ urn }) => urn),
      date,
    )
    const expected = expectedOn(schools, date)
    for (const [state, count] of Object.entries(standing.states)) {
      if (!['processed', 'ignored'].includes(state)) faults.push(`${count} deliveries are ${state}`)
    }
    if (standing.whole !== 2 * schools.length)
      faults.push(`${date}: ${standing.whole} registers are whole, not ${2 * schools.length}`)
    for (const code of new Set([...Object.keys(expected), ...Object.keys(standing.marks)])) {
      const [sent = 0, stands = 0] = [expected[code], standing.marks[code]]
      if (sent !== stands) faults.push(`${date}: ${stands} marks ${code} stand, ${sent} were the last word`)
    }
  }
  return faults
}

function expectedOn(schools: readonly SimulatedSchool[], date: string): Record<string, number> {
  const expected: Record<string, number> = {}
  const add = (code: string, count: number) => {
    if (count > 0) expected[code] = (expected[code] ?? 0) + count
  }
  for (const school of schools) {
    const codes = codesAfter(school, date)
    const bySession = Map.groupBy([...codes], ([key]) => key.split(' ')[1]!)
    for (const [, code] of codes) add(code, 1)
    add('/', school.pupils - (bySession.get('AM')?.length ?? 0))
    add('\\', school.pupils - (bySession.get('PM')?.length ?? 0))
  }
  return expected
}

interface Asked {
  readonly schools: number
  readonly days: number
  readonly pupils: number
  readonly rate: number
  readonly atOnce: number
  readonly from: string | null
  readonly url: string
}

function readArguments(args: readonly string[]): Asked | { refusal: string } {
  const text = { type: 'string' } as const
  const options = { schools: text, days: text, pupils: text, rate: text, 'at-once': text, from: text, url: text }
  try {
    const { values } = parseArgs({ args: [...args], options })
    const whole = (name: keyof typeof options, otherwise: number, most: number) => {
      const value = values[name] ?? String(otherwise)
      if (!/^\d+$/.test(value) || Number(value) > most)
        throw new Error(`--${name} must be a whole number up to ${most}.`)
      return Number(value)
    }
    const from = values.from ?? null
    if (from !== null && !/^20\d\d-\d\d-\d\d$/.test(from)) throw new Error('--from must be a date, YYYY-MM-DD.')
    return {
      schools: whole('schools', 20, 5000),
      days: whole('days', 1, 200),
      pupils: whole('pupils', 333, 5000),
      rate: whole('rate', 0, 100_000),
      atOnce: Math.max(1, whole('at-once', 64, 1000)),
      from,
      url: (values.url ?? `http://localhost:${process.env.PORT ?? 3000}`).replace(/\/+$/, ''),
    }
  } catch (cause) {
    return { refusal: `${cause instanceof Error ? cause.message.split('\n')[0] : cause} Usage: ${usage}` }
  }
}

/** The doors of these schools: those that are missing are made, each with a secret that the next simulation makes again. */
async function connectionsOf(house: House, schools: readonly SimulatedSchool[]): Promise<SimulatedConnection[]> {
  const known = await endpoints(house)
  for (const { urn, name } of schools) {
    if (known.has(urn)) continue
    const args = ['add', '--school', urn, '--name', name, '--vendor', 'generic', '--secret', secretOf(urn)]
    await connectionCommand(args, house, { out: () => {}, err: (text) => process.stderr.write(text) })
  }
  const all = await endpoints(house)
  return schools.map((school) => ({
    school,
    endpoint: `/hooks/v1/${all.get(school.urn)}`,
    secret: secretOf(school.urn),
  }))
}

async function endpoints(house: House): Promise<Map<string, string>> {
  const signed = await listSignedEndpoints(house.database, scopeOfClock)
  return new Map(signed.map(({ schoolUrn, endpoint }) => [schoolUrn, endpoint]))
}

function secretOf(urn: string): string {
  return secretFrom(createHash('sha256').update(`whereabouts simulation ${urn}`).digest('base64url'))
}

async function clockOf(url: string): Promise<string | null> {
  const answer = await fetch(`${url}/demo/clock`).catch(() => null)
  const read = answer?.ok ? ((await answer.json()) as { at: string }) : null
  return read?.at ?? null
}

async function putClock(url: string, at: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${url}/demo/clock`, { method: 'PUT', headers, body: JSON.stringify({ at }) }).catch(
      () => null,
    )
    if (answer?.ok) return
    if (tries === 300) throw new Error(`The clock at ${url} cannot be moved (${answer?.status ?? 'no answer'}).`)
    await new Promise((on) => setTimeout(on, 200))
  }
}

function nextDay(standing: string): string {
  return addCalendarDays(standing.slice(0, 10), calendarDays(1))
}

function weekdaysFrom(first: string, count: number): string[] {
  const dates: string[] = []
  for (let date = first; dates.length < count; date = addCalendarDays(date, calendarDays(1))) {
    if (isWeekday(date)) dates.push(date)
  }
  return dates
}

function isWeekday(date: string): boolean {
  return weekdayOf(dayNumber(date)) < 6
}

function refuse(io: CommandOutput, sentence: string): number {
  io.err(`${sentence}\n`)
  return 2
}
