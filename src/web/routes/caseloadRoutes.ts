// Which cases are there, what is owed on each, and whose are they? The list of the CME officer and of the school, and allocation.
import { type Context, Hono } from 'hono'
import { allocateCases } from '../../actions/allocateCase.ts'
import { recordCaseloadLook } from '../../actions/recordCaseloadLook.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import { rolesWith, scopeOf } from '../../cases/roles.ts'
import { findLoadSurroundings } from '../../storage/caseloadStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { lineOf, seenVersionOf } from '../forms/caseForm.ts'
import { readAllocation, readLoadAsked } from '../forms/caseload.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import type { CaseForm } from '../pages/caseForm.ts'
import { caseloadFacts } from '../pages/caseloadFacts.ts'
import { type AllocationRefused, caseloadPage } from '../pages/caseloadPage.ts'
import { backToCase, openCase, showCaseForm, statusOfRefusal } from './caseForms.ts'
import { showCasesClosed, showCasesFound } from './caseSearchRoutes.ts'

const allocationPage = 'Case: allocation'

export const caseloadRoutes = new Hono<AppEnv>()
  .get('/cases', requires('see-cases'), (c) => showCaseload(c))
  .post('/cases/allocations', requires('allocate-case'), async (c) => {
    const typed = readAllocation(await c.req.parseBody({ all: true }))
    if (typed.errors.length > 0) return showCaseload(c, { typed, refusal: null, allocated: null, unchanged: [] })
    const to = typed.officer === 'nobody' ? null : typed.officer
    const outcome = await allocateCases(c.get('house'), c.get('signedIn')!.person, typed.cases, to)
    if ('refused' in outcome)
      return showCaseload(
        c,
        { typed, refusal: refusals[outcome.refused], allocated: null, unchanged: [] },
        outcome.refused,
      )
    const { allocated, unchanged } = outcome.accepted
    if (unchanged.length === 0) {
      const query = new URLSearchParams(c.req.query())
      query.set('allocated', allocated.join('.'))
      query.set('to', typed.officer)
      return c.redirect(c.get('paths').cases(`?${query}`), 303)
    }
    const left = {
      ...{ typed, refusal: null, allocated: { caseIds: allocated, to } },
      unchanged: unchanged.map(({ caseId }) => caseId),
    }
    return showCaseload(c, left, 'changed-meanwhile')
  })
  .get('/cases/:id/allocation', requires('allocate-case'), async (c) => {
    const now = await openCase(c, 'allocate-case', allocationPage)
    return now ? showCaseForm(c, now, await allocationForm(c, now, now.summary.allocatedTo ?? '')) : c.notFound()
  })
  .post('/cases/:id/allocation', requires('allocate-case'), async (c) => {
    const body = await c.req.parseBody({ all: true })
    const id = c.req.param('id')
    const to = lineOf(body, 'to')
    const seenVersion = seenVersionOf(body)
    const outcome =
      to === ''
        ? null
        : await allocateCases(
            c.get('house'),
            c.get('signedIn')!.person,
            [{ caseId: id, seenVersion }],
            to === 'nobody' ? null : to,
          )
    if (outcome && 'accepted' in outcome && outcome.accepted.allocated.length > 0) return backToCase(c, id, 'allocated')
    const now = await openCase(c, 'allocate-case', allocationPage)
    if (!now) return c.notFound()
    const form = await allocationForm(c, now, to)
    if (!outcome)
      return showCaseForm(c, now, form, { errors: [{ text: 'Choose an officer', href: '#to' }], seenVersion })
    const refusal = 'refused' in outcome ? outcome.refused : (outcome.accepted.unchanged[0]?.because ?? null)
    return refusal ? showCaseForm(c, now, form, { refusal, seenVersion }) : c.notFound()
  })

/** The list as the address asks for it; `left` when an allocation was refused, wholly or in part. */
async function showCaseload(c: Context<AppEnv>, left: AllocationRefused | null = null, refusal: Refusal | null = null) {
  const house = c.get('house')
  const { person } = c.get('signedIn')!
  const sent = c.req.query()
  const asked = readLoadAsked(sent)
  if (!left && sent.search !== undefined) return showCasesFound(c, sent.search)
  if (!left && asked.filters.state === 'closed') return showCasesClosed(c, asked)
  const facts = await caseloadFacts(house, person, asked.since)
  const caseIds = (sent.allocated ?? '').split('.').filter((id) => id !== '')
  const allocated = caseIds.length > 0 ? { caseIds, to: sent.to === 'nobody' ? null : (sent.to ?? '') } : null
  const around = { person, paths: c.get('paths'), asked, refused: left, allocated }
  const { model, pupilIds } = caseloadPage(facts, around)
  await recordCaseloadLook(house, person, pupilIds, asked.since === null)
  const status = refusal ? statusOfRefusal(refusal) : left ? 422 : 200
  return showPage(c, 'pages/caseload.njk', model, status)
}

async function allocationForm(c: Context<AppEnv>, now: CaseNow, to: string): Promise<CaseForm> {
  const house = c.get('house')
  const { person } = c.get('signedIn')!
  const scope = scopeOf(person, 'allocate-case')
  const { officers } = await findLoadSurroundings(house.database, scope, {
    personId: person.id,
    now: house.clock.now(),
    officerRoles: rolesWith('allocate-case'),
  })
  return {
    title: 'Allocate the case',
    action: c.get('paths').caseAllocation(now.summary.id),
    submit: 'Allocate',
    intro: [now.allocatedToName ? `The case is with ${now.allocatedToName}.` : 'The case is with nobody yet.'],
    fields: [
      {
        kind: 'select',
        name: 'to',
        label: 'Officer',
        value: to,
        choices: [
          { value: '', text: 'Choose an officer' },
          { value: 'nobody', text: 'Nobody' },
          ...officers.map(({ id, name }) => ({ value: id, text: id === person.id ? `${name} (you)` : name })),
        ],
      },
    ],
  }
}
