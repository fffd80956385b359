// Who posts to the hooks in Northmoor? Its schools' invented MIS: signed like a real one, at the hour at which a school would.
import { runNights } from '../actions/nightly.ts'
import { lookAfterRegisters } from '../actions/openCasesDue.ts'
import { sendMessages } from '../actions/sendMessages.ts'
import { applyWaiting } from '../intake/work.ts'
import { sql } from '../storage/database.ts'
import { unlockText } from '../storage/secretText.ts'
import { type DemonstrationDelivery, deliveriesBetween } from './deliveries.ts'
import type { DemonstrationHouse, Send } from './demonstrationHouse.ts'
import { keeps, kept } from './kept.ts'
import { schoolsWithFeed, takeInUnposted } from './registersUnposted.ts'
import { londonInstant, schoolDates } from './schoolTimes.ts'
import { signedHeaders } from './signedHeaders.ts'

/**
 * Moves the house's clock to an instant. Forwards, every delivery that falls between is posted with the clock at its
 * own time; what was posted before is not posted again. Backwards, the clock is moved and nothing else.
 */
export async function moveClock(house: DemonstrationHouse, send: Send, to: string): Promise<void> {
  const postedUpTo = (await kept(house, 'posted-up-to')) ?? to
  if (to > postedUpTo) {
    const secrets = await secretsOf(house)
    const postedFrom = await takeInWhatIsLongAgo(house, [...secrets.keys()], postedUpTo, to)
    for (const round of roundsOf(deliveriesBetween(postedFrom, to))) {
      house.clock.put(round.at(-1)!.at)
      // Each school's marks come before the word that its register is closed.
      for (const deliveries of [round.filter(hasMarks), round.filter((delivery) => !hasMarks(delivery))])
        await Promise.all(deliveries.map((delivery) => post(house, send, delivery, secrets)))
      await applyWaiting(house)
    }
    await house.database.commit([keeps('posted-up-to', to)])
  }
  house.clock.put(to)
  await house.database.commit([keeps('clock', house.clock.now())])
  await runNights(house)
  await lookAfterRegisters(house)
  await sendMessages(house)
}

const schoolDaysPosted = 5

/** A move over many weeks would take minutes: what is older than its last five school days is taken in without a delivery each. */
async function takeInWhatIsLongAgo(
  house: DemonstrationHouse,
  urns: readonly string[],
  after: string,
  to: string,
): Promise<string> {
  const dates = schoolDates.filter((date) => date > after.slice(0, 10) && date <= to.slice(0, 10))
  const firstPosted = dates.at(-schoolDaysPosted)
  if (dates.length <= schoolDaysPosted || !firstPosted) return after
  const from = londonInstant(firstPosted, '00:00')
  const open = schoolsWithFeed.filter(({ urn }) => urns.includes(urn))
  await takeInUnposted(house, open, after, from)
  return from
}

const roundMilliseconds = 4 * 60_000

/** Deliveries of a few minutes go out together, as five schools' registers do at half past nine. A hook believes a signature for five. */
function roundsOf(deliveries: readonly DemonstrationDelivery[]): DemonstrationDelivery[][] {
  const rounds: DemonstrationDelivery[][] = []
  for (const delivery of deliveries) {
    const round = rounds.at(-1)
    if (round && Date.parse(delivery.at) - Date.parse(round[0]!.at) <= roundMilliseconds) round.push(delivery)
    else rounds.push([delivery])
  }
  return rounds
}

function hasMarks({ type }: DemonstrationDelivery): boolean {
  return type === 'attendance.marks.upserted'
}

async function post(
  house: DemonstrationHouse,
  send: Send,
  { school, at, id, body }: DemonstrationDelivery,
  connections: ReadonlyMap<string, Connection>,
): Promise<void> {
  const connection = connections.get(school.urn)
  // Its connection was ended by a visitor: the school falls silent, as a real one would.
  if (!connection) return
  const answer = await send(
    new Request(`http://localhost/hooks/v1/${connection.endpoint}`, {
      method: 'POST',
      headers: signedHeaders(connection.secret, id, at, body),
      body,
    }),
  )
  if (!answer.ok) house.log.info('demonstration-delivery-refused', { delivery: id, status: answer.status })
}

interface Connection {
  readonly endpoint: string
  readonly secret: string
}

/** The first open connection of each school that Northmoor opened itself. */
async function secretsOf(house: DemonstrationHouse): Promise<Map<string, Connection>> {
  const endpoints = JSON.parse((await kept(house, 'endpoints')) ?? '[]') as string[]
  const rows = await house.database.read(sql<{ urn: string; endpoint: string; locked: string }>`
    SELECT school_urn AS urn, endpoint, secret_current AS locked FROM connections
    WHERE endpoint IN (SELECT value FROM json_each(${JSON.stringify(endpoints)})) AND ended_at IS NULL`)
  const open = rows.map(
    async ({ urn, endpoint, locked }) =>
      [urn, { endpoint, secret: await unlockText(house.keys.secrets, locked) }] as const,
  )
  return new Map(await Promise.all(open))
}
