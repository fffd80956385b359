// Which numbers does the authority set for its own procedure, and how are new ones recorded or taken back?
import { type Context, Hono } from 'hono'
import { setPolicy } from '../../actions/setPolicy.ts'
import { withdrawPolicy } from '../../actions/withdrawPolicy.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { setPolicy as decide } from '../../cases/decide/setPolicy.ts'
import { withdrawPolicy as decideWithdrawal } from '../../cases/decide/withdrawPolicy.ts'
import { refusals } from '../../cases/refusals.ts'
import { may } from '../../cases/roles.ts'
import { localPolicyOn } from '../../law/localPolicy.ts'
import { listPolicies, listPoliciesOnRecord, type PolicyOnRecord } from '../../storage/policyStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { lineOf } from '../forms/caseForm.ts'
import { freshPolicy, readPolicy, type TypedPolicy } from '../forms/policy.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { type PolicyError, policyCheckPage, policyErrors, policyFormPage, policyMistakes } from '../pages/policyForm.ts'
import { policyVersionsPage } from '../pages/policyVersions.ts'
import { statusOfRefusal } from './caseForms.ts'

const savedWords = new Map([
  ['policy', 'The numbers are recorded.'],
  ['withdrawn', 'The version is withdrawn. It does not hold.'],
])

export const policyRoutes = new Hono<AppEnv>()
  .get('/rulebook/local-policy', async (c) => {
    const { house, paths, signedIn } = c.var
    const onRecord = await listPoliciesOnRecord(house.database)
    const person = signedIn?.person ?? null
    const reader = { isSignedIn: person !== null, maySet: person !== null && may(person, 'set-policy') }
    const saved = reader.maySet ? (savedWords.get(c.req.query('saved') ?? '') ?? null) : null
    return showPage(
      c,
      'pages/policyVersions.njk',
      policyVersionsPage(onRecord, londonDate(house.clock.now()), reader, paths, saved),
    )
  })
  .get('/rulebook/local-policy/new', requires('set-policy'), async (c) => {
    const around = await aroundForm(c)
    return showForm(c, freshPolicy(localPolicyOn(around.policies, around.today).numbers))
  })
  // Three wishes: to look at what was typed, to change it once more, to record it.
  .post('/rulebook/local-policy', requires('set-policy'), async (c) => {
    const body = await c.req.parseBody({ all: true })
    const { typed, read } = readPolicy(body)
    const around = await aroundForm(c)
    if ('errors' in read) return showForm(c, typed, policyMistakes(read.part, read.errors, around))
    const wish = lineOf(body, 'wish')
    if (wish === 'change') return showForm(c, typed)
    const { house, paths, signedIn } = c.var
    if (wish === 'record') {
      const recorded = await setPolicy(house, signedIn!.person, read.policy, lineOf(body, 'seen'))
      if ('accepted' in recorded) return c.redirect(`${paths.policies()}?saved=policy`, 303)
      return showForm(c, typed, policyErrors(recorded, read.policy, around), statusOfRefusal(recorded.refused))
    }
    const decision = decide(read.policy, { ...around, seen: null })
    if ('refused' in decision) return showForm(c, typed, policyErrors(decision, read.policy, around))
    return showPage(c, 'pages/policyCheck.njk', policyCheckPage(read.policy, typed, around))
  })
  .get('/rulebook/local-policy/:id/withdrawal', requires('set-policy'), async (c) => {
    const { house } = c.var
    const version = (await listPoliciesOnRecord(house.database)).find(({ id }) => id === c.req.param('id'))
    if (!version) return c.notFound()
    const decision = decideWithdrawal(version, londonDate(house.clock.now()))
    return showWithdrawal(c, version, 'refused' in decision ? refusals[decision.refused] : null)
  })
  .post('/rulebook/local-policy/:id/withdrawal', requires('set-policy'), async (c) => {
    const { house, paths, signedIn } = c.var
    const id = c.req.param('id')
    const withdrawn = await withdrawPolicy(house, signedIn!.person, id)
    if (withdrawn === null) return c.notFound()
    if ('accepted' in withdrawn) return c.redirect(`${paths.policies()}?saved=withdrawn`, 303)
    const version = (await listPoliciesOnRecord(house.database)).find((each) => each.id === id)!
    return showWithdrawal(c, version, refusals[withdrawn.refused], statusOfRefusal(withdrawn.refused))
  })

async function aroundForm(c: Context<AppEnv>) {
  const { house, paths } = c.var
  return { policies: await listPolicies(house.database), today: londonDate(house.clock.now()), paths }
}

async function showForm(
  c: Context<AppEnv>,
  typed: TypedPolicy,
  errors: readonly PolicyError[] = [],
  status: 200 | 403 | 409 | 422 = errors.length > 0 ? 422 : 200,
): Promise<Response> {
  return showPage(c, 'pages/policyForm.njk', policyFormPage(typed, errors, await aroundForm(c)), status)
}

function showWithdrawal(
  c: Context<AppEnv>,
  version: PolicyOnRecord,
  refusal: string | null,
  status: 200 | 403 | 409 | 422 = 200,
): Response {
  const { from, recordedByName, recordedAt } = version
  const title = 'Withdraw a version of the local policy'
  const hasBegun = from <= londonDate(c.var.house.clock.now())
  return showPage(
    c,
    'pages/policyWithdrawal.njk',
    { title, from, recordedByName, recordedAt, hasBegun, refusal, action: c.var.paths.policyWithdrawal(version.id) },
    status,
  )
}
