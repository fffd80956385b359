// Why are so many children without a mark? Where a register holds few of the roll, one line says so before their rows.
import type { AwayChild } from '../../cases/awayChild.ts'
import type { CallLists } from '../../cases/callList.ts'
import type { Silence } from '../../cases/silence.ts'
import { dayWords, sessionWords } from './todayWords.ts'

/** One sentence a thin register: how many children on the list of those without a mark have none in it. `today` is London’s date. */
export function thinOnList(
  silences: readonly Silence[],
  lists: CallLists,
  today: string,
  namesSchool: boolean,
): string[] {
  const listed = [...lists].flatMap(([child, list]) => (list === 'no-mark' ? [child] : []))
  return silences.flatMap(({ urn, name, missing }) =>
    missing.flatMap(({ on, session, thin }) => {
      if (!thin) return []
      const children = listed.filter(
        (child) => child.child.schoolUrn === urn && isUnmarkedIn(child, on, session),
      ).length
      if (children === 0) return []
      const day = on === today ? `this ${sessionWords[session]}` : `the ${sessionWords[session]} of ${dayWords(on)}`
      const many = children === 1 ? '1 child is' : `${children} children are`
      return [
        `${namesSchool ? `${name}: ` : ''}${many} on this list because the register of ${day} holds ${thin.marked} of ${thin.onRoll} pupils. Nobody has marked them absent, and nobody has said that they are here. When the full register comes, it takes them off this list or says who is away.`,
      ]
    }),
  )
}

function isUnmarkedIn({ unmarked }: AwayChild, on: string, session: 'AM' | 'PM'): boolean {
  return unmarked.some((each) => each.on === on && each.session === session)
}
