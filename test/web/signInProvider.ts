// A real identity provider on this machine, and a browser's part in it: signing in there and coming back.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { vi } from 'vitest'

// The package has no types; these are the two things we use of it.
interface ProviderClass {
  new (issuer: string, configuration: object): { callback(): Parameters<typeof createServer>[1] & object }
}

export interface IdentityProvider {
  readonly issuer: string
  /** Signs in there as `login` (its subject) and answers with the address the browser is sent back to. */
  signInAs(login: string, address: string): Promise<URL>
  /** Presses cancel there instead. */
  cancel(address: string): Promise<URL>
  close(): Promise<void>
}

export const clientId = 'whereabouts'
export const clientSecret = 'a secret between the provider and the house'

/** Starts a provider that knows one client, us, and takes any login. */
export async function startIdentityProvider(callback: string): Promise<IdentityProvider> {
  // It warns that its quick interactions are for development only. They are.
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'info').mockImplementation(() => {})
  const { default: Provider } = (await import('oidc-provider' as string)) as { default: ProviderClass }
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [callback] }],
    pkce: { required: () => true },
    cookies: { keys: ['a key of the provider for tests'] },
  })
  server.on('request', provider.callback())

  async function walk(address: string, answer: (page: URL, html: string) => [URL, RequestInit]): Promise<URL> {
    const cookies = new Map<string, string>()
    let [next, request]: [URL, RequestInit] = [new URL(address), {}]
    for (let steps = 0; steps < 12; steps += 1) {
      if (next.href.startsWith(callback)) return next
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(next, { ...request, redirect: 'manual', headers: { ...request.headers, cookie } })
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
        cookies.set(name!, value!)
      }
      const location = response.headers.get('location')
      const html = await response.text()
      if (location) [next, request] = [new URL(location, next), {}]
      else [next, request] = answer(next, html)
    }
    throw new Error(`The provider never sent us back; the last address was ${next}`)
  }

  return {
    issuer,
    signInAs: (login, address) =>
      walk(address, (page, html) => {
        const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1]
        if (!prompt) throw new Error(`The provider asked something else: ${html}`)
        return [page, { method: 'POST', body: new URLSearchParams({ prompt, login, password: 'any' }) }]
      }),
    cancel: (address) => walk(address, (page) => [new URL(`${page.href}/abort`), {}]),
    close: () => new Promise((done) => server.close(() => done())),
  }
}
