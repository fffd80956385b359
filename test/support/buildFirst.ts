// Before the first test: views, styles and scripts are made when missing or stale, and a browser is found.
import { buildIfStale } from '../../src/web/precompile.ts'
import { findBrowser } from './browser.ts'

export default async function buildFirst(): Promise<() => void> {
  await buildIfStale()
  return findBrowser()
}
