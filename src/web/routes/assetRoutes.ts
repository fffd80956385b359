// Which built files does a page need? Named by their content, so a browser may keep them for ever.
import { Hono } from 'hono'
import type { AppEnv } from '../appEnv.ts'

export const assetRoutes = new Hono<AppEnv>().get('/assets/:file', async (c) => {
  const found = await c.get('house').asset(c.req.param('file'))
  if (!found) return c.notFound()
  const headers = new Headers(found.headers)
  headers.set('Cache-Control', 'public, max-age=31536000, immutable')
  return new Response(found.body, { headers })
})
