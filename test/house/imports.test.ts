// Does every import go where the house allows? One test a question, and each says all that is wrong at once.
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { codeOf, filesUnder, type Import, importsOf, textOf } from './projectFiles.ts'

/** Which rooms a room may import besides itself. The parts list `src/house.ts` counts as the room 'house'. */
const mayImport: Record<string, readonly string[]> = {
  calendar: [],
  law: ['calendar'],
  cases: ['calendar', 'law'],
  storage: ['calendar', 'law', 'cases'],
  outside: ['calendar', 'house'],
  actions: ['calendar', 'law', 'cases', 'storage', 'house'],
  intake: ['actions', 'storage', 'cases', 'calendar', 'house'],
  // Files come in by a page: the one part of intake that the web asks.
  'intake/files': ['intake', 'storage', 'cases', 'calendar', 'house'],
  web: ['actions', 'cases', 'law', 'calendar', 'storage', 'house', 'intake/files'],
  demo: ['calendar', 'law', 'cases', 'storage', 'outside', 'actions', 'intake', 'web', 'house', 'config'],
  house: ['calendar', 'law', 'cases', 'storage', 'outside', 'actions', 'intake', 'web'],
  config: ['calendar', 'law', 'cases', 'storage', 'outside', 'actions', 'intake', 'web', 'house'],
  doors: [
    'calendar',
    'law',
    'cases',
    'storage',
    'outside',
    'actions',
    'intake',
    'web',
    'demo',
    'house',
    'config',
    'intake/files',
  ],
}

/** Which packages a room may import. The doors may import any but the database's. */
const mayUse: Record<string, readonly string[]> = {
  calendar: ['temporal-polyfill'],
  law: [],
  cases: [],
  storage: ['kysely'],
  outside: ['zod', 'openid-client', 'jose'],
  actions: [],
  intake: ['zod', 'standardwebhooks'],
  'intake/files': ['papaparse'],
  web: ['hono', 'nunjucks', 'zod', 'papaparse', 'ical.js'],
  demo: ['standardwebhooks', 'hono', 'zod', 'temporal-polyfill'],
  house: [],
  config: ['zod'],
  doors: ['hono', '@hono/node-server', 'zod'],
}

const isDoor = (path: string) => /^src\/(node|worker|cli|openNodeHouse|threads|\w+Thread|\w+Command)\.ts$/.test(path)

/** What Node alone has: a Worker must load everything else. */
const mayUseNode = (path: string) =>
  isDoor(path) ||
  ['src/storage/sqlite.ts', 'src/storage/migrate.ts', 'src/web/precompile.ts'].includes(path) ||
  path.startsWith('src/demo/')

/** Arrows that the tables above do not allow and that are there for a reason; `*` is any file. A stale one is a fault too. */
const exceptions: Record<string, string> = {
  'src/storage/caseStore.ts → src/cases/replay.ts: after':
    'the summary kept beside the events is the one that replaying them gives',
  'src/storage/recordedCases.ts → src/cases/replay.ts: after': 'checking and rebuilding replay the events',
  'src/storage/* → src/cases/pupil.ts: plainLetters':
    'a name is kept for searching in the same letters in which it is asked for',
  'src/web/app.ts → src/intake/receive.ts': 'one list of every address of the house, the schools’ systems among them',
  'src/web/routes/faultRoutes.ts → src/intake/replayPart.ts':
    'what a person corrects is read and kept by the code that reads and keeps a delivery',
  'src/demo/signedHeaders.ts makes a Date':
    'the package that signs deliveries asks for one; it is given the demonstration’s time',
  'src/storage/sqlite.ts → better-sqlite3': 'the engine on one machine',
  'src/cases/clock/clockInput.ts → zod':
    'the edge of the public clock engine, which is used without the rest of the house',
  'src/web/precompile.ts → sass': 'builds the style sheet, on Node only, before the house opens',
  'src/web/routes/apiRoutes.ts → src/intake/*': 'what may be sent is published from the schemas it is read with',
  'src/intake/receive.ts → hono': 'the hooks are addresses of the one application',
  'src/storage/secretText.ts uses what only Node has': 'where it is, it is forty times faster; a Worker does without',
  'src/web/precompile.ts → esbuild': 'bundles the scripts, on Node only, before the house opens',
  'src/web/middleware/signedIn.ts → src/storage/sessionStore.ts: sessionBegun':
    'who is at the door is the web’s to note',
  'src/web/middleware/signedIn.ts → src/storage/sessionStore.ts: sessionEnded':
    'who is at the door is the web’s to note',
  'src/web/middleware/signedIn.ts → src/storage/sessionStore.ts: sessionUsed':
    'who is at the door is the web’s to note',
  'src/web/middleware/signedIn.ts commits': 'who is at the door is the web’s to note: the time a session was last used',
}

const sources = filesUnder('src').filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
const excused = new Set<string>()

function roomOf(path: string): string {
  if (path.startsWith('src/intake/files/')) return 'intake/files'
  const [, room, deeper] = path.split('/') as [string, string, string | undefined]
  if (deeper !== undefined) return room
  if (path === 'src/house.ts') return 'house'
  if (path === 'src/config.ts') return 'config'
  return isDoor(path) ? 'doors' : path
}

/** The faults without those that have a reason to be there. */
function unexcused(faults: readonly string[]): string[] {
  return faults.filter((fault) => {
    const known = Object.keys(exceptions).find((exception) => {
      const [before, after] = exception.split('*') as [string, string | undefined]
      return after === undefined ? fault === before : fault.startsWith(before) && fault.endsWith(after)
    })
    if (known) excused.add(known)
    return known === undefined
  })
}

const inHouse = ({ from }: Import) => from.startsWith('.')
const target = (path: string, { from }: Import) => join(dirname(path), from)
const packageOf = (from: string) => from.split('/', from.startsWith('@') ? 2 : 1).join('/')

test('every file is in a room', () => {
  expect(sources.filter((path) => !(roomOf(path) in mayImport))).toEqual([])
})

test('every import within the house goes where its room may look', () => {
  const faults = sources.flatMap((path) =>
    importsOf(path)
      .filter(inHouse)
      .map((imported) => target(path, imported))
      .filter((to) => to.startsWith('src/'))
      .filter((to) => roomOf(to) !== roomOf(path) && !mayImport[roomOf(path)]?.includes(roomOf(to)))
      .map((to) => `${path} → ${to}`),
  )
  expect(unexcused(faults)).toEqual([])
})

test('nothing in the house reaches out of src', () => {
  const faults = sources.flatMap((path) =>
    importsOf(path)
      .filter(inHouse)
      .map((imported) => target(path, imported))
      .filter((to) => !to.startsWith('src/') && !to.startsWith('build/'))
      .map((to) => `${path} → ${to}`),
  )
  expect(unexcused(faults)).toEqual([])
})

test('storage takes only types from the cases, and the parts list only types from anywhere', () => {
  const faults = sources.flatMap((path) =>
    importsOf(path)
      .filter((imported) => inHouse(imported) && !imported.typeOnly)
      .filter((imported) => {
        const to = roomOf(target(path, imported))
        return roomOf(path) === 'house' || (roomOf(path) === 'storage' && to === 'cases')
      })
      .flatMap((imported) => imported.names.map((name) => `${path} → ${target(path, imported)}: ${name}`)),
  )
  expect(unexcused(faults)).toEqual([])
})

test('the web takes from storage only what finds and lists, and commits nothing', () => {
  const asks = /^(find|list)[A-Z]/
  // Asked before anybody is signed in, so without anybody's scope.
  const atTheDoor = ['sessionOf', 'invitationWithCode', 'personIdWithAccount']
  // These compute and touch no database.
  const computes = ['sha256Of', 'lockText', 'unlockText']
  const mayTake = (name: string) => asks.test(name) || atTheDoor.includes(name) || computes.includes(name)
  const taken = sources
    .filter((path) => roomOf(path) === 'web')
    .flatMap((path) =>
      importsOf(path)
        .filter((imported) => inHouse(imported) && roomOf(target(path, imported)) === 'storage')
        .flatMap((imported) =>
          imported.names.filter((name) => !mayTake(name)).map((name) => `${path} → ${target(path, imported)}: ${name}`),
        ),
    )
  const committed = sources
    .filter((path) => roomOf(path) === 'web' && /\.commit\(/.test(codeOf(path)))
    .map((path) => `${path} commits`)
  expect(unexcused([...taken, ...committed])).toEqual([])
})

test('every package is imported only by the rooms that need it', () => {
  const faults = sources.flatMap((path) =>
    importsOf(path)
      .filter((imported) => !inHouse(imported) && !imported.from.startsWith('node:'))
      .map(({ from }) => packageOf(from))
      .filter((name) => !mayUse[roomOf(path)]?.includes(name))
      .map((name) => `${path} → ${name}`),
  )
  expect(unexcused(faults)).toEqual([])
})

test('every package that the house imports is one it asks for by name', () => {
  const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> }
  const faults = sources.flatMap((path) =>
    importsOf(path)
      .filter((imported) => !inHouse(imported) && !imported.from.startsWith('node:'))
      .map(({ from }) => packageOf(from))
      .filter((name) => !(name in dependencies))
      .map((name) => `${path} → ${name}`),
  )
  expect(faults).toEqual([])
})

test('what only Node has stays at the doors', () => {
  const imported = sources
    .filter((path) => !mayUseNode(path))
    .flatMap((path) =>
      importsOf(path)
        .filter(({ from }) => from.startsWith('node:') || from === 'better-sqlite3')
        .map(({ from }) => `${path} → ${from}`),
    )
  const used = sources
    .filter((path) => !mayUseNode(path) && /\b(process\.|Buffer\b|__dirname\b|require\()/.test(codeOf(path)))
    .map((path) => `${path} uses what only Node has`)
  expect(unexcused([...imported, ...used])).toEqual([])
})

test('the Worker reaches nothing that only Node has', () => {
  const faults: string[] = []
  const seen = new Set<string>()
  const visit = (path: string, way: string) => {
    if (seen.has(path)) return
    seen.add(path)
    for (const imported of importsOf(path).filter(({ typeOnly }) => !typeOnly)) {
      if (/^(node:|better-sqlite3$|sass$)/.test(imported.from)) faults.push(`${way} → ${imported.from}`)
      if (inHouse(imported) && sources.includes(target(path, imported))) {
        visit(target(path, imported), `${way} → ${target(path, imported)}`)
      }
    }
  }
  if (sources.includes('src/worker.ts')) visit('src/worker.ts', 'src/worker.ts')
  expect(faults).toEqual([])
})

test('the clock is read and a Date is made in one place, and chance is asked in none', () => {
  const asks = [
    {
      pattern: /\bnew Date\b(?!\([^)])|\bDate\.now\b|(?<!new )\bDate\(|\bperformance\.now\b|\bTemporal\.Now\b/,
      what: 'reads a clock',
    },
    { pattern: /\bnew Date\([^)]/, what: 'makes a Date' },
    { pattern: /\bMath\.random\b/, what: 'asks chance' },
  ]
  const faults = sources
    .filter((path) => path !== 'src/outside/clock.ts')
    .flatMap((path) => asks.filter(({ pattern }) => pattern.test(codeOf(path))).map(({ what }) => `${path} ${what}`))
  expect(unexcused(faults)).toEqual([])
})

test('no import goes round in a circle', () => {
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (path: string, way: readonly string[]) => {
    if (way.includes(path)) {
      circles.push([...way.slice(way.indexOf(path)), path].join(' → '))
      return
    }
    if (done.has(path)) return
    for (const imported of importsOf(path).filter((one) => inHouse(one) && !one.typeOnly)) {
      const to = target(path, imported)
      if (sources.includes(to)) visit(to, [...way, path])
    }
    done.add(path)
  }
  for (const path of sources) visit(path, [])
  expect(circles).toEqual([])
})

// Last, when every other test has asked.
test('every exception is still needed', () => {
  expect(Object.keys(exceptions).filter((exception) => !excused.has(exception))).toEqual([])
})
