// Do engine and naive implementation agree in this time zone? One process's share of the proof; it speaks in JSON lines.
import { compareCases } from '../cases/clock/agreement.ts'
import { walkEveryDay } from '../cases/clock/everyDay.ts'
import type { FromZone } from './fromZone.ts'

const [seed, from, cases] = process.argv.slice(2).map(Number) as [number, number, number]

function say(line: FromZone): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const walk = walkEveryDay('2020-01-01', '2035-12-31')
say({ walk: { ...walk, differences: walk.differences.slice(0, 20) } })
const { agreed, corners, disagreement } = compareCases(seed, from, cases, (progress) => say({ progress }))
say({ agreed, corners: [...corners], disagreement })
