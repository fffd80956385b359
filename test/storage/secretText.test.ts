// Is what must stay secret unreadable without its key, and noticed when touched?
import { expect, test } from 'vitest'
import { keysFrom } from '../../src/outside/keys.ts'
import { lockText, unlockText } from '../../src/storage/secretText.ts'
import { testKeys } from '../support/testHouse.ts'

const texts = ['', 'whsec_c2VjcmV0', '14 Larkspur Rise 😀\u0000\u202E', 'x'.repeat(200_000)]

test('a locked text comes back as it was', async () => {
  for (const text of texts) {
    expect(await unlockText(testKeys.secrets, await lockText(testKeys.secrets, text))).toBe(text)
  }
})

test('the same text is never locked the same way twice, and cannot be read in it', async () => {
  const [one, other] = [await lockText(testKeys.secrets, 'whsec_abc'), await lockText(testKeys.secrets, 'whsec_abc')]
  expect(one).not.toBe(other)
  expect(atob(one)).not.toContain('whsec')
})

test('another key does not open it', async () => {
  const others = await keysFrom('audit-key-for-tests-0123456789abcdef', 'another-key-for-tests-0123456789abcde')
  const locked = await lockText(testKeys.secrets, 'whsec_abc')
  await expect(unlockText(others.secrets, locked)).rejects.toThrow()
})

test('a locked text with any byte touched does not open', async () => {
  const locked = atob(await lockText(testKeys.secrets, 'whsec_abc'))
  for (let at = 0; at < locked.length; at += 1) {
    const touched = locked.slice(0, at) + String.fromCharCode(locked.charCodeAt(at) ^ 1) + locked.slice(at + 1)
    await expect(unlockText(testKeys.secrets, btoa(touched)), `byte ${at}`).rejects.toThrow()
  }
})
