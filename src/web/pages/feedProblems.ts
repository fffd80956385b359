// Why does nothing come from a school? What its vendor said, a sentence each, for whoever looks for the reason.
import type { FeedProblem } from '../../cases/feedProblem.ts'
import { vendorNames } from '../../cases/vendors.ts'
import { inWords } from './inWords.ts'

const mostShown = 10

/** The model of `parts/feedProblems.njk`; null when there is nothing to tell. */
export function feedProblemsShown(problems: readonly FeedProblem[]) {
  if (problems.length === 0) return null
  return {
    lines: problems.slice(0, mostShown).map((problem) => ({
      schoolName: problem.schoolName,
      words: wordsOf(problem),
      because: problem.because,
    })),
    more: Math.max(0, problems.length - mostShown),
  }
}

function wordsOf({ kind, at, vendor, feed, fromSystem, toSystem }: FeedProblem): string {
  const who = vendor === null || vendor === 'generic' ? 'The connection' : vendorNames[vendor]
  const day = inWords.plainDay(at)
  switch (kind) {
    case 'failed':
      return `The feed ${feed ?? ''} could not be read on ${inWords.dayAndTime(at)}.`
    case 'revoked':
      return `${who} says access was withdrawn on ${day}: no data will come.`
    case 'declined':
      return `${who} says access was refused on ${day}: no data will come.`
    case 'migrated': {
      const systems = `${fromSystem ? ` from ${fromSystem}` : ''}${toSystem ? ` to ${toSystem}` : ''}`
      return `${who} says on ${day} that the school changes its system${systems}: data may stop until access is granted again.`
    }
    default:
      return kind satisfies never
  }
}
