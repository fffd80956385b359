// A form of its own asked for from within a page: does it open as a page, with its own address and history?
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../appEnv.ts'

/** Tells htmx, which followed a redirect here, to go to this address; everybody else goes on. */
export const openAsPage = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.header('HX-Request') !== 'true') return next()
  const { pathname, search } = new URL(c.req.url)
  return c.body(null, 200, { 'HX-Redirect': pathname + search })
})
