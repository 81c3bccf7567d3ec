/** Rules about the bearer token: needed everywhere, read from the header only, withdrawn at once. */
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { broken, NotShown } from '../finding.ts'
import { epochOf, scopesOf } from '../gather.ts'
import { said } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { firstOf, notRefused, pathOf, problemOf } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { listenWake } from '../stream.ts'

const where = 'Authorization header, 401'

/** Every call that needs a token. */
async function callsOf(probe: Probe): Promise<{ method: string; path: string }[]> {
  const [scope = ''] = await scopesOf(probe)
  return [
    { method: 'GET', path: '/v1/me' }, { method: 'POST', path: pathOf(scope, 'snapshots') }, { method: 'GET', path: pathOf(scope, `changes?after=${await epochOf(probe)}.0`) },
    { method: 'GET', path: pathOf(scope, 'digest') }, { method: 'GET', path: '/v1/snapshots/none/parts/0' }, { method: 'GET', path: '/v1/wake' },
  ]
}

export const TOKEN_RULES: Rule[] = [
  {
    id: 'token-good', where: 'GET /v1/me', title: 'The token that was given is accepted',
    async check(probe) {
      const answer = await probe.ask('/v1/me')
      return answer.status === 200 ? 'kept' : broken(`${said(answer)} (${problemOf(answer) ?? 'no problem type'})`)
    },
  },
  {
    id: 'token-missing', where, title: 'Without a token every call but /v1/meta is refused with 401 token-expired',
    async check(probe) {
      const faults = []
      for (const { path, method } of await callsOf(probe)) faults.push(notRefused(await probe.ask(path, { method, token: null }), 401, 'token-expired'))
      return firstOf(faults)
    },
  },
  {
    id: 'token-unknown', where, title: 'A token that was never given out is refused with 401 token-expired',
    async check(probe) {
      const token = randomBytes(32).toString('base64url')
      const faults = []
      for (const { path, method } of await callsOf(probe)) faults.push(notRefused(await probe.ask(path, { method, token }), 401, 'token-expired'))
      return firstOf(faults)
    },
  },
  {
    id: 'token-malformed', where, title: 'An Authorization header that holds no bearer token is refused with 401 or 400',
    async check(probe) {
      const headers = ['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b c', `Bearer ${'x'.repeat(4_000)}`, 'Bearer "\'; --', 'Digest username=x']
      const faults = []
      for (const header of headers) {
        const answer = await probe.ask('/v1/me', { token: null, headers: { Authorization: header } })
        faults.push([400, 401].includes(answer.status) ? null : `${said(answer)} with "Authorization: ${header.slice(0, 40)}"`)
      }
      return firstOf(faults)
    },
  },
  {
    id: 'token-scheme', where: 'RFC 9110 §11.1', title: 'The word Bearer is read whatever its case',
    async check(probe) {
      const answer = await probe.ask('/v1/me', { token: null, headers: { Authorization: `bearer ${probe.options.token}` } })
      return answer.status === 200 ? 'kept' : broken(`${said(answer)} with "bearer"`)
    },
  },
  {
    id: 'token-challenge', where: 'RFC 9110 §15.5.2', title: 'A 401 says WWW-Authenticate: Bearer',
    async check(probe) {
      const answer = await probe.ask('/v1/me', { token: null })
      if (answer.status !== 401) throw new NotShown(`${said(answer)}: no 401 to look at`)
      return /^bearer\b/i.test(answer.headers['www-authenticate'] ?? '') ? 'kept' : broken(`WWW-Authenticate is ${answer.headers['www-authenticate'] ?? 'missing'}`)
    },
  },
  {
    id: 'token-address', mayMiss: true, where: 'Authorization header', title: 'A token in the address is never accepted: addresses end up in logs',
    async check(probe) {
      const { hostname } = new URL(probe.options.central)
      if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) throw new NotShown('asked on this machine only: it would put your token into the logs of others')
      const faults = []
      for (const name of ['access_token', 'token']) {
        const answer = await probe.ask(`/v1/me?${name}=${encodeURIComponent(probe.options.token)}`, { token: null })
        faults.push(answer.status === 400 || answer.status === 401 ? null : `${said(answer)} with the token in ?${name}=`)
      }
      return firstOf(faults)
    },
  },
]

/** Asked last: the other token is spent by it. */
export const REVOKED_RULES: Rule[] = [
  {
    id: 'revoked-token', mayMiss: true, where: '401 token-revoked', title: 'A withdrawn token is refused from the next question on',
    async check(probe) {
      const { answer } = await withdraw(probe)
      const given = problemOf(answer)
      return answer.status === 401 && (given === 'token-revoked' || given === 'token-expired') ? 'kept' : broken(`${said(answer)} (${given ?? 'no problem type'}) with a withdrawn token`)
    },
  },
  {
    id: 'revoked-stream', mayMiss: true, where: 'GET /v1/wake', title: 'The hints of a withdrawn token end within one heartbeat',
    async check(probe) {
      const { ended } = await withdraw(probe)
      return ended ? 'kept' : broken(`the stream was still open ${probe.options.times.heartbeatMs / 1000} s after the withdrawal`)
    },
  },
]

const withdraw = (probe: Probe) =>
  probe.once('withdraw', async () => {
    const { other, revoke, times } = probe.options
    if (other === null || revoke === null) throw new NotShown('needs --other-token and --revoke, a command that withdraws it')
    const stream = await listenWake(probe, other)
    await stream.until((items) => items.length > 0, times.changeMs)
    await revoke()
    const answer = await probe.ask('/v1/me', { token: other })
    const ended = await stream.until((_, isOver) => isOver, times.heartbeatMs)
    stream.close()
    await pause(0)
    return { answer, ended }
  })
