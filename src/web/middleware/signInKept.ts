// What must be known when the browser comes back from the issuer? Kept in a locked cookie for ten minutes.
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { House } from '../../house.ts'
import { lockText, unlockText } from '../../storage/secretText.ts'
import type { AppEnv } from '../appEnv.ts'

const minutesOpen = 10

const shape = z.object({
  for: z.literal('sign-in'),
  at: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  invitation: z.string().nullable(),
})

export type SignInUnderWay = Omit<z.infer<typeof shape>, 'for' | 'at'>

/** Keeps a sign-in under way with the browser that began it: nobody else's can finish it. */
export async function keepSignIn(c: Context<AppEnv>, kept: SignInUnderWay): Promise<void> {
  const house = c.get('house')
  const text = JSON.stringify({ ...kept, for: 'sign-in', at: house.machineClock.now() })
  setCookie(c, cookieName(house), await lockText(house.keys.secrets, text), {
    ...cookieOptions(house),
    maxAge: minutesOpen * 60,
  })
}

/** The sign-in under way, or null: none, older than ten minutes, or touched. */
export async function keptSignIn(c: Context<AppEnv>): Promise<SignInUnderWay | null> {
  const house = c.get('house')
  const cookie = getCookie(c, cookieName(house))
  if (!cookie) return null
  try {
    const kept = shape.parse(JSON.parse(await unlockText(house.keys.secrets, cookie)))
    const minutes = (Date.parse(house.machineClock.now()) - Date.parse(kept.at)) / 60_000
    return minutes < minutesOpen ? kept : null
  } catch {
    return null
  }
}

export function forgetSignIn(c: Context<AppEnv>): void {
  deleteCookie(c, cookieName(c.get('house')), cookieOptions(c.get('house')))
}

function cookieName(house: House): string {
  if (!house.publicUrl.startsWith('https:')) return 'whereabouts-sign-in'
  return house.basePath === '' ? '__Host-whereabouts-sign-in' : '__Secure-whereabouts-sign-in'
}

function cookieOptions(house: House) {
  const secure = house.publicUrl.startsWith('https:')
  // Lax: the browser comes back from another site, and only then must the cookie come along.
  return { httpOnly: true, secure, sameSite: 'Lax' as const, path: house.basePath || '/' }
}
