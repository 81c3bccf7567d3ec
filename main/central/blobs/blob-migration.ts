/** The tables of photos (a step of migrations.ts; never changed once released). */

/**
 * A photo lies in pieces, as it came, so that neither writing on nor reading a part of it takes the whole. Each account sends its own copy:
 * nobody can spoil what another is sending. `blob.sub` says whose pieces are the photo.
 */
export const BLOB_STATEMENTS = [
  `CREATE TABLE blob_upload (
     sha256 text COLLATE "C" NOT NULL, sub text COLLATE "C" NOT NULL, bytes integer NOT NULL, have integer NOT NULL DEFAULT 0,
     refused text, at bigint NOT NULL, PRIMARY KEY (sha256, sub))`,
  `CREATE INDEX blob_upload_at ON blob_upload (at)`,
  `CREATE TABLE blob_piece (
     sha256 text COLLATE "C" NOT NULL, sub text COLLATE "C" NOT NULL, first integer NOT NULL, content bytea NOT NULL, PRIMARY KEY (sha256, sub, first),
     FOREIGN KEY (sha256, sub) REFERENCES blob_upload ON DELETE CASCADE)`,
  // Photos are packed already.
  `ALTER TABLE blob_piece ALTER COLUMN content SET STORAGE EXTERNAL`,
  // Only photos that an act names are kept for good.
  `CREATE TABLE blob (
     sha256 text COLLATE "C" PRIMARY KEY, sub text COLLATE "C" NOT NULL, type text NOT NULL, bytes integer NOT NULL, width integer NOT NULL, height integer NOT NULL,
     named boolean NOT NULL DEFAULT false, at bigint NOT NULL, FOREIGN KEY (sha256, sub) REFERENCES blob_upload)`,
  `CREATE INDEX blob_unnamed ON blob (at) WHERE NOT named`,
]
