// Carries out what a person says of two pupils who may be one child, or of one whom the school's system no longer has.
import { addCalendarDays, calendarDays } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import { joinPupils } from '../cases/decide/joinPupils.ts'
import { afterWord } from '../cases/decide/takeInPupil.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, rolesWith, scopeOf, scopeOfSource } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { listCasesToFollow } from '../storage/caseStore.ts'
import { clashOf } from '../storage/clashes.ts'
import type { Query } from '../storage/database.ts'
import { listEnrolments, nothingSaid, writeOfWords } from '../storage/enrolmentStore.ts'
import { listMarks } from '../storage/markStore.ts'
import {
  listMatches,
  listMatchSides,
  listPupilsGone,
  writeOfKeptApart,
  writesOfJoining,
} from '../storage/matchStore.ts'
import { writeOfPupils } from '../storage/pupilStore.ts'
import { roleGuard } from '../storage/roleGuard.ts'
import { takeInRegister } from './takeInRegister.ts'

export type MatchAnswer =
  | { readonly what: 'join'; readonly stays: string; readonly goes: string }
  | { readonly what: 'apart'; readonly one: string; readonly other: string; readonly because: string }
  | { readonly what: 'still-here'; readonly pupilId: string; readonly because: string }

type Settled = { readonly accepted: MatchAnswer['what'] } | { readonly refused: Refusal } | null

/** Settled, or why not; null when a pupil is not there for this person. Only what is suggested can be joined or kept apart. */
export async function settleMatch(house: House, by: Person, answer: MatchAnswer): Promise<Settled> {
  const scope = scopeOf(by, 'match-pupils')
  const ids =
    answer.what === 'join'
      ? [answer.stays, answer.goes]
      : answer.what === 'apart'
        ? [answer.one, answer.other]
        : [answer.pupilId]
  const sides = await listMatchSides(house.database, scope, ids)
  if (ids.some((id) => !sides.has(id))) return null
  const { schoolUrn } = sides.get(ids[0]!)!.pupil
  const writes = await writesOf(house, by, answer, sides)
  if (!Array.isArray(writes)) return writes as { readonly refused: Refusal }
  try {
    await house.database.commit([roleGuard(by.id, rolesWith('match-pupils'), schoolUrn), ...writes])
    return { accepted: answer.what }
  } catch (cause) {
    const clash = clashOf(cause)
    if (clash?.kind === 'broken-rule' && clash.rule === 'settings.value') return refused('role-lost')
    if (clash === null || clash.kind === 'append-only') throw cause
    return refused('match-settled')
  }
}

async function writesOf(
  house: House,
  by: Person,
  answer: MatchAnswer,
  sides: Awaited<ReturnType<typeof listMatchSides>>,
): Promise<Query<unknown>[] | { readonly refused: Refusal }> {
  const { database } = house
  const scope = scopeOf(by, 'match-pupils')
  const at = house.clock.now()
  if (answer.what === 'still-here') {
    const { pupil } = sides.get(answer.pupilId)!
    if (!(await listPupilsGone(database, scope)).some((gone) => gone.pupil.id === pupil.id))
      return refused('match-settled')
    const record = (await listEnrolments(database, scope, [pupil.id])).get(pupil.id) ?? nothingSaid
    const word = { what: 'still-here', at, by: by.id, details: { words: answer.because } } as const
    return [
      writeOfPupils([afterWord(pupil, word, record.words, record.deletion)]),
      writeOfWords(pupil.id, record.words.length, [word], at),
    ]
  }
  const [first, second] = answer.what === 'join' ? [answer.stays, answer.goes] : [answer.one, answer.other]
  const isSuggested = (await listMatches(database, scope)).some(
    ({ one, other }) => (one === first && other === second) || (one === second && other === first),
  )
  if (!isSuggested) return refused('match-settled')
  if (answer.what === 'apart') return [writeOfKeptApart(first, second, at, by.id, answer.because)]
  return writesOfJoin(house, by, sides.get(first)!, sides.get(second)!)
}

type Side = Awaited<ReturnType<typeof listMatchSides>> extends ReadonlyMap<string, infer Each> ? Each : never

async function writesOfJoin(house: House, by: Person, stays: Side, goes: Side) {
  const { database } = house
  const at = house.clock.now()
  const today = londonDate(at)
  const { schoolUrn } = stays.pupil
  const scope = scopeOfSource(schoolUrn)
  const [records, marks, running] = await Promise.all([
    listEnrolments(database, scope, [stays.pupil.id, goes.pupil.id]),
    listMarks(database, scope, [stays.pupil.id, goes.pupil.id], '2000-01-01', today),
    listCasesToFollow(database, scope, [stays.pupil.id]),
  ])
  const recordOf = (id: string) => records.get(id) ?? nothingSaid
  const standing = { ...stays, ...recordOf(stays.pupil.id) }
  const yesterday = addCalendarDays(today, calendarDays(-1))
  const decision = joinPupils(standing, { ...goes, ...recordOf(goes.pupil.id) }, yesterday, at)
  if ('refused' in decision) return decision
  const { accepted } = decision
  const own = new Set(
    marks
      .filter(({ pupilId, source }) => pupilId === stays.pupil.id && source !== 'no-mark')
      .map(({ on, session }) => on + session),
  )
  const taken = marks
    .filter(({ pupilId, on, session, code }) => pupilId === goes.pupil.id && code !== '-' && !own.has(on + session))
    .map((mark) => ({ ...mark, pupilId: stays.pupil.id }))
  const news = { schoolUrn, pupilIds: [stays.pupil.id], running, pupils: [accepted.stays], marks: taken, by: by.id }
  const { words } = accepted
  return [
    writeOfPupils([accepted.stays, accepted.goes]),
    ...(words.length > 0 ? [writeOfWords(stays.pupil.id, standing.words.length, words, at)] : []),
    ...writesOfJoining(goes.pupil, stays.pupil, at, by.id),
    ...(await takeInRegister(house, news)),
  ]
}
