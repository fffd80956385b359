// How do schools' systems come in, and do they? Addresses and counts: no secret, no child.
import { type Vendor, vendorNames } from '../../cases/vendors.ts'
import type { SchoolConnected } from '../../storage/connectionListStore.ts'
import type { Paths } from '../paths.ts'
import type { SilenceShown } from './silencePage.ts'

/** Where a connection comes in or whom it asks, in words and as an address; `address` null where files are uploaded. */
export function connectionAddress(
  connection: {
    readonly vendor: Vendor
    readonly endpoint: string
    readonly settings: Readonly<Record<string, string>>
  },
  paths: Paths,
  publicUrl: string,
) {
  const { vendor, endpoint, settings } = connection
  const absolute = (path: string) => new URL(path, publicUrl).href
  const address = {
    generic: () => absolute(paths.hook(endpoint)),
    wonde: () => absolute(paths.wondeHook(endpoint)),
    arbor: () => `https://${settings.host ?? ''}`,
    file: () => null,
  }[vendor]()
  return { vendorName: vendorNames[vendor], address }
}

/** A row a school, each with its connections; a school without one has an empty list. `silences`: in words, where they are asked for. */
export function connectionRows(
  schools: readonly SchoolConnected[],
  paths: Paths,
  publicUrl: string,
  silences: readonly SilenceShown[],
) {
  const sinceOf = new Map(silences.map(({ urn, since }) => [urn, since]))
  return schools.map(({ urn, name, registerKept, connections }) => ({
    urn,
    name,
    keptOnPaper: registerKept === 'paper',
    connectHref: paths.connectionForm(urn),
    silence: sinceOf.get(urn) ?? '',
    connections: connections.map((connection) => ({
      ...connection,
      ...connectionAddress(connection, paths, publicUrl),
      href: paths.connection(connection.id),
    })),
  }))
}

/** The query of a list that is narrowed down, '' when it is not. */
export function connectionsQuery(search: string, isSilent: boolean): string {
  const query = new URLSearchParams({ ...(search ? { search } : {}), ...(isSilent ? { silent: 'today' } : {}) })
  return query.size > 0 ? `?${query}` : ''
}
