// What is on the page Today for this person and this list?
import { entryKey } from '../../cases/attempts.ts'
import type { AwayChild } from '../../cases/awayChild.ts'
import { callLists, callListsOf, familiesOn } from '../../cases/callList.ts'
import { displayNameOf } from '../../cases/pupil.ts'
import { isRegisterWhole } from '../../cases/registerToday.ts'
import { may, type Person } from '../../cases/roles.ts'
import type { MarkToSend } from '../../cases/writeBack.ts'
import type { LocalPolicies } from '../../law/localPolicy.ts'
import { findRule } from '../../law/rules.ts'
import type { CodeOutlived } from '../../storage/writeBackUndone.ts'
import type { Paths } from '../paths.ts'
import { pageLinks } from './pageLinks.ts'
import { pagesOf } from './people.ts'
import { registersAgainstShown } from './registersAgainst.ts'
import { rollAsked } from './rollAsked.ts'
import { ruleSentences } from './rulebookNumbers.ts'
import { silenceShown } from './silencePage.ts'
import type { TodayFacts } from './todayChildren.ts'
import { numbersToCorrect } from './todayNumbers.ts'
import { anchorOf, type TodayRow, todayRow } from './todayRow.ts'
import { outlivedShown } from './todaySending.ts'
import { todaySetUp } from './todaySetUp.ts'
import { thinOnList } from './todayThin.ts'
import { dutyWords, headingOf, type ListKey, listWordsFor, registerSentences } from './todayWords.ts'

/** What the address asked for: a page of a list, and the entries just written, whose rows stay in their place. */
export interface TodayAsked {
  readonly list: ListKey
  readonly page: string | undefined
  /** The absence whose row to show, on whatever page it is. */
  readonly row: string | undefined
  readonly done: readonly { readonly caseId: string; readonly version: number }[]
  /** Something of that row was undone just now. */
  readonly isUndone: boolean
  /** What was just written down about a starter or a leaver. */
  readonly saved: string | null
}

/** What may be sent to the MIS, and what it holds for reasons that were undone. */
export interface CodesOfMis {
  readonly marksToSend: readonly MarkToSend[]
  readonly outlived: readonly CodeOutlived[]
}

const mostOnPage = 50

/** The model of the page, and the pupils it shows, for the log of reads. */
export function todayPage(
  facts: TodayFacts,
  person: Person,
  paths: Paths,
  asked: TodayAsked,
  { marksToSend, outlived }: CodesOfMis = { marksToSend: [], outlived: [] },
) {
  const { schools, children, on } = facts
  const wrongNumbers = facts.wrongNumbers.filter(({ pupil }) => may(person, 'see-contacts', pupil.schoolUrn))
  const away = children.map((each) => each.away)
  const states = schools.map(({ state }) => state)
  const againstToday = new Set(facts.against.flatMap((day) => (day.on === on ? [day.schoolUrn] : [])))
  const isSilent = (urn: string) => facts.silences.some((silence) => silence.urn === urn)
  const lists = callListsOf(away)
  const countOf = (list: ListKey) =>
    list === 'numbers'
      ? new Set(wrongNumbers.map(({ pupil }) => pupil.id)).size
      : away.filter((child) => lists.get(child) === list).length
  const seesNumbers = may(person, 'see-contacts')
  const doneCases = new Set([...asked.done.map(({ caseId }) => caseId), ...(asked.row ? [asked.row] : [])])
  const kept = new Set(away.flatMap(({ child, absence }) => (absence && doneCases.has(absence.id) ? child.id : [])))
  const listWords = listWordsFor(schools.length > 0 && schools.every(({ school }) => school.registerKept === 'paper'))
  const reader = {
    person,
    paths,
    on,
    list: asked.list,
    lists,
    listWords,
    writtenTogether: writtenTogether(away),
    marksToSend: Map.groupBy(marksToSend, ({ pupilId }) => pupilId),
    pupils: new Map(children.map(({ pupil }) => [pupil.id, pupil])),
    schoolNames: schools.length > 1 ? new Map(schools.map(({ school }) => [school.urn, school.name])) : null,
  }
  const allFamilies = asked.list === 'numbers' ? [] : familiesOn(asked.list, lists, kept)
  const allNumbers = asked.list === 'numbers' ? numbersToCorrect(wrongNumbers, reader) : []
  const worked = allFamilies.findIndex((family) => family.children.some(({ child }) => kept.has(child.id)))
  const page = worked < 0 ? asked.page : String(Math.floor(worked / mostOnPage) + 1)
  const pages = pagesOf(page, allFamilies.length + allNumbers.length, mostOnPage)
  const onPage = <Each>(all: readonly Each[]) => all.slice((pages.page - 1) * mostOnPage, pages.page * mostOnPage)
  const families = onPage(allFamilies)
  const rows = families.map((family) => todayRow(family, lists.get(family.children[0]!) === asked.list, reader))
  const numbers = onPage(allNumbers)
  const keys: ListKey[] = [...callLists, ...(seesNumbers ? (['numbers'] as const) : [])]
  const unexplained = countOf('to-ring') + countOf('tried')
  const roll = rollAsked(facts.asked, {
    person,
    paths,
    on,
    calendars: facts.calendars,
    schoolNames: reader.schoolNames,
  })
  const deleted = facts.deleted.map(({ pupil, caseId }) => ({ name: displayNameOf(pupil), href: paths.case(caseId) }))
  return {
    model: {
      title: 'Today',
      now: facts.asOf,
      heading: headingOf(unexplained, states, deleted.length > 0),
      deleted,
      starters: roll.starters,
      leavers: roll.leavers,
      leaversFound: roll.found,
      starterRule: paths.rule('expected-starter'),
      leaverRules: {
        ground: paths.rule('deletion-only-on-ground'),
        return: paths.rule('deletion-return'),
        file: paths.rule('lost-pupil-file'),
      },
      rollSaved: asked.saved,
      outlived: outlivedShown(outlived, paths),
      silences: facts.silences.map((silence) => ({
        ...silenceShown(silence, facts.asOf),
        uploadHref: may(person, 'upload-registers', silence.urn) ? paths.registerFiles() : '',
      })),
      heldBack: schools.flatMap(({ school: { urn, name, heldBack } }) =>
        heldBack > 0 && may(person, 'see-held-back', urn) ? { name, many: heldBack } : [],
      ),
      against: registersAgainstShown(facts.against.toReversed(), on, paths),
      stillToRing: unexplained > 0 ? countOf('to-ring') : null,
      schools: schools.map(({ school, state }) => ({
        name: schools.length > 1 ? school.name : '',
        sentences: registerSentences(school, state, on),
        isWhole: isRegisterWhole(state) && !againstToday.has(school.urn) && !isSilent(school.urn),
        isWaiting: state.kind === 'not-yet' && state.missing.length === 0,
        absenceHref:
          school.registerKept === 'paper' && may(person, 'log-absence', school.urn) ? paths.absenceForm() : '',
      })),
      setUp: todaySetUp(schools, person, paths),
      lists: keys
        .filter((key) => key !== 'no-mark' || countOf(key) > 0 || asked.list === key)
        .map((key) => ({
          key,
          text: listWords[key],
          count: countOf(key),
          href: paths.today(key),
          isCurrent: key === asked.list,
        })),
      list: asked.list,
      listName: listWords[asked.list],
      thin: asked.list === 'no-mark' ? thinOnList(facts.silences, lists, on, schools.length > 1) : [],
      rows,
      suggestsCodes: rows.some(({ isOnList, children }) => isOnList && children.some(({ reason }) => reason?.suggests)),
      sendsCodes: rows.some(({ isOnList, children }) => isOnList && children.some(({ reason }) => reason?.sending)),
      hasKeys: rows.some(({ canLog, hasRing, ring }) => canLog && hasRing && ring?.next),
      numbers,
      pages: pageLinks(pages, paths.today(asked.list)),
      said: saidOf(facts, asked),
      isWhole:
        states.length > 0 && states.every(isRegisterWhole) && againstToday.size === 0 && facts.silences.length === 0,
      rules: rulesOf(rows, facts.policies),
    },
    pupilIds: [
      ...new Set([
        ...pupilsIn(families),
        ...roll.pupilIds,
        ...numbers.map(({ pupilId }) => pupilId),
        ...facts.deleted.map(({ pupil }) => pupil.id),
        ...outlived.map(({ pupil }) => pupil.id),
      ]),
    ],
  }
}

// Brothers and sisters of one press have the same minute, writer, number and outcome.
function writtenTogether(away: readonly AwayChild[]): ReadonlyMap<string, readonly string[]> {
  const attempts = away.flatMap((child) =>
    child.attempts.map((attempt) => ({ ...attempt, urn: child.child.schoolUrn })),
  )
  const press = Map.groupBy(attempts, ({ urn, at, byName, who, number, outcome }) =>
    JSON.stringify([urn, at, byName, who, number, outcome]),
  )
  const keys = [...press.values()].filter((made) => made.length > 1).map((made) => made.map(entryKey))
  return new Map(keys.flatMap((made) => made.map((key) => [key, made] as const)))
}

function pupilsIn(families: ReturnType<typeof familiesOn>): string[] {
  return families.flatMap(({ children, elsewhere }) =>
    [...children, ...elsewhere.map(({ child }) => child)].map(({ child }) => child.id),
  )
}

// Said aloud by a screen reader when the list is exchanged without a new page; holds no name.
function saidOf(
  { children }: TodayFacts,
  { done, row, isUndone }: TodayAsked,
): { sentence: string; anchor: string } | null {
  if (isUndone) return { sentence: 'Undone.', anchor: `row-${row ?? ''}` }
  const keys = new Set(done.map(entryKey))
  const written = children.filter(({ away }) =>
    [...away.attempts, ...(away.reason ? [away.reason] : [])].some((entry) => keys.has(entryKey(entry))),
  )
  const first = written[0]
  if (!first) return null
  const count = written.length === 1 ? '1 child' : `${written.length} children`
  return { sentence: `Saved for ${count}.`, anchor: anchorOf(first.away) }
}

const kindWords = { must: 'The school must', should: 'The school should', may: 'The school may' } as const
const standingWords = {
  law: 'Law',
  'statutory-guidance': 'Statutory guidance',
  'local-procedure': 'Local procedure',
} as const

// Once for the page: three hundred rows need not carry the same paragraphs.
function rulesOf(rows: readonly TodayRow[], policies: LocalPolicies) {
  const children = rows.flatMap((row) => row.children)
  const daysOf = Map.groupBy(
    children.flatMap(({ workings, firstOn }) => workings.map(({ rule }) => ({ rule, firstOn }))),
    ({ rule }) => rule,
  )
  return Object.keys(dutyWords).flatMap((id) => {
    const days = daysOf.get(id)
    const rule = days && findRule(id)
    if (!rule) return []
    const { instrument, provision, url, confirmed } = rule.source
    return {
      id,
      words: capitalised(dutyWords[id]!),
      kind: kindWords[rule.kind],
      says: ruleSentences(
        rule,
        days.map(({ firstOn }) => firstOn),
        policies,
      ),
      standing: standingWords[rule.standing],
      cite: `${instrument}, ${provision}`,
      url,
      confirmed,
    }
  })
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
