// What does a file of tests ask? Its `describe` and `it`, collected with their names instead of run.
import { format } from 'node:util'

export interface CollectedTest {
  readonly name: string
  readonly run: () => unknown
}

type Body = (...row: never[]) => unknown

/** Stands where a file of tests imports its functions from; `found` fills while the file is evaluated. */
export function collectTests() {
  const found: CollectedTest[] = []
  const around: string[] = []
  const named = (name: string) => [...around, name].join(' > ')
  const describe = (name: string, body: () => void) => {
    around.push(name)
    body()
    around.pop()
  }
  const it = (name: string, run: () => unknown) => {
    const twins = found.filter((test) => test.name === named(name)).length
    found.push({ name: twins === 0 ? named(name) : `${named(name)} (${twins + 1})`, run })
  }
  return {
    found,
    describe: Object.assign(describe, { each: eachOf(describe) }),
    it: Object.assign(it, { each: eachOf(it) }),
  }
}

function eachOf(add: (name: string, body: () => void) => void) {
  return (rows: readonly unknown[]) => (name: string, body: Body) => {
    for (const row of rows) {
      const values = Array.isArray(row) ? row : [row]
      const places = name.match(/%[sdijo]/g)?.length ?? 0
      add(format(name, ...values.slice(0, places)), () => body(...(values as never[])))
    }
  }
}
