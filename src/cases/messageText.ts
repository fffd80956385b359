// Is this text a message at all? JSON, and no deeper than anything that is ever read: what walks through it may rely on that.
import { isNestedDeeperThan } from './clock/jsonText.ts'

/** How deep objects and lists may lie in one another: what is read lies five deep, and unknown parts are left room. */
export const deepestMessage = 32

export type TextRead = { readonly message: unknown } | { readonly refused: 'not-json' | 'too-deep' }

/** The JSON value of a text, or in a word why there is none. The depth is counted before anything is parsed. */
export function messageIn(text: string): TextRead {
  if (isNestedDeeperThan(text, deepestMessage)) return { refused: 'too-deep' }
  try {
    return { message: JSON.parse(text) as unknown }
  } catch {
    return { refused: 'not-json' }
  }
}
