// A real browser for the journeys: an installed Chromium, or the one inside the npm package (x86-64 Linux).
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts a browser of its own; close it after the last scenario. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH
  if (!executablePath) throw new Error('No browser was found before the tests began')
  return chromium.launch({ executablePath, headless: true, args: quiet })
}

/** Finds or unpacks a browser once for all tests and names it in CHROMIUM_PATH. Answers what removes it again. */
export async function findBrowser(): Promise<() => void> {
  const installed = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path))
  if (installed) {
    process.env.CHROMIUM_PATH = installed
    return () => undefined
  }
  // These two make the package unpack the system libraries too; a folder of its own, or it reuses an older version found there.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x'
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x'
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-chromium-'))
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  const packaged = await import('@sparticuz/chromium')
  process.env.CHROMIUM_PATH = await packaged.default.executablePath()
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  useFontsIn(join(folder, 'fonts'))
  return () => rmSync(folder, { recursive: true, force: true })
}

/** The package's own list of font folders knows only /tmp/fonts; without a font, Chromium dies on the first text field. */
function useFontsIn(folder: string): void {
  writeFileSync(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  )
  process.env.FONTCONFIG_PATH = folder
}
