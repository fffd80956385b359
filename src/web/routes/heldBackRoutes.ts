// What did a person have to look at before it counts? Deliveries held back, released or refused in one go.
import { type Context, Hono } from 'hono'
import { recordRead } from '../../actions/recordRead.ts'
import { settleParked } from '../../actions/settleParked.ts'
import { refusals } from '../../cases/refusals.ts'
import { scopeOf } from '../../cases/roles.ts'
import { listParked, listParkedDecisions } from '../../storage/parkedStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { readParked } from '../forms/heldBack.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { decidedRow, type HeldBackRefused, heldBackRows } from '../pages/heldBackPage.ts'

const mostDecisions = 20

export const heldBackRoutes = new Hono<AppEnv>()
  .get('/held-back', requires('see-held-back'), (c) => showHeldBack(c))
  .post('/held-back/releases', requires('release-deliveries'), (c) => settle(c, 'released'))
  .post('/held-back/refusals', requires('release-deliveries'), (c) => settle(c, 'refused'))

async function settle(c: Context<AppEnv>, how: 'released' | 'refused'): Promise<Response> {
  const { house, paths, signedIn } = c.var
  const asked = readParked(await c.req.parseBody())
  if (!asked) return c.notFound() as Response
  const { parked, reason } = asked
  const outcome = await settleParked(house, signedIn!.person, parked, {
    how,
    because: how === 'refused' ? reason : null,
  })
  if (!outcome) return c.notFound() as Response
  if ('accepted' in outcome) return c.redirect(`${paths.heldBack()}?${how}=${outcome.accepted}`, 303)
  const { schoolUrn, because } = parked
  return showHeldBack(c, { schoolUrn, because, typed: reason, error: refusals[outcome.refused] })
}

async function showHeldBack(c: Context<AppEnv>, left: HeldBackRefused | null = null): Promise<Response> {
  const { house, signedIn } = c.var
  const { person } = signedIn!
  const scope = scopeOf(person, 'see-held-back')
  const [groups, decisions] = await Promise.all([
    listParked(house.database, scope),
    listParkedDecisions(house.database, scope, mostDecisions),
  ])
  const { rows, pupilIds } = await heldBackRows(house, person, groups, left)
  await recordRead(house, person, 'Held back', pupilIds)
  const wrong = rows.findIndex(({ error }) => error !== null)
  const model = {
    title: 'Held back',
    rows,
    decisions: decisions.map(decidedRow),
    said: left ? null : saidOf(c.req.query()),
    errors: wrong < 0 ? [] : [{ text: rows[wrong]!.error!, href: `#reason-${wrong + 1}` }],
  }
  return showPage(c, 'pages/heldBack.njk', model, left ? 422 : 200)
}

function saidOf({ released, refused }: Record<string, string>): string | null {
  if (released === '0' || refused === '0')
    return 'Somebody settled these before you. Nothing was changed by this press.'
  if (released !== undefined) return 'Released. They are applied in the order in which they came, within a minute.'
  return refused !== undefined
    ? 'Refused. What was held back in them does not count; your name and reason are kept.'
    : null
}
