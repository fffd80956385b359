// What is owed for a child who is, or was, missing from care or from home?
import { type LondonTime, londonTimeAt } from '../../calendar/londonTime.ts'
import { assistantDirectorNotice, assistantDirectorNoticeDue } from '../../law/assistantDirectorNotice.ts'
import { leadMemberNotice, leadMemberNoticeDue } from '../../law/leadMemberNotice.ts'
import { missingFromCareMeeting, missingFromCareMeetingDue } from '../../law/missingFromCareMeeting.ts'
import { missingFromCareReview, missingFromCareReviewDue } from '../../law/missingFromCareReview.ts'
import { offerParentConversation, offerParentConversationDue } from '../../law/offerParentConversation.ts'
import { returnInterview, returnInterviewDue } from '../../law/returnInterview.ts'
import { safeAndWellCheck, safeAndWellCheckDue } from '../../law/safeAndWellCheck.ts'
import { strategyMeeting, strategyMeetingDue } from '../../law/strategyMeeting.ts'
import type { Duty } from './clockTypes.ts'
import { dutyAt, dutyOn, noWorking, plainDate } from './dutyOf.ts'
import type { MissingEpisode } from './readFacts.ts'

/** The duties of one missing episode. */
export function missingDuties(missing: MissingEpisode, asOf: LondonTime): Duty[] {
  const duties = missing.returnedAt === null ? [] : returnDuties(missing, missing.returnedAt, asOf)
  if (missing.isRefused) duties.push(conversationDuty(missing, asOf))
  if (missing.from === 'care') duties.push(...careDuties(missing, asOf))
  if (missing.from === 'home' && missing.protectionPlanOrS47) {
    duties.push(
      dutyOn(strategyMeeting, strategyMeetingDue(missing.reportedOn), asOf, {
        arisesOn: missing.reportedOn,
        episode: missing.episode,
        isDone: missing.isStrategyMeetingHeld,
        isNotNeeded: missing.returnedAt !== null,
        because: 'A child with a protection plan or under section 47 enquiries was reported missing from home.',
      }),
    )
  }
  return duties
}

function returnDuties({ episode, ...missing }: MissingEpisode, returnedAt: number, asOf: LondonTime): Duty[] {
  const arisesOn = londonTimeAt(returnedAt).date
  return [
    dutyAt(safeAndWellCheck, safeAndWellCheckDue(returnedAt), asOf, {
      arisesOn,
      episode,
      isDone: missing.isSeenSafeAndWell,
      because: 'A missing child is back.',
    }),
    dutyAt(returnInterview, returnInterviewDue(returnedAt), asOf, {
      arisesOn,
      episode,
      isDone: missing.isInterviewed,
      because: `${returnInterview.hours} hours after a missing child came back.`,
    }),
  ]
}

function conversationDuty(missing: MissingEpisode, asOf: LondonTime): Duty {
  const { episode, returnedAt, reportedOn, isParentSpokenTo } = missing
  const arisesOn = returnedAt === null ? reportedOn : londonTimeAt(returnedAt).date
  const details = { arisesOn, episode, isDone: isParentSpokenTo, because: 'The child refused the return interview.' }
  if (returnedAt !== null) return dutyAt(offerParentConversation, offerParentConversationDue(returnedAt), asOf, details)
  const unknown = { on: null, because: 'The time of the return is not recorded.', working: noWorking }
  return dutyOn(offerParentConversation, unknown, asOf, details)
}

function careDuties({ episode, reportedOn, ...missing }: MissingEpisode, asOf: LondonTime): Duty[] {
  const because = `Reported missing from care on ${reportedOn}.`
  const meetings = missing.meetingsOn.filter((date) => date >= reportedOn).sort()
  const duties = [
    dutyOn(missingFromCareMeeting, missingFromCareMeetingDue(reportedOn), asOf, {
      arisesOn: reportedOn,
      episode,
      isDone: meetings.length > 0,
      because,
    }),
    dutyOn(assistantDirectorNotice, assistantDirectorNoticeDue(reportedOn), asOf, {
      arisesOn: reportedOn,
      episode,
      isDone: missing.isAssistantDirectorTold,
      because,
    }),
    dutyOn(leadMemberNotice, leadMemberNoticeDue(reportedOn), asOf, {
      arisesOn: reportedOn,
      episode,
      isDone: missing.isLeadMemberTold,
      because,
    }),
  ]
  const lastMeetingOn = meetings.at(-1)
  if (missing.returnedAt === null && lastMeetingOn !== undefined) {
    duties.push(
      dutyOn(missingFromCareReview, plainDate(missingFromCareReviewDue(lastMeetingOn)), asOf, {
        arisesOn: reportedOn,
        episode,
        isDone: false,
        because: `Still missing from care; the last meeting was on ${lastMeetingOn}.`,
      }),
    )
  }
  return duties
}
