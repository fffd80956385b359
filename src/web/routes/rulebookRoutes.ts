// What are the rules, and who says so? Open to everybody; holds nothing about any child.
import { type Context, Hono } from 'hono'
import { londonDate } from '../../calendar/londonTime.ts'
import { findInLibrary } from '../../law/ruleLibrary.ts'
import { listPolicies } from '../../storage/policyStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { readRulebookDay } from '../forms/rulebookDay.ts'
import { answerNotFound } from '../middleware/errors.ts'
import { showPage } from '../page.ts'
import { rulebookPage, rulebookRulePage } from '../pages/rulebook.ts'

export const rulebookRoutes = new Hono<AppEnv>()
  .get('/rulebook', async (c) => {
    const day = dayAsked(c)
    const { house, paths } = c.var
    if (day.isToRedirect) return c.redirect(paths.rulebook(day.asked), 303)
    const model = rulebookPage(day, await listPolicies(house.database), paths)
    return showPage(c, 'pages/rulebook.njk', model, day.error === null ? 200 : 422)
  })
  .get('/rulebook/:id', async (c) => {
    const rule = findInLibrary(c.req.param('id'))
    if (!rule) return answerNotFound(c)
    const day = dayAsked(c)
    const { house, paths } = c.var
    if (day.isToRedirect) return c.redirect(paths.rule(rule.id, day.asked), 303)
    return showPage(c, 'pages/rulebookRule.njk', rulebookRulePage(rule, day, await listPolicies(house.database), paths))
  })

function dayAsked(c: Context<AppEnv>) {
  return readRulebookDay(c.req.query('on'), londonDate(c.get('house').clock.now()))
}
