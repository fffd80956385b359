// What is on the list of cases for this person and these filters?
import { filteredLoad, inLoadOrder, toAskAboutRisk } from '../../cases/caseloadOrder.ts'
import { caseReference } from '../../cases/caseReference.ts'
import { may, type Person } from '../../cases/roles.ts'
import { type AllocationTyped, hasFilters, type LoadAsked, loadQuery } from '../forms/caseload.ts'
import type { Paths } from '../paths.ts'
import type { LoadFacts } from './caseloadFacts.ts'
import { filtersNamed, filtersShown, ordersShown } from './caseloadFilters.ts'
import { loadRow } from './caseloadRow.ts'
import { orderWords } from './caseloadWords.ts'
import { pageLinks } from './pageLinks.ts'
import { pagesOf } from './people.ts'
import { silenceShown } from './silencePage.ts'

const mostOnPage = 50
const mostToAsk = 20

/** Cases given just now. `to` is the officer’s id; null: they are nobody’s. */
export interface Allocated {
  readonly caseIds: readonly string[]
  readonly to: string | null
}

/** What came of an allocation just sent: the form as typed, why it was refused, the cases that changed meanwhile. */
export interface AllocationRefused {
  readonly typed: AllocationTyped
  readonly refusal: string | null
  readonly allocated: Allocated | null
  readonly unchanged: readonly string[]
}

interface Around {
  readonly person: Person
  readonly paths: Paths
  readonly asked: LoadAsked
  readonly refused: AllocationRefused | null
  /** What the form before this page allocated. */
  readonly allocated: Allocated | null
}

/** The model of the page, and the pupils it shows, for the log of reads. */
export function caseloadPage(facts: LoadFacts, { person, paths, asked, refused, allocated }: Around) {
  const mayAllocate = may(person, 'allocate-case')
  const filters = may(person, 'see-risk') ? asked.filters : { ...asked.filters, risk: '' }
  const order = asked.order === 'risk' && !may(person, 'see-risk') ? 'due' : asked.order
  const { rows, counts } = filteredLoad(facts.rows, filters, person.id)
  const pages = pagesOf(asked.page, rows.length, mostOnPage)
  const onPage = inLoadOrder(rows, order).slice((pages.page - 1) * mostOnPage, pages.page * mostOnPage)
  const since = facts.since
  const query = loadQuery({ filters, order, since })
  const shown = filtersShown(filters, counts, {
    person,
    rows: facts.rows,
    officers: facts.officers,
    since,
    closed: facts.closed,
  })
  const isFiltered = hasFilters(filters)
  const ticked = new Set(refused?.unchanged.length === 0 ? refused.typed.ticked.map((each) => each.split('.')[0]) : [])
  const isTicked = (id: string) => asked.isAllTicked || ticked.has(id)
  const answersRisk = (urn: string) => may(person, 'answer-risk', urn)
  const toAsk = toAskAboutRisk(facts.rows.filter(({ summary }) => answersRisk(summary.schoolUrn)))
  const alarms = facts.rows.filter((row) => row.parentDidNotKnow && answersRisk(row.summary.schoolUrn))
  const isStart = !isFiltered && pages.page === 1
  const asking = isStart ? toAsk.filter((row) => !alarms.includes(row)).slice(0, mostToAsk) : []
  const namesSchool = mayAllocate || new Set(facts.rows.map(({ summary }) => summary.schoolUrn)).size > 1
  const shownSilences = facts.silences.map((silence) => silenceShown(silence, facts.asOf))
  const silenceAt = new Map(shownSilences.map((silence) => [silence.urn, silence]))
  const rowOf = (row: (typeof onPage)[number]) =>
    loadRow(row, {
      person,
      paths,
      isTicked: isTicked(row.summary.id),
      namesSchool,
      silence: silenceAt.get(row.summary.schoolUrn) ?? null,
    })
  const nameOf = new Map(refused?.unchanged.length ? facts.rows.map((row) => [row.summary.id, rowOf(row)]) : [])
  const hasUnopened = facts.rows.some(({ isOpened }) => !isOpened)
  const page = pages.page > 1 ? `&page=${pages.page}` : ''
  return {
    model: {
      title: 'Cases',
      now: facts.asOf,
      all: facts.rows.length,
      found: rows.length,
      isFiltered,
      one: hasUnopened ? 'absence or case' : 'open case',
      many: hasUnopened ? 'absences and cases' : 'open cases',
      named: filtersNamed(shown),
      ordered: order === 'due' ? '' : `Order: ${orderWords[order]}.`,
      filters: shown,
      orders: ordersShown(order, person),
      since: since ?? '',
      clearHref: paths.cases(loadQuery({ filters: emptied(filters), order, since })),
      anewHref: asked.since === null ? '' : paths.cases(loadQuery({ filters, order, since: null })),
      alarms: alarms.map((row) => ({
        ...rowOf(row),
        saidAt: row.parentDidNotKnow!.at,
        who: row.parentDidNotKnow!.who,
      })),
      toAsk: asking.map(rowOf),
      toAskCount: toAsk.length,
      toAskHref: paths.cases(loadQuery({ filters: { ...emptied(filters), duty: 'risk-questions' }, order, since })),
      rows: onPage.map(rowOf),
      pages: pageLinks(pages, paths.cases(query)),
      hasOfficers: facts.rows.some(({ isOpened }) => isOpened),
      seesRisk: may(person, 'see-risk'),
      allocation:
        mayAllocate && onPage.length > 0
          ? {
              action: `${paths.cases()}/allocations${query}${page}`,
              tickAllHref: asked.isAllTicked ? '' : `${paths.cases(query)}${page}&tick=all`,
              officers: facts.officers,
              to: refused?.typed.officer ?? '',
            }
          : null,
      allocated: allocatedShown(refused ? refused.allocated : allocated, facts, paths),
      searchAction: paths.caseSearch(),
      silent: facts.silences.length,
      silentInFull: facts.silences.some(({ missing }) => missing.some(({ thin }) => thin)),
      silentName: facts.silences.length === 1 ? facts.silences[0]!.name : '',
      silentThin: shownSilences.length === 1 && shownSilences[0]!.isThin ? shownSilences[0]!.since : '',
      closed: facts.closed,
      allocatesCases: mayAllocate,
      errors: refused ? errorsOf(refused) : [],
      refusal: refused?.refusal ?? null,
      unchanged: (refused?.unchanged ?? []).flatMap((id) => nameOf.get(id) ?? []),
    },
    pupilIds: [
      ...new Set(
        [
          ...alarms,
          ...asking,
          ...onPage,
          ...facts.rows.filter(({ summary }) => refused?.unchanged.includes(summary.id)),
        ].map(({ pupil }) => pupil.id),
      ),
    ],
  }
}

// Said only of cases that are theirs now, whatever an address claims.
function allocatedShown(allocated: Allocated | null, { rows, officers }: LoadFacts, paths: Paths) {
  if (!allocated) return null
  const given = rows.filter(
    ({ summary }) => allocated.caseIds.includes(summary.id) && summary.allocatedTo === allocated.to,
  )
  const name = allocated.to === null ? 'nobody' : officers.find(({ id }) => id === allocated.to)?.name
  if (given.length === 0 || name === undefined) return null
  const cases = given.map(({ summary }) => ({ href: paths.case(summary.id), reference: caseReference(summary.id) }))
  return { words: `${given.length} ${given.length === 1 ? 'case is' : 'cases are'} now ${name}’s:`, cases }
}

function emptied(filters: LoadAsked['filters']): LoadAsked['filters'] {
  return { ...filters, state: '', days: '', risk: '', duty: '', school: '', officer: '', changed: '' }
}

function errorsOf({ typed, refusal, unchanged }: AllocationRefused) {
  if (typed.errors.length > 0) return typed.errors
  if (unchanged.length > 0) return [{ text: 'Some cases were not changed', href: '#unchanged' }]
  return refusal ? [{ text: refusal, href: '#to' }] : []
}
