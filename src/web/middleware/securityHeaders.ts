// What may a browser do with our pages? Nothing that a page did not ask for by its nonce; on every answer.
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../appEnv.ts'

const steady = {
  'X-Content-Type-Options': 'nosniff',
  // Not no-referrer: it would make forms send `Origin: null`, and the check against forged forms would refuse them.
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
}

export const securityHeaders = createMiddleware<AppEnv>(async (c, next) => {
  const nonce = c.get('house').ids.secret()
  c.set('nonce', nonce)
  await next()
  for (const [name, value] of Object.entries(steady)) c.res.headers.set(name, value)
  c.res.headers.set('Content-Security-Policy', policy(nonce))
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
})

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types htmx',
  ].join('; ')
}
