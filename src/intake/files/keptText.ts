// How is the text of a file kept for a day? Locked, in pieces short enough for a row, each in a commit of its own.
import type { House } from '../../house.ts'
import { countFileTexts, fileTextAt, writeOfFileText } from '../../storage/registerFileStore.ts'
import { lockText, unlockText } from '../../storage/secretText.ts'

const charactersInPiece = 300_000

export async function keepText(house: House, fileId: string, text: string): Promise<void> {
  for (let at = 0, number = 0; at < text.length; number += 1) {
    let end = Math.min(at + charactersInPiece, text.length)
    // A letter of two halves is not cut through: locked alone, a half is no letter.
    if (end < text.length && text.charCodeAt(end - 1) >= 0xd800 && text.charCodeAt(end - 1) < 0xdc00) end += 1
    const locked = await lockText(house.keys.secrets, text.slice(at, end))
    await house.database.commit([writeOfFileText(fileId, number, locked)])
    at = end
  }
}

/** The text again, or null when it is erased. */
export async function keptText(house: House, fileId: string): Promise<string | null> {
  const count = await countFileTexts(house.database, fileId)
  const pieces: string[] = []
  for (let number = 0; number < count; number += 1) {
    const locked = await fileTextAt(house.database, fileId, number)
    if (locked === null) return null
    pieces.push(await unlockText(house.keys.secrets, locked))
  }
  return count === 0 ? null : pieces.join('')
}
