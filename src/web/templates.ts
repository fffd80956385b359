// How does a page model become a page? Templates were made into code before; nothing is compiled while serving.
import nunjucks from 'nunjucks/browser/nunjucks-slim.js'
import compiled from '../../build/templates.js'
import { filters } from './filters.ts'

const loader = new nunjucks.PrecompiledLoader(compiled)
// The slim build has no path module: without these two, govuk-frontend's relative includes are not found.
loader.isRelative = (name) => name.startsWith('./') || name.startsWith('../')
loader.resolve = (from, to) => new URL(to, `file:///${from}`).pathname.slice(1)

const environment = new nunjucks.Environment([loader], { autoescape: true })
for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter)

/** The page as HTML. Throws on a template or a value that is not there. */
export function render(template: string, model: object): string {
  return environment.render(template, model)
}
