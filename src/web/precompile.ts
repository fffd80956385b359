// What must be made before anything can be shown? Templates to code, Sass to CSS, scripts to a file each, all named by their content.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const require = createRequire(import.meta.url)
const govuk = dirname(require.resolve('govuk-frontend/package.json'))
const built = join(root, 'build')

/** Makes build/ when it is missing or older than what it is made of. Answers whether anything was made. */
export async function buildIfStale(): Promise<boolean> {
  const newest = Math.max(
    ...[
      ...filesBelow(join(root, 'views')),
      ...filesBelow(join(root, 'public')),
      join(root, 'package-lock.json'),
      fileURLToPath(import.meta.url),
    ].map((file) => statSync(file).mtimeMs),
  )
  const stamp = statSync(join(built, 'stamp'), { throwIfNoEntry: false })
  if (stamp && stamp.mtimeMs > newest) return false
  await build()
  return true
}

async function build(): Promise<void> {
  mkdirSync(join(built, 'public/assets'), { recursive: true })
  writeModule('templates', `export default {\n${precompileAll()}}\n`, 'Record<string, object>')
  const assets = { ...(await compileStyles()), ...(await bundleScripts()) }
  writeModule('assets', `export default ${JSON.stringify(assets, null, 2)}\n`, 'Record<string, string>')
  writeWhole(join(built, 'stamp'), '')
  const made = new Set(Object.values(assets))
  for (const file of readdirSync(join(built, 'public/assets'))) {
    if (!made.has(file)) rmSync(join(built, 'public/assets', file))
  }
}

function precompileAll(): string {
  const nunjucks = require('nunjucks')
  const ours = new nunjucks.Environment(null, { autoescape: true, throwOnUndefined: true })
  const theirs = new nunjucks.Environment(null, { autoescape: true })
  const compile = (files: string[], folder: string, prefix: string, env: unknown) =>
    files
      .map((file) => {
        const name = prefix + relative(folder, file)
        const wrapper = (templates: { template: string }[]) =>
          `${JSON.stringify(name)}: (function() {${templates[0]!.template}})(),\n`
        return nunjucks.precompileString(readFileSync(file, 'utf8'), { name, env, wrapper }) as string
      })
      .join('')
  const views = filesBelow(join(root, 'views')).filter((file) => file.endsWith('.njk'))
  const govukRoot = join(govuk, 'dist/govuk')
  return (
    compile(views, join(root, 'views'), '', ours) + compile(govukFiles(views, govukRoot), govukRoot, 'govuk/', theirs)
  )
}

/** The components of govuk-frontend that the views name, and those that these name. */
function govukFiles(views: string[], govukRoot: string): string[] {
  const found = new Set<string>()
  const waiting = namesIn(views, /govuk\/components\/([\w-]+)\//g)
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (found.has(name)) continue
    found.add(name)
    waiting.push(...namesIn(componentFiles(govukRoot, name), /\.\.\/([\w-]+)\/(?:macro|template)\.njk/g))
  }
  const macros = filesBelow(join(govukRoot, 'macros')).filter((file) => file.endsWith('.njk'))
  return [...macros, ...[...found].flatMap((name) => componentFiles(govukRoot, name))]
}

function componentFiles(govukRoot: string, name: string): string[] {
  return filesBelow(join(govukRoot, 'components', name)).filter((file) => file.endsWith('.njk'))
}

function namesIn(files: string[], pattern: RegExp): string[] {
  return files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pattern)].map((match) => match[1]!))
}

async function compileStyles(): Promise<Record<string, string>> {
  const sass = await import('sass')
  const { css } = sass.compile(join(root, 'views/styles/whereabouts.scss'), {
    style: 'compressed',
    loadPaths: [join(govuk, 'dist')],
    quietDeps: true,
    silenceDeprecations: ['import'],
  })
  return { 'whereabouts.css': writeAsset('whereabouts', 'css', css) }
}

async function bundleScripts(): Promise<Record<string, string>> {
  const esbuild = await import('esbuild')
  const assets: Record<string, string> = {}
  for (const name of ['page', 'today', 'calculator', 'connection']) {
    const { outputFiles } = await esbuild.build({
      entryPoints: [join(root, 'public', `${name}.js`)],
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2022',
      write: false,
      logLevel: 'error',
    })
    assets[`${name}.js`] = writeAsset(name, 'js', outputFiles[0]!.text)
  }
  return assets
}

function writeAsset(name: string, ending: string, text: string): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 10)
  const file = `${name}-${hash}.${ending}`
  writeWhole(join(built, 'public/assets', file), text)
  return file
}

function writeModule(name: string, code: string, type: string): void {
  writeWhole(join(built, `${name}.js`), code)
  writeWhole(join(built, `${name}.d.ts`), `declare const made: ${type}\nexport default made\n`)
}

/** Whoever reads at this moment gets the old file or the new one, never half of it. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.${process.pid}`, text)
  renameSync(`${file}.${process.pid}`, file)
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build()
