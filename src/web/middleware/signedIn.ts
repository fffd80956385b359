// Who is at the door? A cookie whose hash is a running sign-in; idle 20 minutes or 8 hours old, it counts for nothing.
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { House } from '../../house.ts'
import { sha256Of } from '../../storage/chain.ts'
import { sessionBegun, sessionEnded, sessionOf, sessionUsed } from '../../storage/sessionStore.ts'
import type { AppEnv } from '../appEnv.ts'

const idleMinutes = 20
const absoluteHours = 8

/** Puts the signed-in person, or null, on the request. */
export const signedIn = createMiddleware<AppEnv>(async (c, next) => {
  c.set('signedIn', null)
  const house = c.get('house')
  const cookie = getCookie(c, cookieName(house))
  if (cookie) {
    const sessionHash = await sha256Of(cookie)
    const session = await sessionOf(house.database, sessionHash)
    const now = house.machineClock.now()
    if (session && isFresh(session.lastUsedAt, session.startedAt, now)) {
      await house.database.commit([sessionUsed(sessionHash, now)])
      c.set('signedIn', { person: session.person, sessionHash, kept: session.kept })
    }
  }
  await next()
})

/** Signs a person in: a new sign-in in the database, its secret in a cookie that scripts cannot read. */
export async function beginSession(c: Context<AppEnv>, personId: string): Promise<void> {
  const house = c.get('house')
  const secret = house.ids.secret()
  const before = c.get('signedIn')
  const now = house.machineClock.now()
  const writes = [sessionBegun(await sha256Of(secret), personId, now)]
  if (before) writes.push(sessionEnded(before.sessionHash, now))
  await house.database.commit(writes)
  setCookie(c, cookieName(house), secret, cookieOptions(house))
}

/** Signs out: the sign-in is ended in the database, the cookie dropped. */
export async function endSession(c: Context<AppEnv>): Promise<void> {
  const house = c.get('house')
  const now = c.get('signedIn')
  if (now) await house.database.commit([sessionEnded(now.sessionHash, house.machineClock.now())])
  deleteCookie(c, cookieName(house), cookieOptions(house))
}

/** A `__Host-` name wants the whole site, `__Secure-` a prefix; on plain http at home an ordinary one. */
function cookieName(house: House): string {
  if (!house.publicUrl.startsWith('https:')) return 'whereabouts'
  return house.basePath === '' ? '__Host-whereabouts' : '__Secure-whereabouts'
}

function cookieOptions(house: House) {
  const secure = house.publicUrl.startsWith('https:')
  return { httpOnly: true, secure, sameSite: 'Lax' as const, path: house.basePath || '/' }
}

function isFresh(lastUsedAt: string, startedAt: string, now: string): boolean {
  const minutesSince = (instant: string) => (Date.parse(now) - Date.parse(instant)) / 60_000
  return minutesSince(lastUsedAt) < idleMinutes && minutesSince(startedAt) < absoluteHours * 60
}
