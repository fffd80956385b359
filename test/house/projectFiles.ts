// What is in the project? Every file that belongs to it, with its text.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ignored = new Set([
  '.git',
  ...readFileSync('.gitignore', 'utf8')
    .split('\n')
    .map((line) => line.replace(/\/$/, '')),
])
const pictures = /\.(png|jpg|ico|woff2|pdf)$/

/** Paths of all files under a folder that are not ignored by git, with forward slashes. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !ignored.has(name))
    .flatMap((entry) => {
      const path = folder === '.' ? entry.name : join(folder, entry.name)
      return entry.isDirectory() ? filesUnder(path) : [path.replaceAll('\\', '/')]
    })
    .sort()
}

/** Names at the top of the project that are not ignored by git. */
export function topLevel(): string[] {
  return readdirSync('.').filter((name) => !ignored.has(name))
}

export function isText(path: string): boolean {
  return !pictures.test(path)
}

export function textOf(path: string): string {
  return readFileSync(path, 'utf8')
}

/** TypeScript without its comments, every line still in its place. Texts with `//` in them keep what follows a colon. */
export function codeOf(path: string): string {
  return textOf(path)
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|[^:'"`])\/\/.*$/gm, '$1')
}

export interface Import {
  readonly from: string
  readonly typeOnly: boolean
  /** Names taken, as the other file calls them, without those that are types only. */
  readonly names: readonly string[]
}

/** Every import, re-export and dynamic import of a file. */
export function importsOf(path: string): Import[] {
  const code = codeOf(path)
  const stated = [
    ...code.matchAll(/^\s*(?:import|export)\s+(type\s+)?([\w\s{},*$]*?)\s*from\s*['"]([^'"]+)['"]/gm),
  ].map(([, type, what, from]): Import => {
    const names = namesIn(what ?? '')
    return { from: from!, typeOnly: type !== undefined || names.length === 0, names: type === undefined ? names : [] }
  })
  const others = [...code.matchAll(/\bimport\s*\(?\s*['"]([\w@./:-]+)['"]/g)].map(
    ([, from]): Import => ({ from: from!, typeOnly: false, names: ['*'] }),
  )
  return [...stated, ...others]
}

function namesIn(what: string): string[] {
  return what
    .replaceAll(/[{}]/g, ',')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))
    .map((name) => name.split(/\s+as\s+/)[0]!.trim())
}
