// What does a visitor find here that no real installation has? A choice of people to be, and a clock to move.
import { Hono } from 'hono'
import { z } from 'zod'
import { utcInstant } from '../calendar/londonTime.ts'
import type { Demonstration } from '../web/app.ts'
import type { AppEnv } from '../web/appEnv.ts'
import { beginSession } from '../web/middleware/signedIn.ts'
import { showPage } from '../web/page.ts'
import { instantAfter, type Move, moves } from './clockMoves.ts'
import type { DemonstrationHouse, Send } from './demonstrationHouse.ts'
import { moveClock } from './mis.ts'
import { listPeopleByOrganisation } from './peopleByOrganisation.ts'

const put = z.strictObject({
  at: z.iso.datetime({ offset: true }).refine((at) => at >= '2020' && at < '2035', 'outside the invented years'),
})
const whatIsNeeded =
  'Send JSON with one key, at, an instant with its offset: {"at": "2026-11-17T09:47:00Z"}, of the years 2020 to 2034'

/**
 * The demonstration of a house whose clock stands. `send` is the application's own fetch, asked only after it is made.
 * Throws for any other house: nobody chooses who to be in a real one.
 */
export function openDemonstration(house: DemonstrationHouse, send: Send): Demonstration {
  if (house.mode !== 'demonstration')
    throw new Error('The demonstration opens in a house of its own, never in a real one')
  const move = inTurn((to: string) => moveClock(house, send, to))

  const clockRoutes = new Hono<AppEnv>()
    .get('/demo/clock', (c) => c.json({ at: house.clock.now() }))
    .put('/demo/clock', async (c) => {
      const read = put.safeParse(await c.req.json().catch(() => null))
      if (!read.success) return c.json({ error: whatIsNeeded }, 400)
      await move(utcInstant(Date.parse(read.data.at)))
      return c.json({ at: house.clock.now() })
    })

  const routes = new Hono<AppEnv>()
    .get('/sign-in', async (c) => showPage(c, 'pages/demonstrationSignIn.njk', await signInModel(house)))
    .post('/sign-in', async (c) => {
      const { person } = await c.req.parseBody()
      const model = await signInModel(house)
      const isThere = model.organisations.some(({ people }) => people.some(({ id }) => id === person))
      if (typeof person !== 'string' || !isThere) {
        const errors = [{ text: 'Choose one of the people on this page', href: '#people' }]
        return showPage(c, 'pages/demonstrationSignIn.njk', { ...model, errors }, 422)
      }
      await beginSession(c, person)
      return c.redirect(c.get('paths').home(), 303)
    })
    .post('/demo/clock', async (c) => {
      const { move: wanted, from } = await c.req.parseBody()
      const to = isMove(wanted) ? await instantAfter(house, wanted) : null
      if (!to) {
        const sentence =
          wanted === 'day-20'
            ? 'Nobody in Northmoor is on the way to school day 20 now. Move on by a day or two and try again.'
            : 'There is no such time to move to: the invented school year ends on 20 July 2027.'
        return showPage(c, 'pages/refused.njk', { title: 'The clock was not moved', sentence }, 422)
      }
      await move(to)
      return c.redirect(localPath(from, house.basePath) ?? c.get('paths').home(), 303)
    })

  return { clockRoutes, routes, bar: () => ({ now: house.clock.now(), place: 'Northmoor', moves }) }
}

async function signInModel(house: DemonstrationHouse) {
  return { title: 'Choose who to act as', organisations: await listPeopleByOrganisation(house) }
}

function isMove(value: unknown): value is Move {
  return moves.some((move) => move.value === value)
}

/** The path a form was sent from, if it is one of ours: anything else could lead a visitor away. */
function localPath(from: unknown, basePath: string): string | null {
  if (typeof from !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(from) || from.includes('\\')) return null
  return from.startsWith(`${basePath}/`) ? from : basePath + from
}

/** Two visitors at once move the clock one after the other, or the deliveries of both would mix. */
function inTurn(carryOut: (to: string) => Promise<void>): (to: string) => Promise<void> {
  let last = Promise.resolve()
  return (to) => {
    const mine = last.then(() => carryOut(to))
    last = mine.catch(() => undefined)
    return mine
  }
}
