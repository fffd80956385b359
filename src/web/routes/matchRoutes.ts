// Two entries of a school's system: one child or two? And who is no longer in it?
import { type Context, Hono } from 'hono'
import { recordRead } from '../../actions/recordRead.ts'
import { type MatchAnswer, settleMatch } from '../../actions/settleMatch.ts'
import { numberReusedWords } from '../../cases/decide/isNumberReused.ts'
import { isSeen } from '../../cases/plainText.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import { scopeOf } from '../../cases/roles.ts'
import { listMatches, listMatchSides, listPupilsGone } from '../../storage/matchStore.ts'
import { listNumbersReused } from '../../storage/numberReusedStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { lineOf, type SentBody } from '../forms/caseForm.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { matchesPage, matchSavedWords } from '../pages/matchesPage.ts'

export const matchRoutes = new Hono<AppEnv>()
  .get('/matches', requires('match-pupils'), (c) => show(c, null))
  .post('/matches', requires('match-pupils'), async (c) => {
    const { house, paths, signedIn } = c.var
    const answer = answerOf(await c.req.parseBody({ all: true }))
    if (answer === null) return show(c, 'match-settled')
    if (answer.what !== 'join' && !isSeen(answer.because)) return show(c, 'decision-reason-needed')
    const settled = await settleMatch(house, signedIn!.person, answer)
    if (settled === null) return c.notFound()
    if ('accepted' in settled) return c.redirect(`${paths.matches()}?saved=${settled.accepted}`, 303)
    return show(c, settled.refused)
  })

function answerOf(body: SentBody): MatchAnswer | null {
  const [what, because] = [lineOf(body, 'what'), lineOf(body, 'because').slice(0, 200)]
  if (what === 'join') return { what, stays: lineOf(body, 'stays'), goes: lineOf(body, 'goes') }
  if (what === 'apart') return { what, one: lineOf(body, 'one'), other: lineOf(body, 'other'), because }
  return what === 'still-here' ? { what, pupilId: lineOf(body, 'pupil'), because } : null
}

async function show(c: Context<AppEnv>, refusal: Refusal | null): Promise<Response> {
  const { house, paths, signedIn } = c.var
  const { person } = signedIn!
  const scope = scopeOf(person, 'match-pupils')
  const [pairs, gone, reused] = await Promise.all([
    listMatches(house.database, scope),
    listPupilsGone(house.database, scope),
    listNumbersReused(house.database, scope, numberReusedWords),
  ])
  const ids = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))]
  const sides = await listMatchSides(house.database, scope, ids)
  await recordRead(house, person, 'Matches', [
    ...ids,
    ...gone.map(({ pupil }) => pupil.id),
    ...reused.map(({ id }) => id),
  ])
  const saved = matchSavedWords.get(c.req.query('saved') ?? '') ?? null
  const around = { paths, reused, saved, refusal: refusal && refusals[refusal] }
  return showPage(c, 'pages/matches.njk', matchesPage(pairs, sides, gone, around), refusal ? 422 : 200)
}
