// How do schools' systems come in, and do they? Addresses and counts: no secret, no child.
import type { ConnectionOnList, School } from '../../storage/schoolStore.ts'

/** The vendors by the names people know. */
const vendorNames: Readonly<Record<string, string>> = { generic: 'Standard Webhooks (generic)' }

/** A row a school, each with its connections; a school without one has an empty list. `addressOf` makes the whole address. */
export function connectionRows(
  schools: readonly School[],
  connections: readonly ConnectionOnList[],
  addressOf: (endpoint: string) => string,
) {
  const bySchool = Map.groupBy(connections, ({ schoolUrn }) => schoolUrn)
  return schools.map(({ urn, name, registerKept }) => ({
    urn,
    name,
    keptOnPaper: registerKept === 'paper',
    connections: (bySchool.get(urn) ?? []).map((connection) => ({
      ...connection,
      vendorName: vendorNames[connection.vendor] ?? connection.vendor,
      address: addressOf(connection.endpoint),
    })),
  }))
}
