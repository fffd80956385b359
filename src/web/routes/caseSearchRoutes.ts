// Which case is meant, or was closed? The search, kept with the sign-in so that no name stands in an address, and the closed cases.
import { type Context, Hono } from 'hono'
import { keepSearch, keptSearch } from '../../actions/keepSearch.ts'
import { recordRead } from '../../actions/recordRead.ts'
import { asReference, idsCalled } from '../../cases/caseReference.ts'
import { scopeOf } from '../../cases/roles.ts'
import {
  type CaseFound,
  findClosedCount,
  listCaseIds,
  listCasesClosed,
  listCasesFound,
} from '../../storage/caseSearchStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { type LoadAsked, loadQuery } from '../forms/caseload.ts'
import { readCaseSearch } from '../forms/caseSearch.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { casesFoundShown } from '../pages/caseSearchPage.ts'
import { pageLinks } from '../pages/pageLinks.ts'
import { pagesOf } from '../pages/people.ts'

const mostShown = 50

export const caseSearchRoutes = new Hono<AppEnv>().post('/cases/search', requires('see-cases'), async (c) => {
  const { house, paths, signedIn } = c.var
  const read = readCaseSearch((await c.req.parseBody()).search)
  if ('search' in read) {
    const key = await keepSearch(house, signedIn!, read.search)
    return c.redirect(paths.cases(`?search=${key}`), 303)
  }
  const errors = [{ text: read.error, href: '#search' }]
  return showCases(c, [], { heading: 'Find a case', typed: read.typed, errors })
})

/** What the search under a key of this sign-in finds. */
export async function showCasesFound(c: Context<AppEnv>, key: string): Promise<Response> {
  const { house, signedIn } = c.var
  const { person, kept } = signedIn!
  const typed = keptSearch(kept, key)
  if (typed === null)
    return showCases(c, [], { heading: 'Find a case', nothing: 'That search is not kept any more. Type it again.' })
  const scope = scopeOf(person, 'see-cases')
  // A reference is made of the id: only a text that may be one is worth making them all.
  const all = asReference(typed) === null ? [] : await listCaseIds(house.database, scope)
  const asked = { ids: idsCalled(typed, all), typed, most: mostShown + 1 }
  const cases = await listCasesFound(house.database, scope, asked)
  const hasMore = cases.length > mostShown
  const many = hasMore ? `More than ${mostShown}` : String(cases.length)
  return showCases(c, cases.slice(0, mostShown), {
    heading: `${many} ${cases.length === 1 ? 'case' : 'cases'} found`,
    typed,
    hasMore,
    nothing: cases.length === 0 ? 'No case has a reference or a name like that. Try fewer letters.' : '',
  })
}

/** The closed cases, the newest first; of one school when the address asks for one. */
export async function showCasesClosed(c: Context<AppEnv>, asked: LoadAsked): Promise<Response> {
  const { database } = c.var.house
  const scope = scopeOf(c.var.signedIn!.person, 'see-cases')
  const schoolUrn = asked.filters.school
  const pages = pagesOf(asked.page, await findClosedCount(database, scope, schoolUrn), mostShown)
  const skip = (pages.page - 1) * mostShown
  const cases = await listCasesClosed(database, scope, { schoolUrn, most: mostShown, skip })
  const address = c.var.paths.cases(loadQuery({ ...asked, order: 'due', since: null }))
  return showCases(c, cases, {
    heading: `${pages.found} closed ${pages.found === 1 ? 'case' : 'cases'}`,
    nothing: pages.found === 0 ? 'No case is closed here yet.' : '',
    pages: pageLinks(pages, address),
  })
}

interface Shown {
  readonly heading: string
  readonly typed?: string
  readonly nothing?: string
  readonly hasMore?: boolean
  readonly pages?: ReturnType<typeof pageLinks> | null
  readonly errors?: readonly { readonly text: string; readonly href: string }[]
}

async function showCases(c: Context<AppEnv>, cases: readonly CaseFound[], shown: Shown): Promise<Response> {
  const { house, paths, signedIn } = c.var
  const { person } = signedIn!
  const pupilIds = [...new Set(cases.map(({ pupil }) => pupil.id))]
  await recordRead(house, person, 'Cases: search', pupilIds)
  const rows = casesFoundShown(cases, person, paths)
  const empty = { typed: '', nothing: '', hasMore: false, pages: null, errors: [] }
  const model = { title: 'Cases', action: paths.caseSearch(), ...empty, ...shown, rows }
  return showPage(c, 'pages/caseSearch.njk', model, model.errors.length > 0 ? 422 : 200)
}
