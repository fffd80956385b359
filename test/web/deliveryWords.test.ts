// Has every type of message that is read here words of its own?
import { expect, test } from 'vitest'
import { canonicalSchemas } from '../../src/intake/schemas.ts'
import { kindOfMessage } from '../../src/web/pages/deliveryWords.ts'

test('every type that is read has words of its own; one nobody knows, and none at all, are said as such', () => {
  const kinds = Object.keys(canonicalSchemas).map(kindOfMessage)
  expect(kinds).toHaveLength(21)
  expect(new Set(kinds).size).toBe(21)
  expect(kinds).not.toContain('Message of a type nobody knows here')
  expect(kindOfMessage('lunch.eaten')).toBe('Message of a type nobody knows here')
  expect(kindOfMessage(null)).toBe('Message that names no type')
})
