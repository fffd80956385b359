// Who is at the door? Their organisation says so; an account nobody invited opens nothing. Not in the demonstration.
import { type Context, Hono } from 'hono'
import { takeUpInvitation } from '../../actions/takeUpInvitation.ts'
import { takeUpInvitation as decide } from '../../cases/decide/takeUpInvitation.ts'
import type { SignIn } from '../../house.ts'
import { sha256Of } from '../../storage/chain.ts'
import { invitationWithCode } from '../../storage/invitationStore.ts'
import { personIdWithAccount } from '../../storage/personStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { beginSession } from '../middleware/signedIn.ts'
import { forgetSignIn, keepSignIn, keptSignIn } from '../middleware/signInKept.ts'
import { showPage } from '../page.ts'
import { type SignInProblem, signInProblems } from '../pages/signInProblems.ts'

/** The pages of signing in with one issuer, and of taking up an invitation by doing so. */
export function signInRoutes(issuer: SignIn): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/sign-in', (c) => showPage(c, 'pages/signIn.njk', { title: 'Sign in', problem: null }))
    .get('/invitations/:code', async (c) => {
      const house = c.get('house')
      const code = c.req.param('code')
      const invitation = await invitationWithCode(house.database, await sha256Of(code))
      const decision = decide(invitation, null, house.clock.now())
      if (!invitation || 'refused' in decision) return showProblem(c, 'invitation-not-valid')
      return showPage(c, 'pages/invitation.njk', { title: 'Your invitation', name: invitation.personName, code })
    })
    .get('/sign-in/start', async (c) => {
      const invitation = c.req.query('invitation')?.slice(0, 100) ?? null
      try {
        const { address, kept } = await issuer.begin(callbackOf(c))
        await keepSignIn(c, { ...kept, invitation })
        return c.redirect(address, 303)
      } catch (cause) {
        c.get('house').log.fault('sign-in-issuer-not-reached', cause)
        return showProblem(c, 'issuer-not-reached')
      }
    })
    .get('/sign-in/callback', async (c) => {
      const house = c.get('house')
      const kept = await keptSignIn(c)
      forgetSignIn(c)
      if (!kept) return showProblem(c, 'not-completed')
      const returned = new URL(callbackOf(c))
      returned.search = new URL(c.req.url).search
      const answer = await issuer.finish(returned, kept)
      if ('failed' in answer) {
        house.log.info('sign-in-failed', { reason: answer.failed })
        return showProblem(c, answer.failed === 'access_denied' ? 'cancelled' : 'not-completed')
      }
      if (kept.invitation !== null) {
        const outcome = await takeUpInvitation(house, kept.invitation, answer.account)
        if ('refused' in outcome) {
          return showProblem(c, outcome.refused === 'account-taken' ? 'account-taken' : 'invitation-not-valid')
        }
      }
      const personId = await personIdWithAccount(house.database, answer.account)
      if (personId === null) return showProblem(c, 'no-account')
      await beginSession(c, personId)
      return c.redirect(c.get('paths').home(), 303)
    })
}

/** Our own address as the issuer knows it, whatever stands between the browser and us. */
function callbackOf(c: Context<AppEnv>): string {
  return new URL(c.get('paths').signInCallback(), c.get('house').publicUrl).href
}

function showProblem(c: Context<AppEnv>, problem: SignInProblem): Response {
  const { status, ...words } = signInProblems[problem]
  return showPage(c, 'pages/signIn.njk', { title: words.heading, problem: words }, status)
}
