// Did one of our own pages send this? Only forms, only from here: no JSON ever rides on a cookie.
import { csrf } from 'hono/csrf'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../appEnv.ts'

const forms = ['application/x-www-form-urlencoded', 'multipart/form-data']

/** 415 for a change that is no form; 403 for a form from another origin. */
export function formsOnly(publicOrigin: string) {
  const check = csrf({ origin: (origin, c) => origin === publicOrigin || origin === new URL(c.req.url).origin })
  return createMiddleware<AppEnv>(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const kind = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
    if (!forms.includes(kind)) return c.text('Only forms can be sent here.', 415)
    return check(c, next)
  })
}
