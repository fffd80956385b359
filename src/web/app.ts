// Who is at the door, and where do they go? Every middleware and mount, in order, on one list.
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { House } from '../house.ts'
import { type HookOptions, hooks } from '../intake/receive.ts'
import type { AppEnv, DemonstrationBar } from './appEnv.ts'
import { answerFault, answerNotFound, answerTooLarge } from './middleware/errors.ts'
import { formsOnly } from './middleware/formsOnly.ts'
import { answerWrongMethods } from './middleware/methodNotAllowed.ts'
import { securityHeaders } from './middleware/securityHeaders.ts'
import { signedIn } from './middleware/signedIn.ts'
import { pathsAt } from './paths.ts'
import { absenceRoutes } from './routes/absenceRoutes.ts'
import { addressRoutes } from './routes/addressRoutes.ts'
import { apiRoutes } from './routes/apiRoutes.ts'
import { assetRoutes } from './routes/assetRoutes.ts'
import { attendanceCodeRoutes } from './routes/attendanceCodeRoutes.ts'
import { calculatorRoutes } from './routes/calculatorRoutes.ts'
import { calendarFileRoutes } from './routes/calendarFileRoutes.ts'
import { calendarFormRoutes } from './routes/calendarFormRoutes.ts'
import { calendarRoutes } from './routes/calendarRoutes.ts'
import { caseloadRoutes } from './routes/caseloadRoutes.ts'
import { caseRoutes } from './routes/caseRoutes.ts'
import { caseSearchRoutes } from './routes/caseSearchRoutes.ts'
import { checkRoutes } from './routes/checkRoutes.ts'
import { connectionPageRoutes } from './routes/connectionPageRoutes.ts'
import { connectionRoutes } from './routes/connectionRoutes.ts'
import { contactAttemptRoutes } from './routes/contactAttemptRoutes.ts'
import { entryRoutes } from './routes/entryRoutes.ts'
import { faultRoutes } from './routes/faultRoutes.ts'
import { findingRoutes } from './routes/findingRoutes.ts'
import { heldBackRoutes } from './routes/heldBackRoutes.ts'
import { homeRoutes } from './routes/homeRoutes.ts'
import { identifierRoutes } from './routes/identifierRoutes.ts'
import { invitationRoutes } from './routes/invitationRoutes.ts'
import { leaveRoutes } from './routes/leaveRoutes.ts'
import { markRoutes } from './routes/markRoutes.ts'
import { matchRoutes } from './routes/matchRoutes.ts'
import { messageRoutes } from './routes/messageRoutes.ts'
import { needsAttentionRoutes } from './routes/needsAttentionRoutes.ts'
import { peopleRoutes } from './routes/peopleRoutes.ts'
import { policyRoutes } from './routes/policyRoutes.ts'
import { pupilRoutes } from './routes/pupilRoutes.ts'
import { reasonRoutes } from './routes/reasonRoutes.ts'
import { referralRoutes } from './routes/referralRoutes.ts'
import { limitRegisterFile, registerFileRoutes } from './routes/registerFileRoutes.ts'
import { registerRoutes } from './routes/registerRoutes.ts'
import { removalRoutes } from './routes/removalRoutes.ts'
import { reviewRoutes } from './routes/reviewRoutes.ts'
import { riskRoutes } from './routes/riskRoutes.ts'
import { rollRoutes } from './routes/rollRoutes.ts'
import { rulebookRoutes } from './routes/rulebookRoutes.ts'
import { schoolRoutes } from './routes/schoolRoutes.ts'
import { signInRoutes } from './routes/signInRoutes.ts'
import { signOutRoutes } from './routes/signOutRoutes.ts'
import { silenceRoutes } from './routes/silenceRoutes.ts'
import { tellingRoutes } from './routes/tellingRoutes.ts'
import { todayRoutes } from './routes/todayRoutes.ts'
import { writeBackRoutes } from './routes/writeBackRoutes.ts'

/** What the demonstration adds: its own sign-in, its clock. Built in src/demo and handed over by the Node door alone. */
export interface Demonstration {
  /** Takes JSON and no cookie: mounted before the check of forms. */
  readonly clockRoutes: Hono<AppEnv>
  readonly routes: Hono<AppEnv>
  bar(): DemonstrationBar
}

const mostFormBytes = 256 * 1024

/** The whole application for one house. Mounts into any Hono application: `host.mount('/whereabouts', createApp(house).fetch)`. */
export function createApp(
  house: House,
  demonstration: Demonstration | null = null,
  hookOptions: HookOptions = {},
): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const paths = pathsAt(house.basePath)

  app.use(async (c, next) => {
    c.set('house', house)
    c.set('paths', paths)
    c.set('signedIn', null)
    c.set('demonstrationBar', demonstration?.bar() ?? null)
    await next()
  })
  app.use(securityHeaders)
  app.onError(answerFault)
  app.notFound(answerNotFound)

  app.route('/', assetRoutes)
  app.route('/', hooks(house, hookOptions))
  if (demonstration) app.route('/', demonstration.clockRoutes)

  const limitForm = bodyLimit({ maxSize: mostFormBytes, onError: answerTooLarge })
  app.use((c, next) => (c.req.path === '/register-files' ? limitRegisterFile(c, next) : limitForm(c, next)))
  app.use(formsOnly(new URL(house.publicUrl).origin, house.mode === 'demonstration'))
  app.use(signedIn)
  app.route('/', homeRoutes)
  app.route('/', todayRoutes)
  app.route('/', contactAttemptRoutes)
  app.route('/', reasonRoutes)
  app.route('/', caseloadRoutes)
  app.route('/', caseSearchRoutes)
  app.route('/', pupilRoutes)
  app.route('/', leaveRoutes)
  app.route('/', rollRoutes)
  app.route('/', matchRoutes)
  app.route('/', findingRoutes)
  app.route('/', entryRoutes)
  app.route('/', absenceRoutes)
  app.route('/', markRoutes)
  app.route('/', caseRoutes)
  app.route('/', tellingRoutes)
  app.route('/', registerRoutes)
  app.route('/', registerFileRoutes)
  app.route('/', riskRoutes)
  app.route('/', referralRoutes)
  app.route('/', checkRoutes)
  app.route('/', reviewRoutes)
  app.route('/', calculatorRoutes)
  app.route('/', removalRoutes)
  app.route('/', policyRoutes)
  app.route('/', attendanceCodeRoutes)
  app.route('/', identifierRoutes)
  app.route('/', rulebookRoutes)
  app.route('/', apiRoutes)
  app.route('/', schoolRoutes)
  app.route('/', calendarFileRoutes)
  app.route('/', calendarFormRoutes)
  app.route('/', calendarRoutes)
  app.route('/', heldBackRoutes)
  app.route('/', silenceRoutes)
  app.route('/', needsAttentionRoutes)
  app.route('/', faultRoutes)
  app.route('/', messageRoutes)
  app.route('/', addressRoutes)
  app.route('/', connectionRoutes)
  app.route('/', connectionPageRoutes)
  app.route('/', writeBackRoutes)
  app.route('/', invitationRoutes)
  app.route('/', peopleRoutes)
  if (house.signIn) app.route('/', signInRoutes(house.signIn))
  app.route('/', signOutRoutes)
  if (demonstration) app.route('/', demonstration.routes)

  answerWrongMethods(app)
  return app
}
