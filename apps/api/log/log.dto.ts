/** What can be asked of the log of proofs, and what is answered. */
import { ApiProperty } from '@nestjs/swagger';
import { Text, Uuid, Whole } from '../edge/shape';

const OPTIONAL = { optional: true } as const;
const BASE64 = { example: 'sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=' } as const;
const LOG = {
  max: 200,
  optional: true,
  about: 'The name of the log that is meant: another one than this is refused.',
} as const;
const LARGEST = Number.MAX_SAFE_INTEGER;

export class InclusionQuery {
  @Uuid({ about: 'The id of the event.' }) event: string;
  @Whole(1, LARGEST, { ...OPTIONAL, about: 'The size of a signed checkpoint; the newest one unless said.' }) size?: number;
  @Whole(0, 100, { ...OPTIONAL, about: 'The newest checkpoint that at least so many witnesses cosigned.' }) witnesses?: number;
  @Text(LOG) log?: string;
}

export class ConsistencyQuery {
  @Whole(0, LARGEST, { about: 'Leaves of the older tree, at least 1.' }) from: number;
  @Whole(0, LARGEST, { ...OPTIONAL, about: 'Leaves of the newer tree; those of the newest checkpoint unless said.' }) to?: number;
  @Text(LOG) log?: string;
}

export class StampQuery {
  @Whole(1, LARGEST, { ...OPTIONAL, about: 'The size of a checkpoint; the newest stamped one unless said.' }) size?: number;
}

export class StampAnswer {
  @ApiProperty({ description: 'Leaves of the checkpoint.' }) size: number;
  @ApiProperty({ description: 'The checkpoint; the stamp is over its text, up to the empty line.' }) checkpoint: string;
  @ApiProperty({ description: 'What the authority answered (RFC 3161 TimeStampResp), in base64.' }) stamp: string;
}

export class ProofCheck {
  @Text({ max: 50_000, lines: true, evidence: true, about: 'A checkpoint (signed note), or the proof of an entry (tlog-proof).' })
  proof: string;
}

class LeafAnswer {
  @ApiProperty({ description: 'SHA-256 of the stored data, in hex.' }) data: string;
  @ApiProperty({
    type: Object,
    additionalProperties: { type: 'string' },
    description: 'Digests of sealed fields by their place in the data.',
  })
  digests: object;
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'SHA-256 of the stored metadata, in hex.' }) metadata: string;
  @ApiProperty() position: string;
  @ApiProperty({ type: String, nullable: true, description: 'Hash of the leaf before in the same stream, in hex.' })
  previous: string | null;
  @ApiProperty({ format: 'date-time' }) recorded: string;
  @ApiProperty() revision: number;
  @ApiProperty({ type: String, nullable: true, description: "The actor's role." }) role: string | null;
  @ApiProperty() stream: string;
  @ApiProperty() type: string;
}

export class InclusionAnswer {
  @ApiProperty({ format: 'uuid' }) event: string;
  @ApiProperty({ description: 'Place in the log, from 0.' }) index: number;
  @ApiProperty({ description: 'Leaves of the tree it is proven for.' }) size: number;
  @ApiProperty({ ...BASE64, description: "The tree's root." }) root: string;
  @ApiProperty({ description: 'What the log says of the event.' }) leaf: LeafAnswer;
  @ApiProperty({ description: 'The exact bytes of the leaf: JSON as RFC 8785 writes it.' }) entry: string;
  @ApiProperty({ ...BASE64, description: 'SHA-256 of a zero byte and those bytes.' }) leafHash: string;
  @ApiProperty({ type: [String], description: "From the leaf's sibling upwards." }) hashes: string[];
  @ApiProperty({ description: 'The checkpoint as it was signed and cosigned.' }) checkpoint: string;
  @ApiProperty({ type: [String], description: 'Who cosigned it.' }) witnesses: string[];
}

export class ConsistencyAnswer {
  @ApiProperty() from: number;
  @ApiProperty() to: number;
  @ApiProperty({ ...BASE64, description: 'Root of the older tree.' }) fromRoot: string;
  @ApiProperty({ ...BASE64, description: 'Root of the newer tree.' }) toRoot: string;
  @ApiProperty({ type: [String], description: 'As RFC 6962 orders them.' }) hashes: string[];
}

export class CheckedAnswer {
  @ApiProperty({ enum: ['checkpoint', 'inclusion'], description: 'What was checked.' }) kind: 'checkpoint' | 'inclusion';
  @ApiProperty({ description: 'The name of the log.' }) log: string;
  @ApiProperty({ description: 'Leaves of the tree.' }) size: number;
  @ApiProperty({ required: false, description: 'Place of the entry.' }) index?: number;
  @ApiProperty({ required: false, format: 'uuid', description: 'The event that stands there.' }) event?: string;
}

class OutletAnswer {
  @ApiProperty({ example: 'witness watcher.example.org' }) name: string;
  @ApiProperty({ description: 'The largest checkpoint that it took.' }) size: number;
  @ApiProperty({ type: String, nullable: true, description: 'What is wrong with it; null while nothing is.' })
  trouble: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) since: string | null;
}

class VerificationFinding {
  @ApiProperty({ description: 'altered, removed, inserted, reordered; or checkpoint or tile: of the log itself.' }) check: string;
  @ApiProperty({ type: 'integer', description: 'Place in the log.' }) index: number;
  @ApiProperty() stream: string;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty() event: string;
  @ApiProperty() detail: string;
}

export class VerificationAnswer {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ description: 'Who ran `helpdesk verify`.' }) by: string;
  @ApiProperty({ description: 'Whether all was as it had been.' }) whole: boolean;
  @ApiProperty({ type: 'integer', description: 'Events that were checked.' }) events: number;
  @ApiProperty({ type: 'integer', description: 'Checkpoints they were held against.' }) checkpoints: number;
  @ApiProperty({ required: false, description: 'The first thing that was not as it had been.' }) finding?: VerificationFinding;
}

export class LogAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'The name of the log; null before its first start.' })
  log: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The key that signs, as name+id+base64 (C2SP signed-note).' })
  key: string | null;
  @ApiProperty({ description: 'Leaves, signed or not.' }) size: number;
  @ApiProperty({ description: 'Leaves of the newest checkpoint; 0 where there is none.' }) signed: number;
  @ApiProperty({ type: [String], description: 'Who cosigned the newest checkpoint.' }) witnesses: string[];
  @ApiProperty({ type: [OutletAnswer], description: 'Witnesses and other places outside.' }) outlets: OutletAnswer[];
  @ApiProperty({ type: VerificationAnswer, nullable: true, description: 'The last time the store was held against the log.' })
  lastVerification: VerificationAnswer | null;
}
