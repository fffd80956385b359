// Who is this, says the organisation that keeps their account? OpenID Connect, code flow with PKCE, state and nonce.
import * as client from 'openid-client'
import type { SignIn, SignInConfig } from '../house.ts'

const answerWithinSeconds = 10
const clockMayDifferBySeconds = 30

/** Sign-in with one issuer, whose addresses come from its own discovery document. */
export function openIdConnect(config: SignInConfig): SignIn {
  // The answer is kept, never the promise: on a Worker one request must not wait for another's.
  let discovered: client.Configuration | null = null

  async function discover(): Promise<client.Configuration> {
    if (discovered) return discovered
    discovered = await client.discovery(
      new URL(config.issuer),
      config.clientId,
      { client_secret: config.clientSecret, [client.clockTolerance]: clockMayDifferBySeconds },
      authenticateAsListed(config.clientSecret),
      { timeout: answerWithinSeconds, execute: config.allowPlainHttp ? [client.allowInsecureRequests] : [] },
    )
    return discovered
  }

  return {
    async begin(callback) {
      const issuer = await discover()
      const kept = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      }
      const address = client.buildAuthorizationUrl(issuer, {
        redirect_uri: callback,
        scope: 'openid',
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      })
      return { address: address.href, kept }
    },

    async finish(returned, { state, nonce, verifier }) {
      try {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
        const tokens = await client.authorizationCodeGrant(await discover(), returned, checks)
        const claims = tokens.claims()
        return claims ? { account: { issuer: claims.iss, subject: claims.sub } } : { failed: 'no-id-token' }
      } catch (cause) {
        // The issuer may have changed its addresses: ask it again next time.
        discovered = null
        return { failed: reasonOf(cause) }
      }
    },
  }
}

/** Most issuers list how a client may show its secret; OpenID Connect's own default is the header. */
function authenticateAsListed(secret: string): client.ClientAuth {
  const [header, body] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)]
  return (issuer, ...rest) => {
    const listed = issuer.token_endpoint_auth_methods_supported
    return (!listed || listed.includes('client_secret_basic') ? header : body)(issuer, ...rest)
  }
}

function reasonOf(cause: unknown): string {
  // What the issuer wrote in an address is somebody else's text: only its form is taken over.
  if (cause instanceof client.AuthorizationResponseError)
    return /^[a-z_]{1,50}$/.test(cause.error) ? cause.error : 'refused'
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return cause instanceof Error ? cause.name : 'unknown'
}
