import { IsId, IsInstant, IsListOf, IsPart, IsText, IsWhole, text } from '../../http/index.js';
import type { EventProof, SignedCheckpoint } from '../../log/index.js';

const HASH = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
const ORIGIN = 'board.example.org/0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07';
const NOTE = `${ORIGIN}\n1250\n${HASH}\n\n— ${ORIGIN} Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n`;
const LARGEST = Number.MAX_SAFE_INTEGER;

export class CheckpointView {
  @IsText({ max: 300, about: 'The log’s name: it stays when the server moves.', example: ORIGIN })
  origin: string;

  @IsWhole({ min: 1, max: LARGEST, example: 1_250, about: 'How many entries the log had.' })
  size: number;

  @IsText({ max: 44, about: 'The Merkle tree’s root (RFC 6962), base64.', example: HASH })
  root: string;

  @IsInstant()
  signedAt: string;

  @IsText({
    max: 400,
    about:
      'With which key the note is checked: `name+hex(id)+base64` (c2sp.org/signed-note). Get it by another way as well.',
    example: `${ORIGIN}+033de0ae+Ac4zctda0e5eza5gEUgNNTBD3ANQqGBYo9TpWZJ8Ww==`,
  })
  verifierKey: string;

  @IsText({
    max: 100_000,
    lines: true,
    about: 'The checkpoint as it was signed (c2sp.org/tlog-checkpoint), with the cosignatures of witnesses.',
    example: NOTE,
  })
  note: string;
}

export class EventProofView {
  @IsId()
  eventId: string;

  @IsWhole({ min: 0, max: LARGEST, example: 1_207, about: 'Its place in the log, counted from 0.' })
  index: number;

  @IsText({
    max: 8_192,
    about:
      'What was hashed, byte for byte: canonical JSON (RFC 8785). The leaf’s hash is SHA-256 of a zero byte and this.',
    example: '{"actor":"0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07","type":"decision.signed","v":1}',
  })
  leaf: string;

  @IsText({
    max: 200_000,
    lines: true,
    about:
      'The receipt (c2sp.org/tlog-proof), to be checked by any program: the leaf, its place, the path to the root, the checkpoint.',
    example: `c2sp.org/tlog-proof@v1\nindex 1207\n${HASH}\n\n${NOTE}`,
  })
  receipt: string;

  @IsPart(() => CheckpointView)
  checkpoint: CheckpointView;
}

export class ConsistencyView {
  @IsWhole({ min: 0, max: LARGEST, example: 1_200 })
  from: number;

  @IsWhole({ min: 0, max: LARGEST, example: 1_250 })
  to: number;

  @IsListOf(text({ max: 44, example: HASH }), {
    max: 63,
    about: 'The consistency proof of RFC 6962 §2.1.2, each hash in base64; empty where `from` is 0 or equals `to`.',
  })
  hashes: string[];
}

export function toCheckpointView({
  origin,
  size,
  root,
  signedAt,
  verifierKey,
  note,
}: SignedCheckpoint): CheckpointView {
  return { origin, size, root: root.toString('base64'), signedAt: signedAt.toISOString(), verifierKey, note };
}

export function toEventProofView(eventId: string, { position, leaf, checkpoint, receipt }: EventProof): EventProofView {
  return { eventId, index: position, leaf: leaf.toString('utf8'), receipt, checkpoint: toCheckpointView(checkpoint) };
}
