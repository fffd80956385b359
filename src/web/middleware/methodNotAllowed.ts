// Right address, wrong verb? Says so, with the verbs that work.
import type { Hono } from 'hono'
import type { AppEnv } from '../appEnv.ts'

/** Adds a 405 to every address that has a route, after all routes are mounted. */
export function answerWrongMethods(app: Hono<AppEnv>): void {
  const verbs = new Map<string, Set<string>>()
  for (const { path, method } of app.routes) {
    if (method === 'ALL' || path.endsWith('*')) continue
    verbs.set(path, (verbs.get(path) ?? new Set()).add(method))
  }
  for (const [path, known] of verbs) {
    const allow = [...known, ...(known.has('GET') ? ['HEAD'] : [])].sort().join(', ')
    app.all(path, (c) => c.text('This address does not take that method.', 405, { Allow: allow }))
  }
}
