// Every address × every role × signed out. An address without a row here fails: say who may use it, then add it.
import { describe, expect, test } from 'vitest'
import { matrixHouse } from './matrixHouse.ts'
import { makePeopleHouse } from './peopleHouse.ts'

/** The columns: nobody signed in; of Heron Lane the officer, the lead, the head; an officer of St Oswald’s; of the authority the CME officer, the manager, the administrator; a person without a role. */
const columns = [undefined, 'bela', 'cleo', 'dora', 'gwen', 'evan', 'fern', 'ada', 'hugo'] as const

/** Route · address asked for · statuses in the order of the columns · what is sent. Pip and the absence are Heron Lane’s, Una (a paper register) is St Oswald’s. */
type Row = readonly [route: string, address: string, statuses: string, sent?: string, type?: string]

const json = 'application/json'

/** What every installation has. */
const rows: readonly Row[] = [
  // Open to everybody
  ['GET /', '/', '200 303 303 303 303 303 303 303 200'],
  ['GET /health', '/health', '200 200 200 200 200 200 200 200 200'],
  ['GET /assets/:file', '/assets/x.css', '200 200 200 200 200 200 200 200 200'],
  ['GET /deadline-calculator', '/deadline-calculator', '200 200 200 200 200 200 200 200 200'],
  ['POST /deadline-calculator', '/deadline-calculator', '422 422 422 422 422 422 422 422 422'],
  ['GET /api', '/api', '200 200 200 200 200 200 200 200 200'],
  ['GET /api/openapi.json', '/api/openapi.json', '200 200 200 200 200 200 200 200 200'],
  [
    'GET /api/schemas/2026-09-01/:file',
    '/api/schemas/2026-09-01/leave.granted.json',
    '200 200 200 200 200 200 200 200 200',
  ],
  ['GET /rulebook', '/rulebook', '200 200 200 200 200 200 200 200 200'],
  ['GET /rulebook/:id', '/rulebook/ground-i', '200 200 200 200 200 200 200 200 200'],
  ['GET /rulebook/local-policy', '/rulebook/local-policy', '200 200 200 200 200 200 200 200 200'],
  ['GET /rulebook/attendance-codes', '/rulebook/attendance-codes', '200 200 200 200 200 200 200 200 200'],
  ['GET /rulebook/identifiers', '/rulebook/identifiers', '200 200 200 200 200 200 200 200 200'],
  ['POST /rulebook/identifiers', '/rulebook/identifiers', '422 422 422 422 422 422 422 422 422'],
  ['POST /sign-out', '/sign-out', '303 303 303 303 303 303 303 303 303'],
  // A school’s system, by its signature alone: no sign-in opens it
  ['POST /hooks/v1/:endpoint', '/hooks/v1/none', '401 401 401 401 401 401 401 401 401', '{}', json],
  ['POST /hooks/wonde/:endpoint', '/hooks/wonde/none', '401 401 401 401 401 401 401 401 401', '{}', json],
  // The school’s own
  ['GET /today', '/today', '303 200 200 200 200 404 404 404 404'],
  [
    'GET /absences/:caseId/contact-attempts/new',
    '/absences/away/contact-attempts/new',
    '303 200 200 404 404 404 404 404 404',
  ],
  [
    'POST /absences/:caseId/contact-attempts',
    '/absences/away/contact-attempts',
    '303 422 422 404 404 404 404 404 404',
    'case=away',
  ],
  [
    'POST /absences/:caseId/contact-attempts/:version/withdrawal',
    '/absences/away/contact-attempts/2/withdrawal',
    '303 303 303 404 404 404 404 404 404',
  ],
  // The officer and the lead of that school alone; here no school sends codes
  ['POST /absences/:caseId/write-backs', '/absences/away/write-backs', '303 422 422 404 404 404 404 404 404', 'send=I'],
  ['GET /absences/:caseId/reasons/new', '/absences/away/reasons/new', '303 200 200 404 404 404 404 404 404'],
  ['POST /absences/:caseId/reasons', '/absences/away/reasons', '303 422 422 404 404 404 404 404 404', 'case=away'],
  [
    'POST /absences/:caseId/reasons/:version/withdrawal',
    '/absences/away/reasons/3/withdrawal',
    '303 303 303 404 404 404 404 404 404',
  ],
  ['GET /cases/:id', '/cases/away', '303 200 200 200 404 404 404 404 404'],
  ['GET /cases/:id/opening', '/cases/away/opening', '303 404 200 404 404 404 404 404 404'],
  ['POST /cases/:id/opening', '/cases/away/opening', '303 404 422 404 404 404 404 404 404'],
  ['GET /cases/:id/tellings/new', '/cases/away/tellings/new', '303 200 200 404 404 404 404 404 404'],
  ['POST /cases/:id/tellings', '/cases/away/tellings', '303 422 422 404 404 404 404 404 404'],
  ['GET /cases/:id/returns/new', '/cases/away/returns/new', '303 200 200 404 404 404 404 404 404'],
  ['POST /cases/:id/returns', '/cases/away/returns', '303 422 422 404 404 404 404 404 404'],
  ['GET /cases/:id/records/new', '/cases/away/records/new', '303 200 200 404 404 404 404 404 404'],
  ['POST /cases/:id/records', '/cases/away/records', '303 422 422 404 404 404 404 404 404'],
  ['GET /cases/:id/sightings/new', '/cases/away/sightings/new', '303 200 200 404 404 404 404 404 404'],
  ['POST /cases/:id/sightings', '/cases/away/sightings', '303 422 422 404 404 404 404 404 404'],
  ['GET /pupils', '/pupils', '303 200 200 200 200 404 404 404 404'],
  ['POST /pupils/search', '/pupils/search', '303 303 303 303 303 404 404 404 404', 'search=pip'],
  ['GET /pupils/:id', '/pupils/pip', '303 200 200 200 404 404 404 404 404'],
  ['GET /absences/new', '/absences/new', '303 403 403 404 200 404 404 404 404'],
  ['POST /absences', '/absences', '303 403 403 404 422 404 404 404 404', 'pupil=una'],
  ['GET /pupils/:id/marks/:on/:session', '/pupils/una/marks/2026-10-14/AM', '303 404 404 404 200 404 404 404 404'],
  ['POST /pupils/:id/marks/:on/:session', '/pupils/una/marks/2026-10-14/AM', '303 404 404 404 422 404 404 404 404'],
  ['GET /registers', '/registers', '303 403 403 404 200 404 404 404 404'],
  ['POST /registers', '/registers', '303 404 404 404 303 404 404 404 404', 'school=999003&on=2026-10-14&session=AM'],
  // Register files: of the officer and the lead
  ['GET /register-files', '/register-files', '303 200 200 404 200 404 404 404 404'],
  ['POST /register-files', '/register-files', '303 422 422 404 422 404 404 404 404', 'school=999001'],
  [
    'GET /register-files/starter.csv',
    '/register-files/starter.csv?school=999001',
    '303 200 200 404 404 404 404 404 404',
  ],
  ['GET /register-files/:id', '/register-files/sheet', '303 200 200 404 404 404 404 404 404'],
  ['GET /register-files/:id/columns', '/register-files/sheet/columns', '303 200 200 404 404 404 404 404 404'],
  ['POST /register-files/:id/columns', '/register-files/sheet/columns', '303 422 422 404 404 404 404 404 404'],
  ['POST /register-files/:id/use', '/register-files/sheet/use', '303 303 303 404 404 404 404 404 404'],
  ['POST /register-files/:id/taking-back', '/register-files/sheet/taking-back', '303 303 303 404 404 404 404 404 404'],
  [
    'POST /register-files/:id/withdrawal',
    '/register-files/second-sheet/withdrawal',
    '303 303 303 404 404 404 404 404 404',
  ],
  // Risk and referrals: the lead’s, and of an opened case the CME officer’s
  ['GET /cases/:id/risk-answers/new', '/cases/open/risk-answers/new', '303 404 200 404 404 404 404 404 404'],
  ['POST /cases/:id/risk-answers', '/cases/open/risk-answers', '303 404 422 404 404 404 404 404 404'],
  ['GET /cases/:id/risk-answers', '/cases/open/risk-answers', '303 404 200 404 404 200 404 404 404'],
  [
    'GET /cases/:id/risk-answers/:version{[0-9]{1,6}}',
    '/cases/open/risk-answers/3',
    '303 404 200 404 404 200 404 404 404',
  ],
  ['GET /cases/:id/referrals/new', '/cases/open/referrals/new', '303 404 200 404 404 200 404 404 404'],
  ['POST /cases/:id/referrals', '/cases/open/referrals', '303 404 422 404 404 422 404 404 404'],
  ['GET /cases/:id/referrals/:version{[0-9]{1,6}}', '/cases/open/referrals/4', '303 404 200 404 404 200 404 404 404'],
  [
    'GET /cases/:id/referrals/:version{[0-9]{1,6}}/acknowledgement',
    '/cases/open/referrals/4/acknowledgement',
    '303 404 200 404 404 200 404 404 404',
  ],
  [
    'POST /cases/:id/referrals/:version{[0-9]{1,6}}/acknowledgement',
    '/cases/open/referrals/4/acknowledgement',
    '303 404 422 404 404 422 404 404 404',
  ],
  [
    'GET /cases/:id/referrals/:version{[0-9]{1,6}}/answer',
    '/cases/open/referrals/4/answer',
    '303 404 200 404 404 200 404 404 404',
  ],
  [
    'POST /cases/:id/referrals/:version{[0-9]{1,6}}/answer',
    '/cases/open/referrals/4/answer',
    '303 404 422 404 404 422 404 404 404',
  ],
  // The child is found; an entry is taken back by the side that wrote it; leave, which the school writes down
  // The removal gate: where nobody can sign or decide now, a form leads back to the gate
  ['GET /cases/:id/removal', '/cases/open/removal', '303 200 200 200 404 200 404 404 404'],
  ['GET /cases/:id/removal/return', '/cases/open/removal/return', '303 404 404 200 404 200 404 404 404'],
  ['GET /cases/:id/removal/sickness', '/cases/open/removal/sickness', '303 404 303 303 404 404 404 404 404'],
  ['POST /cases/:id/removal/sickness', '/cases/open/removal/sickness', '303 404 422 422 404 404 404 404 404'],
  ['GET /cases/:id/removal/enquiries', '/cases/open/removal/enquiries', '303 404 303 303 404 303 404 404 404'],
  ['POST /cases/:id/removal/enquiries', '/cases/open/removal/enquiries', '303 404 422 422 404 422 404 404 404'],
  ['GET /cases/:id/removal/outcome', '/cases/open/removal/outcome', '303 404 303 303 404 303 404 404 404'],
  ['POST /cases/:id/removal/outcome', '/cases/open/removal/outcome', '303 404 422 422 404 422 404 404 404'],
  ['GET /cases/:id/removal/decision', '/cases/open/removal/decision', '303 404 404 303 404 404 404 404 404'],
  ['POST /cases/:id/removal/decision', '/cases/open/removal/decision', '303 404 404 422 404 404 404 404 404'],
  ['GET /cases/:id/findings/new', '/cases/open/findings/new', '303 404 200 404 404 200 404 404 404'],
  ['POST /cases/:id/findings', '/cases/open/findings', '303 404 422 404 404 422 404 404 404'],
  [
    'GET /cases/:id/entries/:version/withdrawal',
    '/cases/open/entries/3/withdrawal',
    '303 404 200 404 404 404 404 404 404',
  ],
  [
    'POST /cases/:id/entries/:version/withdrawal',
    '/cases/open/entries/3/withdrawal',
    '303 404 422 404 404 404 404 404 404',
  ],
  ['GET /pupils/:id/starting', '/pupils/pip/starting', '303 200 200 404 404 404 404 404 404'],
  ['POST /pupils/:id/starting', '/pupils/pip/starting', '303 422 422 404 404 404 404 404 404'],
  ['GET /pupils/:id/destination', '/pupils/pip/destination', '303 200 200 404 404 404 404 404 404'],
  ['POST /pupils/:id/destination', '/pupils/pip/destination', '303 422 422 404 404 404 404 404 404'],
  ['GET /pupils/:id/leaving-case', '/pupils/pip/leaving-case', '303 404 200 404 404 404 404 404 404'],
  ['POST /pupils/:id/leaving-case', '/pupils/pip/leaving-case', '303 404 422 404 404 404 404 404 404'],
  ['GET /matches', '/matches', '303 200 200 404 200 404 404 404 404'],
  ['POST /matches', '/matches', '303 422 422 404 422 404 404 404 404'],
  ['GET /pupils/:id/leaves', '/pupils/pip/leaves', '303 200 200 200 404 404 404 404 404'],
  ['POST /pupils/:id/leaves', '/pupils/pip/leaves', '303 422 422 422 404 404 404 404 404'],
  [
    'POST /pupils/:id/leaves/:leaveId/withdrawal',
    '/pupils/pip/leaves/none/withdrawal',
    '303 303 303 303 404 404 404 404 404',
  ],
  // The school’s and the administrator’s
  ['GET /needs-attention', '/needs-attention', '303 200 200 404 200 200 404 200 404'],
  ['GET /held-back', '/held-back', '303 200 200 200 200 404 404 200 404'],
  [
    'POST /held-back/releases',
    '/held-back/releases',
    '303 404 303 303 404 404 404 303 404',
    'school=999001&because=x&newest=1',
  ],
  [
    'POST /held-back/refusals',
    '/held-back/refusals',
    '303 404 422 422 404 404 404 422 404',
    'school=999001&because=x&newest=1',
  ],
  ['GET /schools-not-heard', '/schools-not-heard', '303 200 200 200 200 200 200 200 404'],
  ['POST /schools-not-heard/looks', '/schools-not-heard/looks', '303 404 303 404 404 303 404 404 404', 'school=999001'],
  // What was not taken in: Heron Lane’s people settle theirs, the authority tells them; the administrator sees to what failed
  [
    'GET /needs-attention/parts/:delivery/:number/correction',
    '/needs-attention/parts/900/1/correction',
    '303 200 200 404 404 404 404 404 404',
  ],
  [
    'POST /needs-attention/parts/:delivery/:number/correction',
    '/needs-attention/parts/900/1/correction',
    '303 409 409 404 404 404 404 404 404',
  ],
  [
    'GET /needs-attention/parts/:delivery/:number/discard',
    '/needs-attention/parts/900/1/discard',
    '303 200 200 404 404 404 404 404 404',
  ],
  [
    'POST /needs-attention/parts/:delivery/:number/discard',
    '/needs-attention/parts/900/1/discard',
    '303 422 422 404 404 404 404 404 404',
  ],
  [
    'POST /needs-attention/parts/:delivery/:number/telling',
    '/needs-attention/parts/900/1/telling',
    '303 404 404 404 404 303 404 303 404',
  ],
  [
    'POST /needs-attention/deliveries/:id/retry',
    '/needs-attention/deliveries/901/retry',
    '303 404 404 404 404 404 404 303 404',
  ],
  [
    'GET /needs-attention/deliveries/:id/discard',
    '/needs-attention/deliveries/902/discard',
    '303 404 404 404 404 404 404 200 404',
  ],
  [
    'POST /needs-attention/deliveries/:id/discard',
    '/needs-attention/deliveries/902/discard',
    '303 404 404 404 404 404 404 422 404',
  ],
  // Messages: the school’s own, the authority’s all; the administrator sees them and gives the addresses
  ['GET /messages', '/messages', '303 404 200 404 404 200 404 200 404'],
  ['GET /messages/:id', '/messages/held', '303 404 200 404 404 200 404 200 404'],
  ['POST /messages/:id/release', '/messages/held/release', '303 404 303 404 404 303 404 404 404'],
  ['GET /addresses', '/addresses', '303 404 404 404 404 404 404 200 404'],
  ['POST /addresses', '/addresses', '303 404 404 404 404 404 404 303 404'],
  // The list of cases: the school’s own absences from the first day, the authority’s once they are opened; only the CME officer allocates
  ['GET /cases', '/cases', '303 200 200 200 200 200 404 404 404'],
  ['POST /cases/search', '/cases/search', '303 422 422 422 422 422 404 404 404'],
  ['POST /cases/allocations', '/cases/allocations', '303 404 404 404 404 422 404 404 404'],
  ['GET /cases/:id/allocation', '/cases/away/allocation', '303 404 404 404 404 404 404 404 404'],
  ['POST /cases/:id/allocation', '/cases/away/allocation', '303 404 404 404 404 404 404 404 404', 'to=nobody'],
  // Enquiries, visits and joint reviews: this absence is not opened, so it is the school’s alone
  ['GET /cases/:id/checks/new', '/cases/away/checks/new?check=S8', '303 200 200 404 404 404 404 404 404'],
  ['POST /cases/:id/checks', '/cases/away/checks', '303 422 422 404 404 404 404 404 404', 'check=S8'],
  ['GET /cases/:id/home-visit', '/cases/away/home-visit', '303 200 200 404 404 404 404 404 404'],
  ['GET /cases/:id/reviews', '/cases/away/reviews', '303 404 200 404 404 404 404 404 404'],
  ['GET /cases/:id/reviews/new', '/cases/away/reviews/new', '303 404 200 404 404 404 404 404 404'],
  ['POST /cases/:id/reviews', '/cases/away/reviews', '303 404 409 404 404 404 404 404 404'],
  // The authority’s
  ['GET /schools', '/schools', '303 404 404 404 404 200 200 404 404'],
  // The authority’s own numbers: its manager and its administrator set them
  ['GET /rulebook/local-policy/new', '/rulebook/local-policy/new', '303 404 404 404 404 404 200 200 404'],
  ['POST /rulebook/local-policy', '/rulebook/local-policy', '303 404 404 404 404 404 422 422 404'],
  [
    'GET /rulebook/local-policy/:id/withdrawal',
    '/rulebook/local-policy/coming/withdrawal',
    '303 404 404 404 404 404 200 200 404',
  ],
  [
    'POST /rulebook/local-policy/:id/withdrawal',
    '/rulebook/local-policy/coming/withdrawal',
    '303 404 404 404 404 404 303 303 404',
  ],
  // Calendars: seen by everybody who counts by them, set by the school’s office and head and by the administrator
  ['GET /calendars', '/calendars', '303 303 303 303 303 200 200 200 404'],
  ['GET /calendars/:urn', '/calendars/999001', '303 200 200 200 404 200 200 200 404'],
  ['GET /calendars/:urn/years/:year', '/calendars/999001/years/2026-27', '303 200 404 200 404 404 404 200 404'],
  [
    'POST /calendars/:urn/years/:year',
    '/calendars/999001/years/2026-27',
    '303 422 404 422 404 404 404 422 404',
    'wish=use',
  ],
  [
    'GET /calendars/:urn/years/:year/check',
    '/calendars/999001/years/2026-27/check',
    '303 303 404 303 303 404 404 303 404',
  ],
  [
    'POST /calendars/:urn/years/:year/check',
    '/calendars/999001/years/2026-27/check',
    '303 422 404 422 404 404 404 422 404',
  ],
  ['GET /calendars/:urn/file', '/calendars/999001/file', '303 200 404 200 404 404 404 200 404'],
  ['POST /calendars/:urn/file', '/calendars/999001/file', '303 422 404 422 404 404 404 422 404', 'year=2026-27'],
  ['GET /calendars/starter.csv', '/calendars/starter.csv', '303 200 404 200 200 404 404 200 404'],
  [
    'POST /calendars/:urn/bank-holidays/:on',
    '/calendars/999001/bank-holidays/2027-05-03',
    '303 409 404 409 404 404 404 409 404',
  ],
  // The administrator’s
  ['GET /connections', '/connections', '303 404 404 404 404 404 404 200 404'],
  ['GET /connections/new', '/connections/new', '303 404 404 404 404 404 404 200 404'],
  ['POST /connections', '/connections', '303 404 404 404 404 404 404 422 404'],
  ['GET /connections/:id', '/connections/door', '303 404 404 404 404 404 404 200 404'],
  ['GET /connections/:id/arrivals', '/connections/door/arrivals', '303 404 404 404 404 404 404 200 404'],
  ['GET /connections/:id/secrets/new', '/connections/door/secrets/new', '303 404 404 404 404 404 404 200 404'],
  ['POST /connections/:id/secrets', '/connections/door/secrets', '303 404 404 404 404 404 404 200 404', 'seen=1'],
  [
    'POST /connections/:id/old-secret/end',
    '/connections/door/old-secret/end',
    '303 404 404 404 404 404 404 409 404',
    'seen=1',
  ],
  ['GET /connections/:id/write-back', '/connections/wonde/write-back', '303 404 404 404 404 404 404 200 404'],
  [
    'POST /connections/:id/write-back',
    '/connections/wonde/write-back',
    '303 404 404 404 404 404 404 303 404',
    'seen=1',
  ],
  ['GET /connections/:id/end', '/connections/door/end', '303 404 404 404 404 404 404 200 404'],
  ['POST /connections/:id/end', '/connections/door/end', '303 404 404 404 404 404 404 422 404', 'seen=1'],
  ['GET /people', '/people', '303 404 404 404 404 404 404 200 404'],
  ['GET /people/new', '/people/new', '303 404 404 404 404 404 404 200 404'],
  ['POST /people', '/people', '303 404 404 404 404 404 404 422 404'],
  ['GET /people/:id', '/people/bela', '303 404 404 404 404 404 404 200 404'],
  ['POST /people/:id/roles', '/people/bela/roles', '303 404 404 404 404 404 404 303 404', 'role=cme-officer'],
  [
    'GET /people/:id/roles/:roleId/withdrawal',
    '/people/dora/roles/role-of-dora/withdrawal',
    '303 404 404 404 404 404 404 200 404',
  ],
  [
    'POST /people/:id/roles/:roleId/withdrawal',
    '/people/dora/roles/role-of-dora/withdrawal',
    '303 404 404 404 404 404 404 303 404',
  ],
  ['POST /people/:id/sign-ins/end', '/people/dora/sign-ins/end', '303 404 404 404 404 404 404 303 404'],
]

/** What a real installation has besides; 503: its issuer does not answer in this test. */
const realRows: readonly Row[] = [
  ['GET /sign-in', '/sign-in', '200 200 200 200 200 200 200 200 200'],
  ['GET /sign-in/start', '/sign-in/start', '503 503 503 503 503 503 503 503 503'],
  ['GET /sign-in/callback', '/sign-in/callback', '400 400 400 400 400 400 400 400 400'],
  ['GET /invitations/:code', '/invitations/a-code', '200 200 200 200 200 200 200 200 200'],
  ['POST /people/:id/invitations', '/people/ivo/invitations', '303 404 404 404 404 404 404 200 404'],
]

/** What the demonstration has besides. */
const demonstrationRows: readonly Row[] = [
  ['GET /sign-in', '/sign-in', '200 200 200 200 200 200 200 200 200'],
  ['POST /sign-in', '/sign-in', '422 422 422 422 422 422 422 422 422'],
  ['GET /demo/clock', '/demo/clock', '200 200 200 200 200 200 200 200 200'],
  ['PUT /demo/clock', '/demo/clock', '400 400 400 400 400 400 400 400 400', '{}', json],
  ['POST /demo/clock', '/demo/clock', '422 422 422 422 422 422 422 422 422'],
  ['POST /people/:id/invitations', '/people/ivo/invitations', '303 404 404 404 404 404 404 303 404'],
]

describe.each([
  { mode: 'production' as const, table: [...rows, ...realRows] },
  { mode: 'demonstration' as const, table: [...rows, ...demonstrationRows] },
])('in a house for $mode', ({ mode, table }) => {
  test('every address has a row here, and every row an address', async () => {
    const { app } = await matrixHouse(mode)
    const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)
    expect([...new Set(routes)].sort()).toEqual(table.map(([route]) => route).sort())
  })

  test.each(table.map((row) => [row[0], row] as const))('%s', async (route, [, address, expected, sent = '', type]) => {
    const method = route.split(' ')[0]!
    const statuses: number[] = []
    // What changes something is asked of a house where nobody has changed anything yet; a refusal changes nothing.
    let shared: Awaited<ReturnType<typeof matrixHouse>> | null = null
    for (const who of columns) {
      const isChanged = method !== 'GET' && (statuses.at(-1) ?? 0) < 400
      if (isChanged || !shared) shared = await matrixHouse(mode)
      const headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }
      if (who) headers.cookie = await shared.signIn(who)
      if (method !== 'GET') headers['content-type'] = type ?? 'application/x-www-form-urlencoded'
      const body = method === 'GET' ? undefined : sent
      statuses.push((await shared.app.request(address, { method, headers, body })).status)
    }
    expect(statuses.join(' ')).toBe(expected)
  })
})

describe('what is not yours', () => {
  test.each([
    ['gwen', '/pupils/pip', '/pupils/nobody'],
    ['gwen', '/absences/away/contact-attempts/new', '/absences/none/contact-attempts/new'],
    ['bela', '/pupils/una', '/pupils/nobody'],
    ['bela', '/people/ada', '/people/nobody'],
    ['bela', '/connections', '/nothing/of/the/kind'],
    ['bela', '/connections/door', '/connections/nothing'],
    ['ada', '/pupils/pip', '/pupils/nobody'],
    ['cleo', '/messages/elsewhere', '/messages/nothing'],
    // What a school's lead is told is the school's: the authority does not learn that there is anything.
    ['evan', '/messages/to-lead', '/messages/nothing'],
  ])('is for %s the same bytes as what is absent, but for the nonce (%s)', async (who, theirs, absent) => {
    const { get } = await matrixHouse('production')
    const page = async (path: string) => {
      const answer = await get(path, who)
      const nonce = /'nonce-([\w-]+)'/.exec(answer.headers.get('content-security-policy')!)![1]!
      return { status: answer.status, text: (await answer.text()).replaceAll(nonce, '') }
    }
    const [one, other] = [await page(theirs), await page(absent)]
    expect(one.status).toBe(404)
    expect(one).toEqual(other)
  })
})

test('a real house has nothing of the demonstration, and the demonstration has no real sign-in', async () => {
  const real = await matrixHouse('production')
  for (const path of ['/demo/clock', '/demo']) expect((await real.app.request(path)).status).toBe(404)
  const made = await makePeopleHouse()
  for (const path of ['/sign-in/start', '/sign-in/callback']) expect((await made.app.request(path)).status).toBe(404)
})
