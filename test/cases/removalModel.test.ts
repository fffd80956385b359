// Does any order of marks, corrections, enquiries, signatures and withdrawals reach a deletion that the law does not allow, or miss one that it does?
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outcomeAnswers } from '../../src/cases/decide/signOutcome.ts'
import { type Body, type Ground, makeWorld, people, type Start, seen, type Who, type World } from './removalWorld.ts'

const sequences = 10_000
const seed = 20261012

interface Nothing {
  readonly none?: never
}

interface Command extends fc.Command<Nothing, World> {}

/** One thing that happens. The comparison is made where it matters: when somebody decides. */
function command(words: string, run: (world: World) => void): Command {
  return { check: () => true, run: (_, world) => run(world), toString: () => words }
}

const aWho = fc.constantFrom<Who>(...people)
const aGround = fc.constantFrom<Ground>('I', 'I', 'H')
const aBody = fc.constantFrom<Body>('school', 'authority')
const aCode = fc.constantFrom('N', 'O', 'G', 'O', 'I', 'U', '-', 'Y4', '/', 'L', 'present', 'unknown')
const anOutcome = fc.constantFrom(...outcomeAnswers)

const advances = fc
  .record({
    days: fc.integer({ min: 1, max: 3 }),
    code: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('N', 'O', 'G') }, { weight: 1, arbitrary: aCode }),
    time: fc.constantFrom('10:00' as const, '14:30' as const, '14:30' as const),
  })
  .map(({ days, code, time }) =>
    command(`${days} days of ${code} to ${time}`, (world) => world.advance(days, code, time)),
  )

const corrects = fc
  .record({
    back: fc.integer({ min: 0, max: 24 }),
    session: fc.constantFrom('AM' as const, 'PM' as const),
    code: aCode,
  })
  .map(({ back, session, code }) =>
    command(`${back} days ago ${session} corrected to ${code}`, (world) => world.correct(back, session, code)),
  )

const enquires = fc
  .record({ body: aBody, made: fc.boolean(), back: fc.integer({ min: 0, max: 24 }) })
  .map(({ body, made, back }) =>
    command(`${body} enquiry ${made ? 'made' : 'asked'} ${back} days ago`, (world) => world.enquire(body, made, back)),
  )

const signsSickness = fc
  .record({ who: aWho, ground: aGround, answer: fc.boolean() })
  .map(({ who, ground, answer }) =>
    command(`${who} signs sickness ${answer} for ${ground}`, (world) => world.sickness(who, ground, answer)),
  )

const signsEnquiries = fc
  .record({ who: aWho, ground: aGround, body: aBody })
  .map(({ who, ground, body }) =>
    command(`${who} signs ${body} enquiries for ${ground}`, (world) => world.enquiries(who, body, ground)),
  )

const signsOutcome = fc
  .record({ who: aWho, ground: aGround, body: aBody, answer: anOutcome })
  .map(({ who, ground, body, answer }) =>
    command(`${who} signs ${answer} for the ${body}, ${ground}`, (world) => world.outcome(who, body, ground, answer)),
  )

/** All signatures in a row, but one perhaps: random ones alone seldom come to the end. */
const signsAll = fc
  .record({
    ground: aGround,
    school: fc.constantFrom<Who>('lead', 'lead', 'head', 'both'),
    authority: fc.constantFrom<Who>('officer', 'officer', 'officer', 'both'),
    outcome: fc.constantFrom<(typeof outcomeAnswers)[number]>(
      'not-found',
      'not-found',
      'found-agreed',
      'found-not-agreed',
    ),
    other: fc.option(anOutcome, { freq: 6 }),
    sickness: fc.constantFrom(false, false, false, false, false, true),
    left: fc.constantFrom(-1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6),
    back: fc.constantFrom(0, 0, 3, 12, 22),
    heard: fc.constantFrom(null, null, null, 'reason' as const, 'seen' as const),
  })
  .map(({ ground, school, authority, outcome, other, sickness, left, back, heard }) => {
    const acts: ((world: World) => void)[] = [
      (world) => world.enquire('school', true, back),
      (world) => world.enquire('authority', true, back),
      (world) => world.sickness(school, ground, sickness),
      (world) => world.enquiries(school, 'school', ground),
      (world) => world.enquiries(authority, 'authority', ground),
      (world) => world.outcome(school, 'school', ground, outcome),
      (world) => world.outcome(authority, 'authority', ground, other ?? outcome),
    ]
    const what = `${outcome}${other ? `/${other}` : ''}, sickness ${sickness}, enquiries ${back} days ago${heard ? `, after a ${heard}` : ''}`
    return command(`${school} and ${authority} sign all for ${ground} but ${left}: ${what}`, (world) => {
      if (heard) world.hear(heard, 0)
      for (const [index, act] of acts.entries()) if (index !== left) act(world)
    })
  })

const withdraws = fc
  .integer({ min: 0, max: 9 })
  .map((nth) => command(`entry ${nth} withdrawn`, (world) => world.withdraw(nth)))
const finds = fc.constant(command('found', (world) => world.find()))
const hears = fc
  .record({ what: fc.constantFrom('reason' as const, 'seen' as const), back: fc.integer({ min: 0, max: 24 }) })
  .map(({ what, back }) => command(`${what}, ${back} days back`, (world) => world.hear(what, back)))
const readmits = aCode.map((code) => command(`back on roll, ${code}`, (world) => world.readmit(code)))
const leaves = fc
  .constantFrom(null, '2026-09-25', '2026-10-02', '2026-10-16')
  .map((endedOn) => command(`leave to ${endedOn}`, (world) => world.leave(endedOn)))

/** Somebody decides: the program and the law must say the same. */
function compare(world: World, who: Who, ground: Ground, days: number): void {
  const { allowed, accepted, at } = world.decide(who, ground, days)
  if (allowed === accepted) return
  throw new Error(
    accepted ? `Deleted at ${at} though the law does not allow it` : `Refused at ${at} though the law allows it`,
  )
}

const decides = fc
  .record({
    who: fc.constantFrom<Who>('head', 'head', 'head', 'both', ...people),
    ground: aGround,
    days: fc.constantFrom(0, 0, 0, 0, 0, -1, 1),
  })
  .map(({ who, ground, days }) =>
    command(`${who} decides on ${ground}, day ${days}`, (world) => compare(world, who, ground, days)),
  )

const commands = fc.commands(
  [
    ...[advances, advances, corrects, enquires, signsSickness, signsEnquiries, signsOutcome],
    ...[signsAll, signsAll, signsAll, withdraws, finds, hears, readmits, leaves, decides, decides, decides, decides],
  ],
  { maxCommands: 10, size: 'max' },
)

const aChild = {
  code: fc.constantFrom('O', 'O', 'N', 'G'),
  dateOfBirth: fc.constantFrom(...Array.from({ length: 10 }, () => '2014-05-06'), '2022-01-10', null),
  boarder: fc.constantFrom(...Array.from({ length: 15 }, () => false), true),
}

const aStart: fc.Arbitrary<Start> = fc.oneof(
  fc.record({
    ...aChild,
    away: fc.oneof(fc.constantFrom(18, 19, 20, 20, 21), fc.integer({ min: 9, max: 26 })),
    leaveEndedOn: fc.constantFrom(null, null, '2026-09-25', '2026-10-02'),
    signed: fc.constantFrom<Ground | null>('I', 'I', null),
  }),
  fc.record({
    ...aChild,
    away: fc.integer({ min: 12, max: 22 }),
    leaveEndedOn: fc.constantFrom('2026-09-25', '2026-10-02'),
    signed: fc.constantFrom<Ground | null>('H', 'H', null),
  }),
)

test(`${sequences.toLocaleString('en-GB')} sequences: a name is deleted when, and only when, every condition holds`, () => {
  fc.assert(
    fc.property(aStart, commands, (start, steps) => {
      const world = makeWorld(start)
      fc.modelRun(() => ({ model: {}, real: world }), steps)
      for (const ground of ['I', 'H'] as const) compare(world, 'head', ground, 0)
      // Whoever was deleted comes back on roll and is away: nothing of what was signed before may delete the name again.
      world.readmit('O')
      for (const ground of ['I', 'H'] as const) compare(world, 'head', ground, 0)
    }),
    { numRuns: sequences, seed },
  )
  // A model that never comes to the gate would find nothing: each end must have been reached often.
  expect(seen.deletions.I).toBeGreaterThan(500)
  expect(seen.deletions.H).toBeGreaterThan(500)
  expect(seen.limbTwo).toBeGreaterThan(100)
  expect(seen.signedAnew).toBeGreaterThan(100)
  expect(seen.back).toBeGreaterThan(500)
  const refused = [
    'gate-not-met',
    'not-today',
    'removed-already',
    'signed-already',
    'one-person-two-bodies',
    'nothing-to-sign',
    'run-not-there',
    'found-already',
  ]
  expect(refused.filter((refusal) => (seen.refusals.get(refusal) ?? 0) < 200)).toEqual([])
}, 300_000)
