// Does the clock answer as its contract says, a million times over? `npm run prove [-- --cases N --seed S]`. And do a million
// events of a school end in one state, however they come? `npm run prove -- --events N [--seed S]`.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Walk } from '../cases/clock/everyDay.ts'
import type { FromZone, ZoneEnd } from './fromZone.ts'

const zones = ['UTC', 'Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland']

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    events: { type: 'string' },
    seed: { type: 'string', default: String(randomInt(1, 2 ** 31)) },
  },
})
if (values.events !== undefined) process.exit(await proveEvents(values.events, values.seed))
const [cases, seed] = [wholeNumber('cases'), wholeNumber('seed')]
const started = performance.now()
console.log(`${cases} cases of seed ${seed}, divided among ${zones.length} time zones`)

const corners = new Map<string, number>()
let agreed = 0
let disagreed = 0
const waiting = zones.map((zone, index) => ({ zone, from: share(index), to: share(index + 1) }))
await Promise.all(Array.from({ length: Math.min(availableParallelism(), zones.length) }, takeZones))

console.log('\nHow often each corner was reached:')
for (const [corner, times] of [...corners].sort(([one], [other]) => (one < other ? -1 : 1))) {
  console.log(`${String(times).padStart(9)}  ${corner}`)
}
console.log(`\n${Math.round((performance.now() - started) / 1000)} seconds, seed ${seed}`)
console.log(`${agreed} cases agreed, ${disagreed} disagreed`)
process.exitCode = disagreed === 0 && agreed === cases ? 0 : 1

function share(index: number): number {
  return Math.floor((cases * index) / zones.length)
}

async function takeZones(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) await prove(next.zone, next.from, next.to - next.from)
}

async function prove(zone: string, from: number, cases: number): Promise<void> {
  const script = fileURLToPath(new URL('oneZone.ts', import.meta.url))
  const child = spawn(process.execPath, [script, String(seed), String(from), String(cases)], {
    env: { ...process.env, TZ: zone },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
  let hasEnded = false
  for await (const line of createInterface({ input: child.stdout })) {
    const said: FromZone = JSON.parse(line)
    if ('walk' in said) reportWalk(zone, said.walk)
    else if ('progress' in said) reportProgress(zone, said.progress, cases)
    else {
      hasEnded = true
      reportEnd(zone, said)
    }
  }
  const code = await closed
  if (hasEnded && code === 0) return
  disagreed++
  console.log(`${zone}: the process ended early, with ${code}`)
}

function reportWalk(zone: string, { days, compared, differences }: Walk): void {
  console.log(`${zone}: ${days} days walked, ${compared} answers compared, ${differences.length} differ`)
  for (const difference of differences) console.log(`  ${difference}`)
  disagreed += differences.length
}

function reportProgress(zone: string, done: number, cases: number): void {
  if (done % 20_000 === 0 && done < cases) console.log(`${zone}: ${done} of ${cases}`)
}

function reportEnd(zone: string, { agreed: here, corners: reached, disagreement }: ZoneEnd): void {
  agreed += here
  for (const [corner, times] of reached) corners.set(corner, (corners.get(corner) ?? 0) + times)
  console.log(`${zone}: ${here} cases agreed`)
  if (disagreement === null) return
  disagreed++
  console.log(`${zone}: case ${disagreement.index} of seed ${disagreement.seed} disagrees (naive against engine):`)
  for (const difference of disagreement.differences) console.log(`  ${difference}`)
  console.log(JSON.stringify(disagreement.input, null, 2))
}

function wholeNumber(name: 'cases' | 'seed'): number {
  const number = Number(values[name])
  if (Number.isSafeInteger(number) && number > 0) return number
  console.error(`--${name} must be a whole number, 1 or more.`)
  process.exit(2)
}

/** The same test as in `npm test`, with so many events. */
function proveEvents(events: string, seed: string): Promise<number> {
  const child = spawn('npx', ['vitest', 'run', 'test/intake/manyEvents.test.ts'], {
    env: { ...process.env, TZ: 'America/New_York', EVENTS: events, SEED: seed },
    stdio: 'inherit',
  })
  return new Promise((ended) => child.on('close', (code) => ended(code ?? 1)))
}
