// Is this number of a pupil or a school well made? The command line's edge of the identifiers; opens no database.
import { type IdentifierKind, identifierKinds, readIdentifier } from './cases/identifiers/identifiers.ts'

const usage = `Usage: whereabouts identifier ${identifierKinds.join('|')} TEXT\n`
const invalid = 2

/** `whereabouts identifier KIND TEXT`: one JSON line. Answers the exit code: 0, or 2 for one that is not valid or was not asked for rightly. */
export function identifierCommand(
  [kind = '', ...texts]: readonly string[],
  io: { readonly out: (text: string) => void; readonly err: (text: string) => void },
): number {
  const known = identifierKinds.find((each): each is IdentifierKind => each === kind)
  if (!known || texts.length === 0) {
    io.err(usage)
    return invalid
  }
  const answer = readIdentifier(known, texts.join(' '))
  io.out(`${JSON.stringify(answer)}\n`)
  return answer.valid ? 0 : invalid
}
