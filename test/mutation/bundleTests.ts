// How are the tests and what they test made fresh for each mutant? Bundled into one script, evaluated again each time.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Script } from 'node:vm'
import { build, type Plugin } from 'esbuild'

const requirePackage = createRequire(import.meta.url)

type Load = () => Promise<unknown>

/** Modules of one evaluation, none of them loaded yet, by the address of their file. */
export type Loads = Readonly<Record<string, Load>>

type Evaluate = (require: (name: string) => unknown, loadAt: (url: string) => Promise<unknown>, module: object) => void

// In one script no file has an address of its own, nor can it import another by one.
const withAddresses: Plugin = {
  name: 'addresses',
  setup({ onLoad }) {
    onLoad({ filter: /\.test\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import(new URL', 'loadAt(new URL'),
    }))
  },
}

/**
 * Bundles files of tests, and files they import by address. Each call of the answer is a world of its own: nothing that
 * one mutant left in a cache is seen by the next. Packages are shared.
 */
export async function bundleTests(paths: readonly string[]) {
  const lines = paths.map(
    (path) => `${JSON.stringify(pathToFileURL(path).href)}: () => import(${JSON.stringify(path)})`,
  )
  const { outputFiles } = await build({
    stdin: { contents: `module.exports = {${lines.join(',')}}`, resolveDir: resolve('.') },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
    plugins: [withAddresses],
  })
  const script = new Script(`(function (require, loadAt, module) {${outputFiles[0]!.text}\n})`)
  return (replaced: Readonly<Record<string, unknown>>): Loads => {
    const module: { exports: Loads } = { exports: {} }
    const evaluate = script.runInThisContext() as Evaluate
    evaluate(
      (name) => replaced[name] ?? requirePackage(name),
      (url) => module.exports[url]!(),
      module,
    )
    return module.exports
  }
}
