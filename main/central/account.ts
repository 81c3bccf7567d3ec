/** Accounts and bearer tokens. A token is random, known to its holder only; the database keeps its hash. */
import { hash, randomBytes } from 'node:crypto'
import { Refusal } from './problem.ts'
import type { Account } from './grants.ts'
import type { Sql, Tx } from './sql-types.ts'

export const ACCOUNT_CHANNEL = 'central_account'
export const TOKEN_MS = 30 * 86_400_000

export interface PracticeEntry {
  account: string
  name: string
  role: Account['role']
  city: string
  home_area: string
}

/** Adds or changes accounts; desks that are signed in hear that their rights may have changed. */
export async function putAccounts(tx: Tx, entries: readonly PracticeEntry[], practice = true): Promise<void> {
  for (const entry of entries) {
    await tx.query(
      `INSERT INTO account (sub, name, role, city, home_area, practice) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (sub) DO UPDATE SET name = excluded.name, role = excluded.role, city = excluded.city, home_area = excluded.home_area, practice = excluded.practice`,
      [entry.account, entry.name, entry.role, entry.city, entry.home_area, practice],
    )
    await tx.query('SELECT pg_notify($1, $2)', [ACCOUNT_CHANNEL, entry.account])
  }
}

/** Null when there is no such account. */
export async function issueToken(tx: Tx, sub: string, now: number): Promise<string | null> {
  const token = randomBytes(32).toString('base64url')
  const issued = await tx.query('INSERT INTO token (sha256, sub, issued_at, expires_at) SELECT $1, sub, $3, $4 FROM account WHERE sub = $2 RETURNING sub', [
    digestToken(token), sub, now, now + TOKEN_MS,
  ])
  await tx.query('DELETE FROM token WHERE expires_at < $1', [now - TOKEN_MS])
  return issued.length === 0 ? null : token
}

/** Withdraws every sign-in of an account. */
export async function revokeTokens(tx: Tx, sub: string, now: number): Promise<void> {
  await tx.query('UPDATE token SET revoked_at = $2 WHERE sub = $1 AND revoked_at IS NULL', [sub, now])
  await tx.query('SELECT pg_notify($1, $2)', [ACCOUNT_CHANNEL, sub])
}

export interface Identity {
  account: Account
  /** Hash of the token in hex: names the sign-in without being it. */
  tokenKey: string
  epoch: string
}

/** Who sends this `Authorization` header. Reads the database every time, so that a withdrawal counts at once. */
export async function authenticate(sql: Sql | Tx, header: string | undefined, now: number): Promise<Identity> {
  const sha256 = digestToken(tokenOf(header))
  const [row] = await sql.query<Account & { expires_at: number; revoked_at: number | null; epoch: string }>(
    `SELECT a.sub, a.name, a.role, a.city, a.home_area, t.expires_at, t.revoked_at, e.epoch FROM token t JOIN account a USING (sub) CROSS JOIN epoch e WHERE t.sha256 = $1`,
    [sha256],
  )
  if (row === undefined || row.expires_at <= now) throw new Refusal('token-expired')
  if (row.revoked_at !== null) throw new Refusal('token-revoked')
  const { sub, name, role, city, home_area } = row
  return { account: { sub, name, role, city, home_area }, tokenKey: sha256.toString('hex'), epoch: row.epoch }
}

export function tokenOf(header: string | undefined): string {
  const token = /^Bearer ([A-Za-z0-9._~+/=-]{16,400})$/i.exec(header ?? '')?.[1]
  if (token === undefined) throw new Refusal('token-expired', 'send the token in the Authorization header')
  return token
}

function digestToken(token: string): Buffer {
  return hash('sha256', token, 'buffer')
}
