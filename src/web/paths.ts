// Where is each page? Every address is made here, under whatever prefix the house is mounted.

/** The addresses of a house mounted at `base` ('' or '/whereabouts'). Ids are opaque; no address carries a name. */
export function pathsAt(base: string) {
  return {
    home: () => `${base}/`,
    signIn: () => `${base}/sign-in`,
    signInStart: (invitation?: string) =>
      invitation ? `${base}/sign-in/start?invitation=${invitation}` : `${base}/sign-in/start`,
    signInCallback: () => `${base}/sign-in/callback`,
    signOut: () => `${base}/sign-out`,
    invitation: (code: string) => `${base}/invitations/${code}`,
    today: (list?: string) => (list ? `${base}/today?list=${list}` : `${base}/today`),
    /** The page of a list on which this absence's row is. */
    todayRow: (list: string, caseId: string) => `${base}/today?list=${list}&row=${caseId}#row-${caseId}`,
    contactAttempts: (caseId: string) => `${base}/absences/${caseId}/contact-attempts`,
    contactAttemptForm: (caseId: string) => `${base}/absences/${caseId}/contact-attempts/new`,
    contactAttemptWithdrawal: (caseId: string, version: number) =>
      `${base}/absences/${caseId}/contact-attempts/${version}/withdrawal`,
    reasons: (caseId: string) => `${base}/absences/${caseId}/reasons`,
    reasonForm: (caseId: string) => `${base}/absences/${caseId}/reasons/new`,
    reasonWithdrawal: (caseId: string, version: number) => `${base}/absences/${caseId}/reasons/${version}/withdrawal`,
    pupils: () => `${base}/pupils`,
    pupilSearch: () => `${base}/pupils/search`,
    pupil: (id: string) => `${base}/pupils/${id}`,
    absenceForm: () => `${base}/absences/new`,
    absences: () => `${base}/absences`,
    markForm: (pupilId: string, on: string, session: string) => `${base}/pupils/${pupilId}/marks/${on}/${session}`,
    registers: () => `${base}/registers`,
    calculator: () => `${base}/deadline-calculator`,
    schools: () => `${base}/schools`,
    needsAttention: (list?: string) => (list ? `${base}/needs-attention?list=${list}` : `${base}/needs-attention`),
    people: () => `${base}/people`,
    personForm: () => `${base}/people/new`,
    person: (id: string) => `${base}/people/${id}`,
    personInvitations: (id: string) => `${base}/people/${id}/invitations`,
    personRoles: (id: string) => `${base}/people/${id}/roles`,
    roleWithdrawal: (personId: string, roleId: string) => `${base}/people/${personId}/roles/${roleId}/withdrawal`,
    signInsEnd: (personId: string) => `${base}/people/${personId}/sign-ins/end`,
    connections: () => `${base}/connections`,
    hook: (endpoint: string) => `${base}/hooks/v1/${endpoint}`,
    demoClock: () => `${base}/demo/clock`,
    asset: (file: string) => `${base}/assets/${file}`,
  }
}

export type Paths = ReturnType<typeof pathsAt>
