// Does a database know the keys it was first opened with?
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keysFrom } from '../../src/outside/keys.ts'
import { sql } from '../../src/storage/database.ts'
import { keysConfirmed } from '../../src/storage/keysConfirmed.ts'
import { engines, type OpenEngine } from '../support/engines.ts'

const audit = 'audit-key-for-tests-0123456789abcdef'
const secrets = 'secrets-key-for-tests-0123456789abcdef'
const other = 'another-key-for-tests-0123456789abcdef'

describe.each(engines)('the keys on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    expect(await keysConfirmed(open.database, await keysFrom(audit, secrets))).toBeNull()
  })
  afterEach(() => open.close())

  test('are confirmed when they are the first ones, and what was noted does not change', async () => {
    const noted = () => open.database.read(sql`SELECT name, value FROM settings ORDER BY name`)
    const before = await noted()
    expect(before).toHaveLength(2)
    expect(await keysConfirmed(open.database, await keysFrom(audit, secrets))).toBeNull()
    expect(await noted()).toEqual(before)
  })

  test.each([
    [
      other,
      secrets,
      'WHEREABOUTS_AUDIT_KEY is another key than the one this database was first opened with. Set it to that one.',
    ],
    [
      audit,
      other,
      'WHEREABOUTS_SECRETS_KEY is another key than the one this database was first opened with. Set it to that one.',
    ],
    [
      other,
      other,
      'WHEREABOUTS_AUDIT_KEY and WHEREABOUTS_SECRETS_KEY are other keys than those this database was first opened with. Set them to those.',
    ],
  ])('are refused, by name, when they are %s and %s', async (auditText, secretsText, sentence) => {
    expect(await keysConfirmed(open.database, await keysFrom(auditText, secretsText))).toBe(sentence)
    expect(await keysConfirmed(open.database, await keysFrom(audit, secrets))).toBeNull()
  })
})
